import os

import pytest

from game.inputs.quiet import quiet_stderr


def test_what_c_writes_is_caught_and_the_rest_is_not(capfd):
    os.write(2, b"before ")
    with quiet_stderr():
        os.write(2, b"Cannot connect to server ")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_it_is_undone_after_an_error(capfd):
    with pytest.raises(ValueError, match="no"), quiet_stderr():
        raise ValueError("no")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_it_leaves_no_descriptor_behind():
    with quiet_stderr():
        pass
    probe = os.dup(2)
    os.close(probe)
    for _ in range(50):
        with quiet_stderr():
            pass
    again = os.dup(2)
    os.close(again)
    assert again == probe
