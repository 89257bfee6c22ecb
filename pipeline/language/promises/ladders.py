"""What kind of thing a promise speaks of, and how far a stage is on the ladder of that kind (``milestones.yml``)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.words.vocabulary import load_vocabulary


def class_of(thing: str, stage: str, usual: str | None = None) -> str:
    """What kind of thing a name speaks of: the class whose word stands nearest its end, else ``usual``."""
    best, place = usual or load_vocabulary("milestones")["default_class"][stage], -1
    for name, pattern in class_patterns().items():
        ends = [match.end() for match in pattern.finditer(thing)]
        if ends and max(ends) > place and max(ends) >= len(thing) - 4:
            best, place = name, max(ends)
    return _fitting(best, stage)


def rank_of(thing_class: str, stage: str) -> int | None:
    """How far a stage is on the ladder of a class; None where the ladder does not have it."""
    ladder: dict[str, int] = load_vocabulary("milestones")["ladders"][thing_class]
    return ladder.get(stage)


def _fitting(thing_class: str, stage: str) -> str:
    """Verbs weigh more than nouns where they leave no doubt: what is thrown open or built is no honour."""
    sure = {"use": ("works", "system", "rule"), "structure": ("works",), "found": ("organisation",), "hold": ("event",)}
    if stage in sure and thing_class not in sure[stage]:
        return sure[stage][0]
    if stage == "obtain" and thing_class not in ("honour", "permit"):
        return "permit" if thing_class in ("rule", "system", "plan") else "honour"
    if stage == "finish" and thing_class in ("event", "organisation", "permit", "honour"):
        return "works"
    return thing_class


@lru_cache(maxsize=1)
def class_patterns() -> dict[str, re.Pattern[str]]:
    """The words of names by which each class is known."""
    return {name: re.compile(words) for name, words in load_vocabulary("milestones")["classes"].items()}
