"""Sentences and clauses around any place of compact text, for who comes from a number or a word and looks around it.

Promises are read clause after clause (``sentences``); a report is asked what stands around a result. So here each place
has its clause, the signs at an end belong to what they end, what stands in brackets has clauses of its own, and a list
number that the source glued to the sentence before (…完成。2.新建…) begins one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.words.enclosed import enclosed
from pipeline.language.words.sentences import CLAUSE_END, SENTENCE_END, Range, is_inside_number

_SENTENCE_END = re.compile(rf"[{SENTENCE_END}]|(?<![\d.A-Za-z])(?=\d{{1,2}}[.．、](?!\d)[一-龥“《])")
_CLAUSE_END = re.compile(f"[{CLAUSE_END}{SENTENCE_END}]")


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
        spans = enclosed(text)
        inside = {place for start, end in spans for place in range(start + 1, end - 1)}
        sentences = tuple(m.end() for m in _SENTENCE_END.finditer(text) if m.start() not in inside and m.end())
        ends = (m for m in _CLAUSE_END.finditer(text) if m.start() not in inside)
        clauses = {m.end() for m in ends if not is_inside_number(text, m.start())}
        brackets = tuple((start, end) for start, end in spans if text[start] in "（(")
        return cls(text, sentences, tuple(sorted(clauses | set(sentences))), brackets)

    def sentence(self, place: int) -> Range:
        """The sentence around ``place``, its end mark included."""
        return _around(self.sentence_ends, place, len(self.text))

    def clause(self, place: int) -> Range:
        """The clause around ``place``; inside brackets it is the bracket's clause."""
        for start, end in self.brackets:
            if start < place < end:
                return self._bracket_clause(start + 1, end - 1, place)
        return _around(self.clause_ends, place, len(self.text))

    def sentences(self) -> Iterator[Range]:
        """The sentences in order."""
        edges = (0, *self.sentence_ends, len(self.text))
        return (Range(start, end) for start, end in pairwise(edges) if end > start)

    def clauses(self, sentence: Range) -> Iterator[Range]:
        """The clauses of a sentence in order."""
        edges = (
            sentence.start,
            *(end for end in self.clause_ends if sentence.start < end < sentence.end),
            sentence.end,
        )
        return (Range(start, end) for start, end in pairwise(edges))

    def _bracket_clause(self, start: int, end: int, place: int) -> Range:
        ends = [start + m.end() for m in _CLAUSE_END.finditer(self.text[start:end])]
        first = max((e for e in ends if e <= place), default=start)
        return Range(first, min((e for e in ends if e > place), default=end))


def _around(ends: tuple[int, ...], place: int, length: int) -> Range:
    index = bisect_right(ends, place)
    return Range(ends[index - 1] if index else 0, ends[index] if index < len(ends) else length)
