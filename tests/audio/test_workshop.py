"""Sounds are made ready on one thread that can be stopped; who plays never waits for it."""

import threading

import numpy as np
import pytest

from game.audio.band import TAIKO
from game.audio.drums import KitMixer
from game.audio.levels import velocity_step, volume_steps
from game.audio.render import Tape
from game.audio.voices import Stroke
from game.audio.workshop import Workshop
from game.model.hit import Hit
from game.session.clock import ManualClock
from game.session.piece import Sounding

RATE = 48000
KOTO = Sounding("koto", 69, 0.5).name


class WatchedTape(Tape):
    """A tape that remembers which thread made each sound ready."""

    def __init__(self, clock):
        super().__init__(RATE, clock)
        self.makers = []

    def prepare(self, samples):
        self.makers.append(threading.current_thread())
        return samples


@pytest.fixture
def gate():
    """What holds the workshop up until it is set; ask for it after `live`, whose mixer closes when it is set."""
    gate = threading.Event()
    yield gate
    gate.set()


@pytest.fixture
def live(bank, band):
    clock = ManualClock(1.0)
    output = WatchedTape(clock)
    mixer = KitMixer(output, bank, clock, band=band)
    mixer.warm_up()
    yield mixer, output, clock
    mixer.close()


def workers():
    return [thread for thread in threading.enumerate() if thread.name == "workshop"]


def test_a_note_is_never_made_by_the_thread_that_asks_for_it_and_is_heard_in_time(live):
    mixer, output, _ = live
    mixer.play_at(1.15, KOTO, 0.8)
    mixer.play_at(1.15, TAIKO, 0.3)
    mixer.wait_warm(20)
    assert threading.current_thread() not in output.makers
    assert [one.first for one in output.placed] == [round(1.15 * RATE)] * 2
    assert np.abs(output.mixed()).max() > 0.001


def test_the_bands_fader_makes_nothing_anew_and_what_was_ready_stays(live):
    mixer, output, clock = live
    mixer.play_at(1.15, KOTO, 0.8)
    mixer.wait_warm(20)
    made = len(output.makers)
    for fader in (0.7, 1.0, 1.0, 0.0, 1.0):  # F2 and F9 set all faders anew
        mixer.band_volume = fader
    mixer.play_at(clock.now() + 0.15, KOTO, 0.8)
    assert len(output.makers) == made
    assert len(output.placed) == 2


def test_a_row_of_faders_has_one_worker_and_the_last_one_counts(live):
    mixer, output, _ = live
    for fader in (0.9, 0.7, 0.5, 0.3):
        mixer.volume = fader
        assert len(workers()) <= 1
    mixer.wait_warm(20)
    made = len(output.makers)
    mixer.strike(Hit(1.0, 1, "snare", 1.0))
    assert len(output.makers) == made, "it was ready at the last volume"


@pytest.fixture
def held(live, gate):
    """Everything is ready, and the workshop makes nothing more until the gate is set."""
    mixer, output, clock = live
    mixer.wait_warm(30)
    mixer._workshop.do(gate.wait)
    return mixer, output, clock, gate


@pytest.mark.parametrize(("before", "after", "velocity"), [(1.0, 0.6, 0.9), (0.6, 1.0, 0.5)])
def test_after_a_change_of_volume_strokes_are_at_once_as_loud_as_was_chosen(live, gate, bank, before, after, velocity):
    """Made by nobody who strikes: neither a driver's thread nor the one that draws."""
    mixer, output, _ = live
    mixer.volume = before
    mixer.wait_warm(30)
    mixer._workshop.do(gate.wait)
    made = len(output.makers)
    mixer.volume = after
    voices = ("snare", "kick", "hat_closed", "crash1", "tom1")
    for voice in voices:
        mixer.strike(Hit(1.0, 1, voice.removesuffix("1") if voice == "crash1" else voice, velocity))
    heard = [np.sqrt(np.mean(one.sound[:2400] ** 2)) for one in output.placed]
    assert len(output.makers) == made
    gate.set()
    assert threading.current_thread() not in output.makers
    meant = [bank.bake(Stroke(1, voice, velocity_step(velocity), volume_steps(after)))[:2400] for voice in voices]
    apart_db = 20 * np.log10(np.divide(heard, [np.sqrt(np.mean(sound**2)) for sound in meant]))
    assert np.abs(apart_db).max() < 1.5


