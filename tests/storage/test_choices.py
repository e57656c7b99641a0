"""The small files of an evening: settings, bests, and where kits sat."""

import pytest

from game.model.settings import EveningSettings
from game.storage.best import Best, best_path, keep_best, kind_of, load_bests
from game.storage.settings import load_settings, save_settings, settings_path
from game.storage.sitting import MOST_KITS, keep_sitting, load_sitting, sitting_path


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HITOTSU_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class TestSettings:
    def test_without_a_file_the_game_has_its_own(self):
        assert load_settings() == (EveningSettings(), None)

    def test_what_is_saved_is_read(self):
        chosen = EveningSettings("ko", "true", 3, muted=True, calm=True, seen_help=True)

        assert save_settings(chosen) is None
        assert load_settings() == (chosen, None)

    @pytest.mark.parametrize("text", ["][", "\xff\xfe"])
    def test_a_broken_file_is_told_and_put_aside(self, home, text):
        home.mkdir()
        settings_path().write_bytes(text.encode("latin-1"))
        settings, notice = load_settings()

        assert settings == EveningSettings()
        assert str(settings_path()) in notice
        assert (home / "settings.broken.toml").read_bytes() == text.encode("latin-1")
        assert load_settings() == (EveningSettings(), None)

    def test_what_is_unknown_is_passed_over(self, home):
        home.mkdir()
        settings_path().write_text("volume = 4\nshoes = 2\n")

        assert load_settings() == (EveningSettings(volume=4), None)

    def test_a_place_that_refuses_is_told(self, home):
        home.write_text("a file where the folder should be")

        assert str(settings_path()) in save_settings(EveningSettings())

    def test_the_volume_steps_and_turns_the_sound_on(self):
        quiet = EveningSettings(volume=1, muted=True)

        assert quiet.louder(1) == EveningSettings(volume=2)
        assert quiet.louder(-5).volume == 0
        assert [EveningSettings(volume=v).next_volume().volume for v in (0, 7, 9, 10)] == [2, 9, 10, 0]
        assert quiet.next_volume() == EveningSettings(volume=2)

    def test_languages_and_feels_go_round(self):
        settings = EveningSettings()
        langs = [settings.lang]
        for _ in range(3):
            settings = settings.next_lang().next_feel()
            langs.append(settings.lang)

        assert langs == ["en", "ja", "ko", "en"]
        assert settings.feel == "true"


class TestBest:
    def test_only_a_better_round_takes_the_place(self):
        assert keep_best("a", Best(70.0, 40.0, "one.hitotsu"))
        assert not keep_best("a", Best(69.0, 50.0))
        assert keep_best("b", Best(10.0, 1.0))
        assert keep_best("a", Best(71.0, 30.0))

        assert load_bests() == {"a": Best(71.0, 30.0), "b": Best(10.0, 1.0)}

    def test_a_broken_file_is_put_aside(self, home):
        home.mkdir()
        best_path().write_text("{not json")
        assert load_bests() == {}
        assert keep_best("a", Best(1.0, 1.0))

        assert (home / "best.broken.json").read_text() == "{not json"
        assert load_bests() == {"a": Best(1.0, 1.0)}

    def test_what_the_disk_refuses_is_no_best(self, home):
        home.write_text("a file where the folder should be")

        assert not keep_best("a", Best(1.0, 1.0))
        assert load_bests() == {}

    def test_a_friend_and_another_length_are_kinds_of_their_own(self):
        kinds = {kind_of("one-heart", s, who) for s in (60.0, 120.0) for who in (("any", "any"), ("any", "sim"))}

        assert len(kinds) == 4


class TestSitting:
    def test_kits_sit_where_they_sat_and_a_keyboard_is_nobody_s(self):
        assert load_sitting() == {}
        keep_sitting({"midi:TD-17#1": 2, "keyboard:left": 1, "midi:UM-ONE#1@11": 1})
        assert load_sitting() == {"midi:TD-17#1": 2, "midi:UM-ONE#1@11": 1}

    @pytest.mark.parametrize("text", ["", "][", '{"midi:A#1": 3}', '{"midi:A#1": "left"}', "[1]", "\xff"])
    def test_a_broken_file_is_as_good_as_none(self, home, text):
        home.mkdir()
        sitting_path().write_bytes(text.encode("latin-1"))
        assert load_sitting() == {}
        keep_sitting({"midi:A#1": 2})
        assert load_sitting() == {"midi:A#1": 2}

    def test_only_the_latest_kits_are_kept(self):
        keep_sitting({f"midi:{n}#1": 1 for n in range(MOST_KITS + 3)})
        assert next(iter(load_sitting())) == "midi:3#1"
        assert len(load_sitting()) == MOST_KITS

    def test_nothing_to_keep_makes_no_file_and_a_full_disk_is_no_trouble(self, home):
        keep_sitting({"keyboard:left": 1})
        assert not home.exists()
        home.write_text("a file where the folder should be")
        keep_sitting({"midi:A#1": 1})
        assert load_sitting() == {}
