"""What the sound tests share: one bank of the real recordings, one of the band's sounds."""

import pytest

from game.audio.band_bank import BandBank
from game.audio.voices import VoiceBank


@pytest.fixture(scope="session")
def bank():
    return VoiceBank(48000)


@pytest.fixture(scope="session")
def band():
    return BandBank(48000)
