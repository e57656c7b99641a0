from dataclasses import replace
from itertools import combinations

import pygame
import pytest
from ui.duets import result, silent_result, timeline
from ui.menus import KEYS, SMALL

from game.model.result import Dare, Journey, TimelineRow, Together
from game.session.badges import badges
from game.ui.card import draw_result, journey, result_overlay, warm_line
from game.ui.notice import draw_notice, notice_overlay
from game.ui.plots import tempo_frame
from game.ui.theme import GOLD, PAPER, PLAYERS, rgb
from game.ui.views import STANDARD_KEYS
from game.ui.words import LANGUAGES, Words

WINDOWS = [
    *(((1280, 720), lang) for lang in LANGUAGES),
    ((1024, 768), "ja"), ((1920, 1080), "ko"), ((640, 360), "ja"), ((2560, 1080), "en"),
]  # fmt: skip
"""Every language at the usual size, every other size in one: the texts scale with the window."""
LONG = "Alesis Strike Pro SE Super-Long Name MIDI 1 (24:0)"
RESULTS = {
    "good": (result(), timeline(), (-12.0, 3.0, 8.0, -40.0, 55.0, 300.0)),
    "spread only": (result(finale_ms=None, score=100.0), timeline(), ()),
    "never": (result(score=3.2, together=Together(0.0, 0.0, 0.0, None, 0), lanterns=0), timeline()[:60], ()),
    "at once": (result(together=Together(110.0, 0.9, 104.0, 0.4, 1), score=55.0), timeline(), ()),
    "silent": (silent_result(), (), ()),
}


def overlays(size, words):
    for name, (outcome, rows, asynchronies) in RESULTS.items():
        yield f"result {name}", result_overlay(size, outcome, rows, words, asynchronies)
        for best in (words.best.new, words.best.line.format(score=100)):
            yield f"result {name}, {best}", result_overlay(size, outcome, rows, words, asynchronies, best=best)
        for keys in KEYS:
            kits = (keys, SMALL)
            yield f"result {name}, {kits}", result_overlay(size, outcome, rows, words, asynchronies, kits=kits)
    for text in (words.notice.no_sound, words.notice.no_midi, words.notice.unplugged.format(device=LONG)):
        yield f"notice {text}", notice_overlay(size, text)


@pytest.mark.parametrize(("size", "lang"), WINDOWS, ids=str)
def test_no_text_leaves_its_card_or_covers_another(size, lang):
    window = pygame.Rect((0, 0), size)
    for name, overlay in overlays(size, Words(lang)):
        assert overlay.written, name
        for card in overlay.cards:
            assert window.contains(card), name
        for i, written in enumerate(overlay.written):
            assert written.card.contains(written.box), f"{name}: {written.text!r} {written.box} not in {written.card}"
            for other in overlay.written[i + 1 :]:
                assert not written.box.colliderect(other.box), f"{name}: {written.text!r} covers {other.text!r}"


@pytest.mark.parametrize("hours", [0.5, 1, 2.4, 3, 12, 40])
def test_the_times_of_a_very_long_round_do_not_run_into_each_other(hours):
    longer = hours * 3600 / 120
    rows = tuple(replace(row, t=row.t * longer) for row in timeline())
    written = result_overlay((1280, 720), result(), rows, Words("en")).written
    times = [each for each in written if each.text.endswith(":00")]
    assert len(times) >= 3
    for first, second in combinations(times, 2):
        assert not first.box.inflate(16, 0).colliderect(second.box), f"{first.text} {second.text}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_can_be_read_from_two_metres(lang):
    for name, overlay in overlays((1920, 1080), Words(lang)):
        for written in overlay.written:
            assert written.box.height >= 26, f"{name}: {written.text!r}"


def test_the_journey_comes_first_and_in_seconds():
    words = Words("en")
    assert journey(result(), words) == "You found one beat after 22 seconds, and held it for 41."
    first = result_overlay((1920, 1080), result(), timeline(), words).written
    sentence = " ".join(written.text for written in first[:4])
    assert "You found one beat after 22 seconds, and" in sentence


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_journey_has_its_sentence(lang):
    words = Words(lang)
    never, at_once = RESULTS["never"][0], RESULTS["at once"][0]
    assert journey(never, words) == words.result.never
    assert journey(at_once, words) == words.result.found_at_once.format(held=104)
    assert "22" in journey(result(), words)
    assert "41" in journey(result(), words)


