"""What the sound tests share: one bank of the real recordings."""

import pytest

from game.audio.voices import VoiceBank


@pytest.fixture(scope="session")
def bank():
    return VoiceBank(48000)
