"""Tables of rules that say what a number in its place is, one for promises and one for results.

A row has the reason that people are told, the role, and a rule that looks at one number in its place. The rows are
asked in order, and the first whose rule holds says what the number is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

P = TypeVar("P")  # a number in its place, as a promise or a report gives it
RoleTable = tuple[tuple[str, str, Callable[[P], bool]], ...]


def role_by(table: RoleTable[P], place: P) -> tuple[str, str] | None:
    """The role and the reason of the first rule that holds; None where none does."""
    return next(((role, reason) for reason, role, holds in table if holds(place)), None)
