import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.inputs.kit import Kit
from game.inputs.kitmap import filled, is_named, known_kits, read_kit, recognise, union_kit
from game.model.assets import asset
from game.model.errors import HitotsuError
from game.model.pads import PADS, pad_of_zone


def test_the_union_map_plays_every_pad_of_a_kit():
    pads = {pad_of_zone(zone) for zone in union_kit().notes.values()}
    assert pads == set(PADS)


@pytest.mark.parametrize("path", sorted(asset("kits").glob("*.toml")), ids=lambda path: path.stem)
def test_every_kit_map_can_be_read(path):
    kit = read_kit(path)
    assert kit.id == path.stem
    assert not kit.notes.keys() & kit.chokes.keys()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('id = "x"\nname = "X"\n[notes]\n38 = "snare.heed"', "notes"),
        ('id = "x"\nname = "X"\n[notes]\n138 = "snare.head"', "127"),
        ('id = "x"\nname = "X"\nnote = 3\n[notes]\n38 = "snare.head"', "note"),
        ('id = "x"\nname = "X"\n[notes]\n36 = "kick"\n38 = "snare.heed"', r"notes\.38 = 'snare\.heed'"),
        ('id = "x"\nname = "X"\n[notes]\n138 = "kick"', r"notes\.138"),
        ('id = "x"\nname = "X"\n[notes]\nkick = 36', r"notes\.kick"),
        ('id = "x"\nname = "X"\n[chokes]\n55 = "snare"', r"chokes\.55 = 'snare'"),
        ('id = "x"\nname = "X"\n[chokes]\n55 = 1', r"chokes\.55 = 1"),
        ('id = "x"\nname = "X"\nnotes = 3', r"notes"),
        ('id = "x"\nname = "X"\nsends = [36, 128]', r"sends\[1\]"),
        ('id = "x"\nname = "X"\nports = "X"', "ports"),
        ('id = "x"\nname = "X"\nidentity = "41 4B 03 00 00"', "identity"),
        ('id = "x"\nname = "X"\nidentity = ["41 4B"]', r"identity\[0\]"),
        ('id = "x"\nname = "X"\nidentity = ["00 4B 03"]', r"identity\[0\]"),
        ('id = "x"\nname = "X"\nidentity = ["41 4B 03", "41 8B 03"]', r"identity\[1\]"),
        ('id = "x"\nname = "X"\nconfidence = "sure"', "confidence"),
        ('id = "x"\nname = "X"\n[hat]\nclosed_from = 2', r"hat\.closed_from"),
        ('id = "x"\nname = "X"\n[notes]\n49 = "crash1.bow"\n[chokes]\n49 = "crash1"', "49 stands under notes and"),
        ('name = "X"', "id"),
        ('id = "x"\nname = "X"\n[hat]\ncontroller = 4', "controller"),
        ('id = "x"\nname = "X"\n[hat]\nclosed_at_least = 0', r"hat\.closed_at_least"),
        ('id = "x"\nname = "X"\n[hat]\nclosed_from = 0.4', r"hat\.open_below = 0\.55 is more than hat\.closed_from"),
        ('id = "x"\nname = "X"\nports = [""]', r"ports\[0\]"),
        ('id = "x"\nname = "X"\nports = ["TD-99", " - "]', r"ports\[1\]"),
        ('id = "x"\nname = "X"\nmakers = [""]', r"makers\[0\]"),
        ('id = "x"\nname = "X"\nfingers = ["TD-99"]', "fingers names 'TD-99'"),
        ('id = ""\nname = "X"', "id"),
        ('id = "x"\nname = "X"\nignored = [128]', r"ignored\[0\]"),
        ('id = "x"\nname = "X"\nignored = [38]\n[notes]\n38 = "snare.head"', "38 stands under notes and under ignored"),
        ('id = "x"\nname = "X"\nignored = [55]\n[chokes]\n55 = "crash1"', "55 stands under chokes and under ignored"),
        ('id = "x"\nname = "X"\nsends = [' + "1" * 5000 + "]", "too many digits"),
        ('id = "x"\nname = "X"\nsends = [0x' + "f" * 5000 + "]", r"sends\[0\]"),
        ('id = "x"\nname = "X"\n[notes]\n36 = 0x' + "f" * 5000, r"notes\.36"),
        ('id = "x"\nname = "X"\n[notes]\n' + "9" * 5000 + ' = "kick"', r"notes\.9999"),
        ('id = "x"\nname = "X"\n[notes]\n36 = ' + "[" * 200 + "]" * 200, r"notes\.36"),
        ('id = "x"\nname = "X"\nsends = ' + "[" * 5000, "nested too deeply"),
        ('id = "x"\nname = "X"\n"a\\nb" = 1', "a·b"),
        ("id = ", "not a kit map"),
        ("\xff", "not a kit map"),
    ],
)
def test_a_wrong_map_is_one_sentence_that_names_the_file(tmp_path, text, complaint):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(HitotsuError, match=complaint) as error:
        read_kit(path)
    assert "mine.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_map_is_said(tmp_path):
    with pytest.raises(HitotsuError, match=r"none\.toml.*cannot be read"):
        read_kit(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("port", "kit"),
    [
        ("TD-17", "roland-td17"),
        ("TD-1KV", "roland-td1"),
        ("Roland TD-11", "roland-td11"),
        ("DTX drums", "yamaha-dtx502"),
        ("DTX6K3-X", "yamaha-dtxpro"),
        ("Nitro Max", "alesis-nitro"),
        ("r.e.d.box", "pearl-redbox"),
        ("eDrumIn BLACK", "audiofront-edrumin"),
        ("2box", "2box-drumit"),
        ("UM-ONE", "union"),
        ("Strikeforce", "union"),
        ("", "union"),
    ],
)
def test_a_kit_is_recognised_by_its_port(port, kit):
    assert recognise(port).id == kit


