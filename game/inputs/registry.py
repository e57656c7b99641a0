"""Which device is which while kits come and go."""

from collections.abc import Iterable, Mapping

from game.inputs.names import Port, device_key


class Registry:
    """Gives every kit a key that it keeps when it is unplugged and comes back."""

    def __init__(self) -> None:
        """Begin with no kit known."""
        self._names: dict[str, str] = {}
        self._addresses: dict[str, str] = {}

    def update(self, ports: Iterable[Port]) -> Mapping[str, Port]:
        """Take the list of ports as it is now and return the devices that are plugged in, by key.

        A port at an address that is known is the same device. A port at a new address is the first missing device of
        its name, if one is missing, or else a new one.
        """
        known = {address: key for key, address in self._addresses.items()}
        here = {known[port.address]: port for port in ports if port.address in known}
        for port in ports:
            if port.address not in known:
                key = self._missing(port.name, here) or self._new(port.name)
                self._addresses[key] = port.address
                here[key] = port
        return here

    def _missing(self, name: str, here: Mapping[str, Port]) -> str | None:
        return next((key for key, known in self._names.items() if known == name and key not in here), None)

    def _new(self, name: str) -> str:
        ordinal = sum(known == name for known in self._names.values()) + 1
        key = device_key(name, ordinal)
        self._names[key] = name
        return key
