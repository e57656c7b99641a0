"""Standard MIDI files: judged strokes out, with the pair's joint pulse as the tempo map; drum tracks in."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from struct import error as StructError  # noqa: N812 - an exception, whatever its module calls it
from typing import Any, Final, NamedTuple

from mido import Message, MetaMessage, MidiFile, MidiTrack
from mido.midifiles.meta import KeySignatureError

from game.model.errors import HitotsuError
from game.model.hit import PLAYERS, Hit
from game.model.recording import Header, Player, Recording, Settings
from game.session.joint_beats import joint_beats
from game.storage.files import MAX_SPAN_S, MAX_TIME_S, read_whole, write_whole
from game.storage.judged import check_span, judged_hits
from game.storage.midinotes import note_of, pad_of, zone_of
from game.storage.miditime import BEATS_PER_BAR, TICKS_PER_BEAT, TempoMap, TickClock, is_division

_DRUMS: Final = 9
"""Channel 10, as programs count them."""
_LOUDEST: Final = 127
_NAME: Final = "Player {}"
_NAMED: Final = re.compile(r"player\s*([12])", re.IGNORECASE)
_LENGTH: Final = TICKS_PER_BEAT // 8
_LONGEST_DELTA: Final = 0x0FFFFFFF
"""A MIDI file counts no further from one event to the next."""
_NO_MIDI: Final = (EOFError, OSError, ValueError, LookupError, TypeError, StructError, KeySignatureError)
"""What the library raises at bytes that are no MIDI file."""


# Writing


def write_midi(path: Path, recording: Recording) -> None:
    """Write the judged hits as one drum track for each player, under a track with the tempo.

    Beats lie where the joint pulse has them and bars begin at the moment of coming together; a pair without a joint
    pulse gets 120 BPM. Times are kept; only a clock that counts from 1970 is set back to the first stroke.

    Raises:
        HitotsuError: the place cannot be written to.
    """
    hits = _near_zero(judged_hits(recording))
    played = Header(recording.header.created, (Player("file"), Player("file")), settings=recording.header.settings)
    tempo = TempoMap.of(joint_beats(Recording(played, hits)))
    midi = MidiFile(type=1, ticks_per_beat=TICKS_PER_BEAT, charset="utf-8")
    midi.tracks.append(_track(_tempo_events(tempo)))
    for player in PLAYERS:
        own = [(tempo.ticks(hit.time_s), hit) for hit in hits if hit.player == player]
        name = MetaMessage("track_name", name=_NAME.format(player))
        midi.tracks.append(_track([(0, 0, name), *_stroke_events(own)]))
    data = io.BytesIO()
    midi.save(file=data)
    write_whole(path, data.getvalue())


def _near_zero(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    if not hits or hits[0].time_s <= MAX_SPAN_S:
        return hits
    back_s = float(int(hits[0].time_s))
    return tuple(Hit(hit.time_s - back_s, hit.player, hit.pad, hit.velocity, hit.zone) for hit in hits)


_Event = tuple[int, int, Any]
"""Tick, rank among the events of that tick, message."""


def _tempo_events(tempo: TempoMap) -> list[_Event]:
    short = tempo.bars_begin_after
    bars = [(0, short), (short * TICKS_PER_BEAT, BEATS_PER_BAR)] if short else [(0, BEATS_PER_BAR)]
    return [
        (0, 0, MetaMessage("track_name", name="Hitotsu")),
        *((tick, 1, MetaMessage("time_signature", numerator=beats, denominator=4)) for tick, beats in bars),
        *((tick, 2, MetaMessage("set_tempo", tempo=tempo_us)) for tick, tempo_us in tempo.tempos()),
    ]


def _stroke_events(strokes: Sequence[tuple[int, Hit]]) -> list[_Event]:
    """Return note-ons and note-offs; a note ends before it is struck again."""
    events: list[_Event] = []
    next_tick: dict[int, int] = {}
    for tick, hit in reversed(strokes):
        note = note_of(hit)
        later = next_tick.get(note, tick + _LENGTH)
        off = min(tick + _LENGTH, later) if later > tick else tick + _LENGTH
        velocity = max(1, round(hit.velocity * _LOUDEST))
        events.append((tick, 1, Message("note_on", channel=_DRUMS, note=note, velocity=velocity)))
        events.append((off, 0, Message("note_off", channel=_DRUMS, note=note)))
        next_tick[note] = tick
    return events[::-1]


def _track(events: Sequence[_Event]) -> MidiTrack:
    track, before = MidiTrack(), 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        for _ in range((tick - before) // _LONGEST_DELTA):
            track.append(MetaMessage("text", text="", time=_LONGEST_DELTA))
            before += _LONGEST_DELTA
        track.append(message.copy(time=tick - before))
        before = tick
    return track


# Reading


class _Stroke(NamedTuple):
    tick: int
    channel: int
    note: int
    velocity: int


@dataclass(slots=True)
class _Part:
    """Everything that one track plays on one channel."""

    track: int
    name: str
    channel: int | None
    """None = whatever the track plays, where its name says whose it is."""
    clock: TickClock
    strokes: list[_Stroke] = field(default_factory=list)

    @property
    def looks_like_drums(self) -> bool:
        return all(zone_of(stroke.note) is not None for stroke in self.strokes)

    def hits(self, player: int) -> list[Hit]:
        return [
            Hit(
                self.clock.seconds(stroke.tick), player, pad_of(stroke.note), stroke.velocity / _LOUDEST,
                zone_of(stroke.note), note=stroke.note, channel=stroke.channel + 1,
            )
            for stroke in self.strokes
        ]  # fmt: skip


def read_midi(path: Path) -> Recording:
    """Read a duet: the two tracks (or channels) that hold drums are the two players, in this order.

    Drums are what is played on channel 10; where a program wrote them on another channel, two parts that hold nothing
    but notes of a drum kit are taken, with a notice.

    Raises:
        HitotsuError: it is no whole MIDI file, or does not hold two drum parts.
    """
    return _read(path, alone=False)


def read_midi_players(path: Path) -> Recording:
    """Read a duet as `read_midi` does, or the performance of one: its only drum part is then player 1.

    Raises:
        HitotsuError: it is no whole MIDI file, or holds no drum part or more than two.
    """
    return _read(path, alone=True)


def _read(path: Path, *, alone: bool) -> Recording:
    parts = _parts(path)
    named = _named(parts)
    drums = named or _drums(parts)
    if not drums:
        raise HitotsuError(f"{path} has no drum notes: strokes are notes on channel 10, one track for each player.")
    if len(drums) == 1 and not alone:
        raise HitotsuError(
            f"{path} has one drum part and a duet needs two: "
            "give each player a file with `hitotsu score --player1 A.mid --player2 B.mid`."
        )
    if len(drums) > len(PLAYERS):
        raise HitotsuError(f"{path} has {len(drums)} drum parts and a duet has two: keep one track for each player.")
    hits = [hit for player, part in zip(PLAYERS, drums, strict=False) for hit in part.hits(player)]
    return _duet((path, path), hits, () if named else _notices(path, drums))


def read_midi_pair(path1: Path, path2: Path) -> Recording:
    """Make a duet of two performances, each a MIDI file with one drum part; both times are counted from the start.

    Raises:
        HitotsuError: one of them is no whole MIDI file, or does not hold one drum part.
    """
    parts = [_only_part(path) for path in (path1, path2)]
    hits = [hit for player, part in zip(PLAYERS, parts, strict=True) for hit in part.hits(player)]
    notices = [notice for path, part in zip((path1, path2), parts, strict=True) for notice in _notices(path, [part])]
    return _duet((path1, path2), hits, tuple(notices))


def _only_part(path: Path) -> _Part:
    drums = _drums(_parts(path))
    if len(drums) != 1:
        many = f"has {len(drums)} drum parts" if drums else "has no drum notes"
        raise HitotsuError(f"{path} {many}: the performance of one player is one track of notes on channel 10.")
    return drums[0]


def _duet(paths: tuple[Path, Path], hits: list[Hit], notices: tuple[str, ...]) -> Recording:
    hits.sort(key=lambda hit: (hit.time_s, hit.player, hit.pad, -hit.velocity))
    if hits and hits[-1].time_s > MAX_TIME_S:
        raise HitotsuError(f"{paths[0]}: a stroke at {hits[-1].time_s:g} s is a slip: no duet is that long.")
    check_span(paths[0], hits)
    changed = datetime.fromtimestamp(max(path.stat().st_mtime for path in paths), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    first, second = (Player(source="file", port=path.name) for path in paths)
    return Recording(Header(changed, (first, second), settings=Settings(feel="true")), tuple(hits), notices=notices)


def _named(parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts of both players where tracks are named after them, as they are when this program wrote them."""
    of_player: dict[int, list[_Part]] = {}
    for part in parts:
        found = _NAMED.fullmatch(part.name.strip())
        if found and part.channel is None:
            of_player.setdefault(int(found[1]), []).append(part)
    if any(len(of_player.get(player, ())) != 1 for player in PLAYERS):
        return []
    return [of_player[player][0] for player in PLAYERS]


