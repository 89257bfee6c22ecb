"""A target in the making, and what stands outside its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.numbers import indicators
from pipeline.language.promises.roles import Mark


@dataclass(slots=True)
class Draft:
    """A target in the making; offsets refer to the compact text.

    ``subject`` stands before the number, ``noun`` behind it; ``beside`` are the words right before the number
    (均增长, 分别达到). ``direction`` is rise, fall or ''.
    """

    mark: Mark
    lead: str
    beside: str
    subject: str
    noun: str
    scope: str | None
    is_firm: bool
    rule: str
    direction: str
    start: int
    period_id: str = ""
    is_annual: bool = False
    listed_first: str = ""  # the first of a list of like things in which this one stands (甲创新区3个、乙创新区1个)
    topic: str = ""  # of what a bare head is, where the sentence says so before (高架站房|年度投资)

    @property
    def name(self) -> str:
        """The indicator: subject and noun."""
        return indicators.join(self.subject, self.noun)

    @property
    def end(self) -> int:
        """The end of the quote."""
        return self.mark.trail.end if self.noun else self.mark.quantity.phrase_end


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands outside the text and may name a number: a column's header, the owner's promises read before."""

    plan_period_id: str
    indicator: str | None = None
    subjects: Sequence[tuple[str, str]] = ()  # indicator and unit
