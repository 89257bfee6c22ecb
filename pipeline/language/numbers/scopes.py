"""Of whom or of what only: the scope of a promise, apart from the name of what it measures."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers import indicators
from pipeline.language.numbers.measures import is_discrete
from pipeline.language.numbers.owners import owner_of_rate, sum_of_rate
from pipeline.language.promises.roles import Mark
from pipeline.language.promises.target_drafts import Draft
from pipeline.language.words.sentences import Range, sentences
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "scopes")

SIZES = ("threshold", "bare_magnitude")
_OF_PEOPLE = ("人数", "人次")
_REFORM = re.compile(r"改革(?=[，,]?$)")  # 深化中高职一体化培养改革，招生人数…: what is reformed has the people
_LONGEST_TOPIC = 26


def add_scope(draft: Draft, text: str, previous: Draft | None, plan_period_id: str) -> None:
    """所有行政村…: of whom; for a subject too bare to stand alone, the topic of its sentence."""
    every = _said("every").match(draft.subject)
    if every:
        draft.subject = every["whom"]
        draft.scope = draft.scope or "所有"
    if previous and previous.scope == "其中" and draft.lead.startswith("、") and not draft.scope:
        draft.scope = "其中"  # 其中水库5座、淤地坝20座: parts, every one
    if draft.scope or not (indicators.is_bare(draft.name) or indicators.is_generic(draft.name)):
        return
    if previous and (whole := sum_of_rate(draft.name, previous.name)):
        draft.subject = whole
        return
    topic = _topic_of_previous(draft, previous) if previous and previous.is_firm else None
    if topic is None:
        topic = _topic_before(text, draft, plan_period_id)
    draft.scope, draft.topic = topic
    if draft.topic:
        _complete_name(draft)


Topic = tuple[str | None, str]  # the scope, and the words that complete the name ('' where they would not)


def _topic_of_previous(draft: Draft, previous: Draft) -> Topic | None:
    """What the number before speaks of: its things have the size, the share or the cost that follows."""
    if previous.topic:
        return previous.scope, previous.topic
    if indicators.is_share(draft.name) and not is_discrete(previous.mark.quantity.unit):
        owner = owner_of_rate(previous.name)
        return (owner, owner) if owner else None
    if previous.listed_first and is_discrete(previous.mark.quantity.unit) and not draft.direction:
        return previous.listed_first, previous.listed_first
    if draft.direction and not is_discrete(previous.mark.quantity.unit):
        return None, ""  # 产值增长8%，税收增长6%: two of their own
    if previous.mark.quantity.is_percent and is_discrete(draft.mark.quantity.unit):
        return None, ""  # 长者食堂覆盖率100%，新增床位400张: a rate has no things of its own
    named = previous.name if not indicators.is_bare(previous.name) else previous.scope
    if named is None or named == draft.name or not is_discrete(previous.mark.quantity.unit):
        return (None if named == draft.name else named), ""
    return named, "" if indicators.is_generic(draft.name) else named


def _topic_before(text: str, draft: Draft, plan_period_id: str) -> Topic:
    """What the nearest clause before pushes along; else the topic that its sentence opens with, as a scope only."""
    sentence = next((s for s in sentences(text) if s.covers(draft.start)), None)
    before = [c for c in sentence.clauses if c.end <= draft.mark.clause.start] if sentence else []
    means = ""
    for clause in reversed(before):
        named = _pushed(text[clause.start : clause.end], plan_period_id)
        if named and not indicators.is_share(draft.name):
            named = _said("being_made").sub("", named)
        if draft.name.endswith(_OF_PEOPLE):
            named = named or _pushed(_REFORM.sub("", text[clause.start : clause.end]), plan_period_id)
            named = _said("enrolling").sub("", named)
        # 推动新能源汽车提质，做强电驱等关键部件，产量…: parts are a means, what they are parts of is counted.
        is_means = _said("means").match(text, clause.start)
        if named and not (clause is not before[0] and (is_means or _said("parts").search(named))):
            return named, named
        means = means or (named if is_means else "")
    if means:
        return means, means  # what is spread is all that is named
    first = _topic_clause(text, draft)
    if first is None or _said("guiding").match(text[first.start : first.end]) or indicators.is_generic(draft.name):
        return None, ""
    if sentence and not sentence.covers(first.start):
        named = _pushed(text[first.start : first.end], plan_period_id)
        if named:
            return named, named
    opening = _said("pushed").sub("", indicators.topic_phrase(text[first.start : first.end], plan_period_id))
    return (None if _said("abstract").search(opening) else opening or None), ""


def _pushed(clause: str, plan_period_id: str) -> str:
    """The thing that a clause pushes along (加快滨河新城建设 → 滨河新城建设), '' where it is none that has a size."""
    clause = _said("growing").sub("", clause.strip("，,、 "))
    named = _said("counted").sub("", _said("pushed").sub("", indicators.topic_phrase(clause, plan_period_id)))
    is_pushed = named and clause.endswith(named) and named != clause and not _said("guiding").match(clause)
    return named if is_pushed and 3 <= len(named) <= _LONGEST_TOPIC and not _said("abstract").search(named) else ""


def _topic_clause(text: str, draft: Draft) -> Range | None:
    """The first clause of the sentence; of the one before it, when the sentence opens with the bare head itself."""
    before: Range | None = None
    for sentence in sentences(text):
        if sentence.covers(draft.start):
            return before if sentence.clauses[0].covers(draft.start) else sentence.clauses[0]
        before = sentence.clauses[0] if sentence.clauses else before
    return None


def _complete_name(draft: Draft) -> None:
    """Put the topic in front of a bare head; what both say is said once (轻量化改造|改造企业)."""
    name = draft.subject or draft.noun
    overlap = next((n for n in range(min(len(name), len(draft.topic)), 0, -1) if draft.topic.endswith(name[:n])), 0)
    completed = draft.topic + name[overlap:]
    if draft.subject:
        draft.subject = completed
    else:
        draft.noun = completed


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