def _drums(parts: Sequence[_Part]) -> list[_Part]:
    playing = [part for part in parts if part.channel is not None]
    drums = [part for part in playing if part.channel == _DRUMS]
    others = [part for part in playing if part.channel != _DRUMS]
    if all(part.looks_like_drums for part in others) and (not drums or len(playing) == len(PLAYERS)):
        return playing
    return drums


def _notices(path: Path, drums: Sequence[_Part]) -> tuple[str, ...]:
    others = [part for part in drums if part.channel != _DRUMS]
    if not others:
        return ()
    told = " and ".join(f"channel {(part.channel or 0) + 1} of track {part.track}" for part in others)
    return (f"{path}: {told} is taken for drums, though drums belong on channel 10.",)


def _parts(path: Path) -> list[_Part]:
    midi = _opened(path)
    tempos = [_tempos(path, number, track) for number, track in enumerate(midi.tracks, 1)]
    shared = [change for own in tempos for change in own]
    parts: list[_Part] = []
    for number, (track, own) in enumerate(zip(midi.tracks, tempos, strict=True), 1):
        clock = TickClock(midi.ticks_per_beat, shared if midi.type < 2 else own)
        name = next((message.name for message in track if message.type == "track_name"), "")
        whole = _Part(number, name, None, clock)
        by_channel: dict[int, _Part] = {}
        for stroke in _strokes(track):
            whole.strokes.append(stroke)
            part = by_channel.setdefault(stroke.channel, _Part(number, name, stroke.channel, clock))
            part.strokes.append(stroke)
        parts += [whole, *(by_channel[channel] for channel in sorted(by_channel))]
    return parts


