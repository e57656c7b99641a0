"""One line of a recording, as typed values in both directions."""

import json
import re
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec

from game.model.hit import Event, Hit
from game.model.pads import DROPS, PADS
from game.model.recording import DEFAULT_FEEL, FEELS, Header, Player, Settings
from game.model.result import Result
from game.model.versions import FORMAT_VERSION
from game.storage.files import MAX_TIME_S
from game.storage.results import result_json

Line = Hit | Event | Result


class LineError(Exception):
    """A line that cannot be understood; the message says why, without file and line number."""

    def __init__(self, why: str, *, broken: bool = False) -> None:
        """Keep the reason; `broken` = not even JSON, as a line that was cut off."""
        super().__init__(why)
        self.broken = broken


def _one_of(names: tuple[str, ...]) -> msgspec.Meta:
    return msgspec.Meta(pattern=rf"\A({'|'.join(names)})\Z")


_Time = Annotated[float, msgspec.Meta(ge=0, le=MAX_TIME_S)]
_Unit = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Seat = Literal[1, 2]
_SETTINGS: Final = Settings()


class _HitLine(msgspec.Struct, frozen=True):
    t: _Time
    p: _Seat
    pad: Annotated[str, _one_of(PADS)]
    v: _Unit
    zone: str | None = None
    open: _Unit | None = None
    note: Annotated[int, msgspec.Meta(ge=0, le=127)] | None = None
    ch: Annotated[int, msgspec.Meta(ge=1, le=16)] | None = None
    drop: Annotated[str, _one_of(DROPS)] | None = None

    def value(self) -> Hit:
        return Hit(self.t, self.p, self.pad, self.v, self.zone, self.open, self.note, self.ch, self.drop)


class _EventLine(msgspec.Struct, frozen=True):
    t: _Time
    event: str
    p: _Seat | None = None
    pad: str | None = None
    value_: float | None = msgspec.field(default=None, name="value")

    def value(self) -> Event:
        return Event(self.t, self.event, self.p, self.pad, self.value_)


class _ResultLine(msgspec.Struct, frozen=True):
    result: Result

    def value(self) -> Result:
        return self.result


class _PlayerPart(msgspec.Struct, frozen=True):
    source: str
    port: str | None = None
    kit: str | None = None
    offset_ms: Annotated[float, msgspec.Meta(ge=-1000, le=1000)] = 0.0


class _SettingsPart(msgspec.Struct, frozen=True):
    feel: Annotated[str, _one_of(FEELS)] = DEFAULT_FEEL
    reorder_s: _Unit = _SETTINGS.reorder_s


class _HeaderLine(msgspec.Struct, frozen=True):
    hitotsu: Annotated[int, msgspec.Meta(ge=1)]
    engine: Annotated[int, msgspec.Meta(ge=1)]
    created: str
    players: tuple[_PlayerPart, _PlayerPart]
    mode: str = "one-heart"
    seconds: Annotated[float, msgspec.Meta(gt=0, le=MAX_TIME_S)] | None = None
    settings: _SettingsPart = msgspec.field(default_factory=_SettingsPart)


class _Format(msgspec.Struct, frozen=True):
    hitotsu: int


class _Kind(msgspec.Struct, frozen=True):
    event: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    result: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_ALLOWED: Final[dict[str, str]] = {
    "t": f"`t` must be a number of seconds from 0 to {MAX_TIME_S:.0f}",
    "p": "`p` must be player 1 or 2",
    "pad": f"`pad` must be one of {', '.join(PADS)}",
    "v": "`v` must be a number from 0 to 1",
    "open": "`open` must be a number from 0 to 1",
    "note": "`note` must be a whole number from 0 to 127",
    "ch": "`ch` must be a MIDI channel from 1 to 16",
    "drop": f"`drop` must be one of {', '.join(DROPS)}",
    "zone": "`zone` must be a text such as `ride.bell`",
    "event": "`event` must be the name of an event",
    "hitotsu": "`hitotsu` must be the number of the format",
    "engine": "`engine` must be the number of the engine",
    "created": "`created` must be a text such as 2026-11-24T10:00:00Z",
    "mode": "`mode` must be a text such as `one-heart`",
    "seconds": f"`seconds` must be a length in seconds up to {MAX_TIME_S:.0f}, or null",
    "players": "`players` must hold two players",
    "feel": f"`feel` must be one of {', '.join(FEELS)}",
    "offset_ms": "`offset_ms` must be a number of milliseconds from -1000 to 1000",
}


