"""How well the band keeps with the pair: the tables of its timing.

    python tests/bench/bench_band_timing.py [--seeds 5] [--json]

Asynchrony = the band's stroke minus the later of the two players' own strokes on that beat, ms, while they are together
(simulated beats, so that everybody's beat is known). A jump = both players' tempo steps by 12 %. Drift = how far the
tempo of two adaptive drummers wanders in two minutes, with and without hearing the band's strokes. Stops = one or both
stop for good, and the band's drum is heard how much longer.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotated import annotated_duets, click_duets
from case_parts import EXPERT, NOVICE, TRAINED, WEAK, coupled, play, ramp, steady

from game.model.hit import Hit
from game.rhythm.drummers import Drummer
from game.session.band import Band
from game.session.engine import DuetEngine, EngineSettings
from game.storage.csvfile import read_csv

GROOVES = (("quarter", "quarter"), ("rock8", "eighth"), ("backbeat", "rock8"), ("funk16", "quarter"))
TEMPOS = (60, 75, 90, 120, 150, 180)
PAIRS = {
    "experts": (EXPERT, steady), "trained": (TRAINED, steady), "trained, 15 % faster": (TRAINED, ramp(-0.15)),
    "trained, 15 % slower": (TRAINED, ramp(0.15)), "novices": (NOVICE, steady), "weak": (WEAK, steady),
}  # fmt: skip
JUMP_AT_S = 31.0
ROUND_S = 60.0
FAR_S = 0.12
"""A stroke of the band further than this from every beat lies between the beats."""
DRIFTERS = ("cooperative", "trained", "novice")
BAND_VELOCITY = 0.5
FUSED_S = 0.040
"""Sounds this near to each other are heard as one."""


class Hall:
    """An engine and a band, asked 60 times a second."""

    def __init__(self, round_s=ROUND_S):
        self.engine, self.band = DuetEngine(EngineSettings("true", round_s=round_s)), Band()

    def tick(self, now_s, hits):
        for hit in hits:
            self.engine.queue(hit)
        self.engine.update(now_s)
        shot = self.engine.snapshot(now_s)
        return shot, [cue for cue in self.band.plan(shot, now_s) if cue.voice == "taiko"]


def heard(hits, seconds=ROUND_S, *, only_together=True):
    """Return when the band's drum was to be heard: while the pair is together, or at any time."""
    hall, waiting, times = Hall(), sorted(hits, key=lambda hit: -hit.time_s), []
    for frame in range(round(seconds * 60)):
        now_s = frame / 60
        due = []
        while waiting and waiting[-1].time_s <= now_s:
            due.append(waiting.pop())
        shot, cues = hall.tick(now_s, due)
        times += [cue.time_s for cue in cues if shot.state == "together" or not only_together]
    return np.array(times)


def asynchronies(hands, tempo, seeds):
    """The table's first part, ms."""
    found_ms, between = [], []
    for seed in range(seeds):
        for grooves in GROOVES:
            for bpm in TEMPOS:
                rng = np.random.default_rng([seed, bpm])
                one, two = coupled(rng, 60 / bpm, (hands, hands), tempo=tempo)
                count = min(len(one), len(two))
                later = np.maximum(one[:count], two[:count])
                times = heard([*play(rng, 1, one, grooves[0]), *play(rng, 2, two, grooves[1])])
                times = times[times < later[-2]]
                if len(times):
                    apart = times[:, np.newaxis] - later
                    nearest = apart[np.arange(len(times)), np.abs(apart).argmin(axis=1)]
                    on_it = np.abs(nearest) < FAR_S * min(1.0, 120 / bpm)
                    between.append(1 - on_it.mean())
                    found_ms += list(1e3 * nearest[on_it])
    return {
        "strokes": len(found_ms), "mean_ms": round(float(np.mean(found_ms)), 1),
        "sd_ms": round(float(np.std(found_ms)), 1),
        "between_beats": round(float(np.mean(between)), 3),
    }  # fmt: skip


