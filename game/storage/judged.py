"""The hits of a recording that count, at the times at which they count: what other formats are given."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.model.recording import Recording
from game.rhythm.artefacts import artefacts
from game.storage.files import MAX_SPAN_S


def judged_hits(recording: Recording) -> tuple[Hit, ...]:
    """Return the judged hits in time order, each moved by how much its kit reports late.

    Dropped note-ons, artefacts, hits in a pause and hits after the end are left out. Times are not moved for a pause:
    it stays as a silence. Where a correction would make the first time negative, all move up together.
    """
    end_s = min((event.time_s for event in recording.events if event.kind == "end"), default=float("inf"))
    pauses = _pauses(recording.events)
    offsets_s = [player.offset_ms / 1000 for player in recording.header.players]
    unmeant = artefacts(recording.hits, recording.events)
    meant = [hit for i, hit in enumerate(recording.hits) if hit.drop is None and i not in unmeant]
    counted = [
        replace(hit, time_s=hit.time_s - offsets_s[hit.player - 1])
        for hit in meant
        if hit.time_s <= end_s and not any(begin <= hit.time_s < until for begin, until in pauses)
    ]
    first_s = min((hit.time_s for hit in counted), default=0.0)
    if first_s < 0:
        counted = [replace(hit, time_s=hit.time_s - first_s) for hit in counted]
    return tuple(sorted(counted, key=lambda hit: (hit.time_s, hit.player)))


def _pauses(events: Sequence[Event]) -> list[tuple[float, float]]:
    """Return the spans from each `paused` to the next `resumed`, or to the end of time."""
    spans: list[tuple[float, float]] = []
    begin_s: float | None = None
    for event in sorted(events, key=lambda event: event.time_s):
        if event.kind == "paused" and begin_s is None:
            begin_s = event.time_s
        elif event.kind == "resumed" and begin_s is not None:
            spans.append((begin_s, event.time_s))
            begin_s = None
    return spans if begin_s is None else [*spans, (begin_s, float("inf"))]


def check_span(path: Path, hits: Sequence[Hit]) -> None:
    """Refuse strokes that lie further apart than any duet lasts.

    Raises:
        HitotsuError: the first and the last stroke are more than a day apart.
    """
    first_s, last_s = (edge((hit.time_s for hit in hits), default=0.0) for edge in (min, max))
    if last_s - first_s > MAX_SPAN_S:
        raise HitotsuError(
            f"{path}: its strokes go from {first_s:g} to {last_s:g} s, more than a day: one of these times is a slip."
        )
