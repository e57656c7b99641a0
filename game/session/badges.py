"""Badges: what was special about a round, as a table of conditions on the keys of its result."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from game.model.result import Result


@dataclass(frozen=True, slots=True)
class Condition:
    """A key of the result that lies within bounds; a key that says nothing holds no condition."""

    key: str
    """Where in the result, such as `together.longest_s`."""
    least: float | None = None
    most: float | None = None

    def holds(self, keys: dict[str, Any]) -> bool:
        """Tell whether a result, as nested keys, meets it."""
        value: Any = keys
        for name in self.key.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if not isinstance(value, int | float):
            return False
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge; its name is that of its picture and of its sentence (`badge` in the text files)."""

    name: str
    conditions: tuple[Condition, ...]


def _held(share: float) -> Condition:
    return Condition("together.fraction", least=share)


_WHOLE: Final = Condition("journey.whole", least=0.98)
"""The round was played to its end: whoever leaves early has no last third, and no last crash."""

BADGES: Final = (
    Badge("middle", (Condition("journey.first_apart_percent", least=5), Condition("journey.met_at", 0.3, 0.7))),
    Badge("returned", (_WHOLE, Condition("together.times", least=3), Condition("journey.last_third", least=0.7))),
    Badge("turns", (_held(0.4), Condition("journey.lead_turns", least=3))),
    Badge("fast", (_held(0.5), Condition("tempo.joint_bpm", least=150))),
    Badge("slow", (_held(0.5), Condition("tempo.joint_bpm", most=75), Condition("asynchrony.sd_ms", most=45))),
    Badge("grew", (_WHOLE, Condition("journey.first_third", most=0.35), Condition("journey.last_third", least=0.7))),
    Badge("gold", (Condition("journey.gilded", least=3),)),
    Badge("heart", (_WHOLE, _held(0.1), Condition("finale_ms", most=50))),
    Badge("breath", (_held(0.4), Condition("journey.dynamics", least=0.6))),
    Badge("gaps", (_held(0.4), Condition("journey.interlock", least=0.7))),
    Badge(
        "kept",
        (
            Condition("together.first_s", least=10),
            Condition("together.times", most=1),
            Condition("together.longest_s", least=60),
            Condition("journey.last_third", least=0.95),
        ),
    ),
    Badge("close", (_held(0.5), Condition("asynchrony.pairs", least=60), Condition("asynchrony.sd_ms", most=15))),
    Badge("lanterns", (Condition("lanterns", least=8),)),
    Badge("at_once", (_WHOLE, Condition("together.first_s", most=6), _held(0.5))),
    Badge("double", (_held(0.4), Condition("journey.doubled", least=0.5))),
)
"""Rarest first: where there is room for few, the first ones are shown."""


def badges(result: Result) -> tuple[Badge, ...]:
    """Return what a duet has earned, the rarest first."""
    keys = asdict(result)
    return tuple(badge for badge in BADGES if all(condition.holds(keys) for condition in badge.conditions))
