"""The program, called as a user calls it."""

import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from game.cli import main


class Outcome(NamedTuple):
    """What a user sees."""

    status: int
    out: str
    err: str

    @property
    def sentence(self):
        """The one line on standard error, after checking that it is one and no traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


@pytest.fixture
def run(capfd):
    """Run the program's `main` in this process."""

    def run(*arguments):
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capfd.readouterr())

    return run


@pytest.fixture
def spawn(root):
    """Run `python -m game` as a process of its own."""

    def spawn(*arguments, cwd=root, **options):
        environment = {**os.environ, "PYTHONPATH": str(root), **options.pop("env", {})}
        command = [sys.executable, "-m", "game", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False, **options
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return spawn


@pytest.fixture(scope="session")
def duet(tmp_path_factory):
    """A recording of two simulated drummers, 12 seconds long."""
    path = tmp_path_factory.mktemp("duet") / "duet.hitotsu"
    assert main(["simulate", "--seconds", "12", "--seed", "5", "-o", str(path)]) == 0
    return path
