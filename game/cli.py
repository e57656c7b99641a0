"""The program `hitotsu`: its commands, its exit status and how it says that something is wrong."""

import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Sequence
from glob import glob
from typing import Final

import click

import game
from game.model.errors import HitotsuError

COMMANDS: Final[dict[str, str]] = {
    "play": "Play a round, straight away.",
    "demo": "Watch two simulated drummers find each other.",
    "score": "Judge recordings again and print the result.",
    "verify": "Judge recordings again and compare with what they claim.",
    "report": "Write the full analysis of recordings.",
    "replay": "Watch and hear a recording.",
    "simulate": "Record a duet of simulated drummers.",
    "convert": "Write a recording in another format.",
    "kits": "List the kits that are connected.",
    "monitor": "Show every message of the kits as it arrives.",
    "doctor": "Tell what this machine has and lacks.",
    "timing": "Measure this machine's timing budget.",
    "library": "List and export the duets played.",
}
"""Every command's name and help in one line. `game/commands/NAME.py` holds the click command NAME; one whose
module is not there yet is neither listed nor found."""

DONE: Final = 0
WRONG: Final = 2
"""Exit status when the input, the arguments or a needed part is wrong."""
INTERRUPTED: Final = 130


class _Program(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if importlib.util.find_spec(f"game.commands.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(importlib.import_module(f"game.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            names = ", ".join(self.list_commands(ctx))
            raise click.UsageError(f"there is no command {args[0]!r} among {names}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(game.__version__, prog_name="hitotsu", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """A game for two people drumming together: find one tempo, share one rhythm.

    Without a command the game opens on its title screen.
    """
    if context.invoked_subcommand is None:
        play = program.get_command(context, "play")
        assert play is not None
        with play.make_context("play", ["--title"], parent=context) as opened:
            play.invoke(opened)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status.

    Args:
        arguments: what was typed after the program's name; by default the process's own arguments.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # standard output holds results
    _accept_any_text()
    try:
        with program.make_context("hitotsu", _typed() if arguments is None else list(arguments)) as context:
            program.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except HitotsuError as error:
        _say(str(error))
    except click.ClickException as error:
        _say(_sentence(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _leave_the_pipe()
        return DONE
    else:
        return DONE
    return WRONG


def _say(sentence: str) -> None:
    """Print one line on standard error."""
    print(" ".join(sentence.split()), file=sys.stderr)


def _sentence(error: click.ClickException) -> str:
    """Turn click's report into one sentence that names the command's help."""
    text = " ".join(error.format_message().split()).rstrip(".").replace(". ", "; ")
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "hitotsu"
    return f"{command}: {text[:1].lower()}{text[1:]} (see `{command} --help`)."


def _typed() -> list[str]:
    """Return the arguments; Windows leaves it to each program to spell out `*.csv`."""
    if os.name != "nt":
        return sys.argv[1:]
    return [name for typed in sys.argv[1:] for name in (sorted(glob(typed)) or [typed])]


def _accept_any_text() -> None:
    """Print a question mark where the terminal's alphabet lacks a letter, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def _leave_the_pipe() -> None:
    """Give Python's last flush a place to go once the reader has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
