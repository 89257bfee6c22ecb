"""What a target is about beyond its indicator: the clause before it."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.similarity import core
from pipeline.records import TargetRecord

_said = partial(pattern_of, "topics")

REACH = 40  # characters before a target that may say what it is about
_ITEM_NUMBER = re.compile(r"^\s*(?:\d+\s*[.．、)）]|[（(][一二三四五六七八九十\d]+[)）])\s*")
_SENTENCE_PART = re.compile(r"[，,。；;：:\n]")


def topic_of(target: TargetRecord, text: str) -> str:
    """What the clause before a target speaks of: 全域推进未来社区建设，新增省级试点6个 → 未来社区.

    ``text`` is the target's document; '' when it is not at hand.
    """
    before = text[max(target.char_start - REACH, 0) : target.char_start].rstrip("，,、")
    clause = _ITEM_NUMBER.sub("", _SENTENCE_PART.split(before)[-1])
    if _said("promised").search(clause):
        return ""
    return core(_said("effort").sub("", clause)) if clause else ""
