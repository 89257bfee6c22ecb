"""What a target is about beyond its indicator: the clause before it."""

from __future__ import annotations

import re

from pipeline.match.names.similarity import core
from pipeline.records import TargetRecord

REACH = 40  # characters before a target that may say what it is about
_ITEM_NUMBER = re.compile(r"^\s*(?:\d+\s*[.．、)）]|[（(][一二三四五六七八九十\d]+[)）])\s*")
_SENTENCE_PART = re.compile(r"[，,。；;：:\n]")
_EFFORT = re.compile(
    r"^(?:全域|全力|大力|深入|扎实|持续|加快|统筹|高标准|高质量)*"
    r"(?:推进|推动|深化|加快|实施|开展|打造|打好|做好|抓好|加强|强化)"
)


def topic_of(target: TargetRecord, text: str) -> str:
    """What the clause before a target speaks of: 全域推进未来社区建设，新增省级试点6个 → 未来社区.

    ``text`` is the target's document; '' when it is not at hand.
    """
    before = text[max(target.char_start - REACH, 0) : target.char_start].rstrip("，,、")
    clause = _ITEM_NUMBER.sub("", _SENTENCE_PART.split(before)[-1])
    return core(_EFFORT.sub("", clause)) if clause else ""
