"""The machine's MIDI inputs: the only module that knows which library reaches them."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread
from typing import Any, Final

from game.model.quiet import quiet_end, quiet_stderr

OnMessage = Callable[[Sequence[int], float], None]
"""Called on the driver's thread with every whole message and the seconds since the one before, as the driver counts."""

APIS: Final = ("core", "winmm", "alsa", "jack")
"""In order of preference. JACK comes last: its bridges show every ALSA kit again, and each hit would count twice."""

FETCHED: Final = ("jack",)
"""Where the library must not call us: JACK's thread would wait for Python, and the strokes of the blocks that JACK
plays meanwhile would be lost. Measured: half of all strokes while one C call of 100 ms follows the other."""

FETCH_S: Final = 0.001
SENDING_S: Final = 0.05
"""How long an output stays open for a message to leave, s."""

VIRTUAL: Final = ("core", "alsa", "jack")
"""Where a program can open a port of its own that others see as a kit; Windows has none."""

CHOICE: Final = "HITOTSU_MIDI"
"""Environment variable that names one of `APIS` instead."""

_CLIENT: Final = "Hitotsu"


class MidiError(Exception):
    """A MIDI system or one of its ports does not answer."""


class OpenPort:
    """One input."""

    def __init__(self, client: Any, on_message: OnMessage, *, fetched: bool = False) -> None:  # noqa: ANN401
        """Prepare an input whose messages go to `on_message`.

        Args:
            client: The library's input.
            on_message: Called from the driver's thread, or from one of our own where messages are fetched.
            fetched: Whether the library keeps the messages until they are fetched.
        """
        self._client: Any = client
        client.ignore_types(False, False, False)  # noqa: FBT003 - what is left out would be missing in the deltas
        self._fetcher = _Fetcher(client, on_message) if fetched else None
        if self._fetcher is None:
            client.set_callback(lambda message, delta_s, _data: on_message(message, delta_s))

    def reopen(self, index: int) -> None:
        """Open the input at this place in the list, also one that was gone and is back.

        Raises:
            MidiError: It is gone, or another program holds it.
        """
        with _quiet_errors():
            self._client.close_port()
            self._client.open_port(index, "in")

    def close(self) -> None:
        """Let go; may be called twice."""
        if self._client.is_deleted:
            return
        if self._fetcher is not None:
            self._fetcher.stop()
        with contextlib.suppress(MidiError), _quiet_errors():
            self._client.cancel_callback()
            self._client.close_port()
        _let_go(self._client)


class _Fetcher:
    """Fetches one input's messages every millisecond, on a thread of its own."""

    def __init__(self, client: Any, on_message: OnMessage) -> None:  # noqa: ANN401
        self._client = client
        self._on_message = on_message
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="midi", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopped.wait(FETCH_S):
            while (arrived := self._client.get_message()) is not None:
                self._on_message(*arrived)

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()


class MidiSystem:
    """A connection to the machine's MIDI, kept open so that looking for new ports stays cheap."""

    def __init__(self) -> None:
        """Connect to the best system that answers.

        Raises:
            MidiError: None does.
        """
        chosen = os.environ.get(CHOICE)
        self.api, self._scanner = _connect((chosen,) if chosen else APIS)

    def names(self) -> list[str]:
        """Return the inputs' names as the system writes them; an input is opened by its place in this list."""
        with _errors():
            return _names(self._scanner)

    def open(self, index: int, on_message: OnMessage) -> OpenPort:
        """Open one input.

        Raises:
            MidiError: It is gone, or another program holds it.
        """
        port = OpenPort(_client(self.api), on_message, fetched=self.api in FETCHED)
        try:
            port.reopen(index)
        except MidiError:
            port.close()
            raise
        return port

    def close(self) -> None:
        """Disconnect; may be called twice."""
        _let_go(self._scanner)


