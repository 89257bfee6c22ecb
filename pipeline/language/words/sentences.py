"""Sentences, clauses and brackets of compact text, as half-open ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.words.enclosed import shielded

SENTENCE_END = "。；;！!？?\n"
CLAUSE_END = "，,：:"
_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text of the range."""
        return text[self.start : self.end]

    def covers(self, position: int) -> bool:
        """Whether the character at ``position`` lies inside."""
        return self.start <= position < self.end


@dataclass(frozen=True, slots=True)
class Sentence(Range):
    """One sentence and its clauses (split at commas and colons outside brackets and quotes)."""

    clauses: tuple[Range, ...]


def brackets(text: str) -> list[Range]:
    """The insides of round brackets."""
    return [Range(match.start(1), match.end(1)) for match in _BRACKET.finditer(text)]


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Split text into sentences and clauses; signs inside brackets or quotes do not split."""
    plain = shielded(text)
    found: list[Sentence] = []
    for sentence in _split(plain, Range(0, len(text)), SENTENCE_END):
        found.append(Sentence(sentence.start, sentence.end, tuple(_split(plain, sentence, CLAUSE_END))))
    return tuple(found)


def _split(text: str, within: Range, signs: str) -> list[Range]:
    parts: list[Range] = []
    start = within.start
    for position in range(within.start, within.end):
        if text[position] in signs and not is_inside_number(text, position):
            if position > start:
                parts.append(Range(start, position))
            start = position + 1
    if within.end > start:
        parts.append(Range(start, within.end))
    return parts


def is_inside_number(text: str, position: int) -> bool:
    """Whether the sign stands between two digits (12,350; 9:30)."""
    around = text[position - 1 : position] + text[position + 1 : position + 2]
    return len(around) == 2 and around.isdigit() and text[position] in ",:"
