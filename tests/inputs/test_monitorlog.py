import json

import pytest

from game.inputs.monitorlog import MonitorLogSource, is_monitor_log
from game.model.errors import HitotsuError


@pytest.fixture
def log(tmp_path):
    def write(*lines):
        path = tmp_path / "kit.log"
        path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
        return path

    return write


def line(t, *data, port="TD-17"):
    return {"t": t, "port": port, "bytes": data}


def test_strokes_are_given_out_when_their_time_has_come(log):
    heard = []
    path = log(line(1.0, 0x99, 38, 90), "\n", line(1.004, 0x99, 40, 30), line(2.0, 0x99, 36, 127))
    source = MonitorLogSource(path, player=2, listener=heard.append)
    assert source.poll(0.9) == []
    assert [(hit.time_s, hit.player, hit.pad, hit.drop) for hit in source.poll(1.5)] == [
        (1.0, 2, "snare", None),
        (1.004, 2, "snare_rim", "layer"),
    ]
    assert [hit.pad for hit in source.poll(9.0)] == ["kick"]
    assert source.poll(10.0) == []
    assert [(hit.pad, hit.drop) for hit in heard] == [("snare", None), ("snare_rim", "layer"), ("kick", None)]


def test_a_message_may_be_spread_over_lines(log):
    path = log(line(1.0, 0x99, 38), line(1.001, 0xFE), line(1.002, 90, 42), line(1.1, 80))
    hits = MonitorLogSource(path, player=1).poll(9.0)
    assert [(hit.time_s, hit.note) for hit in hits] == [(1.002, 38), (1.1, 42)]


def test_two_ports_are_two_kits(log):
    lines = [line(1.0, 0x99, 38, 120), line(1.001, 0x99, 38, 100, port="B"), line(1.005, 0x99, 48, 20, port="B")]
    path = log(*lines)
    assert [hit.drop for hit in MonitorLogSource(path, player=1).poll(9.0)] == [None, None, "crosstalk"]
    assert [hit.time_s for hit in MonitorLogSource(path, player=1, port=2).poll(9.0)] == [1.001, 1.005]
    with pytest.raises(HitotsuError, match=r"kit\.log.*no port 3.*TD-17, B"):
        MonitorLogSource(path, player=1, port=3)


@pytest.mark.parametrize(
    ("port", "pad"), [("midi:Strike Module#1", "crash"), ("Alesis Strike", "crash"), ("midi:Something#1", "tom1")]
)
def test_notes_mean_what_the_kit_of_that_name_sends(log, port, pad):
    (hit,) = MonitorLogSource(log(line(1.0, 0x99, 48, 90, port=port)), player=1).poll(9.0)
    assert hit.pad == pad


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("nonsense\n", "line 2"),
        ('{"t": 1.0, "port": "a", "bytes": [153, 38, 300]}\n', "line 2.*255"),
        ('{"t": -1.0, "port": "a", "bytes": []}\n', "line 2"),
        ('{"t": NaN, "port": "a", "bytes": []}\n', "line 2"),
        ('{"t": 1.0, "bytes": [153]}\n', "line 2.*port"),
    ],
)
def test_a_bad_line_is_named(log, bad, complaint):
    path = log(line(1.0, 0x99, 38, 90), bad)
    with pytest.raises(HitotsuError, match=rf"kit\.log, {complaint}"):
        MonitorLogSource(path, player=1)


def test_bytes_that_are_no_text_are_named(tmp_path):
    path = tmp_path / "kit.log"
    path.write_bytes(b'{"t": 1.0, "port": "\xff", "bytes": []}\n')
    with pytest.raises(HitotsuError, match=r"kit\.log, line 1"):
        MonitorLogSource(path, player=1)


def test_a_log_that_is_not_there_is_said(tmp_path):
    with pytest.raises(HitotsuError, match=r"none\.log.*cannot be read"):
        MonitorLogSource(tmp_path / "none.log", player=1)


def test_a_log_is_told_from_a_recording(log, tmp_path):
    assert is_monitor_log(log(line(1.0, 0x99, 38, 90)))
    recording = tmp_path / "duet.hitotsu"
    recording.write_text('{"hitotsu": 1, "engine": 1}\n')
    assert not is_monitor_log(recording)
    assert not is_monitor_log(tmp_path / "none")


def test_closing_ends_it(log):
    source = MonitorLogSource(log(line(1.0, 0x99, 38, 90)), player=1)
    source.close()
    source.close()
    assert source.poll(9.0) == []
