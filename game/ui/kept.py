"""Pictures that are kept: the latest ones, and for windows of a size those that were made ready for it."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

Size = tuple[int, int]
Given = ParamSpec("Given")
Picture = TypeVar("Picture")

_MOST_SIZES: Final = 2
"""The window's, and the one that it had before: its picture is shown until the next stage is drawn."""
_ready: Final[dict[Size, dict[Hashable, Any]]] = {}
_making: ContextVar[Size | None] = ContextVar("making", default=None)


def made_ready(size: Size, pieces: Iterable[None]) -> Iterator[None]:
    """Make pieces of pictures for windows of a size, and keep them until windows have had two other sizes."""
    _ready[size] = _ready.pop(size, {})
    while len(_ready) > _MOST_SIZES:
        _ready.pop(next(iter(_ready)))
    left = iter(pieces)
    while True:
        token = _making.set(size)  # for one piece at a time: between them this thread may do something else
        try:
            next(left)
        except StopIteration:
            return
        finally:
            _making.reset(token)
        yield


def kept(
    latest: int,
) -> Callable[[Callable[Concatenate[Size, Given], Picture]], Callable[Concatenate[Size, Given], Picture]]:
    """Return a decorator of what draws for a window's size: the `latest` pictures and all that are ready are kept."""

    def decorate(make: Callable[Concatenate[Size, Given], Picture]) -> Callable[Concatenate[Size, Given], Picture]:
        remembered: Any = lru_cache(latest)(make)

        def find(size: Size, *args: Given.args, **kwargs: Given.kwargs) -> Picture:
            key, store = (make, args, *kwargs.items()), _ready.get(size, {})
            if key not in store and _making.get() != size:
                return cast("Picture", remembered(size, *args, **kwargs))
            if key not in store:
                store[key] = make(size, *args, **kwargs)
            return cast("Picture", store[key])

        return cast("Callable[Concatenate[Size, Given], Picture]", wraps(make)(find))

    return decorate
