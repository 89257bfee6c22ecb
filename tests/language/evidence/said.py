"""How a fact is written, and the year, quarter and place that all sentences share."""

from __future__ import annotations

from collections.abc import Iterable

YEAR, QUARTER, PLACE = "2031", "2031-Q3", "云岭县"
NOTHING = "nothing"


def line(facts: Iterable[str]) -> str:
    """The facts of a sentence, or that it has none."""
    return "；".join(facts) or NOTHING


def words(*parts: str | None) -> str:
    """The parts of a fact that there are."""
    return " ".join(part for part in parts if part)
