"""Whole files: all of it or nothing, also where its parts are made while it is written."""

import os

import pytest

from game.model.errors import HitotsuError
from game.storage.files import write_parts


def test_the_first_bytes_may_be_known_last(tmp_path):
    written = []
    parts = (written.append(part) or part for part in (b"????", b"abc", b"de"))
    write_parts(tmp_path / "a", parts, lambda: b"%04d" % sum(map(len, written[1:])))
    assert (tmp_path / "a").read_bytes() == b"0005abcde"


@pytest.mark.parametrize("failure", [HitotsuError("a sound is missing"), KeyboardInterrupt()])
def test_where_a_part_cannot_be_made_what_was_there_stays_and_nothing_is_left_beside_it(tmp_path, failure):
    def parts():
        yield b"half"
        raise failure

    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(type(failure)):
        write_parts(tmp_path / "a", parts())
    assert os.listdir(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"before"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_keeps_what_it_was_given(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_parts(tmp_path / "pipe", [b"????", b"abc"], lambda: b"0003")
    assert os.read(reader, 100) == b"????abc"
    os.close(reader)
