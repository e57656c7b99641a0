"""The rules of the kit, heard through the offline render: who sounds, what cuts what, how loud."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.audio.kit import BLENDS, HAT_LOOKS, VOICES, voice_of
from game.audio.levels import velocity_step
from game.audio.loudness import power, spectrum
from game.audio.render import render
from game.audio.voices import Stroke
from game.model.hit import Event, Hit
from game.model.pads import _PAD_OF_ZONE, DROPS, PADS, pad_of_zone

RATE = 48000
ZONES = [*_PAD_OF_ZONE, "tom1.rim", "tom2.rim", "tom3.rim", "tom4.head", "tom4.rim", "aux1.head", "china", "splash"]
ZONES += [f"{cymbal}.{zone}" for cymbal in ("crash1", "crash2", "crash3", "ride") for zone in ("bow", "edge", "bell")]


def energy(sound, start_s, end_s):
    return float(np.sum(sound[int(start_s * RATE) : int(end_s * RATE)].astype(float) ** 2))


def peak(sound):
    return float(np.abs(sound).max(initial=0))


@pytest.mark.parametrize("pad", PADS)
def test_every_pad_has_a_voice(pad, bank):
    assert voice_of(Hit(0, 1, pad, 1)) in VOICES
    assert peak(render([Hit(0, 1, pad, 0.5)], bank=bank)) > 0.005


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_has_a_voice(zone):
    assert voice_of(Hit(0, 1, pad_of_zone(zone), 1, zone=zone)) in {*VOICES, *BLENDS}


@pytest.mark.parametrize(
    ("zone", "voice"),
    [
        ("snare.head", "snare"), ("snare.rim", "snare_rim"), ("snare.xstick", "snare_cross_stick"),
        ("ride.bow", "ride"), ("ride.bell", "ride_bell"), ("crash1.edge", "crash1"), ("crash2.bow", "crash2"),
        ("splash", "splash"), ("hihat.half_edge", "hat_half_open"), ("hihat.open_bow", "hat_open"),
        ("hihat.closed_bow", "hat_closed"), ("hihat.pedal", "hat_pedal"), ("tom4.head", "tom4"),
    ],
)  # fmt: skip
def test_zones_sound_as_themselves(zone, voice):
    assert voice_of(Hit(0, 1, pad_of_zone(zone), 1, zone=zone)) == voice


@pytest.mark.parametrize(
    ("zone", "openness", "voice"),
    [
        ("hihat.edge", None, "hat_open"), ("hihat.edge", 0.0, "hat_closed"), ("hihat.edge", 0.2, "hat_2"),
        ("hihat.edge", 0.5, "hat_half_open"), ("hihat.edge", 0.9, "hat_7"), ("hihat.edge", 1.0, "hat_open"),
        ("hihat.closed_bow", 0.9, "hat_2"), ("hihat.open_edge", 0.1, "hat_half_open"), ("hihat.half_bow", 0.6, "hat_5"),
        ("hihat.splash", 1.0, "hat_splash"),
    ],
)  # fmt: skip
def test_a_controller_tells_how_open_a_hat_sounds(zone, openness, voice):
    assert voice_of(Hit(0, 1, "hat_open", 1, zone=zone, open=openness)) == voice


@pytest.mark.parametrize("velocity", [0.15, 0.5, 1.0])
def test_a_hat_opens_without_a_step_and_rings_the_longer(bank, velocity):
    """One step of the pedal is under 1.5 dB in the attack; what is left of the ring grows with each."""
    hats = [bank.bake(Stroke(1, look, velocity_step(velocity))) for look in HAT_LOOKS]
    levels = [10 * np.log10(sum(power(spectrum(hat[:, side], RATE)) for side in (0, 1))) for hat in hats]
    assert np.abs(np.diff(levels)).max() < 1.5
    rings = [10 * np.log10(energy(hat, 0.2, 0.4) + 1e-12) for hat in hats]
    assert np.diff(rings).min() > 0


def test_the_splash_begins_as_the_chick_and_rings_as_the_open_hat(bank):
    splash, chick, hat = (bank.bake(Stroke(1, voice, 6)) for voice in ("hat_splash", "hat_pedal", "hat_open"))
    assert energy(chick, 0.2, 0.4) == 0 or energy(splash, 0.2, 0.4) > 10 * energy(chick, 0.2, 0.4)
    assert energy(splash, 0, 0.1) < energy(hat, 0, 0.1), "the foot is softer than the stick"
    assert ring_after(Hit(0.1, 1, "hat_pedal", 0.5), bank, replace(OPEN, zone="hihat.splash")) < -60


@pytest.mark.parametrize(
    ("opening", "left_db"), [(0.0, (-200, -60)), (0.25, (-60, -6)), (0.375, (-25, -3)), (0.5, (-1, 1))]
)
def test_the_further_the_hat_is_closed_the_sooner_its_ring_ends(bank, opening, left_db):
    """A hat that is struck while half closed takes its ring along."""
    low, high = left_db
    assert low < ring_after(Hit(0.1, 1, "hat_closed", 0.5, zone="hihat.edge", open=opening), bank) < high


@pytest.mark.parametrize("drop", DROPS)
def test_dropped_strokes_are_silent(bank, drop):
    assert len(render([Hit(0, 1, "snare", 1, drop=drop)], bank=bank)) == 0


def test_a_player_whose_kit_sounds_itself_is_silent_and_the_other_is_not(bank):
    hits = [Hit(0, 1, "snare", 1), Hit(1, 2, "snare", 1)]
    sound = render(hits, muted=[1], bank=bank)
    assert energy(sound, 0, 0.99) == 0
    assert energy(sound, 1, 2) > 0


OPEN = Hit(0.0, 1, "hat_open", 1.0)


def ring_after(cut, bank, first=OPEN):
    """Energy of the open hat that is left from 50 to 300 ms after something else at 100 ms, dB against ringing on."""
    free, other = render([first], bank=bank), np.zeros((1, 2))
    if isinstance(cut, Hit):  # long after another one: a second stroke varies
        other = render([first, replace(cut, time_s=10.0 + cut.time_s)], bank=bank)[10 * RATE :]
    both = render([first, cut], bank=bank) if isinstance(cut, Hit) else render([first], events=[cut], bank=bank)
    rest = both.copy()
    rest[: len(other)] -= other[: len(rest)]
    return 10 * np.log10((energy(rest, 0.15, 0.4) + 1e-12) / energy(free, 0.15, 0.4))


@pytest.mark.parametrize("pad", ["hat_closed", "hat_pedal"])
def test_closing_the_hat_cuts_its_ring(bank, pad):
    assert ring_after(Hit(0.1, 1, pad, 0.5), bank) < -60


@pytest.mark.parametrize(
    "cut", [Hit(0.1, 2, "hat_pedal", 0.5), Hit(0.1, 1, "snare", 0.5), Hit(0.1, 1, "hat_open", 0.5)]
)
def test_nothing_else_cuts_it(bank, cut):
    assert ring_after(cut, bank) == pytest.approx(0, abs=0.01)


def test_a_pedal_that_rings_on_does_not_cut(bank):
    """A stroke on the opened hat may have come between the chick and its echo."""
    assert ring_after(Hit(0.1, 1, "hat_pedal", 0.5, drop="retrigger"), bank) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("looks", ["hihat.open_bow", "hihat.splash"])
@pytest.mark.parametrize("close", [Event(0.1, "pedal", 1, "hat_pedal"), Hit(0.1, 1, "hat_pedal", 0.05, drop="floor")])
def test_a_foot_that_closes_the_hat_without_a_stroke_cuts_its_ring_and_is_not_heard(bank, looks, close):
    ringing = replace(OPEN, zone=looks)
    assert ring_after(close, bank, ringing) < -60
    assert ring_after(replace(close, player=2), bank, ringing) == pytest.approx(0, abs=0.01)
    hits, events = ([ringing, close], []) if isinstance(close, Hit) else ([ringing], [close])
    cut, free = render(hits, events=events, bank=bank), render([ringing], bank=bank)
    np.testing.assert_array_equal(cut[: RATE // 10], free[: RATE // 10])
    assert len(cut) == pytest.approx(0.13 * RATE, abs=2)


@pytest.mark.parametrize(("pad", "zone"), [("crash", "crash1.edge"), ("crash", "crash2.edge"), ("ride", "ride.bell")])
def test_a_grabbed_cymbal_falls_silent(bank, pad, zone):
    hit = Hit(0.0, 2, pad, 1.0, zone=zone)
    sound = render([hit], events=[Event(0.5, "choke", 2, pad)], bank=bank)
    assert len(sound) == pytest.approx(0.58 * RATE, abs=2)
    untouched = render([hit], events=[Event(0.5, "choke", 1, pad), Event(0.5, "choke", 2, "snare")], bank=bank)
    np.testing.assert_array_equal(untouched, render([hit], bank=bank))


def test_a_fade_has_no_click(bank):
    free = render([Hit(0.0, 1, "crash", 1.0)], bank=bank)
    cut = render([Hit(0.0, 1, "crash", 1.0)], events=[Event(0.5, "choke", 1, "crash")], bank=bank)
    assert np.abs(np.diff(cut[int(0.45 * RATE) :], axis=0)).max() <= np.abs(np.diff(free, axis=0)).max()
    assert np.abs(cut[-48:]).max() < 1e-4


def test_the_fader_lowers_everything(bank):
    hit = [Hit(0.0, 1, "snare", 0.8)]
    full, half = (peak(render(hit, volume=volume, bank=bank)) for volume in (1.0, 0.5))
    assert 20 * np.log10(half / full) == pytest.approx(-12, abs=0.8)
    assert len(render(hit, volume=0.0, bank=bank)) == 0


hits = st.builds(
    Hit, st.floats(0, 2), st.sampled_from((1, 2)), st.sampled_from(PADS), st.floats(0, 1),
    drop=st.sampled_from((None, None, "retrigger")),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(strokes=st.lists(hits, max_size=8))
def test_order_of_writing_does_not_change_the_sound(bank, strokes):
    distinct = list({hit.time_s: hit for hit in strokes}.values())
    one, other = render(distinct, bank=bank), render(distinct[::-1], bank=bank)
    np.testing.assert_array_equal(one, other)
    assert np.isfinite(one).all()
