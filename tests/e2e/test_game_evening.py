"""A whole evening by sticks alone: from the title to a rematch and home again, on two kits of one name."""

import re
import subprocess
import time
import tomllib
from itertools import pairwise

import numpy as np
import pygame
import pytest
from running import (
    COMMAND,
    ROOT,
    Game,
    assert_kept_as_scored,
    changed_share,
    colours,
    interval_errors_ms,
    read_lines,
    together_share,
)
from test_game_midi import NAME, NOTE_OF_PAD, message, wait_until_connected
from virtual_kits import NOTE_ON, Note, VirtualKits

from game.session.simulation import simulate
from game.storage.csvfile import read_csv

pytestmark = pytest.mark.e2e
SIZE = (1280, 720)
PAIR_S = 36
ROUND_S = 46
"""The pair, the silence before the rest, and a few strokes more."""
PAGE_S = 0.6
"""A help page stays at least half a second."""
APART_S = 0.4
"""Between two strokes that must come one after the other."""
CARD_SILENCE_S = 1.8
"""A card listens after 1.5 s without a stroke."""
REST_SILENCE_S = 3.3
"""The rest is offered after 3 s without a stroke."""
EIGHTH_S = 0.25
ANOTHER = 0.02
"""Two pictures of different things differ in at least this share of their pixels."""


@pytest.fixture
def kits(jack_server):
    """Two kits of one name, each in a process of its own; whoever will play left has plugged in last."""
    with VirtualKits(jack_server.env) as left, VirtualKits(jack_server.env) as right:
        right.plug("kit", NAME)
        left.plug("kit", NAME)
        yield {1: left, 2: right}


@pytest.fixture
def pair(request):
    """Half a minute and more of two people who played together: strokes, each with its time from the start, s."""
    try:
        path = request.getfixturevalue("data_dir") / "ensembles" / "duets" / "jembe_p02__t1-t2.csv"
        hits = read_csv(path).hits
    except pytest.skip.Exception:
        hits = simulate("expert", "trained", bpm=112, seconds=PAIR_S, seed=3).hits
    both_s = max(min(hit.time_s for hit in hits if hit.player == player) for player in (1, 2))
    return [(hit.time_s - both_s, hit) for hit in hits if 0 <= hit.time_s - both_s < PAIR_S]