def _opened(path: Path) -> MidiFile:
    data = read_whole(path)
    if not data:
        raise HitotsuError(f"{path} is empty: a MIDI file begins with a header.")
    try:
        midi = MidiFile(file=io.BytesIO(data), clip=True)
    except _NO_MIDI as error:
        why = "it is cut off" if isinstance(error, EOFError) else str(error) or "its bytes make no sense"
        raise HitotsuError(f"{path} is not a whole MIDI file ({why.rstrip('.')}): export it again.") from error
    if not is_division(midi.ticks_per_beat):
        raise HitotsuError(f"{path} is not a whole MIDI file (it does not say how long a tick is): export it again.")
    return midi


def _each(track: MidiTrack, wanted: Callable[[Any], bool]) -> list[tuple[int, Any]]:
    tick, found = 0, []
    for message in track:
        tick += message.time
        if wanted(message):
            found.append((tick, message))
    return found


def _tempos(path: Path, number: int, track: MidiTrack) -> list[tuple[int, int]]:
    changes = [(tick, message.tempo) for tick, message in _each(track, lambda message: message.type == "set_tempo")]
    standing = next((tick for tick, tempo_us in changes if tempo_us == 0), None)
    if standing is not None:
        raise HitotsuError(f"{path}, track {number}, tick {standing}: a tempo of 0 lets no time pass: export it again.")
    return changes


def _strokes(track: MidiTrack) -> list[_Stroke]:
    struck = _each(track, lambda message: message.type == "note_on" and message.velocity > 0)
    return [_Stroke(tick, message.channel, message.note, message.velocity) for tick, message in struck]
