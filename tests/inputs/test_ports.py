"""What the MIDI library tells of the ports, without a driver."""

import game.inputs.ports
from game.inputs.ports import MidiSystem


class Scanner:
    """As the library: names are decoded when they are asked for, one by one."""

    NAMES = (b"TD-17:TD-17 MIDI 1 20:0", "ハイブリッドドラム".encode()[:-1], b"Mimic")

    def get_port_count(self):
        return len(self.NAMES)

    def get_port_name(self, index):
        return self.NAMES[index].decode()


def test_a_name_that_was_cut_off_amid_a_letter_keeps_no_kit_from_playing(monkeypatch):
    monkeypatch.setattr(game.inputs.ports, "_client", lambda *_: Scanner())
    assert MidiSystem().names() == ["TD-17:TD-17 MIDI 1 20:0", "ハイブリッドドラ", "Mimic"]
