"""A result for tests that ask what is told of one."""

from game.model.result import Asynchrony, Journey, Result, Tempo, Together

PLAIN = Result(
    engine=4, score=50.0, reason=None, parts=None,
    tempo=Tempo((112.0, 112.0), 112.0, 0.0, "1:1"),
    asynchrony=Asynchrony(0.0, 30.0, 25.0, 200, 0.0),
    together=Together(seconds=66.0, fraction=0.55, longest_s=30.0, first_s=20.0, times=2),
    feel="gentle", lanterns=4, finale_ms=None, hits=(200, 200), seconds=120.0, dares=(),
    journey=Journey(0.5, 0.6, 1.0, None, 0.0, 0.0, None, 0, 0, 1.0),
)  # fmt: skip
"""A round with nothing special about it."""
