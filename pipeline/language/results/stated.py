"""What a report's own columns say: its verdict on a row, and whether it names a problem (``stated.yml``)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.words.vocabulary import load_vocabulary

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@cache
def _meanings() -> dict[str, str]:
    return {word: code for code, words in load_vocabulary("stated")["status"].items() for word in words}


def stated_code(status: str | None) -> str | None:
    """met, on_pace or behind, where the source's own verdict is a word that we know; blanks in it do not count."""
    return _meanings().get(re.sub(r"\s+", "", status)) if status else None


def states_issue(issues: str | None) -> bool:
    """Whether a column of problems names one: 无, 暂无问题 and a dash name none."""
    return issues is not None and not re.fullmatch(load_vocabulary("stated")["no_issue"], issues.strip(" "))


def is_filled(*cells: str | None) -> bool:
    """Whether any cell of a row says something of the work: 无, 未填报 and a dash do not."""
    blank = re.compile(load_vocabulary("stated")["not_filled"])
    return any(not blank.fullmatch(re.sub(r"\s+", "", cell)) for cell in cells if cell)


def has_words(narrative: str) -> bool:
    """Whether a narrative is more than numbers and signs."""
    return _HAN.search(narrative) is not None
