"""The verbs that promise a stage (``milestones.yml``), said as done: 已打通北环断头路, 评估标准已切换."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from pipeline.language.promises.stage_verbs import Verb, verbs
from pipeline.language.words.vocabulary import alternatives, pattern_of

_said = partial(pattern_of, "reached")


def kept_stages(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The stages that a clause reports by the verb that promises them, with where the verb stands.

    As in a promise the verb tells its stage only of things it can govern, which here stand behind it or before 已.
    """
    for mark in _said("done").finditer(words):
        match = _verb().match(words, mark.end())
        if match is None or _said("wanting").match(match[0]):
            continue
        thing = words[match.end() :].removeprefix("了") or _said("adverbs").sub("", words[: mark.start()])
        stage = next((entry.stage for entry in _entries()[match[0]] if entry.governs(thing)), None)
        if stage:
            yield stage, match


@lru_cache(maxsize=1)
def _verb() -> re.Pattern[str]:
    return re.compile(alternatives([*_entries()]))


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[Verb]]:
    """Every verb with its entries, wherever it stands in a promise."""
    found: dict[str, list[Verb]] = {}
    for place in ("leading", "trailing", "inner"):
        for verb, entries in verbs(place):
            found.setdefault(verb, []).extend(entries)
    return found
