"""The seats on the screen: what each panel shows, and what its rows do."""

from functools import partial

from game.model.hit import PLAYERS
from game.scenes.evening import Evening
from game.scenes.key_maps import home_rows, is_whole, key_map
from game.scenes.resting import feel_row, ready_kits, switch_row
from game.scenes.table import Table
from game.session.join import Seat
from game.session.pad_keys import pad_name
from game.session.round import Phase
from game.ui.bar import bar_place
from game.ui.views import JoinSeat, JoinView, Row


class Joining:
    """Shows the join of a round and carries out what was chosen there."""

    def __init__(self, evening: Evening, table: Table) -> None:
        """Show the seats of a table."""
        self._evening = evening
        self._table = table
        self._feel_steps = self._swaps = 0
        self._open = False
        self._lost: dict[int, str] = {}
        """Kits that were pulled from seats which nobody has taken since."""
        table.round.gesture.keys = table.round.join.keys

    def carry_out(self) -> None:
        """Let the choices count: who sounds by itself, who plays by itself, how wide the sun opens."""
        join = self._table.round.join
        seating = self._table.round.phase is Phase.SEATS
        self._evening.seats.settle(moving=seating)
        for _ in range(join.swaps - self._swaps):
            self._evening.swap_seats()
        self._swaps = join.swaps
        for player, what in join.set_by:
            on = getattr(join.seats[player], what)
            self._evening.choose(self._evening.settings.seated(player, what, on=on))
        join.set_by.clear()
        for player, seat in join.seats.items():
            self._seat_friend(player, seat)
        if seating:
            lost = self._lost | self._evening.clear_seats(join)
            self._lost = {player: kit for player, kit in lost.items() if not join.seats[player].seated}
            if not self._open:
                self._seat_claimants()
        self._open = True
        for player in PLAYERS:
            self._learn(player)
            self._evening.leave_sound(join, player)
        if self._table.round.phase is Phase.PLAYING and any(not keys.standard for keys in join.keys.values()):
            self._evening.aside(partial(ready_kits, self._evening.stage.layout.size, dict(join.keys)))
        if join.feel_steps != self._feel_steps:
            self._feel_steps = join.feel_steps
            self._evening.choose(self._evening.settings.next_feel())
            self._table.round.set_feel(self._evening.settings.feel)

    def _seat_friend(self, player: int, seat: Seat) -> None:
        """Let a friend play who was asked, or go who was sent away."""
        if seat.friend and player not in self._table.own:
            self._table.own[player] = self._table.friend(player)
            self._evening.seats.bind("sim", player)
        elif not seat.seated and player in self._table.own:
            self._table.own.pop(player).close()
            self._evening.seats.free(player)

    def _seat_claimants(self) -> None:
        """Let whoever has a seat be seen there whose first stroke another scene took; later ones are on their way.

        A kit that was pulled before it could be seen keeps its seat from nobody.
        """
        away = self._evening.away()
        for player, seat in self._table.round.join.seats.items():
            if player in away:
                self._evening.seats.free(player)
            elif self._evening.seats.taken_by(player) is not None:
                seat.seated = True

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
        solo, settings = any(seat.friend for seat in self._table.round.join.seats.values()), self._evening.settings
        best = self._evening.best_line(solo=solo)
        return JoinView((first, second), best, home_rows(settings.keyboard), now_s, settings.calm)

    def _seat(self, player: int, now_s: float) -> JoinSeat:
        join = self._table.round.join
        seat, keys = join.seats[player], join.keys[player]
        if not seat.seated:
            return JoinSeat(lost=self._missed(player), pads=frozenset(seat.pads))
        struck = seat.last is not None and join.lit(player, now_s) is not None
        name = pad_name(seat.last) if struck and seat.last is not None else None
        return JoinSeat(
            taken_by=self._evening.device(player),
            kit=self._table.kit_name(player),
            friend=seat.friend,
            cable=self._evening.plays_cable(player),
            ready=seat.ready,
            pads=frozenset(seat.pads),
            lit=join.lit(player, now_s),
            rows=() if seat.fixed else self._rows(player, seat, now_s),
            focus=seat.focus,
            bar=bar_place(seat.steps, now_s),
            left_handed=seat.left_handed,
            keys=key_map(keys),
            lit_loose=keys.met.index(name) if name in keys.met else None,
            asked_home=join.asked_home(player, now_s),
        )

    def _missed(self, player: int) -> str | None:
        """Return the name of the kit that a free seat has lost, as long as it is not plugged in again."""
        kit = self._lost.get(player)
        return None if kit is None or self._evening.here(kit) else self._evening.named(kit)

    def _rows(self, player: int, seat: Seat, now_s: float) -> tuple[Row, ...]:
        words, join = self._evening.words, self._table.round.join
        asked = join.asked_home(player, now_s) is not None
        rows = {
            "ready": Row(words.join.ready, "play"),
            "own_sound": switch_row(words, words.join.own_sound, on=seat.own_sound),
            "left_handed": switch_row(words, words.join.left_handed, on=seat.left_handed),
            "feel": feel_row(words, self._evening.settings),
            "friend": switch_row(words, words.join.friend, on=join.seats[3 - player].friend),
            "swap": Row(words.join.swap, "go"),
            "settings": Row(words.settings.title, "go"),
            "home": Row(words.join.home_again, "sure") if asked else Row(words.join.home, "go"),
        }
        return tuple(rows[name] for name in join.rows(player))

    def follow_devices(self) -> None:
        """Notice that another device plays for a seat: it has its own pads and its own sound."""
        join = self._table.round.join
        for player in self._evening.follow_devices(join):
            self._learn(player)
