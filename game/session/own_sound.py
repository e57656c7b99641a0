"""Which devices sound by themselves: told at a seat, and true of the device wherever it plays."""

from typing import Final

from game.session.join import Seat

_BY_HAND: Final = ("midi", "keyboard")


class OwnSound:
    """Notices that another device plays for a seat, and lets the game make its sound unless it was told otherwise."""

    def __init__(self) -> None:
        """Begin with seats that nobody has taken."""
        self._last: dict[int, str] = {}
        """What played for each seat last."""
        self._told: dict[str, bool] = {}

    def follow(self, player: int, device: str | None, seat: Seat) -> bool:
        """Take what plays for a seat now; return whether it is another device than the last one there."""
        last = self._last.get(player)
        if device is None or device == last or device.partition(":")[0] not in _BY_HAND:
            return False
        self._last[player] = device
        if last is None:
            return False
        self._told[last] = seat.own_sound
        seat.own_sound = self._told.get(device, False)
        return True

    def swap(self) -> None:
        """Let both seats be the other one."""
        self._last = {3 - player: device for player, device in self._last.items()}

    def clear(self) -> None:
        """Let everybody sit down anew, as the settings say."""
        self._last = {}
