"""Whatever happens through an evening, and in whichever order: rules of the seats that always hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.hit import PLAYERS
from game.session.seats import KEYBOARD_HALVES, Seats, SeatSpec

ANY, KEYS, NAMED = SeatSpec("any"), SeatSpec("keyboard"), SeatSpec("midi", "TD-17")
KITS = ["midi:TD-17#1", "midi:TD-17#2", "midi:Mimic#1", "midi:UM-ONE#1@11"]
DEVICES = st.sampled_from([*KITS, *KEYBOARD_HALVES])
SPECS = st.sampled_from(
    [(ANY, ANY), (NAMED, ANY), (ANY, NAMED), (NAMED, NAMED), (KEYS, ANY), (NAMED, KEYS), (KEYS, KEYS)]
)
SEAT = st.sampled_from(PLAYERS)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("strike"), DEVICES), st.tuples(st.just("strike"), DEVICES),
        st.tuples(st.just("pull"), DEVICES), st.tuples(st.just("plug"), DEVICES),
        st.tuples(st.sampled_from(["swap", "clear", "play", "menu"]), st.none()),
    ),
    max_size=40,
)  # fmt: skip


class Evening:
    """Devices that are struck, pulled and plugged in, and the seats as the game keeps them."""

    def __init__(self, specs, sat):
        self.table, self.playing, self.away = Seats(specs, sat), False, set()
        self.named = {}
        for player, spec in zip(PLAYERS, specs, strict=True):
            if spec.kind == "midi":
                self.named[KITS[player - 1]] = player
                self.table.bind(KITS[player - 1], player)
        self.replaced = {}
        """Kits whose seats were taken while they were away, the latest last."""

    @property
    def held(self):
        return {device: seat for device in (*KITS, *KEYBOARD_HALVES) if (seat := self.table.sits(device)) is not None}

    def missing(self):
        return frozenset(self.held[device] for device in self.away if device in self.held)

    def look(self):
        """What the game does at every picture: offer the seats of missing kits in a round, free them in a menu."""
        if self.playing:
            self.table.offer(self.missing())
            return
        self.table.offer(frozenset())
        for seat in self.missing():
            self.table.free(seat)

    def pull(self, device):
        if device in KITS:
            self.away.add(device)

    def plug(self, device):
        self.away.discard(device)

    def swap(self, _):
        if not self.playing:
            before = self.held
            self.table.swap()
            assert self.held == {device: 3 - seat for device, seat in before.items()}
            self.named = {device: 3 - seat for device, seat in self.named.items()}

    def clear(self, _):
        self.table.clear()
        self.playing = False
        for device, seat in self.named.items():
            assert self.table.sits(device) == seat

    def play(self, _):
        self.table.settle(moving=False)
        self.playing = True

    def menu(self, _):
        self.table.settle(moving=True)
        self.playing = False

    def strike(self, device):
        if device in self.away:
            return
        before, missing = self.held, self.missing()
        assert self.held == before, "looking claims nothing"
        seat = self.table.seat_of(device)
        lost = {other: its for other, its in before.items() if other not in self.held}
        assert self.table.sits(device) == seat
        if device in before:
            assert (seat, lost) == (before[device], {}), "nobody loses a seat by striking"
        for other, its in lost.items():
            if other in self.away:
                assert self.playing
                assert its in missing, "a seat is taken over only while the round waits for it"
            else:
                assert its == seat, "only who took the seat of a kit that is back has to go"
        assert {other: its for other, its in before.items() if other not in lost} == {
            other: its for other, its in self.held.items() if other in before
        }
        self.alone(device, seat)

    def alone(self, device, seat):
        """Nobody shares a seat but the two halves of one keyboard."""
        others = {other for other, its in self.held.items() if its == seat and other != device}
        assert not others or {device, *others} == set(KEYBOARD_HALVES)


@settings(max_examples=400, deadline=None)
@given(SPECS, st.dictionaries(DEVICES, SEAT), ACTS)
def test_nobody_loses_a_seat_but_who_is_away_and_who_sits_in_for_them(specs, sat, acts):
    evening = Evening(specs, sat)
    for act, device in acts:
        getattr(evening, act)(device)
        evening.look()
    assert set(evening.table.sat.values()) <= set(PLAYERS)


@settings(max_examples=200, deadline=None)
@given(SPECS, ACTS, st.lists(DEVICES, max_size=6))
def test_a_kit_that_comes_back_in_the_round_has_its_seat_by_its_first_stroke(specs, acts, meanwhile):
    evening = Evening(specs, {})
    for act, device in acts:
        getattr(evening, act)(device)
        evening.look()
    kit = next((device for device in evening.held if device in KITS and device not in evening.away), None)
    if kit is None:
        return
    evening.play(None)
    seat = evening.table.sits(kit)
    evening.pull(kit)
    evening.look()
    for device in meanwhile:
        evening.strike(device)
        evening.look()
    evening.plug(kit)
    evening.look()
    evening.strike(kit)
    assert evening.table.sits(kit) == seat
