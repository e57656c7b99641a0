"""A result in words, for people."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from game.model.result import Asynchrony, Parts, Result, Tempo, TimelineRow, Together

_LIT, _UNLIT = "●", "○"
_PHRASES = 8


def describe(result: Result) -> Iterator[tuple[str, str]]:
    """Yield the lines of a result, each a label and what is told under it; the journey comes first."""
    yield "Journey", _journey(result.together)
    yield "Score", _score(result)
    yield "Tempo", _tempo(result.tempo)
    if result.asynchrony.pairs:
        yield "Meeting", _asynchrony(result.asynchrony)
    yield "Lanterns", f"{_LIT * result.lanterns}{_UNLIT * (_PHRASES - result.lanterns)}"
    if result.finale_ms is not None:
        yield "Finale", f"two crashes, {abs(result.finale_ms):.0f} ms apart"
    if result.parts is not None:
        yield "Made of", _parts(result.parts)
    yield "Played", f"{result.hits[0]} and {result.hits[1]} hits in {_duration(result.seconds)}, feel {result.feel}"


def _score(result: Result) -> str:
    return f"none: {result.reason}" if result.score is None else f"{result.score:.1f} of 100"


def _journey(together: Together) -> str:
    if together.first_s is None:
        return "You have not found one beat yet; the next round is yours."
    times = "once" if together.times == 1 else f"{together.times} times"
    return (
        f"You found one beat after {together.first_s:.0f} seconds and held it for up to {together.longest_s:.0f}; "
        f"together {times}, {together.fraction * 100:.0f} % of the round."
    )


def _tempo(tempo: Tempo) -> str:
    one, two = ("no pulse" if bpm is None else f"{bpm:.1f}" for bpm in tempo.bpm)
    joint = "" if tempo.joint_bpm is None else f", together at {tempo.joint_bpm:.1f}"
    return f"{one} and {two} BPM{joint}{_difference(tempo)}"


def _difference(tempo: Tempo) -> str:
    if tempo.difference_percent is None:
        return ""
    at = f" at {tempo.ratio}" if tempo.ratio not in (None, "1:1") else ""
    if abs(tempo.difference_percent) < 0.05:
        return f", the same tempo{at}"
    faster = 1 if tempo.difference_percent > 0 else 2
    return f", player {faster} {abs(tempo.difference_percent):.1f} % faster{at}"


def _asynchrony(asynchrony: Asynchrony) -> str:
    mean_ms, sd_ms = asynchrony.mean_ms, asynchrony.sd_ms
    spread = "" if sd_ms is None else f", spread {sd_ms:.1f} ms"
    side = "" if mean_ms is None else f"player 1 {abs(mean_ms):.1f} ms {'late' if mean_ms > 0 else 'early'}"
    return f"{side}{spread} ({asynchrony.pairs} strokes met)"


def _parts(parts: Parts) -> str:
    return (
        f"tempo {parts.tempo:.2f}, phase {parts.phase:.2f}, groove {parts.groove:.2f}, "
        f"evidence {parts.evidence:.2f}, balance {parts.balance:.2f}, cover {parts.cover:.2f}"
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _cell(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{round(value, digits) + 0.0:.{digits}f}"  # never -0.0


def timeline_table(rows: Sequence[TimelineRow]) -> Table:
    """Return what was shown, one row for every half second."""
    table = Table(box=None, pad_edge=False)
    for name in ("t s", "BPM 1", "BPM 2", "joint BPM", "difference %", "asynchrony ms", "score"):
        table.add_column(name, justify="right")
    table.add_column("state")
    for row in rows:
        numbers = (*row.bpm, row.joint_bpm, row.difference_percent, row.asynchrony_ms, row.score)
        table.add_row(_cell(row.t), *(_cell(number) for number in numbers), row.state)
    return table
