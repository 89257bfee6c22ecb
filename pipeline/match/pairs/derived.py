"""Indicators worked out of several results of a row: ratios, changes from one state to another, sums of parts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial

from pipeline.language.numbers.measures import comparable
from pipeline.language.numbers.quantities import scan_quantities
from pipeline.language.results.stages import stages_of
from pipeline.language.words.lists import complete, split_list
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.match.names.named import ends_in
from pipeline.match.names.promised_names import compact, without_last_number
from pipeline.match.names.similarity import canonical, coverage, name_similarity, thresholds, vocabulary
from pipeline.match.pairs.evidence import Evidence, Row
from pipeline.match.pairs.fit import promises_change
from pipeline.records import ActualRecord, TargetRecord

_said = partial(pattern_of, "derived")

MINIMUM = 0.6
ALL = ("所有", "全部", "全体", "每个", "各个")
WHOLE, ALIKE, SHORT = 100, 0.4, 2
_OR = re.compile("或者?")


def ratio_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """The ratio that answers a target, as a result of basis ``derived``, and the sentence that explains it."""
    for rule in vocabulary()["ratios"]:
        if target.kind != "level" or not re.search(rule["name"], canonical(target.indicator)):
            continue
        top, bottom = _find(row, rule["numerator"]), _find(row, rule["denominator"])
        if top and bottom and bottom.actual.value and top.actual.as_of_period_id == bottom.actual.as_of_period_id:
            return _ratio(target, row, top, bottom, int(rule["decimals"]))
    return None


def _find(row: Row, pattern: str) -> Evidence | None:
    amounts = (e for e in row.evidence if e.actual.kind in ("level", "count"))
    return next((e for e in amounts if any(re.search(pattern, canonical(name)) for name in e.names)), None)


def change_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """由12.1平方米增加到12.5平方米 answers 提高0.3平方米 by the difference of the two."""
    if not promises_change(target):
        return None
    best = max((e for e in row.evidence if e.reaches), key=lambda e: _likeness(target, e), default=None)
    if best is None or _likeness(target, best) < MINIMUM:
        return None
    baseline = next((q for q in scan_quantities(best.clause) if q.is_baseline), None)
    if baseline is None or not comparable(baseline.unit or best.actual.unit, best.actual.unit):
        return None
    value = abs(best.actual.value - baseline.value)
    reason = f"由文中“{best.actual.indicator}”的基数{baseline.value}与所至{best.actual.quote}相减得{value}。"
    return _inferred(target, row, value, best, best, "difference_of_two_results"), reason


def growth_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """快递业务量…是去年同期的2.1倍 answers 翻一番: so many times last year's is a growth by that less one."""
    if target.kind != "growth_rate":
        return None
    for place, times in enumerate(row.evidence):
        told = _said("times").search(times.clause)
        if times.actual.unit != "倍" or told is None:
            continue
        names = (*times.names, *(e.actual.indicator for e in row.evidence[:place] if e.sentence == times.sentence))
        if max(name_similarity(target.indicator, name) for name in names) >= MINIMUM:
            value = (times.actual.value - 1) * 100
            reason = f"由文中“{told[0]}”得增长{value.normalize():f}%。"
            return _inferred(target, row, value, times, times, "times_last_year"), reason
    return None


def share_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """48个项目已开工42个 answers 项目开工率95% by the one count in the other."""
    name = compact(target.indicator)
    done = _said("done_to_all").search(name)
    if target.kind != "share" or done is None:
        return None
    things, ended = name[: done.start()], set(load_vocabulary("derived")["ended_alike"])
    for told in _said("all_and_done").finditer(row.narrative):
        whole, part = Decimal(told["all"]), Decimal(told["done"])
        led_by = Statements.of(row.narrative).clause(told.start()).of(row.narrative)
        is_done = told["verb"] in done["verb"] or {told["verb"], done["verb"]} <= ended
        is_same = is_done and coverage(things, led_by) >= MINIMUM
        if is_same and 0 < part <= whole:
            value = (part / whole * WHOLE).quantize(Decimal("0.1"))
            reason = f"由“{told[0]}”得{value.normalize():f}%。"
            return inferred_at(target, row, value, Range(*told.span()), "share_of_two_counts"), reason
    return None


