"""What each number of a plan's text is: a promise, a threshold of somebody's scope, a baseline, a description …

Every number gets exactly one role with a named reason; nothing is dropped without one. The rules stand in
``role_rules``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.language.numbers.measures import is_discrete
from pipeline.language.numbers.number_place import Place, joint, noun_follows
from pipeline.language.numbers.quantities import Quantity, scan_compact
from pipeline.language.numbers.size_rules import is_attribute
from pipeline.language.promises.role_rules import role_of
from pipeline.language.words.sentences import Range, brackets, sentences


@dataclass(frozen=True, slots=True)
class Mark:
    """One number in its place: ``lead`` stands before it in its clause, ``trail`` behind it.

    ``role``: target (a promise), described (a number that merely describes what is pushed), or none with ``reason``.
    """

    quantity: Quantity
    sentence: int
    clause: Range
    lead: Range
    trail: Range
    role: str
    reason: str
    is_bracketed: bool = False


def assign_roles(text: str, plan_start_year: str) -> list[Mark]:
    """Every number of compact ``text`` with its role. ``plan_start_year``: years before it are the past."""
    quantities = scan_compact(text)
    inner = brackets(text)
    marks: list[Mark] = []
    for number, sentence in enumerate(sentences(text)):
        carried = ""
        for clause in sentence.clauses:
            held = [q for q in quantities if clause.covers(q.start)]
            outer = [q for q in held if not any(b.covers(q.start) for b in inner)]
            found = _clause_marks(text, clause, (number, sentence.start), outer, plan_start_year, carried=carried)
            marks.extend(found)
            carried = _carried(text, found) or carried
            marks.extend(_bracket_marks(text, clause, (number, sentence.start), inner, held, plan_start_year))
    return sorted(marks, key=lambda mark: mark.quantity.start)


def _bracket_marks(
    text: str, clause: Range, sentence: tuple[int, int], inner: list[Range], held: list[Quantity], year: str
) -> list[Mark]:
    marks: list[Mark] = []
    for bracket in inner:
        if not clause.covers(bracket.start):
            continue
        for part in sentences(text[bracket.start : bracket.end]):
            for piece in part.clauses:
                within = Range(bracket.start + piece.start, bracket.start + piece.end)
                inside = [q for q in held if within.covers(q.start)]
                marks.extend(_clause_marks(text, within, sentence, inside, year, is_bracketed=True))
    return marks


def _clause_marks(
    text: str,
    clause: Range,
    sentence: tuple[int, int],  # its number and where it starts
    held: list[Quantity],
    year: str,
    *,
    is_bracketed: bool = False,
    carried: str = "",
) -> list[Mark]:
    marks: list[Mark] = []
    promised: Quantity | None = None
    named_from: int | None = None
    for quantity, following in zip(held, _following(text, clause, held), strict=True):
        lead_start = named_from or (_lead_start(text, promised, quantity) if promised else clause.start)
        lead = Range(min(lead_start, quantity.phrase_start), max(quantity.phrase_start, lead_start))
        trail = Range(quantity.phrase_end, _trail_end(text, clause, quantity, following))
        between = text[quantity.phrase_end : following.phrase_start] if following else ""
        place = Place(text, quantity, clause, text[lead.start : lead.end], _noun_part(text, trail),
                       following, between, sentence[1], carried)  # fmt: skip
        role, reason = _shared_role(place, marks) or role_of(place, year)
        marks.append(Mark(quantity, sentence[0], clause, lead, trail, role, reason, is_bracketed))
        promised, named_from = (promised, named_from) if role == "none" else (quantity, None)
        if reason == "describes_subject":
            named_from = quantity.start  # 增速快于全省、7个分项指标均实现13%: the subject begins here
    return _with_whole_trails(text, marks)


def _shared_role(place: Place, marks: list[Mark]) -> tuple[str, str] | None:
    """加快1600个更新项目、600个服务项目建设: the next member of a list that is only described is described as well."""
    behind = place.text[place.quantity.phrase_end : place.clause.end]  # a threshold may stand before the noun
    listed = place.lead and not place.lead.strip("、和及与以") and noun_follows(behind)
    last = next((mark for mark in reversed(marks) if mark.role != "none"), None)
    if not (listed and last and last.role == "described" and is_discrete(place.quantity.unit)):
        return None
    return None if place.quantity.name_reason else ("described", last.reason)


def _carried(text: str, marks: list[Mark]) -> str:
    """The words before the last counted thing of a clause, whose verb a clause that begins with a number shares."""
    counted = [mark for mark in marks if mark.role != "none" and noun_follows(_noun_part(text, mark.trail))]
    return text[counted[-1].clause.start : counted[-1].quantity.phrase_start] if counted else ""


def _following(text: str, clause: Range, held: list[Quantity]) -> list[Quantity | None]:
    """For every number the next one that is neither part of a name nor bare."""
    following: list[Quantity | None] = []
    current: Quantity | None = None
    for quantity in reversed(held):
        following.append(current)
        counts = quantity.name_reason is None and (quantity.unit or quantity.comparator)
        if counts and not is_attribute(text, clause.start, quantity):
            current = quantity
    return following[::-1]


def _lead_start(text: str, promised: Quantity, quantity: Quantity) -> int:
    """Where the words of the next number begin: behind the one before, and behind its noun (10个团组、|400家企业)."""
    between = _noun_part(text, Range(promised.phrase_end, max(promised.phrase_end, quantity.phrase_start)))
    comma = max(text.rfind("、", promised.phrase_end, quantity.phrase_start), _joint(text, promised, quantity))
    return comma if noun_follows(between) and comma >= 0 else promised.phrase_end


def _joint(text: str, quantity: Quantity, following: Quantity) -> int:
    """Where 和 leads over from one number to the next (2个风电场和9个光伏站); -1 where it does not."""
    place = joint(text[quantity.phrase_end : max(quantity.phrase_end, following.phrase_start)])
    return quantity.phrase_end + place if place >= 0 else -1


def _with_whole_trails(text: str, marks: list[Mark]) -> list[Mark]:
    """4个100亩以上区块: thresholds do not end the noun behind a number, only the next promise does."""
    promised: Quantity | None = None
    whole: list[Mark] = []
    for mark in reversed(marks):
        if mark.role != "none":
            end = _trail_end(text, mark.clause, mark.quantity, promised)
            promised = mark.quantity
            mark = replace(mark, trail=Range(mark.quantity.phrase_end, end))
        whole.append(mark)
    return whole[::-1]


def _noun_part(text: str, trail: Range) -> str:
    """The words behind a number, a bracket right behind it skipped (6所（吴宁二中…）)."""
    return re.sub(r"^[（(][^（()）]*[)）]", "", text[trail.start : trail.end])


def _trail_end(text: str, clause: Range, quantity: Quantity, following: Quantity | None) -> int:
    """Where the noun behind a number ends: at the clause's end, or where the next number's own words begin."""
    if following is None or following.phrase_start <= quantity.phrase_end:
        return clause.end if following is None else quantity.phrase_end
    comma = text.find("、", quantity.phrase_end, following.phrase_start)
    ends = [end for end in (comma, _joint(text, quantity, following)) if end >= 0]
    return min(ends, default=following.phrase_start)
