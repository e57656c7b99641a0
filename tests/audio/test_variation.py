"""A roll is no machine gun, every variant is as loud, and two who play hard and dense do not clip."""

from itertools import pairwise

import numpy as np
import pytest

from game.audio.cache import TOTAL_BYTES, StrokeCache
from game.audio.kit import TICK, VOICES
from game.audio.levels import LOUDNESS_STEPS
from game.audio.loudness import power, spectrum
from game.audio.render import render
from game.audio.variation import SEAT_CENTS, VARIANTS, Turns
from game.audio.voices import Stroke
from game.audio.workshop import Workshop
from game.model.hit import Hit

RATE = 48000
DRUMS = sorted(set(VOICES) - {TICK})


def loudness(sound):
    part = np.zeros((RATE // 5, 2), np.float32)
    part[: len(sound)] = sound[: len(part)]
    return 10 * np.log10(sum(power(spectrum(part[:, side], RATE)) for side in (0, 1)))


@pytest.mark.parametrize("player", [1, 2])
@pytest.mark.parametrize("voice", DRUMS)
def test_variants_are_as_loud_and_sound_different(bank, voice, player):
    for step in (0, 9, 21, LOUDNESS_STEPS):
        sounds = [bank.bake(Stroke(player, voice, step, 0, variant)) for variant in range(len(VARIANTS))]
        levels = [loudness(sound) for sound in sounds]
        assert max(levels) - min(levels) < 0.5
        frames = min(4800, *map(len, sounds))
        for sound in sounds[1:]:
            apart = np.sum((sound[:frames] - sounds[0][:frames]) ** 2) / np.sum(sounds[0][:frames] ** 2)
            assert apart > 1e-4


def test_no_two_strokes_in_a_row_are_alike_and_all_variants_are_heard():
    turns = Turns()
    roll = [turns.next(1, "snare") for _ in range(90)]
    assert all(one != other for one, other in pairwise(roll))
    assert set(roll) == set(range(len(VARIANTS)))
    assert turns.next(2, "snare") == turns.next(1, "kick") == roll[0], "each drum of each player has its own turns"


def test_the_two_kits_are_tuned_a_little_apart(bank):
    def tone_hz(player):
        spectrum_ = np.abs(np.fft.rfft(bank.bake(Stroke(player, "tom2", 4))[: RATE // 2, 0], 32 * RATE))
        return (40 * 32 + int(np.argmax(spectrum_[40 * 32 : 400 * 32]))) / 32

    assert 1200 * np.log2(tone_hz(1) / tone_hz(2)) == pytest.approx(SEAT_CENTS[1] - SEAT_CENTS[2], abs=6)


def test_a_warm_cache_gives_the_plain_stroke_at_once_and_its_variant_next_time(bank):
    workshop = Workshop()
    cache = StrokeCache(bank, lambda samples: samples, workshop)
    plain, varied = Stroke(1, "kick", 0), Stroke(1, "kick", 0, 0, 2)
    assert cache.at_once(plain) is None
    cache.get(plain)
    first = cache.at_once(varied)
    assert workshop.wait(5)
    second = cache.at_once(varied)
    workshop.close()
    assert first is cache.get(plain)
    assert second is not first
    assert cache.nbytes + bank.nbytes < TOTAL_BYTES


def test_a_stroke_that_was_heard_before_is_at_once_whichever_variant_s_turn_it_is(bank):
    workshop = Workshop()
    cache = StrokeCache(bank, lambda samples: samples, workshop)
    made = cache.get(Stroke(1, "tom2", 20, 0, 2))
    heard = [cache.at_once(Stroke(1, "tom2", 20, 0, variant)) for variant in (0, 1, 3)]
    workshop.close()
    assert None not in heard
    assert heard[0] is made


def test_a_look_of_the_hat_that_is_not_ready_sounds_at_once_as_the_nearest(bank):
    workshop = Workshop()
    cache = StrokeCache(bank, lambda samples: samples, workshop)
    half, between = Stroke(1, "hat_half_open", 3), Stroke(1, "hat_3", 3, 0, 1)
    cache.get(half)
    first = cache.at_once(between)
    assert workshop.wait(5)
    second = cache.at_once(between)
    workshop.close()
    assert first is cache.get(half)
    assert second is not first


def test_two_who_play_as_dense_and_hard_as_anybody_do_not_clip(bank):
    """Sixteenths at 160 on four limbs each, all at full velocity, struck within 12 ms of each other."""
    rng = np.random.default_rng(5)
    limbs = (("kick",), ("snare", "tom1", "tom3"), ("hat_open", "crash", "ride"), ("hat_pedal",))
    hits = [
        Hit(0.1 + step * 60 / 160 / 4 + rng.uniform(0, 0.012), player, str(rng.choice(limb)), 1.0)
        for step in range(48) for player in (1, 2) for limb in limbs
    ]  # fmt: skip
    peak_db = 20 * np.log10(np.abs(render(hits, bank=bank)).max())
    assert -12 < peak_db < -0.2