class Evening(Game):
    """The game as somebody starts it who wants to play: on its title, recording into its own folder."""

    def __init__(self, folder, env):
        self._ready = folder / "ready.png"
        self.home = folder / "home"
        own = ("--title", "--seconds", str(ROUND_S), "--size", "x".join(map(str, SIZE)), "--shot", f"{self._ready}@0")
        self._process = subprocess.Popen(
            [*COMMAND, "play", *own], cwd=ROOT, env={**env, "HITOTSU_HOME": str(self.home)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    @property
    def recordings(self):
        """Every recording of the evening, in the order of the rounds."""
        return sorted((self.home / "recordings").glob("*.hitotsu"))

    @property
    def recording(self):
        """The recording of the latest round."""
        return self.recordings[-1] if self.recordings else self.home / "none yet"

    def wait_for_result(self, timeout_s=30.0):
        """Wait until the round is judged: the result comes up."""
        self._wait(lambda: read_lines(self.recording).result is not None, timeout_s, "no result was kept")


class Album:
    """What the window has shown, each picture with its name."""

    def __init__(self, screen):
        self._screen = screen
        place = screen.window().get_geometry()
        self._part = np.s_[place.y : place.y + place.height, place.x : place.x + place.width]
        self.pictures = {}

    def take(self, name):
        self.pictures[name] = self._seen()

    def take_next(self, name, timeout_s=15.0):
        """Wait until the window shows something else than in the last picture, and keep it."""
        last, deadline = self.pictures[list(self.pictures)[-1]], time.monotonic() + timeout_s
        while changed_share(last, self._seen()) < ANOTHER:
            assert time.monotonic() < deadline, f"{name} did not come up"
            time.sleep(0.05)
        time.sleep(PAGE_S)
        self.take(name)

    def _seen(self):
        return self._screen.picture()[self._part]


class Hands:
    """Two players at their kits."""

    def __init__(self, kits):
        self._kits = kits

    def steer(self, *strokes):
        """Strike pads one after the other, each a player and a pad, to steer the game."""
        for player, pad in strokes:
            self._kits[player].hit("kit", NOTE_OF_PAD[pad])
            time.sleep(APART_S)

    def start(self, strokes):
        """Begin to play strokes, each with its time, s."""
        for player, kit in self._kits.items():
            kit.start([Note(at_s, "kit", message(hit)) for at_s, hit in strokes if hit.player == player])

    def start_eighths(self, seconds, pad):
        """Begin to play eighths together."""
        for kit in self._kits.values():
            times_s = np.arange(0, seconds, EIGHTH_S)
            kit.start([Note(float(at_s), "kit", (NOTE_ON, NOTE_OF_PAD[pad], 100)) for at_s in times_s])

    def finish(self):
        """Return when each stroke was sent, s, by player, once all are."""
        return {player: kit.finish() for player, kit in self._kits.items()}


def test_an_evening_by_sticks_alone(pair, kits, jack_server, screen, tmp_path):
    hands = Hands(kits)
    with Evening(tmp_path, {**jack_server.env, **screen.env}) as evening:
        wait_until_connected(jack_server)
        evening.wait_until_it_listens()
        album = Album(screen)
        take_seats(hands, album)
        sent_s = play_the_pair(hands, album, pair)
        rest_and_play_to_the_end(hands, album, evening)
        play_again_and_leave(hands, album, evening)
        hands.steer((1, "crash"))
        album.take_next("home")
        screen.ask_to_close()
        ended = evening.end()
    keep(album, tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert tomllib.loads((evening.home / "settings.toml").read_text())["seen_help"] is True
    first, second = evening.recordings
    assert_told(ended.out, first, second)
    assert_first_round(first, pair, sent_s)
    assert_second_round(second)
    assert_seen(album.pictures)


def take_seats(hands, album):
    """Title, the three pictures of the first evening, both seats, both ready."""
    album.take("title")
    hands.steer((1, "kick"))
    for number, player in enumerate((2, 1, 2), 1):
        album.take_next(f"help {number}")
        hands.steer((player, "ride"))
    album.take_next("two seats")  # who steered through the pictures has a seat
    hands.steer((1, "snare"), (2, "snare"))
    album.take_next("ready")


def play_the_pair(hands, album, pair):
    """Play the strokes of the pair and return when each was sent, s, by player."""
    hands.start(pair)
    for name, after_s in (("search", 4), ("duet", 36)):
        time.sleep(after_s)
        album.take(name)
    return hands.finish()


def rest_and_play_to_the_end(hands, album, evening):
    """Rest by two crashes, keep playing by a snare, and drum on through the end: the result stays."""
    time.sleep(REST_SILENCE_S)
    hands.steer((1, "crash"), (2, "crash"))
    evening.wait_for("paused")
    album.take_next("pause")
    time.sleep(CARD_SILENCE_S)
    hands.steer((2, "snare"))
    evening.wait_for("resumed")
    hands.start_eighths(ROUND_S - PAIR_S, "snare")
    hands.finish()
    evening.wait_for_result()
    time.sleep(CARD_SILENCE_S)
    album.take_next("result")


def play_again_and_leave(hands, album, evening):
    """Both want it again; rest by two crashes, one step up from the top is leaving, two snares mean it."""
    hands.steer((1, "snare"))
    assert len(evening.recordings) == 1, "a rematch began that only one of the two wanted"
    hands.steer((2, "snare"))
    album.take_next("again")
    hands.start_eighths(5, "hat_closed")
    hands.finish()
    assert len(evening.recordings) == 2, "the rematch was not recorded"
    time.sleep(REST_SILENCE_S)
    hands.steer((2, "crash"), (2, "crash"))
    evening.wait_for("paused")
    album.take_next("second pause")
    time.sleep(CARD_SILENCE_S)
    hands.steer((1, "tom1"))
    album.take_next("leave")
    hands.steer((1, "snare"), (1, "snare"))
    evening.wait_for_result()
    time.sleep(CARD_SILENCE_S)
    album.take_next("second result")


def keep(album, folder):
    """Save the pictures for people to look at."""
    for number, (name, seen) in enumerate(album.pictures.items()):
        surface = pygame.surfarray.make_surface(seen.swapaxes(0, 1))
        pygame.image.save(surface, folder / f"{number:02}_{name.replace(' ', '_')}.png")


def assert_told(out, *recordings):
    """Hold that each round's result was printed with where its recording lies."""
    assert re.findall(r"^.*\.hitotsu$", out, re.MULTILINE) == list(map(str, recordings))
    for path in recordings:
        assert f"{read_lines(path).result['score']:.1f} of 100" in out


def assert_first_round(path, pair, sent_s):
    """Hold that every stroke up to the end was kept as what it was, and that the pair was found together."""
    menu = [(1, "kick"), (1, "snare"), (2, "snare"), (2, "snare")]
    duet, scored, rested_s = assert_course(path, menu)
    assert scored["seconds"] == pytest.approx(ROUND_S, abs=1e-3)
    assert_all_arrived(duet, pair, sent_s)
    begin_s = duet.times("begin")[0]
    assert together_share(scored, begin_s, begin_s + PAIR_S) >= 0.6
    assert scored["together"]["fraction"] >= 0.6
    assert duet.times("end")[0] - begin_s - rested_s == pytest.approx(ROUND_S, abs=1e-3)


def assert_second_round(path):
    """Hold that the rematch seats the same two at once, and is left from the rest."""
    duet, scored, _ = assert_course(path, [(1, "tom1"), (1, "snare"), (1, "snare")])
    pads = [[hit["pad"] for hit in duet.of(player) if "drop" not in hit] for player in (1, 2)]
    assert pads == [["hat_closed"] * 20, ["hat_closed"] * 20 + ["crash"] * 2]
    assert scored["seconds"] < ROUND_S / 2


def assert_course(path, menu):
    """Hold who played, that they rested by two crashes, and how they steered; return lines, result and rest, s."""
    duet, scored = read_lines(path), assert_kept_as_scored(path)
    assert [player["port"] for player in duet.header["players"]] == [f"{NAME}#2", f"{NAME}#1"]
    course = ("begin", "paused", "resumed", "end")
    assert [event["event"] for event in duet.events if event["event"] in course] == list(course)
    _, paused_s, resumed_s, _ = (duet.times(kind)[0] for kind in course)
    assert [hit["t"] for hit in duet.hits if hit["pad"] == "crash"][:1] == [pytest.approx(paused_s, abs=1e-6)]
    steered = [hit for hit in duet.hits if hit.get("drop") == "menu" and hit["t"] <= duet.times("end")[0]]
    assert [(hit["p"], hit["pad"]) for hit in steered] == menu
    assert resumed_s - paused_s > CARD_SILENCE_S
    return duet, scored, resumed_s - paused_s


def assert_all_arrived(duet, pair, sent_s):
    """Hold that every stroke of the pair is in the recording, in order, at the right player and time."""
    for player in (1, 2):
        played = sorted((at_s, i, hit) for i, (at_s, hit) in enumerate(pair) if hit.player == player)
        kept = [line for line in duet.of(player) if line.get("drop") != "menu"][: len(played)]
        assert [(line["note"], round(line["v"] * 127), line["pad"]) for line in kept] == [
            (*message(hit)[1:], hit.pad) for _, _, hit in played
        ]
        assert np.median(interval_errors_ms([line["t"] for line in kept], sent_s[player])) < 5


def assert_seen(pictures):
    """Hold that no screen was empty, or still the one before, and that home is the title."""
    names = list(pictures)
    assert {name: colours(seen) > 1000 for name, seen in pictures.items()} == dict.fromkeys(names, True)
    assert {seen.shape for seen in pictures.values()} == {(SIZE[1], SIZE[0], 3)}
    changes = {name: changed_share(pictures[before], pictures[name]) for before, name in pairwise(names)}
    print({name: round(changed, 3) for name, changed in changes.items()})
    assert min(changes.values()) >= ANOTHER
    assert changed_share(pictures["title"], pictures["home"]) < ANOTHER
