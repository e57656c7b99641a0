import pytest

from game.inputs.kitmap import known_kits, read_kit, recognise, union_kit
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
