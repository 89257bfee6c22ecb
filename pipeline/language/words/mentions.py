"""What the language room reads out of one stretch of text: mentions with half-open offsets into that text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TargetMention:
    """One measurable promise. ``value`` in the base unit; ``quote`` is ``text[start:end]``; see contract for kinds."""

    indicator: str
    comparator: str  # >= <= > < = between
    value: Decimal
    value_high: Decimal | None
    unit: str
    kind: str  # level | growth_rate | decrease_rate | count | share
    aggregation: str  # cumulative | snapshot
    period_id: str
    is_annual: bool
    scope: str | None
    is_firm: bool
    is_approximate: bool
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MilestoneMention:
    """One promise without a number (``kind`` milestone) or against something else (relative); see contract."""

    kind: str  # milestone | relative
    thing: str
    stage: str | None
    thing_class: str | None
    against: str | None
    direction: str | None
    value: Decimal | None  # a promised rank
    period_id: str
    is_firm: bool
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResultMention:
    """One measured result of a progress text."""

    indicator: str
    comparator: str
    value: Decimal
    unit: str
    kind: str
    as_of_period_id: str
    scope: str | None
    is_approximate: bool
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """One statement of completion; ``claim`` as in ``ClaimRecord``."""

    claim: str
    subject: str | None
    stated_percent: Decimal | None
    start: int
    end: int