def whole_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """水源地水质全部达标 answers 水源地水质达标率100%: what every one of them does is a rate of all."""
    name = compact(target.indicator)
    rate = _said("rate_of_all").search(name)
    if target.kind != "share" or target.comparator != ">=" or target.value != WHOLE or rate is None:
        return None
    thing, statements = name[: rate.start()], Statements.of(row.narrative)
    for place in (clause for sentence in statements.sentences() for clause in statements.clauses(sentence)):
        words = place.of(row.narrative).strip("，。；;\n ")
        is_about = (
            coverage(thing, words) >= MINIMUM or ends_in(thing, words) or (len(thing) <= SHORT and thing in words)
        )
        if is_about and _every_one(rate["verb"], words) and not _said("but_some").search(words):
            return inferred_at(target, row, Decimal(WHOLE), place, "every_one"), f"由“{words}”得100%。"
    return None


def _every_one(verb: str, words: str) -> bool:
    """Whether a clause says that every one did what a rate counts; at its end the verb's first character is enough."""
    did = (found["did"] or found["all"] for found in _said("every_one").finditer(words))
    is_said = any(said == verb or (said[0] == verb[0] and words.endswith(f"全{said[0]}")) for said in did)
    return is_said or (verb == "覆盖" and bool(_said("every_one_has").search(words)))


def planned_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """计划总投资300亿元 of what is signed is answered by 计划总投资212亿元: elsewhere that is only a plan."""
    words = without_last_number(compact(target.quote))
    planned = _said("planned_sum").search(words)
    if target.kind != "level" or planned is None or stages_of(words[: planned.start()]) & {"goal", "planned"}:
        return None
    for quantity in scan_quantities(row.narrative):
        is_said = row.narrative[: quantity.start].endswith(words) and quantity.unit == target.unit
        if is_said and quantity.value != target.value:
            place = Range(quantity.start - len(words), quantity.end)
            reason = f"文中以同样的字句报“{place.of(row.narrative)}”。"
            return inferred_at(target, row, quantity.value, place, "said_in_the_same_words"), reason
    return None


def all_above(target: TargetRecord, row: Row) -> tuple[ActualRecord, str, str] | None:
    """确保所有村收入达50万元以上 is answered by 收入50万元以上的村271个，占比100%: all of them have that much at least.

    The result is the promised bound; the words are what says so.
    """
    if target.scope not in ALL or target.comparator != ">=" or target.kind != "level":
        return None
    for evidence in row.evidence:
        bounds = {bound for name in evidence.names for bound in thresholds(name)}
        is_whole = evidence.actual.kind == "share" and evidence.actual.value >= WHOLE
        if is_whole and bounds and bounds == thresholds(compact(target.quote)) and _likeness(target, evidence) >= ALIKE:
            result = replace(
                _inferred(target, row, target.value, evidence, evidence, "all_above_the_bound"), basis="measured"
            )
            words = evidence.sentence.strip("。；\n")
            return result, f"由“{words}”得知全部不低于{target.quote}。", words
    return None


def sum_for(target: TargetRecord, row: Row, answer: Evidence) -> tuple[ActualRecord, str] | None:
    """新改建公厕50座 is answered by 新建32座 and 改建20座 together; 市级以上 by 省级 and 市级 together."""
    for union in vocabulary()["unions"]:
        if not re.search(union["promised"], compact(target.quote)):
            continue
        parts: dict[str, Evidence] = {}
        for evidence in row.evidence:
            part = next((m[0] for name in evidence.names if (m := re.search(union["part"], name))), None)
            is_beside = evidence.sentence == answer.sentence and evidence.actual.unit == answer.actual.unit
            if part and is_beside and _likeness(target, evidence) >= MINIMUM:
                parts.setdefault(part, evidence)
        if len(parts) > 1 and answer in parts.values():
            return _sum(target, row, list(parts.values()))
    return _sum_of_listed(target, row, answer) or _sum_of_places(target, row, answer)


def _sum_of_places(target: TargetRecord, row: Row, answer: Evidence) -> tuple[ActualRecord, str] | None:
    """新增停车位500个 is answered by 城东新增停车位200个，城西新增停车位310个 together: what each place did of it."""
    own = _said("at_place").match(answer.actual.indicator)
    if own is None or own["place"] in compact(target.quote) or target.aggregation != "cumulative":
        return None
    parts: dict[str, Evidence] = {}
    for evidence in row.evidence:
        told = _said("at_place").match(evidence.actual.indicator)
        is_beside = evidence.sentence == answer.sentence and evidence.actual.unit == answer.actual.unit
        is_part = told is not None and told["what"] == own["what"] and evidence.actual.scope == answer.actual.scope
        if told and is_part and is_beside and evidence.stages == answer.stages:
            parts.setdefault(told["place"], evidence)
    is_sum = len(parts) > 1 and answer in parts.values() and _stand_apart(list(parts))
    return _sum(target, row, list(parts.values())) if is_sum else None