def jumps(change, seeds):
    """Median and 90th percentile of the distance to the beat, ms, on the beats after the tempo has stepped."""
    rows = []
    for seed in range(seeds):
        for grooves in GROOVES:
            for bpm in (90, 120, 150):
                rng = np.random.default_rng([seed, bpm])
                step = lambda now_s: 1.0 if now_s < JUMP_AT_S else 1 + change  # noqa: E731
                one, two = coupled(rng, 60 / bpm, (TRAINED, TRAINED), tempo=step)
                count = min(len(one), len(two))
                beats = (one[:count] + two[:count]) / 2
                hits = [*play(rng, 1, one, grooves[0]), *play(rng, 2, two, grooves[1])]
                times = heard(hits, only_together=False)
                first = int(np.searchsorted(beats, JUMP_AT_S))
                rows.append([1e3 * np.abs(times - beat_s).min() for beat_s in beats[first : first + 8]])
    table = np.array(rows)
    return {
        f"beat {beat}": [round(float(np.median(table[:, beat]))), round(float(np.percentile(table[:, beat], 90)))]
        for beat in range(8)
    }


def stops(hands, players, seeds):
    """How long after the last stroke the band's last sound comes, its own beats, when one or both stop for good."""
    beats = []
    for seed in range(seeds):
        for grooves in GROOVES:
            for bpm in (75, 110, 150):
                rng = np.random.default_rng([seed, bpm])
                one, two = coupled(rng, 60 / bpm, (hands, hands))
                hits = [*play(rng, 1, one, grooves[0]), *play(rng, 2, two, grooves[1])]
                hits = [hit for hit in hits if hit.time_s < JUMP_AT_S or hit.player not in players]
                last_s = max(hit.time_s for hit in hits if hit.player in players)
                hall, drum, waiting = Hall(), [], sorted(hits, key=lambda hit: -hit.time_s)
                for frame in range(round(ROUND_S * 60)):
                    due = []
                    while waiting and waiting[-1].time_s <= frame / 60:
                        due.append(waiting.pop())
                    drum += [cue.time_s for cue in hall.tick(frame / 60, due)[1]]
                if len(drum) > 8 and last_s - 2 < drum[-1] < ROUND_S - 2:
                    beats.append((drum[-1] - last_s) / np.median(np.diff(drum)))
    return {
        "rounds": len(beats), "median beats": round(float(np.median(beats)), 1),
        "p90": round(float(np.percentile(beats, 90)), 1), "most": round(max(beats), 1),
    }  # fmt: skip


def recorded(paths):
    """The same of recorded pairs: against the later of both players' strokes that lie within a fifth of a beat, ms."""
    found_ms, strokes = [], 0
    for path in paths:
        recording = read_csv(path)
        hits = [hit for hit in recording.hits if hit.time_s < ROUND_S]
        own = [np.array([hit.time_s for hit in hits if hit.player == player]) for player in (1, 2)]
        times = heard(hits)
        beats_s = np.median(np.diff(times)) if len(times) > 2 else 0.5
        strokes += len(times)
        for time_s in times:
            near = [one[np.abs(one - time_s).argmin()] for one in own]
            if all(abs(struck_s - time_s) < min(0.2 * beats_s, 0.09) for struck_s in near):
                found_ms.append(1e3 * (time_s - max(near)))
    return {
        "strokes": strokes, "with both": len(found_ms), "mean_ms": round(float(np.mean(found_ms)), 1),
        "sd_ms": round(float(np.std(found_ms)), 1),
    }  # fmt: skip


