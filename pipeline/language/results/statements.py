"""Clauses and sentences of compact text, and how far a clause says its thing has come (``stages.yml``)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.words.vocabulary import load_vocabulary

_SENTENCE_END = re.compile(r"[。；;！!？?\n]|(?<![\d.A-Za-z])(?=\d{1,2}[.．、](?!\d)[一-龥“《])")
_CLAUSE_END = re.compile(r"[，,：:。；;！!？?\n]")
_BRACKET = re.compile(r"[（(][^（()）\n]*[)）]")
_QUOTED = re.compile(r"“[^“”\n]{1,60}”|《[^《》\n]{1,80}》")
UNFINISHED = ("goal", "planned", "applied", "under_way")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open range of compact text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text of the range."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statements:
    """Where the sentences, clauses and brackets of a compact text stand."""

    text: str
    sentence_ends: tuple[int, ...]
    clause_ends: tuple[int, ...]
    brackets: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Statements:
        """Split ``text``; a clause ends at a comma, colon or sentence end outside brackets and quotation marks."""
        brackets = tuple((m.start(), m.end()) for m in _BRACKET.finditer(text))
        enclosed = (*brackets, *((m.start(), m.end()) for m in _QUOTED.finditer(text)))
        inside = {place for start, end in enclosed for place in range(start + 1, end - 1)}
        sentences = tuple(m.end() for m in _SENTENCE_END.finditer(text) if m.start() not in inside and m.end())
        clauses = {m.end() for m in _CLAUSE_END.finditer(text) if m.start() not in inside and not _in_number(text, m)}
        return cls(text, sentences, tuple(sorted(clauses | set(sentences))), brackets)

    def sentence(self, place: int) -> Stretch:
        """The sentence around ``place``, its end mark included."""
        return _around(self.sentence_ends, place, len(self.text))

    def clause(self, place: int) -> Stretch:
        """The clause around ``place``; inside brackets it is the bracket's clause."""
        for start, end in self.brackets:
            if start < place < end:
                return self._bracket_clause(start + 1, end - 1, place)
        return _around(self.clause_ends, place, len(self.text))

    def _bracket_clause(self, start: int, end: int, place: int) -> Stretch:
        ends = [start + m.end() for m in _CLAUSE_END.finditer(self.text[start:end])]
        first = max((e for e in ends if e <= place), default=start)
        return Stretch(first, min((e for e in ends if e > place), default=end))


def _in_number(text: str, match: re.Match[str]) -> bool:
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return match[0] in ",:" and len(around) == 2 and around.isdigit()


def _around(ends: tuple[int, ...], place: int, length: int) -> Stretch:
    index = bisect_right(ends, place)
    return Stretch(ends[index - 1] if index else 0, ends[index] if index < len(ends) else length)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {stage: re.compile("|".join(patterns)) for stage, patterns in load_vocabulary("stages").items()}


@lru_cache(maxsize=4096)
def stages_of(clause: str) -> frozenset[str]:
    """The stages whose words stand in a clause: goal, planned, applied, under_way, finished."""
    return frozenset(stage for stage, pattern in _patterns().items() if pattern.search(clause))
