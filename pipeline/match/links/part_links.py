"""Progress row → the task a part of which it names in other words: “两癌”检查2万人 of 为2万名妇女提供“两癌”筛查.

A row that no whole task resembles may still name one promise of a task, and several rows may share a task. Every number
of the row has to stand in the task in a comparable unit; then a value that no other task of the plan has needs little
more, any other more of the row's own words. A row without numbers has to stand in one task nearly whole.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.language.numbers.measures import comparable, convert
from pipeline.language.numbers.quantities import scan_compact
from pipeline.language.words.contrasts import contradicts, shortened
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.match.links.blocking import BigramIndex
from pipeline.match.names.plain_names import works_differ
from pipeline.match.names.promised_names import compact, number_pattern
from pipeline.match.names.same_measure import counts_people
from pipeline.match.names.similarity import canonical, contrast, other_ordinal, qualifiers, thresholds, vocabulary
from pipeline.match.names.text_forms import bigrams

SHARED, TELLING_DIGITS = 2, 2  # pairs of characters, and digits of a value, that are hardly shared by chance
# How much of a row's words a task has to hold: beside a telling value, beside one that only this task has, beside any
# value, beside none.
TOLD, ALONE, NAMED, WHOLE = 0.25, 0.4, 0.55, 0.7
SMALLEST = 10  # a value below it may be promised of anything
SHORTEST = 4  # characters of a row's own words where no number speaks for it
CANDIDATES = 16
LEAD = 0.05  # by which the best task has to be better than the next
_CLAUSE = re.compile(r"[，,。；;：:\n]")


@dataclass(frozen=True, slots=True)
class Part:
    """The task (by its place in the plan) that a row names a part of, how much of the row stands in it, the numbers."""

    place: int
    score: float
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    unit: str
    said: str
    clause: str


class Parts:
    """The tasks of one plan, asked for the one that a row is a part of."""

    def __init__(self, tasks: Sequence[str]) -> None:
        self._tasks = [_read(text) for text in tasks]
        self._index = BigramIndex([task.content for task in self._tasks])
        self._rarity = _rarity([task.pairs for task in self._tasks])
        self._owners: dict[Decimal, list[int]] = defaultdict(list)
        for place, task in enumerate(self._tasks):
            for number in task.numbers:
                self._owners[number.value].append(place)

    def find(self, name: str) -> Part | None:
        """The task that a row's name is a part of; None where none is, or two are alike."""
        row = _read(name)
        near = self._index.candidates(row.content, CANDIDATES)
        fitting = [part for place in near if (part := self._fit(row, place))]
        fitting.sort(key=lambda part: (-part.score, part.place))
        first, second = ([*fitting, None, None])[:2]
        return first if first and (second is None or first.score - second.score >= LEAD) else None

    def _fit(self, row: _Said, place: int) -> Part | None:
        task = self._tasks[place]
        shared = [(one, other) for one in row.numbers if (other := _same(one, task.numbers))]
        if len(shared) < len(row.numbers) or not row.pairs & task.pairs or _says_more(row, task):
            return None
        told = [(one.clause, other.clause) for one, other in shared] or [(row.text, task.text)]
        if any(_is_other(*clauses) for clauses in told):
            return None
        score = self._score(row, task, [other.clause for _, other in shared])
        enough = score >= self._least(row, place, shared) and (score == 1 or len(row.pairs & task.pairs) >= SHARED)
        return Part(place, score, tuple(one.said for one, _ in shared)) if enough else None

    def _score(self, row: _Said, task: _Said, clauses: Sequence[str]) -> float:
        """How much of the row stands in the task, or of the clause with the row's number in the row."""
        told = [clause for clause in clauses if _content(clause) not in vocabulary()["bare_names"]]
        back = max((self._covered(_pairs(clause), row.pairs) for clause in told), default=0.0)
        return max(self._covered(row.pairs, task.pairs), back)

    def _least(self, row: _Said, place: int, shared: Sequence[tuple[_Number, _Number]]) -> float:
        if not shared:
            return WHOLE if len(row.content) >= SHORTEST else math.inf
        own = [one.value for one, _ in shared if one.value >= SMALLEST and self._is_own(one, place)]
        is_telling = any(len(value.normalize().as_tuple().digits) >= TELLING_DIGITS for value in own)
        return TOLD if is_telling else ALONE if own else NAMED

    def _is_own(self, number: _Number, place: int) -> bool:
        """Whether no other task of the plan has the value."""
        others = (self._tasks[other] for other in self._owners[number.value] if other != place)
        return not any(_same(number, task.numbers) for task in others)

    def _covered(self, pairs: frozenset[str], others: frozenset[str]) -> float:
        weight = sum(self._weight(pair) for pair in pairs)
        return sum(self._weight(pair) for pair in pairs & others) / weight if weight else 0.0

    def _weight(self, pair: str) -> float:
        return self._rarity.get(pair, math.log(1 + len(self._tasks)))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row or a task says: its text, its own words, their pairs of characters, its numbers."""

    text: str
    content: str
    pairs: frozenset[str]
    numbers: tuple[_Number, ...]


@lru_cache(maxsize=8192)
def _read(text: str) -> _Said:
    return _Said(text, _content(text), _pairs(text), tuple(_numbers(text)))


def _numbers(text: str) -> Iterable[_Number]:
    """The numbers with a unit, each with the words of its clause, or of its member of a list (甲12家、乙8家)."""
    for clause in _CLAUSE.split(compact(text)):
        found = [one for one in scan_compact(clause) if one.unit and one.name_reason is None]
        start = 0
        for quantity in found:
            end = quantity.end if clause[quantity.end :].startswith("、") else len(clause)
            yield _Number(quantity.value, quantity.unit, clause[quantity.start : quantity.end], clause[start:end])
            start = end if end < len(clause) else start


def _same(number: _Number, others: Iterable[_Number]) -> _Number | None:
    """The number of the same value in a comparable unit; people are never things."""
    for other in others:
        is_sort = counts_people(number.unit) == counts_people(other.unit) and comparable(number.unit, other.unit)
        if is_sort and convert(other.value, other.unit, number.unit) == number.value:
            return other
    return None


def _says_more(row: _Said, task: _Said) -> bool:
    """Whether a row names a level, a group or a bound of its own, or a word that excludes one of the task's."""
    own = qualifiers(row.text) - qualifiers(task.text) or thresholds(row.text) - thresholds(task.text)
    return bool(own) or contrast(row.content, task.content) is not None


def _is_other(name: str, clause: str) -> bool:
    return works_differ(name, clause) or other_ordinal(name, clause) or contradicts(clause, name)


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for word in _content(text).split() if len(word) > 1 for pair in bigrams(word))


def _content(text: str) -> str:
    """A text's own words, parted by blanks: numbers, light words and words for what is done taken out."""
    words = number_pattern().sub(" ", compact(text))
    return " ".join(" ".join(_carriers().sub(" ", canonical(shortened(word))) for word in words.split()).split())


@lru_cache(maxsize=1)
def _carriers() -> re.Pattern[str]:
    words, verbs = vocabulary(), load_vocabulary("promises")
    done = [*verbs["delivering"], *verbs["pushing"], *(word for sort in words["works"] for word in sort)]
    light = [*words["row_carriers"], *words["neutral"], *(word for word in done if len(word) > 1)]
    return re.compile("|".join(sorted(light, key=len, reverse=True)))


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    held: dict[str, int] = defaultdict(int)
    for pairs in texts:
        for pair in pairs:
            held[pair] += 1
    return {pair: math.log(1 + len(texts) / count) for pair, count in held.items()}
