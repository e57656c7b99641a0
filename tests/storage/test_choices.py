"""The two small files of an evening: settings and bests."""

import pytest

from game.model.settings import EveningSettings
from game.storage.best import Best, best_path, keep_best, kind_of, load_bests
from game.storage.settings import load_settings, save_settings, settings_path


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