def _explain(error: msgspec.ValidationError) -> str:
    """Say what a field should have held, from the place that the error names."""
    text = str(error)
    if missing := re.search(r"missing required field `(\w+)`", text):
        return f"`{missing[1]}` is missing"
    place = re.search(r"at `\$\.?([^`]*)`", text)
    field = re.sub(r"\[\d*\.*\]", "", place[1]).split(".")[-1] if place else ""
    return _ALLOWED.get(field) or text.replace("`$.", "`")


_T = TypeVar("_T")


def _decode(data: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise LineError(_explain(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LineError("this is not a line of JSON", broken=True) from error


def parse_header(data: bytes) -> Header:
    """Read the first line.

    Raises:
        LineError: it is no header, or one of a format that is newer than this program.
    """
    try:
        version = _decode(data, _Format).hitotsu
    except LineError as error:
        raise LineError("this is not a Hitotsu recording: the first line must be its header") from error
    if version > FORMAT_VERSION:
        raise LineError(
            f"this recording has format {version} and this Hitotsu reads formats up to {FORMAT_VERSION}: "
            "update Hitotsu to open it"
        )
    line = _decode(data, _HeaderLine)
    one, two = (Player(part.source, part.port, part.kit, part.offset_ms) for part in line.players)
    settings = Settings(line.settings.feel, line.settings.reorder_s)
    return Header(line.created, (one, two), line.mode, line.seconds, settings, line.hitotsu, line.engine)


def parse_line(data: bytes) -> Line:
    """Read any line but the first; keys that are not known are passed over.

    Raises:
        LineError: it is no JSON, or a field is missing or out of range.
    """
    kind = _decode(data, _Kind)
    if kind.result is not msgspec.UNSET:
        return _decode(data, _ResultLine).value()
    if kind.event is not msgspec.UNSET:
        return _decode(data, _EventLine).value()
    return _decode(data, _HitLine).value()


def _number(value: float | None) -> float | int | None:
    """Write a whole length as 120 and not as 120.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def _player_keys(player: Player) -> dict[str, Any]:
    optional = {"port": player.port, "kit": player.kit}
    given = {key: value for key, value in optional.items() if value is not None}
    return {"source": player.source, **given, "offset_ms": player.offset_ms}


def _hit_keys(hit: Hit) -> dict[str, Any]:
    keys = {
        "t": hit.time_s, "p": hit.player, "pad": hit.pad, "zone": hit.zone, "open": hit.open,
        "v": hit.velocity, "note": hit.note, "ch": hit.channel, "drop": hit.drop,
    }  # fmt: skip
    return {key: value for key, value in keys.items() if value is not None}


def _event_keys(event: Event) -> dict[str, Any]:
    keys = {"t": event.time_s, "event": event.kind, "p": event.player, "pad": event.pad, "value": event.value}
    return {key: value for key, value in keys.items() if value is not None}


def _line(keys: dict[str, Any]) -> bytes:
    return json.dumps(keys, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def header_line(header: Header) -> bytes:
    """Return the first line of a recording, its line end included."""
    settings = {"feel": header.settings.feel, "reorder_s": header.settings.reorder_s}
    players = [_player_keys(player) for player in header.players]
    return _line({
        "hitotsu": header.format, "engine": header.engine, "created": header.created, "mode": header.mode,
        "seconds": _number(header.seconds), "settings": settings, "players": players,
    })  # fmt: skip


def hit_line(hit: Hit) -> bytes:
    """Return the line of one note-on, its line end included."""
    return _line(_hit_keys(hit))


def event_line(event: Event) -> bytes:
    """Return the line of one event, its line end included."""
    return _line(_event_keys(event))


def result_line(result: Result) -> bytes:
    """Return the last line of a recording, its line end included."""
    return _line({"result": result_json(result)})


def entry_line(entry: Hit | Event) -> bytes:
    """Return the line of a note-on or an event."""
    return hit_line(entry) if isinstance(entry, Hit) else event_line(entry)