class Ears:
    """A drummer's ears: sounds within `FUSED_S` of each other are one, in their middle."""

    def __init__(self, drummer):
        self.drummer, self.sounds = drummer, []

    def add(self, time_s, loudness):
        self.sounds.append((time_s, loudness))

    def hear(self, now_s):
        self.sounds.sort()
        while self.sounds and self.sounds[0][0] <= now_s - FUSED_S:
            fused = [sound for sound in self.sounds if sound[0] <= self.sounds[0][0] + FUSED_S]
            del self.sounds[: len(fused)]
            times_s, loudness = np.array(fused).T
            self.drummer.hear(float(np.average(times_s, weights=loudness)), float(loudness.max()))


def drift(persona, hearing, seeds, seconds=120.0):
    """How far two adaptive drummers' tempo has moved after two minutes, %: mean and mean of the sizes."""
    moved = []
    for seed in range(seeds):
        rngs = np.random.default_rng(seed).spawn(2)
        grooves = zip(("rock8", "eighth"), rngs, strict=True)
        duo = [Drummer(persona, bpm=110, pattern=pattern, rng=rng, start_s=0.5) for pattern, rng in grooves]
        ears, hall, struck, sounding = [Ears(one) for one in duo], Hall(seconds), ([], []), []
        for frame in range(round(seconds * 60)):
            now_s = frame / 60
            hits = list(_turn(duo, ears, now_s, struck))
            for cue_s in sounding if hearing else ():
                for one in ears if cue_s <= now_s else ():
                    one.add(cue_s, BAND_VELOCITY)
            sounding = [cue_s for cue_s in sounding if cue_s > now_s]
            sounding += [cue.time_s for cue in hall.tick(now_s, hits)[1]]
        first, last = (_tempo(struck, at_s) for at_s in (10.0, seconds - 10.0))
        moved.append(100 * np.log(last / first))
    return {"mean_%": round(float(np.mean(moved)), 2), "mean_size_%": round(float(np.mean(np.abs(moved))), 2)}


def _turn(duo, ears, now_s, struck):
    """Let both play up to now, each hearing the other."""
    for one in ears:
        one.hear(now_s)
    while True:
        player = min((0, 1), key=lambda p: duo[p].next_time_s)
        if duo[player].next_time_s > now_s:
            return
        for stroke in duo[player].strike():
            struck[player].append(stroke.time_s)
            ears[1 - player].add(stroke.time_s, stroke.velocity)
            yield Hit(stroke.time_s, player + 1, stroke.pad, stroke.velocity)


def _tempo(struck, at_s):
    """Return strokes of player 2 (8ths) a second, over 16 s around a moment."""
    times = np.unique(np.round(struck[1], 3))
    near = times[(times > at_s - 8) & (times < at_s + 8)]
    return (len(near) - 1) / (near[-1] - near[0])


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = {name: asynchronies(*pair, args.seeds) for name, pair in PAIRS.items()}
    data = Path(os.environ.get("HITOTSU_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    if data.is_dir():
        result["recorded: same click, two drummers"] = recorded([path for path, _ in click_duets(data)][:12])
        result["recorded: percussion ensembles"] = recorded([path for path, _ in annotated_duets(data)][:12])
    else:
        print("recorded pairs: left out (HITOTSU_DATA names the folder of the recordings)", file=sys.stderr)
    for change in (-0.12, 0.12):
        result[f"jump {100 * change:+.0f} %: median, p90 ms"] = jumps(change, args.seeds)
    for name, hands in (("trained", TRAINED), ("novices", NOVICE)):
        for who, players in (("both stop", (1, 2)), ("one stops", (2,))):
            result[f"{name}, {who}: last drum"] = stops(hands, players, args.seeds)
    for persona in DRIFTERS:
        for hearing in (False, True):
            result[f"drift, {persona}, {'hears' if hearing else 'does not hear'} the band"] = drift(
                persona, hearing, 2 * args.seeds
            )
    if args.json:
        print(json.dumps(result))
        return
    for part, figures in result.items():
        print(f"{part:45}{'  '.join(f'{name} {value}' for name, value in figures.items())}")


if __name__ == "__main__":
    main()
