"""CSV files of judged hits."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import meant

from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.model.pads import PADS
from game.model.recording import Header, Player, Recording
from game.session.replay import judge
from game.storage.csvfile import read_csv, write_csv

HEADER = "time_s,player,pad,velocity\n"


@pytest.fixture
def written(tmp_path):
    def write(data):
        path = tmp_path / "duet.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def test_hits_are_read_in_time_order_whatever_the_order_of_the_rows(written):
    recording = read_csv(written(HEADER + "1.5,2,snare,0.25\n0.5,1,kick,1\n"))
    assert recording.hits == (Hit(0.5, 1, "kick", 1.0), Hit(1.5, 2, "snare", 0.25))
    assert recording.header.mode == "one-heart"
    assert recording.header.seconds is None
    assert recording.header.settings.feel == "true"
    assert [player.source for player in recording.header.players] == ["csv", "csv"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEADER + "0.5,1,kick,1\n",
        (HEADER + "0.5,1,kick,1\n").replace("\n", "\r\n"),
        HEADER + "0.5,1,kick,1",
        HEADER + "\n0.5,1,kick,1\n\n",
        'name,velocity,pad,player,time_s,note\n"a, b",1.0,kick,1,0.5,36\n',
        HEADER + " 0.5 , 1.0 ,kick, 1e0\n",
        HEADER.replace("\n", ",remark\n") + "0.5,1,kick,1\n",
    ],
    ids=["byte order mark", "CRLF", "no last line end", "blank lines", "other columns", "spaces", "short row"],
)
def test_what_other_programs_write_is_read(written, text):
    assert read_csv(written(text)).hits == (Hit(0.5, 1, "kick", 1.0),)


BAD_ROWS = {
    "velocity 7": ("0.5,1,kick,7", "velocity"),
    "negative velocity": ("0.5,1,kick,-0.1", "velocity"),
    "NaN": ("nan,1,kick,1", "time_s"),
    "NaN velocity": ("0.5,1,kick,NaN", "velocity"),
    "infinity": ("inf,1,kick,1", "time_s"),
    "overflow": ("1e999,1,kick,1", "time_s"),
    "a date": ("1795521600000,1,kick,1", "time_s"),
    "negative time": ("-0.001,1,kick,1", "time_s"),
    "text in a number": ("soon,1,kick,1", "soon"),
    "decimal comma": ('"0,5",1,kick,1', "with a point"),
    "grouped digits": ("1_0,1,kick,1", "time_s"),
    "third player": ("0.5,3,kick,1", "player"),
    "no player": ("0.5,,kick,1", "player"),
    "unknown pad": ("0.5,1,cowbell,1", "cowbell"),
    "too few columns": ("0.5,1,kick", "columns"),
    "open quotes": ('0.5,1,"kick,1', "CSV"),
    "huge cell": (f"0.5,1,kick,{'1' * 200_000}", "CSV"),
}


@pytest.mark.parametrize(("row", "told"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_an_impossible_row_is_named_by_its_line(written, row, told):
    path = written(f"{HEADER}0.25,1,kick,1\n{row}\n")
    with pytest.raises(HitotsuError) as error:
        read_csv(path)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"time,player,pad,velocity\n0,1,kick,1\n", "line 1: the header must be time_s,player,pad,velocity"),
        (b"time_s;player;pad;velocity\n0;1;kick;1\n", "line 1: the header must be"),
        (HEADER.encode() + b"0,1,kick,1\n\xff\xfe\x00", "line 3: this is not text"),
        (bytes(range(256)) * 4, "is not text"),
    ],
    ids=["empty", "blank", "wrong header", "semicolons", "rubbish below", "rubbish"],
)
def test_what_is_no_csv_of_hits_is_refused(written, data, told):
    with pytest.raises(HitotsuError, match=told):
        read_csv(written(data))


@given(
    st.binary(max_size=400)
    | st.binary(max_size=200).map(HEADER.encode().__add__)
    | st.text(max_size=99).map(str.encode)
)
def test_any_bytes_are_read_or_refused_in_one_sentence(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.csv")
        path.write_bytes(data)
        hits, told = read_or_told(path)
    assert len(told.splitlines()) == 1 if hits is None else all(is_possible(hit) for hit in hits)


def read_or_told(path):
    try:
        return read_csv(path).hits, ""
    except HitotsuError as error:
        return None, str(error)


def is_possible(hit):
    return 0 <= hit.velocity <= 1 and hit.time_s >= 0 and hit.pad in PADS


hits = st.builds(
    Hit, st.floats(0, 3600), st.sampled_from((1, 2)), st.sampled_from(PADS), st.floats(0, 1).map(lambda v: round(v, 3))
)
HEAD = Header(created="2026-11-24T10:00:00Z", players=(Player("midi"), Player("midi")), seconds=120)


def order(hit):
    return (hit.time_s, hit.player, hit.pad, -hit.velocity)


@given(st.lists(hits, max_size=30))
def test_written_hits_are_read_back_equal(played):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "duet.csv")
        write_csv(path, Recording(HEAD, tuple(played)))
        assert read_csv(path).hits == tuple(sorted(meant(played), key=order))


def test_numbers_have_a_point_and_six_decimals(tmp_path):
    path = tmp_path / "duet.csv"
    write_csv(path, Recording(HEAD, (Hit(1 / 3, 1, "kick", 0.7),)))
    assert path.read_bytes() == b"time_s,player,pad,velocity\n0.333333,1,kick,0.7\n"


def test_only_what_is_judged_is_written_at_the_time_at_which_it_is_judged(tmp_path):
    header = Header(HEAD.created, (Player("midi", offset_ms=20.0), Player("midi", offset_ms=-5.0)))
    played = (
        Hit(1.0, 1, "snare", 0.5),
        Hit(1.0, 2, "snare", 0.5),
        Hit(1.001, 1, "snare", 0.1, drop="retrigger"),
        Hit(3.0, 1, "kick", 0.5),
        Hit(5.0, 2, "kick", 0.5),
        Hit(9.0, 1, "crash", 0.9),
    )
    events = (Event(2.0, "paused"), Event(4.0, "resumed"), Event(8.0, "end"))
    path = tmp_path / "duet.csv"
    write_csv(path, Recording(header, played, events))
    assert read_csv(path).hits == (
        Hit(0.98, 1, "snare", 0.5),
        Hit(1.005, 2, "snare", 0.5),
        Hit(5.005, 2, "kick", 0.5),
    )


def test_a_correction_never_makes_a_time_negative(tmp_path):
    header = Header(HEAD.created, (Player("midi", offset_ms=30.0), Player("midi")))
    path = tmp_path / "duet.csv"
    write_csv(path, Recording(header, (Hit(0.01, 1, "kick", 0.5), Hit(0.5, 2, "kick", 0.5))))
    assert [hit.time_s for hit in read_csv(path).hits] == [0.0, 0.52]


def test_the_order_of_the_rows_does_not_change_the_result(written):
    rows = [f"{beat * 0.5 + 0.01 * player:.3f},{player},snare,0.8\n" for beat in range(60) for player in (1, 2)]
    sorted_result = judge(read_csv(written(HEADER + "".join(rows))))
    random.Random(1).shuffle(rows)
    assert judge(read_csv(written(HEADER + "".join(rows)))) == sorted_result
    assert sorted_result.score > 50


def test_strokes_more_than_a_day_apart_are_a_slip(tmp_path):
    path = tmp_path / "duet.csv"
    path.write_text("time_s,player,pad,velocity\n1,1,kick,1\n1795521600,2,kick,1\n")

    with pytest.raises(HitotsuError, match="more than a day"):
        read_csv(path)


def test_a_clock_that_counts_from_1970_is_no_slip(tmp_path):
    path = tmp_path / "duet.csv"
    path.write_text("time_s,player,pad,velocity\n1795521600,1,kick,1\n1795521601.5,2,kick,1\n")

    assert [hit.time_s for hit in read_csv(path).hits] == [1795521600.0, 1795521601.5]
