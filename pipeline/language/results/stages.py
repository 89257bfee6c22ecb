"""How far a clause says its thing has come (``stages.yml``)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.words.vocabulary import load_vocabulary

UNFINISHED = ("goal", "planned", "applied", "under_way")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {stage: re.compile("|".join(patterns)) for stage, patterns in load_vocabulary("stages").items()}


@lru_cache(maxsize=4096)
def stages_of(clause: str) -> frozenset[str]:
    """The stages whose words stand in a clause: goal, planned, applied, under_way, finished."""
    return frozenset(stage for stage, pattern in _patterns().items() if pattern.search(clause))
