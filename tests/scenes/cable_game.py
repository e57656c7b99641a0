"""A game whose two kits can be pulled."""

from by_hand import Game

from game.model.hit import Hit

KITS = {1: "midi:TD-17#1", 2: "midi:TD-17#2"}


class CableGame(Game):
    """Two kits of one name that can be pulled."""

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.seats = self.evening.seats
        for player, kit in KITS.items():
            self.seats.bind(kit, player)

    def pull(self, *players):
        self.away = frozenset(players)
        self.step()

    def plug(self, *players):
        self.away -= set(players)
        self.step()

    def strike(self, player, pad="snare", wait_s=0.3):
        self.script.add([Hit(self.clock.now(), player, pad, 0.7)])
        self.run(self.clock.now() + wait_s)

    def take_over(self, device, pad="snare"):
        """Strike a device that sits nowhere; return whose stroke it is."""
        player = self.seats.seat_of(device)
        if player is not None:
            self.away -= {player}
            self.strike(player, pad)
        return player

    def shown(self):
        notice = self.evening.board.shown(self.clock.now())
        return notice.text(self.evening.words, self.evening.settings.keyboard)
