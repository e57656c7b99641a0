"""A small duet sounds as it did when `tests/golden/sound.json` was written: to the bit where the same parts round."""

import json

import numpy as np
import pytest
from golden.sound import FILE, digest, heard, made_by

HOW = "if that is wanted, listen, then: python tests/golden/sound.py"


@pytest.fixture(scope="module")
def golden():
    return json.loads(FILE.read_text("utf-8"))


def test_it_sounds_as_it_did(golden):
    sound, levels = heard()
    now, then = np.array(levels), np.array(golden["levels_db"])
    assert now.shape == then.shape, HOW
    np.testing.assert_allclose(now, then, atol=0.05, err_msg=HOW)
    if golden["made_by"] == made_by():
        assert digest(sound) == golden["sha256"], HOW
