"""What a report's own columns say: its verdict on a row, and whether it names a problem (``stated.yml``)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.words.vocabulary import load_vocabulary

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

# 是否存在进度问题, 是否逾期完成, 是否需调整完成时限 ask for no verdict
_ISSUE = re.compile("问题|困难|存在|逾期|超期|延期|调整|未")


@cache
def _meanings() -> dict[str, str]:
    return {word: code for code, words in load_vocabulary("stated")["status"].items() for word in words}


def stated_code(status: str | None, head: str = "") -> str | None:
    """met, on_pace or behind, where the source's own verdict is a word that we know; blanks in it do not count.

    A yes or a no answers what the head of its column asks: 是否达到序时进度, 是否滞后.
    A no under 是否完成 only says: not yet.
    """
    word = re.sub(r"\s+", "", status or "")
    if word in load_vocabulary("stated")["yes"]:
        return _asked(head)
    if word in load_vocabulary("stated")["no"]:
        return {"behind": "on_pace", "on_pace": "behind"}.get(_asked(head) or "")
    return _meanings().get(word)


def _asked(head: str) -> str | None:
    """What a yes under a column's head says of its row."""
    asks = {} if _ISSUE.search(head) else load_vocabulary("stated")["asks"]
    return next((code for code, words in asks.items() if any(word in head for word in words)), None)


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
