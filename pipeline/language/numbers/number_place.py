"""One number in its place: the clause around it, the words before and behind, the next number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pipeline.language.numbers.quantities import Quantity
from pipeline.language.words.sentences import Range
from pipeline.language.words.verbs import only_words
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "number_place")

_HAN = re.compile(r"^[“\"‘《]?[一-龥A-Za-z\d]")
_FROM = re.compile(r"(?:由|从)[^，、\d]{0,8}(?:\d[\d.]{0,12}[^，、\d]{0,3}、){0,8}$")
# 从209元、280元提高到217元、290元: behind the bases the words that lead to what is reached
_RAISED_TO = re.compile(r"[^，、\d]{0,8}(?:、\d[\d.]{0,12}[^，、\d到至]{0,3}){0,8}[^，、\d]{0,6}[到至]")


class Stretched(Protocol):
    """A clause of a plan or of a report: where it starts and ends."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """Behind the last character."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """One number with what the rules look at around it."""

    text: str
    quantity: Quantity
    clause: Range
    lead: str
    trail: str
    following: Quantity | None  # the next quantity of the clause, with only a noun between
    between: str  # the words up to it
    sentence_start: int
    carried: str = ""  # 建设1个甲，6个乙: what stood before the number of the clause before

    @property
    def before(self) -> str:
        """The clause up to the words beside the number, numbers taken before included."""
        return self.text[self.clause.start : self.quantity.phrase_start]

    @property
    def is_listed(self) -> bool:
        """Whether the next number is the next member of a list (2个风电场和9个光伏站)."""
        return "、" in self.between or joint(self.between) >= 0


def noun_follows(trail: str) -> bool:
    """Whether a noun stands right behind the number (rather than a comma, a conjunction or nothing)."""
    return bool(_HAN.match(trail)) and not _said("conjunction").match(trail)


def is_rank(before: str, quantity: Quantity) -> bool:
    """进入全省前20名, 比上年前移4位: a place in an order, not an amount; 目前14个 and 年底前14个 are amounts."""
    return bool(_said("top").search(before)) or (quantity.unit in ("名", "位") and bool(_said("ranked").search(before)))


def starts_from(text: str, clause: Stretched, quantity: Quantity) -> bool:
    """由56%提高到60%, 由上年的57.1%提高到58.3%: the number a rise or fall starts from."""
    if quantity.is_baseline:
        return True
    before, rest = text[clause.start : quantity.phrase_start], text[quantity.end : clause.end]
    return bool(_FROM.search(before) and _RAISED_TO.match(rest))


def joint(between: str) -> int:
    """Where a conjunction leads over to the next number, with nothing or only a verb behind it; -1 when none does."""
    joined = _said("joined").search(between)
    if not joined or not joined.start() or not noun_follows(between):
        return -1
    return joined.start() if only_words(joined["verbs"], ("delivering", "light", "pushing")) else -1
