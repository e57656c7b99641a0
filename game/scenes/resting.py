"""The rest card on the screen: what its rows show and do."""

from dataclasses import replace

from game.scenes.evening import Evening
from game.session.cards import REST_ROWS, Choice
from game.ui.views import Row


def rest_rows(evening: Evening) -> tuple[Row, ...]:
    """Return the rows of the rest card."""
    words, settings = evening.words, evening.settings
    rows = {
        Choice.RESUME: Row(words.pause.resume, "play"),
        Choice.VOLUME: Row(words.pause.volume, "bar", level=0 if settings.muted else settings.volume),
        Choice.MOTION: Row(
            words.pause.motion,
            "choice",
            words.pause.motion_calm if settings.calm else words.pause.motion_full,
            place=(int(settings.calm), 2),
        ),
        Choice.LANGUAGE: Row(words.pause.language, "choice", words.pause.language_name),
        Choice.LEAVE: Row(words.pause.leave, "go"),
    }
    return tuple(rows[choice] for choice in REST_ROWS)


def set_on_rest_card(evening: Evening, choice: Choice) -> None:
    """Carry out a row that sets something."""
    settings = evening.settings
    changed = {
        Choice.VOLUME: settings.next_volume(),
        Choice.MOTION: replace(settings, calm=not settings.calm),
        Choice.LANGUAGE: settings.next_lang(),
    }
    evening.choose(changed.get(choice, settings))
