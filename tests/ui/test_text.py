import pygame
import pytest

from game.model.assets import asset
from game.ui.text import Style, Type, runs
from game.ui.theme import SMALLEST_TEXT

TYPE = Type(1.0)


def test_tabular_numbers_never_change_their_width():
    style = Style(212, weight=900, tabular=True)
    widths = {TYPE.line(number, style).width for number in ("111", "119", "888", "107")}
    assert len(widths) == 1
    assert TYPE.line("111", Style(212, weight=900)).width < widths.pop()


def test_hangul_and_the_rest_go_to_their_own_fonts():
    assert runs("MIDI 드럼 kit") == [(False, "MIDI "), (True, "드럼 "), (False, "kit")]


def test_hangul_and_latin_stand_on_one_baseline():
    mixed, latin = TYPE.line("A한", Style(60)), TYPE.line("A", Style(60))
    assert mixed.width > latin.width
    foot = latin.surface.get_bounding_rect().bottom - latin.baseline
    part = mixed.surface.subsurface((0, 0, latin.width, mixed.surface.get_height()))
    assert abs((part.get_bounding_rect().bottom - mixed.baseline) - foot) <= 1


def test_what_the_fonts_lack_becomes_a_question_mark():
    assert TYPE.line("\u0e01\u0e02", Style(40)).width == TYPE.line("??", Style(40)).width


@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\x07", "\ufeff"])
def test_what_draws_nothing_becomes_a_question_mark(char):
    assert TYPE.line(f"TD{char}17", Style(40)).width == TYPE.line("TD?17", Style(40)).width
    assert TYPE.line(char, Style(40)).width > 0


def test_a_break_in_a_device_name_is_a_blank():
    assert TYPE.line("TD\n17\t", Style(40)).width == TYPE.line("TD 17 ", Style(40)).width


@pytest.mark.parametrize(
    "sentence",
    [
        "You found one beat after 22 seconds, and held it for 41.",
        "22秒でひとつの拍を見つけて、41秒つづいたよ。",
        "22초 만에 하나의 박자를 찾아 41초 동안 이어 갔어요.",
        "ながいながいながいながいながいながいながいながい",
    ],
)
def test_wrapped_lines_fit_and_lose_nothing(sentence):
    lines = TYPE.wrapped(sentence, Style(54), 500)
    assert len(lines) > 1
    assert all(TYPE.width(line, Style(54)) <= 500 for line in lines)
    assert "".join(lines).replace(" ", "") == sentence.replace(" ", "")


def test_text_is_never_made_smaller_than_readable():
    style = TYPE.fitted("a sentence far too long for the room it is given", Style(60), 120)
    assert style.size == SMALLEST_TEXT


def test_a_shadow_makes_the_outline_darker_not_the_letters():
    plain, shadowed = TYPE.line("I", Style(100)), TYPE.line("I", Style(100, shadow=True))
    assert shadowed.surface.get_height() > plain.surface.get_height()
    assert shadowed.width == plain.width


def test_licences_lie_beside_the_fonts_and_no_reserved_name_is_used():
    ttlib = pytest.importorskip("fontTools.ttLib")
    fonts = sorted(asset("fonts").glob("*.ttf"))
    assert len(fonts) == 3
    for file in fonts:
        names = {str(record) for record in ttlib.TTFont(file)["name"].names if record.nameID in {1, 2, 3, 4, 6, 16, 17}}
        assert not any("Nanum" in name or "Zen Maru" in name for name in names)
        assert "SIL OPEN FONT LICENSE" in file.with_name(file.stem.split("-")[0] + "-OFL.txt").read_text(
            encoding="utf-8"
        )
    assert pygame.font.Font(fonts[0], 20).size("A")[0] > 0


def test_a_path_breaks_between_its_folders():
    path = "/a-folder/another-folder/a-third/hitotsu/recordings"
    lines = TYPE.wrapped(path, Style(28), 400)

    assert "".join(lines) == path
    assert all(line.endswith("/") for line in lines[:-1])
    assert len(lines) > 1
