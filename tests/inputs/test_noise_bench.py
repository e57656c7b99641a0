"""A hundredth of the bench of noise, and that it hears what is wrong; no bench passes without what it measures."""

import sys

import bench_artefacts
import bench_filters
import bench_headroom
import pytest
from bench_noise import NOISES, RATE, measure

from game.audio.voices import VoiceBank
from game.inputs import filters
from game.inputs.kit import Kit


@pytest.fixture(scope="module")
def bank():
    return VoiceBank(RATE)


@pytest.mark.parametrize("noise", NOISES)
def test_noise_does_no_harm(noise, bank):
    count = measure(noise, 10_000, 2, bank)
    assert count.note_ons > 3
    assert count.bad == 0, count


def test_a_kit_that_falls_silent_is_heard_of(bank, monkeypatch):
    monkeypatch.setattr(filters, "_REASONS", (("floor", lambda note, last: True),))
    assert measure("torn", 2000, 2, bank).stuck == 1


def test_a_cymbal_that_stays_grabbed_is_heard_of(bank, monkeypatch):
    monkeypatch.setattr(Kit, "_pressure", lambda self, *_: None)
    assert measure("torn", 2000, 2, bank).stuck == 1


def test_a_seat_that_nobody_struck_for_is_heard_of(bank, monkeypatch):
    monkeypatch.setattr(Kit, "_control", lambda self, *_: self._owner(True) and None)
    assert measure("torn", 2000, 2, bank).phantom > 0


@pytest.mark.parametrize("bench", [bench_artefacts, bench_filters, bench_headroom])
def test_without_performances_a_bench_says_so_and_fails(bench, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["bench", "--data", str(tmp_path)])
    with pytest.raises(SystemExit, match=r"groove holds no performances.*HITOTSU_DATA"):
        bench.main()