class MidiOutputs:
    """The machine's MIDI outputs. Opening one and letting go of it may hold up the whole program for 0.2 s (JACK)."""

    def __init__(self, api: str) -> None:
        """Connect to one of `APIS`.

        Raises:
            MidiError: It does not answer.
        """
        self._client = _client(api, "MidiOut")

    def names(self) -> list[str]:
        """Return the outputs' names as the system writes them; an output is opened by its place in this list."""
        with _errors():
            return _names(self._client)

    def send(self, index: int, message: Sequence[int]) -> None:
        """Open an output, send one message and let go.

        Raises:
            MidiError: It is gone, or another program holds it.
        """
        with _quiet_errors():
            self._client.open_port(index, "out")
            try:
                self._client.send_message(message)
                Event().wait(SENDING_S)
            finally:
                self._client.close_port()

    def close(self) -> None:
        """Disconnect; may be called twice."""
        _let_go(self._client)


class VirtualOutput:
    """An output of our own, which the machine lists among its inputs: what is sent there comes as a kit's would."""

    def __init__(self, api: str, name: str) -> None:
        """Open it under this name.

        Raises:
            MidiError: The MIDI system `api` has no virtual ports, or does not answer.
        """
        if api not in VIRTUAL:
            raise MidiError(f"{api} has no virtual ports")
        library = _library()
        with _quiet_errors():
            self._client: Any = library.MidiOut(library.get_compiled_api_by_name(api), client_name=name)
            self._client.open_virtual_port(name)

    def send(self, message: Sequence[int]) -> None:
        """Send one whole message now.

        Raises:
            MidiError: The MIDI system has shut down.
        """
        with _errors():
            self._client.send_message(message)

    def close(self) -> None:
        """Let go of the port."""
        _let_go(self._client)


def _names(client: Any) -> list[str]:  # noqa: ANN401
    return [_name(client, index) for index in range(client.get_port_count())]


def _name(client: Any, index: int) -> str:  # noqa: ANN401
    """Return a port's name; of one that is no whole UTF-8 (systems cut long names off) what can be read."""
    try:
        return str(client.get_port_name(index))
    except UnicodeDecodeError as error:
        return error.object.decode(errors="ignore")


def _connect(apis: Sequence[str]) -> tuple[str, Any]:
    for api in apis:
        with contextlib.suppress(MidiError):
            client = _client(api)
            with _quiet_errors():
                _names(client)  # JACK is asked for only now
            return api, client
    raise MidiError("no MIDI system answers")


def _client(api: str, kind: str = "MidiIn") -> Any:  # noqa: ANN401
    library = _library()
    code = library.get_compiled_api_by_name(api)
    if code == library.RtMidiAPI.UNSPECIFIED:
        raise MidiError(f"{api} is not built in")
    with _quiet_errors():
        return getattr(library, kind)(code, client_name=_CLIENT)


def _let_go(client: Any) -> None:  # noqa: ANN401
    """Delete a client; one whose JACK server has died is left alone for ever: libjack fails on what remains of it."""
    if not client.is_deleted and client.get_current_api().name == "UNIX_JACK" and not _answers("jack"):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(client))
        quiet_end()  # the binding counts what is left alone
        return
    client.delete()


def _answers(api: str) -> bool:
    try:
        _connect((api,))[1].delete()
    except MidiError:
        return False
    return True


def _library() -> Any:  # noqa: ANN401
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # the system's own libjack speaks its server's protocol, the bundled may not
            _silence(ctypes.CDLL("libjack.so.0", mode=ctypes.RTLD_GLOBAL))
    try:
        import supriya_midi  # noqa: PLC0415 - libjack first
    except ImportError as error:
        raise MidiError(str(error)) from error
    return supriya_midi


def _silence(libjack: ctypes.CDLL) -> None:
    # JACK complains from its own threads at any time. labs() takes the text's address, does nothing and, unlike a
    # Python function, needs no GIL there.
    nothing = ctypes.CDLL(None).labs
    libjack.jack_set_error_function(nothing)
    libjack.jack_set_info_function(nothing)


@contextlib.contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # the binding raises bare RuntimeErrors and a class of its own
        raise MidiError(str(error)) from error


@contextlib.contextmanager
def _quiet_errors() -> Iterator[None]:
    with quiet_stderr(), _errors():
        yield