@pytest.mark.parametrize(
    ("score", "line"), [(92.0, "warm_top"), (70.0, "warm_high"), (50.0, "warm_middle"), (1.0, "warm_low")]
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_score_gets_a_warm_line(score, line, lang):
    words = Words(lang)
    assert warm_line(result(score=score), words) == getattr(words.result, line)


def test_without_a_score_the_reason_is_said_and_no_number_is_shown():
    words = Words("en")
    shown = [written.text for written in result_overlay((1920, 1080), silent_result(), (), words).written]
    assert words.result.no_score_alone in shown
    assert not any("layer" in text for text in shown)  # nobody is named
    assert not any(text.isdigit() for text in shown)
    assert shown.count(words.result.nothing) == 1
    assert warm_line(silent_result(), Words("ko")) == Words("ko").result.no_score_alone


def test_the_score_and_its_parts_are_written():
    shown = [written.text for written in result_overlay((1920, 1080), result(), timeline(), Words("en")).written]
    assert {"84", "95", "78", "100", "11 ms", "together 1:02"} <= set(shown)


def test_what_lies_between_both_tempos_is_shaded_wherever_both_are_known():
    def middle(*bpm):
        """The colour half way between 110 and 120, beside the grid, in the middle of the round."""
        rows = tuple(TimelineRow(0.5 * i, bpm, 115.0, None, None, 50.0, "apart") for i in range(100))
        surface = pygame.Surface((1920, 1080), depth=32)
        draw_result(surface, result(together=Together(0.0, 0.0, 0.0, None, 0)), rows, Words("en"))
        frame = tempo_frame(rows, (176, 396, 1008, 236))
        return tuple(surface.get_at((688, round(frame.y(116.5)))))[:3]

    paper = rgb(PAPER)
    assert sum(abs(one - other) for one, other in zip(middle(110.0, 120.0), paper, strict=True)) > 30
    assert middle(110.0, 112.0) == middle(110.0, None) == paper


def test_lanterns_whose_dares_were_met_are_golden():
    size, words = (960, 540), Words("en")

    def shown(*met):
        dares = tuple(Dare("rest", i, met=each) for i, each in enumerate(met, 1))
        surface = pygame.Surface(size, depth=32)
        draw_result(surface, result(lanterns=4, dares=dares), timeline(), words)
        return pygame.surfarray.array3d(surface).astype(int)

    dark, gold = shown(False, False, False), shown(True, False, True)
    changed = (dark != gold).any(axis=2)
    lanterns = [changed[x - 12 : x + 12, 480:].sum() for x in (55 + 33 * i for i in range(8))]
    assert min(lanterns[:2]) > 100
    assert lanterns[3:] == [0] * 5


def test_the_best_of_this_pair_is_told_when_there_is_one():
    words = Words("en")
    best = words.best.line.format(score=91)
    outcome = RESULTS["good"][0]
    with_best = result_overlay((1920, 1080), outcome, timeline(), words, best=best).written
    without = result_overlay((1920, 1080), outcome, timeline(), words).written
    assert "Your best: 91" in [written.text for written in with_best]
    assert "Your best: 91" not in [written.text for written in without]


def test_cards_are_drawn_over_the_picture():
    for draw in (
        lambda surface: draw_result(surface, result(), timeline(), Words("en")),
        lambda surface: draw_notice(surface, Words("ko").notice.no_sound),
    ):
        surface = pygame.Surface((1280, 720), depth=32)
        surface.fill((200, 60, 60))
        draw(surface)
        assert pygame.transform.average_color(surface)[:3] != (200, 60, 60)
    surface.fill((200, 60, 60))
    draw_notice(surface, "")
    assert pygame.transform.average_color(surface)[:3] == (200, 60, 60)


def test_where_the_usual_pads_are_missing_the_result_shows_which_ones_steer():
    words, outcome = Words("en"), RESULTS["good"][0]
    usual, small = (
        result_overlay((1280, 720), outcome, timeline(), words, kits=(STANDARD_KEYS, keys))
        for keys in (STANDARD_KEYS, SMALL)
    )
    told = " ".join(written.text for written in small.written)
    assert words.join.small in told
    assert words.join.small not in " ".join(written.text for written in usual.written)
    pictures = [pygame.image.tobytes(each.surface, "RGBA") for each in (usual, small)]
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_notice_covers_nothing_that_is_written_on_the_result(lang):
    words = Words(lang)
    written = result_overlay((1280, 720), RESULTS["good"][0], timeline(), words).written
    for text in (words.notice.muted, words.notice.volume.format(level=10), words.notice.no_sound):
        (card,) = notice_overlay((1280, 720), text, flat=True).cards
        assert not [each.text for each in written if card.colliderect(each.box)]


def test_the_first_and_the_last_third_are_told_where_both_showed_something():
    rows = [
        replace(timeline()[0], t=float(t), score=None if t == 0 else (20.0 if t <= 40 else 80.0)) for t in range(121)
    ]
    told = [written.text for written in result_overlay((1920, 1080), result(), rows, Words("en")).written]
    silent = [replace(row, score=None) if row.t < 41 else row for row in rows]
    unheard = [written.text for written in result_overlay((1920, 1080), result(), silent, Words("en")).written]

    at = told.index("80")
    assert told[at : at + 2] == ["80", "20"]
    assert "80" not in unheard


def paints(surface, card, colour):
    """Where a colour stands in a card: the share of its upper half, and of its lower half."""
    near = pygame.mask.from_threshold(surface, rgb(colour), (6, 6, 6, 255))
    top = pygame.Rect(card.left + 70, card.top + 90, card.width - 90, 50)
    halves = (top, top.move(0, 58))
    return tuple(
        near.overlap_area(pygame.Mask(half.size, fill=True), half.topleft) / (half.w * half.h) for half in halves
    )


@pytest.mark.parametrize(("early_ms", "shown"), [(-30.0, "100 : 0"), (30.0, "0 : 100"), (0.0, "50 : 50")])
def test_who_was_ahead_is_drawn_on_their_side_and_counted_by_strokes(early_ms, shown):
    rows = [replace(timeline()[0], t=float(t), asynchrony_ms=early_ms) for t in range(121)]
    overlay = result_overlay((1920, 1080), result(), rows, Words("en"), (early_ms,) * 40)
    assert shown in [written.text for written in overlay.written]
    title = next(written for written in overlay.written if written.text == "Who was ahead")
    sun, moon = (paints(overlay.surface, title.card, player.paper) for player in PLAYERS)
    assert (sun[0] > 0.3) == (early_ms < 0)
    assert (moon[1] > 0.3) == (early_ms > 0)
    assert max(sun[1], moon[0]) < 0.02


def test_without_matched_strokes_nobody_was_ahead():
    rows = [replace(timeline()[0], t=float(t), asynchrony_ms=None) for t in range(121)]
    assert not any(
        " : " in written.text for written in result_overlay((1920, 1080), result(), rows, Words("en")).written
    )


def medals(outcome):
    """Where medals are on the card: golden rims, and pale ones, px from the left."""
    surface = result_overlay((1920, 1080), outcome, timeline(), Words("en")).surface
    foot = surface.subsurface((500, 962, 800, 118))
    masks = (pygame.mask.from_threshold(foot, rgb(colour), (4, 4, 4, 255)) for colour in (GOLD, "#B9B3A6"))
    return [[500 + rect.centerx for rect in mask.get_bounding_rects() if rect.width > 8] for mask in masks]


def test_the_sentence_stands_beside_the_medal_it_tells_of_and_medals_to_come_are_pale():
    words = Words("en")
    one = {"journey": Journey(0.2, 0.9, None, None, None, None, None, 0, 0, whole=1.0)}
    assert "heart" in [badge.name for badge in badges(result(**one))]
    golden, pale = medals(result(**one))
    assert max(golden) > max(pale, default=0)
    text = next(
        each
        for each in result_overlay((1920, 1080), result(**one), timeline(), words).written
        if "One heart" in each.text
    )
    assert 0 < text.box.left - max(golden) < 120

    nothing = {"journey": None, "finale_ms": None, "together": Together(0.0, 0.0, 0.0, None, 0)}
    assert not badges(result(**nothing))
    golden, pale = medals(result(**nothing))
    assert not golden
    assert pale
    assert medals(silent_result()) == [[], []]


def test_the_crash_that_both_struck_is_told_and_none_where_there_was_none():
    words = Words("en")
    met, apart, none = (
        [each.text for each in result_overlay((1920, 1080), result(finale_ms=ms), timeline(), words).written]
        for ms in (-12.4, 50.1, None)
    )
    assert "One heart: 12 ms apart" in met
    assert not any("One heart" in text for text in (*apart, *none))
