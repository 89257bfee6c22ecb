"""Relative promises that two numbers of a report decide: this year's and last year's, found and cleared, two rates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.named import is_touched, likeness, names
from pipeline.match.names.similarity import contrast, vocabulary
from pipeline.records import ActualRecord, MilestoneRecord

_said = partial(pattern_of, "relatives")

ALIKE = 0.6  # of a name
FRONT = 2  # characters by which a name is told from those beside it
SIGNS = "，,。；;：: \n"


def gap_moves(promise: MilestoneRecord, results: Sequence[ActualRecord]) -> tuple[str | None, str | None]:
    """The two rates by which a ratio falls, or by which it does not: 农村…增长6.5% beside 城镇…增长6.4%."""
    ratio = next((one for one in vocabulary()["ratios"] if re.search(one["name"], promise.thing)), None)
    if promise.direction != "falls" or ratio is None:
        return None, None
    grown = [result for result in results if result.kind == "growth_rate"]
    top, bottom = (
        next((r for r in grown if re.search(ratio[side], r.indicator)), None) for side in ("numerator", "denominator")
    )
    if not top or not bottom or top.value == bottom.value:
        return None, None
    areas = [_said("area").findall(one.indicator) for one in (top, bottom)]
    if areas[0] != areas[1] or top.as_of_period_id != bottom.as_of_period_id:
        return None, None
    said = f"{bottom.indicator}增长{bottom.quote}、{top.indicator}增长{top.quote}"
    return (said, None) if bottom.value > top.value else (None, said)


def told_by_numbers(promise: MilestoneRecord, text: str) -> tuple[str, bool] | None:
    """The words whose two numbers decide a promise, and whether they keep it."""
    if promise.direction == "clearance":
        return _left_over(promise, text)
    return _beside_last_year(promise, text) if promise.against == "上年" else None


def _beside_last_year(promise: MilestoneRecord, text: str) -> tuple[str, bool] | None:
    """A number beside that of the year before: 务工8.7万人，上年为8.9万人; 由年初的1.2万亩减少到0.9万亩."""
    base = _said("rate").sub("", promise.thing)
    for way in ("now_and_then", "then_and_now"):
        for told in _said(way).finditer(text):
            if likeness(base, told["what"]) >= ALIKE and _is_same_span(told) and _is_same_statistic(base, told["what"]):
                change = Decimal(told["now"]) - Decimal(told["then"])
                kept = {"falls": change < 0, "rises": change > 0, "not_above": change <= 0, "not_below": change >= 0}
                return (told[0].strip(SIGNS), kept[promise.direction]) if promise.direction in kept else None
    return None


def _is_same_span(told: re.Match[str]) -> bool:
    """Whether a part of the year is held against the same part of the year before."""
    return "同期" in told[0] or not _said("part_of_year").search(told["what"])


def _is_same_statistic(thing: str, what: str) -> bool:
    """Whether both are totals, additions or averages: 务工人员月均收入 is no number of 务工人员."""
    return set(_said("other_statistic").findall(thing)) == set(_said("other_statistic").findall(what))


def _left_over(promise: MilestoneRecord, text: str) -> tuple[str, bool] | None:
    """The sentence that counts things found and cleared, and whether none is left: 排查隐患312处，完成整改309处."""
    for sentence in Statements.of(text).sentences():
        words = sentence.of(text).strip(SIGNS)
        if _said("still_left").search(words) and names(promise.thing, words):
            return words, False
        for told in _said("happened").finditer(words):
            is_elsewhere = _said("not_here").search(re.split("[，；]", words[: told.start()])[-1])
            if not is_elsewhere and _is_kind_of(told["what"], promise.thing):
                return told[0], False
        for told in (*_said("found_and_cleared").finditer(words), *_said("cleared_of_all").finditer(words)):
            is_it = not told["what"] or is_touched(promise.thing, told["what"])
            is_named = names(promise.thing, words) or _is_part_of(told["what"], promise.thing)
            if is_it and is_named and int(told["cleared"]) <= int(told["found"]):
                is_all = told["cleared"] == told["found"]
                if not (is_all and _said("not_cleared").search(words)):
                    return words, is_all
    return None


def _is_part_of(what: str, thing: str) -> bool:
    """Whether what was found is the promised thing in other words for a case: 欠薪线索 of 农民工欠薪案件."""
    bare = _said("any_case").sub("", what)
    return len(bare) > 1 and bare in thing


def _is_kind_of(what: str, thing: str) -> bool:
    """Whether what happened is of the kind that is not to happen: 较大火灾 of 较大及以上火灾, but not 一般火灾."""
    is_graded = not _said("grade").search(thing) or _said("grade").search(what)
    return bool(is_graded) and what[:FRONT] in thing and what[-FRONT:] in thing and not contrast(thing, what)