def test_ghost_notes_too_are_ready(held):
    mixer, output, *_ = held
    strokes = [Hit(1.0, 1, pad, v) for pad in ("snare", "snare_rim", "hat_closed") for v in (0.04, 0.1, 0.2, 0.4, 0.9)]
    for stroke in strokes:
        mixer.strike(stroke)
    assert len(output.placed) == len(strokes)


def test_what_nobody_expected_is_made_in_the_workshop_and_heard_as_soon_as_it_is(live):
    mixer, output, _ = live
    mixer.wait_warm(30)
    mixer.strike(Hit(1.0, 1, "tom1", 0.8, zone="tom1.rim"))
    mixer.tick()
    mixer.wait_warm(30)
    assert threading.current_thread() not in output.makers
    assert len(output.placed) == 2


def test_it_is_made_before_what_can_wait(held):
    mixer, output, _, gate = held
    for velocity in (0.9, 0.8, 0.7):
        mixer.strike(Hit(1.0, 1, "snare", velocity))
        mixer.strike(Hit(1.0, 1, "snare", velocity))  # whose variant can wait
    mixer.strike(Hit(1.0, 2, "crash", 0.8, zone="splash"))
    made, heard, made_by_then = len(output.makers), len(output.placed), []
    play = output.play
    output.play = lambda sound: made_by_then.append(len(output.makers)) or play(sound)
    gate.set()
    mixer.wait_warm(30)
    assert made_by_then == [made + 1]
    assert len(output.makers) > made + 1
    assert len(output.placed) == heard + 1


@pytest.mark.parametrize("silence", ["grab", "too late", "mute"])
def test_what_was_silenced_before_it_was_made_is_not_heard(held, silence):
    mixer, output, clock, gate = held
    mixer.strike(Hit(1.0, 1, "crash", 0.9, zone="splash"))
    if silence == "grab":
        mixer.choke(1, "crash")
    elif silence == "mute":
        mixer.muted = True
    else:
        clock.advance(0.3)
    gate.set()
    mixer.wait_warm(30)
    assert output.placed == []


def test_when_closed_no_thread_is_left(live):
    mixer, output, _ = live
    assert len(workers()) == 1
    mixer.close()
    assert workers() == []
    made = len(output.makers)
    mixer.volume = 0.4
    mixer.play_at(1.15, KOTO, 0.8)
    assert workers() == []
    assert len(output.makers) == made


def test_jobs_come_before_steps_and_new_steps_take_the_place_of_old_ones():
    workshop, done, gate = Workshop(), [], threading.Event()

    def steps(name):
        for number in range(3):
            done.append(f"{name}{number}")
            yield

    workshop.do(gate.wait)
    workshop.go_through(steps("a"))
    workshop.go_through(steps("b"))
    workshop.do(lambda: done.append("job"))
    assert not workshop.wait(0)
    gate.set()
    assert workshop.wait(5)
    workshop.close()
    assert done == ["job", "b0", "b1", "b2"]


def test_a_job_that_fails_costs_itself_only(monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda failed: told.append(failed.exc_type))
    workshop, done = Workshop(), []
    workshop.do(lambda: 1 / 0)
    workshop.do(lambda: done.append("after"))
    while not done:
        workshop.do(lambda: None)
    workshop.close()
    assert done == ["after"]
    assert told == [ZeroDivisionError]


def test_variants_asked_for_from_many_threads_are_all_made_once(bank, band):
    clock = ManualClock()
    mixer = KitMixer(WatchedTape(clock), bank, clock, band=band)
    mixer.warm_up()

    def drum(player):
        for number in range(200):
            mixer.strike(Hit(0.0, player, ("snare", "tom1", "hat_closed")[number % 3], 0.8))
            if number % 50 == 0:
                mixer.volume = 1.0 - number / 1000

    threads = [threading.Thread(target=drum, args=(player,)) for player in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workers()) == 1
    mixer.close()
