"""The seats on the screen: what each panel shows, and what its rows do."""

from game.model.hit import PLAYERS
from game.scenes.evening import Evening
from game.scenes.key_maps import home_rows, is_whole, key_map
from game.scenes.resting import feel_row, switch_row
from game.scenes.table import Table
from game.session.join import Seat
from game.session.pad_keys import PadKeys, pad_name
from game.session.round import Phase
from game.ui.rows import bar_place
from game.ui.views import JoinSeat, JoinView, Row


class Joining:
    """Shows the join of a round and carries out what was chosen there."""

    def __init__(self, evening: Evening, table: Table) -> None:
        """Show the seats of a table."""
        self._evening = evening
        self._table = table
        self._feel_steps = self._swaps = 0
        self._lost: dict[int, str] = {}
        self._own_sound: dict[str, bool] = {}
        """Which devices that have lost a seat in this round sound by themselves."""
        table.round.gesture.keys = table.round.join.keys

    def carry_out(self) -> None:
        """Let the choices count: who sounds by itself, who plays by itself, how wide the sun opens."""
        join = self._table.round.join
        seating = self._table.round.phase is Phase.SEATS
        self._evening.seats.settle(moving=seating)
        for _ in range(join.swaps - self._swaps):
            self._evening.swap_seats()
        self._swaps = join.swaps
        for player in join.set_by:
            own, left = join.seats[player].own_sound, join.seats[player].left_handed
            self._evening.choose(self._evening.settings.seated(player, own_sound=own, left_handed=left))
        join.set_by.clear()
        if seating:
            self._lost |= self._evening.clear_seats(join)
        for player in PLAYERS:
            self._learn(player)
            seat = join.seats[player]
            self._mute(player)
            if seat.friend and player not in self._table.own:
                self._table.own[player] = self._table.friend(player)
                self._evening.seats.bind("sim", player)
            elif not seat.seated and player in self._table.own:
                self._table.own.pop(player).close()
                self._evening.seats.free(player)
        if join.feel_steps != self._feel_steps:
            self._feel_steps = join.feel_steps
            self._evening.choose(self._evening.settings.next_feel())
            self._table.round.set_feel(self._evening.settings.feel)

    def _learn(self, player: int) -> None:
        """Let a kit keep its menu keys all evening."""
        keys, device = self._table.round.join.keys, self._evening.seats.taken_by(player)
        self._table.round.join.seats[player].by_keys = self._evening.plays_keys(player)
        if device is not None:
            known = self._evening.seats.learn(player, keys[player])
            keys[player] = known.known_whole() if is_whole(device, self._table.kit_name(player)) else known

    def view(self, now_s: float) -> JoinView:
        """Return what the card draws."""
        first, second = (self._seat(player, now_s) for player in PLAYERS)
        solo = any(seat.friend for seat in self._table.round.join.seats.values())
        return JoinView((first, second), self._evening.best_line(solo=solo), home_rows(self._evening.settings.keyboard))

    def _seat(self, player: int, now_s: float) -> JoinSeat:
        join = self._table.round.join
        seat, keys = join.seats[player], join.keys[player]
        if not seat.seated:
            return JoinSeat(lost=self._lost.get(player), pads=frozenset(seat.pads))
        struck = seat.last is not None and join.lit(player, now_s) is not None
        name = pad_name(seat.last) if struck and seat.last is not None else None
        return JoinSeat(
            taken_by=self._evening.device(player),
            kit=self._table.kit_name(player),
            friend=seat.friend,
            ready=seat.ready,
            pads=frozenset(seat.pads),
            lit=join.lit(player, now_s),
            rows=() if seat.fixed else self._rows(player, seat, now_s),
            focus=seat.focus,
            bar=bar_place(seat.before, seat.focus, now_s - seat.moved_s),
            left_handed=seat.left_handed,
            keys=key_map(keys),
            lit_loose=keys.met.index(name) if name in keys.met else None,
            asked_home=join.asked_home(player, now_s),
        )

    def _rows(self, player: int, seat: Seat, now_s: float) -> tuple[Row, ...]:
        words, join = self._evening.words, self._table.round.join
        asked = join.asked_home(player, now_s) is not None
        rows = {
            "ready": Row(words.join.ready, "play"),
            "own_sound": switch_row(words, words.join.own_sound, on=seat.own_sound),
            "left_handed": switch_row(words, words.join.left_handed, on=seat.left_handed),
            "feel": feel_row(self._evening),
            "friend": switch_row(words, words.join.friend, on=join.seats[3 - player].friend),
            "swap": Row(words.join.swap, "go"),
            "home": Row(words.join.home_again, "sure") if asked else Row(words.join.home, "go"),
        }
        return tuple(rows[name] for name in join.rows(player))

    def _mute(self, player: int) -> None:
        """Leave the sound to a kit that makes its own."""
        own_sound = self._table.round.join.seats[player].own_sound
        self._evening.drums.set_muted(player, own_sound and not self._evening.plays_keys(player))

    def moved(self, player: int, before: str) -> None:
        """Let another device than `before` play for a seat in the middle of a round: its own pads and its own sound.

        The game makes the sound of a device that has not sat there in this round.
        """
        join, device = self._table.round.join, self._evening.seats.taken_by(player)
        join.keys[player] = PadKeys()
        self._learn(player)
        self._own_sound[before] = join.seats[player].own_sound
        join.seats[player].own_sound = device is not None and self._own_sound.get(device, False)
        self._mute(player)
