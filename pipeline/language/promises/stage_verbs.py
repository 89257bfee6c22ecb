"""The verbs that promise a stage, and the words that may stand before them (``milestones.yml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.language.words.vocabulary import alternatives, load_vocabulary

DEADLINE = (
    r"(?:(?:到|在|于|争取|力争|确保)?(?:20\d\d年|[明次]年)?(?:\d{1,2}月(?:份|底|末|初|[上中下]旬|\d{1,2}[日号])?|年底|年末|年内|今年|[春秋]季(?:学期|开学)?|上半年|下半年|"
    r"[一二三四]季度|(?:20\d\d|[明次])年[底末初]?)(?:之?前|内)?)"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the vocabulary: what its verbs promise and of what."""

    stage: str
    needs: re.Pattern[str] | None
    refuses: re.Pattern[str] | None
    thing_class: str | None
    soft: bool
    not_after: str  # characters that make the verb the end of a noun (科创, 文创)
    keep: bool  # the verb belongs to the thing's name (监管场地功能延伸至综保区)

    def ends_a_noun(self, phrase: str) -> bool:
        """Whether the verb behind these words is the end of a noun (测试|运行)."""
        return bool(self.not_after and re.search(f"{self.not_after}$", phrase))

    def governs(self, phrase: str) -> bool:
        """Whether the verb can have these words for its thing."""
        if self.refuses and self.refuses.search(phrase):
            return False
        return self.needs is None or bool(self.needs.search(phrase))


@lru_cache(maxsize=3)
def verbs(place: str) -> list[tuple[str, list[Verb]]]:
    """Every verb with its entries in the vocabulary's order, the longest verb first."""
    entries: dict[str, list[Verb]] = {}
    for entry in load_vocabulary("milestones")[place]:
        for word in entry["verbs"]:
            entries.setdefault(word, []).append(_verb(entry))
    return sorted(entries.items(), key=lambda pair: -len(pair[0]))


def _verb(entry: dict[str, Any]) -> Verb:
    needs, refuses = (re.compile(entry[key]) if key in entry else None for key in ("needs", "refuses"))
    flags = bool(entry.get("soft")), entry.get("not_after", ""), bool(entry.get("keep"))
    return Verb(entry["stage"], needs, refuses, entry.get("class"), *flags)


@lru_cache(maxsize=1)
def prefix() -> re.Pattern[str]:
    words = load_vocabulary("milestones")
    effort = alternatives(words["efforts"])
    return re.compile(f"(?:{alternatives(words['adverbs'])}|(?P<effort>{effort})|{DEADLINE})")


@lru_cache(maxsize=1)
def words_before() -> re.Pattern[str]:
    return re.compile(f"(?>{alternatives(load_vocabulary('milestones')['adverbs'])}|{DEADLINE}|地|将){{1,8}}$")


@lru_cache(maxsize=1)
def bare_verb() -> re.Pattern[str]:
    """A clause that is a verb and nothing else: its thing is the subject before it (…，实现开工建设; 竣工并投用)."""
    words = load_vocabulary("milestones")
    verbs = alternatives([verb for entry in words["trailing"] for verb in entry["verbs"]])
    return re.compile(f"(?>{alternatives(words['adverbs'])}|{DEADLINE})*{verbs}(?:并?{verbs})?")