def _stand_apart(places: list[str]) -> bool:
    """Whether places are of one kind and none is in another: two towns, 城东 and 城西, and no county with its town."""
    kinds = {place[0] if len(place) == SHORT and place[0] == "城" else place[-1] for place in places}
    return len(kinds) == 1 and not any(one != other and one in other for one in places for other in places)


def _sum_of_listed(target: TargetRecord, row: Row, answer: Evidence) -> tuple[ActualRecord, str] | None:
    """甲类、乙类和丙类企业6家 is answered by 甲类企业2家、乙类企业3家 together: each counts one of the list."""
    listed = _OR.sub("、", target.indicator)
    nouns = complete(split_list(listed)) if target.kind == "count" else []
    parts: dict[str, Evidence] = {}
    for evidence in row.evidence if len(nouns) > 1 else ():
        is_alike = (
            evidence.actual.unit == answer.actual.unit
            and evidence.actual.as_of_period_id == answer.actual.as_of_period_id
        )
        best = max(nouns, key=lambda noun: _alike(noun, evidence))
        if is_alike and _alike(best, evidence) >= MINIMUM and evidence.actual.scope != "其中":
            parts.setdefault(best, evidence)
    return _sum(target, row, list(parts.values())) if len(parts) > 1 and answer in parts.values() else None


def _alike(noun: str, evidence: Evidence) -> float:
    return max((max(coverage(noun, name), name_similarity(noun, name)) for name in evidence.names), default=0.0)


def _sum(target: TargetRecord, row: Row, parts: list[Evidence]) -> tuple[ActualRecord, str]:
    value = sum((part.actual.value for part in parts), Decimal(0))
    reason = f"由{'与'.join(f'{part.names[0]}{part.actual.quote}' for part in parts)}相加得{value}。"
    return _inferred(target, row, value, parts[0], parts[-1], "sum_of_parts", unit=parts[0].actual.unit), reason


def _likeness(target: TargetRecord, evidence: Evidence) -> float:
    return max((name_similarity(target.indicator, name) for name in evidence.names), default=0.0)


def _ratio(target: TargetRecord, row: Row, top: Evidence, bottom: Evidence, decimals: int) -> tuple[ActualRecord, str]:
    value = (top.actual.value / bottom.actual.value).quantize(Decimal(1).scaleb(-decimals))
    parts = [f"{evidence.actual.indicator}{evidence.actual.quote}" for evidence in (top, bottom)]
    reason = f"由{'与'.join(parts)}相除得{value}。"
    return _inferred(target, row, value, top, bottom, "ratio_of_two_results"), reason


def _inferred(
    target: TargetRecord, row: Row, value: Decimal, first: Evidence, last: Evidence, rule: str, unit: str | None = None
) -> ActualRecord:
    offset = row.progress.narrative_start
    place = Range(first.actual.char_start - offset, last.actual.char_end - offset)
    found = inferred_at(target, row, value, place, rule, unit)
    return replace(found, as_of_period_id=first.actual.as_of_period_id)


def inferred_at(
    target: TargetRecord, row: Row, value: Decimal, place: Range, rule: str, unit: str | None = None, *, sign: str = "d"
) -> ActualRecord:
    """A result that no one number of the row states, at the place that it follows from; ``sign`` tells its id."""
    start = row.progress.narrative_start + place.start
    return ActualRecord(
        actual_id=f"{row.progress.progress_id}#{sign}{target.target_id.rsplit('#', 1)[-1]}",
        progress_id=row.progress.progress_id,
        document_id=row.progress.document_id,
        position=target.position,
        indicator=target.indicator,
        comparator="=",
        value=value,
        unit=target.unit if unit is None else unit,
        kind=target.kind,
        as_of_period_id=row.progress.period_id,
        scope=None,
        is_approximate=True,
        basis="derived",
        rule=rule,
        quote=place.of(row.narrative),
        char_start=start,
        char_end=start + place.end - place.start,
    )
