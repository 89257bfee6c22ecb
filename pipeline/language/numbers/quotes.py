"""Facts about a quote that judging needs, so that nobody has to look into its words again."""

from __future__ import annotations

import re
from typing import TypedDict

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PLACES = re.compile(r"[0-9]\.([0-9]+)")
_SENTENCE_END = re.compile(r"[。；;\n]")
_YEARS = re.compile(r"[两二三四五十]\s*年")


class QuoteFacts(TypedDict):
    """How many numbers a target's quote holds, and whether its sentence says over how many years it runs."""

    number_count: int
    names_years: bool


def quote_facts(quote: str, before: str = "") -> QuoteFacts:
    """The facts of a target's quote; ``before`` is the text in front of it, whose last sentence goes on in it."""
    sentence = _SENTENCE_END.split(before)[-1] + quote
    return {"number_count": len(_NUMBER.findall(quote)), "names_years": _YEARS.search(sentence) is not None}


def decimal_places(quote: str) -> int:
    """The decimal places of the first number of a quote that has any: 完成年度目标95.4% → 1."""
    found = _PLACES.search(quote)
    return len(found[1]) if found else 0


def label_of(indicator: str, scope: str | None) -> str:
    """An indicator with its scope where the name does not say it: 投资（双江湖新区）."""
    return f"{indicator}（{scope}）" if scope and scope.removeprefix("其中") not in indicator else indicator