@pytest.mark.parametrize(
    ("port", "named"), [("TD-17", True), ("SPD-SX MIDI", True), ("Pearl", True), ("UM-ONE", False)]
)
def test_a_cable_is_told_from_kits_and_pads(port, named):
    assert is_named(port) is named


def test_every_name_in_a_map_finds_that_map():
    for kit in known_kits():
        for part in kit.ports:
            assert recognise(part) is kit, part


def test_a_map_says_only_what_is_different():
    redbox = recognise("r.e.d.box")
    assert (redbox.notes[47], redbox.notes[36]) == ("tom1.head", "kick")
    assert redbox.chokes[26] == "ride"
    assert 26 not in redbox.notes
    drumit = recognise("DrumIt")
    assert drumit.notes[71] == "crash2.bell"
    assert 71 not in drumit.chokes


LINES = st.builds(
    "{} = {}\n".format,
    st.sampled_from(["id", "ports", "sends", "notes.36", "chokes", "hat.closed_at_least", "36", "x" + ".x" * 900]),
    st.sampled_from(["0", "-1", "1e999", '""', '[""]', "nan", "0x" + "f" * 5000, "1" * 5000, "[" * 400 + "]" * 400,
                     "[" * 5000, "{a = " * 50 + "1" + "}" * 50, "07:61:00", "[[36], 0x" + "f" * 5000 + "]"]),
)  # fmt: skip


@st.composite
def damaged(draw):
    data = draw(st.sampled_from(MAPS) | st.text(max_size=40).map(str.encode))
    line = draw(st.just("") | LINES).encode()
    at = draw(st.integers(0, len(data)))
    at = data.rfind(b"\n", 0, at) + 1  # a whole line, where one may stand
    data = (data[:at] + line + data[at:])[: draw(st.none() | st.integers(0, len(data)))]
    for place in draw(st.lists(st.integers(0, max(0, len(data) - 1)), max_size=3)):
        data = data[:place] + draw(st.binary(max_size=2)) + data[place + 1 :]
    return data


MAPS = [asset("kits", f"{name}.toml").read_bytes() for name in ("union", "roland-v71", "2box-drumit", "pearl-mimic")]


@settings(max_examples=100)
@given(damaged())
@example(b"x" + b".x" * 5000 + b" = 1")
def test_whatever_befell_a_map_it_plays_or_is_refused_in_one_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_bytes(data)
    try:
        kit = read_kit(path)
    except HitotsuError as error:
        said = str(error)
    else:
        said = None
        play_all(kit)
    assert said is None or (str(path) in said and "\n" not in said and len(said) < 400 + len(str(path)))


def play_all(kit):
    played = Kit(lambda _drop: 1, kit)
    for i, note in enumerate((4, *range(128))):
        played.message(i, (0xB9, note, i))
        played.message(i, (0x99, note, 100))
        played.message(i, (0xA9, note, 127))


def test_a_note_that_is_no_stroke_is_neither_heard_nor_recorded_nor_takes_a_seat():
    known = recognise("V71")
    kit_map = msgspec.structs.replace(known, ignored=(120,))
    asked = []
    kit = Kit(lambda drop: asked.append(drop) or 1, kit_map)
    assert kit.message(1.0, (0x99, 120, 100)) is None
    assert asked == []
    assert kit.message(1.0, (0x99, 38, 100)).pad == "snare"
    assert Kit(lambda _drop: 1, known).message(1.0, (0x99, 120, 100)).pad == "hit"


def test_a_note_that_is_ignored_means_nothing_of_what_it_means_on_other_kits(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('id = "mine"\nname = "Mine"\nignored = [49, 34]')
    kit = filled(read_kit(path))
    assert 49 in union_kit().notes
    assert 49 not in kit.notes
    assert not kit.is_stroke(34)
