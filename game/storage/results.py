"""A result as the keys that scripts and labs read."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from game.model.result import Result, TimelineRow


def result_json(result: Result) -> dict[str, Any]:
    """Return the result's keys in the order of the contract, which is the order of the fields of `Result`."""
    return asdict(result)


def to_json(result: Result, file: str, timeline: Sequence[TimelineRow] | None = None) -> dict[str, Any]:
    """Return one object of `score --json`: the file's name, the result and, where asked for, the timeline."""
    rows = {} if timeline is None else {"timeline": [asdict(row) for row in timeline]}
    return {"file": file, **result_json(result), **rows}
