"""Stretches of text whose numbers are part of a name, a date, a code …: never quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.words.vocabulary import load_vocabulary

_QUOTED = re.compile(r"“[^“”\n]{1,40}”|‘[^‘’\n]{1,40}’|\"[^\"\n]{1,40}\"|《[^《》\n]{1,60}》|「[^「」\n]{1,40}」")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A half-open range and why the numbers inside are none."""

    start: int
    end: int
    reason: str


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["reason"], re.compile(entry["pattern"])) for entry in load_vocabulary("names")]


def quoted_spans(text: str) -> list[NameSpan]:
    """Quoted stretches (“8+4”, 《…》), the quotation marks included."""
    return [NameSpan(match.start(), match.end(), "quoted_name") for match in _QUOTED.finditer(text)]


def name_spans(text: str) -> list[NameSpan]:
    """Every stretch of compact text whose numbers are no quantities, quoted names first."""
    spans = quoted_spans(text)
    for reason, pattern in _patterns():
        spans.extend(NameSpan(match.start(), match.end(), reason) for match in pattern.finditer(text))
    return spans
