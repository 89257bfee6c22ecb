"""Of whom or of what only: the scope of a promise, apart from the name of what it measures."""

from __future__ import annotations

import re

from pipeline.language import indicators
from pipeline.language.clauses import Range, sentences
from pipeline.language.drafts import Draft
from pipeline.language.measures import is_discrete
from pipeline.language.roles import Mark

SIZES = ("threshold", "bare_magnitude")
# 加快滨河新城建设: what is pushed along is the topic, not that it is pushed
_PUSHED = re.compile(
    r"^(?:加快|重点|持续|全力|大力|深入|统筹|迭代)?(?:推进|推动|加快|做强|做大|打好|抓好|围绕|聚焦|实施)?(?=.{2})"
)
_EVERY = re.compile(r"^(?:所有|全体|每个|各个|全部)(?P<whom>.+)$")


def add_scope(draft: Draft, text: str, previous: Draft | None, plan_period_id: str) -> None:
    """所有行政村…: of whom; for a subject too bare to stand alone, the topic of its sentence."""
    every = _EVERY.match(draft.subject)
    if every:
        draft.subject = every["whom"]
        draft.scope = draft.scope or "所有"
    if previous and previous.scope == "其中" and draft.lead.startswith("、") and not draft.scope:
        draft.scope = "其中"  # 其中水库5座、淤地坝20座: parts, every one
    if draft.scope or not indicators.is_bare(draft.name):
        return
    first = _topic_clause(text, draft)
    if first is None:
        return
    if previous and previous.is_firm:
        is_topic = previous.name != draft.name and not indicators.is_bare(previous.name)
        draft.scope = previous.name if is_topic else previous.scope
    else:
        draft.scope = _PUSHED.sub("", indicators.topic_phrase(text[first.start : first.end], plan_period_id)) or None


def _topic_clause(text: str, draft: Draft) -> Range | None:
    """The first clause of the sentence; of the one before it, when the sentence opens with the bare head itself."""
    before: Range | None = None
    for sentence in sentences(text):
        if sentence.covers(draft.start):
            return before if sentence.clauses[0].covers(draft.start) else sentence.clauses[0]
        before = sentence.clauses[0] if sentence.clauses else before
    return None


def add_threshold(draft: Draft, text: str, marks: list[Mark]) -> None:
    """亿元以上项目37个: the 亿元以上 is the scope of what is counted."""
    if not is_discrete(draft.mark.quantity.unit) or draft.scope not in (None, "其中"):
        return
    within = Range(draft.mark.clause.start, draft.end)
    sizes = [text[m.quantity.start : m.quantity.phrase_end] for m in marks if within.covers(m.quantity.start)]
    graded = re.match(r"[十百千万亿]+级", draft.name)
    ends = [draft.name.find(size) + len(size) for size in sizes if size in draft.name]
    ends += [graded.end()] if graded else []
    if ends:
        draft.scope = (draft.scope or "") + indicators.without_verb(draft.name[: max(ends)])
