"""Promises held against something else × progress row: the two sides, or the report's own word that it is kept.

The only promise of a row need not be named by the claim that answers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from pipeline.language.results.stages import UNFINISHED, stages_of
from pipeline.language.words.compact import CompactText
from pipeline.language.words.lists import split_list
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.match.names.named import NAMED, is_head_of, is_spoken_of, is_touched, likeness, names
from pipeline.match.names.similarity import contrast, coverage, name_similarity
from pipeline.match.unnumbered.told_numbers import ALIKE, FRONT, SIGNS, gap_moves, told_by_numbers
from pipeline.records import ActualRecord, AnswerRecord, MilestoneRecord, ProgressRecord

_words = partial(load_vocabulary, "relatives")
_said = partial(pattern_of, "relatives")

SIDE = 0.9  # of a name; the other side's has to be all but the same
NEAR = 24  # characters of a clause that may leave the thing to its sentence
MOVES = ("falls", "rises")  # what moves may be another statistic of the row than the promised one
CHANGES = (*MOVES, "not_above", "not_fallen")  # … and a clause that names one says nothing of those named beside it
HELD = ("above", "not_below", "not_above")  # 固定资产投资增长5%，高于全市平均: said of the clause before
RATES = ("growth_rate", "decrease_rate", "share")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?%?")  # but PM2.5
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}


def answer_relative(
    promise: MilestoneRecord,
    progress: ProgressRecord,
    narrative: str,
    results: Sequence[ActualRecord],
    *,
    is_only: bool,
    siblings: Sequence[str] = (),
) -> AnswerRecord:
    """The own value, the other side's and whether the report says it is kept; ``missing`` names the side not given.

    ``siblings`` are the other things that the row promises: what a clause says of one of them it says of no other.
    """
    text = CompactText.of(narrative).text
    told, is_kept = told_by_numbers(promise, text) or (None, False)
    kept, lost = gap_moves(promise, results)
    broken = told if told and not is_kept else _broken(promise, text, siblings)
    clause = None if broken else told or _claim(promise, text, siblings, is_only=is_only) or kept
    broken = broken or (None if clause else lost)
    own = _own_value(promise, results)
    other = _other_value(promise, results, own, text)
    covered = _share_covered(promise, own, text)
    missing = None if clause or broken or (own and other) else _missing(promise, own, other)
    return AnswerRecord(
        target_id=promise.target_id,
        progress_id=progress.progress_id,
        actual_id=own.actual_id if own else None,
        says_impossible=broken is not None,
        is_claimed=clause is not None,
        is_mentioned=(clause or broken) is not None or own is not None or names(promise.thing, narrative),
        own_value=covered if promise.direction == "coverage" else own.value if own else None,
        other_value=other.value if other else None,
        missing=missing,
        is_named=is_spoken_of(promise.thing, progress.narrative),
        explanation=_explained(clause or broken, missing, worked_out=kept or lost),
    )


def _explained(said: str | None, missing: str | None, *, worked_out: str | None) -> str:
    if said:
        return f"由{said}推得。" if said == worked_out else f"文中称“{said}”。"
    return f"缺少{missing}。" if missing else "文中给出了双方的数字。"


def _claim(promise: MilestoneRecord, text: str, siblings: Sequence[str], *, is_only: bool) -> str | None:
    """The clause that says the promise is kept: it stands in the promise's direction and speaks of its thing."""
    pattern, takes_back = (re.compile(p) for p in (_words()["claims"][_direction(promise)], _words()["takes_back"]))
    is_change = promise.direction in CHANGES or _direction(promise) in CHANGES
    for sentence, clause, led_by in _clauses_led(text):
        found = pattern.search(clause)
        wish = _said("task").sub("", clause) if promise.direction == "assigned" else clause
        if not found or takes_back.search(wish):
            continue
        subject = _said("until_change").sub("", clause[: found.start()])
        if any(is_head_of(other, subject, [promise.thing]) for other in siblings):
            continue
        is_other = bool(subject) and not is_touched(promise.thing, subject)
        if (is_other and _said("done_with").match(found[0])) or contrast(promise.thing, subject):
            continue
        is_all = _opens_each(promise.thing, subject) or (promise.direction == "not_above" and not is_other)
        alone = is_only and (not is_change or not subject or is_all)
        if _said("none_of").match(found[0]) and not is_touched(promise.thing, clause[found.end() :]):
            continue
        if promise.direction in HELD and led_by and not is_touched(promise.thing, led_by):
            continue
        is_near = len(clause) <= NEAR and not (is_other and is_change)
        named = alone or names(promise.thing, clause) or (names(promise.thing, sentence) and is_near)
        named = named or (_says_each(promise, clause) and _opens_each(promise.thing, sentence))
        is_good = _is_within(promise, clause) if promise.direction == "rank" else _is_held_against(promise, clause)
        if named and is_good:
            return clause
    return None


def _says_each(promise: MilestoneRecord, clause: str) -> bool:
    """分别下降16.7%、25%: said of all that the sentence counts, unless one of them goes the other way."""
    pattern = _words()["broken"].get(promise.direction)
    return "分别" in clause and pattern is not None and not re.search(pattern, clause)


def _opens_each(thing: str, sentence: str) -> bool:
    """Whether a sentence has the front of each name: 火灾9起、受伤4人 has both 火灾起数 and 受伤人数."""
    return all(part[:FRONT] in sentence for part in split_list(thing))


def _broken(promise: MilestoneRecord, text: str, siblings: Sequence[str]) -> str | None:
    """The clause by which one of the things promised together goes the other way: 死亡人数上升16.7%."""
    if promise.direction == "rank":
        return _worse_rank(promise, text)
    if promise.direction in ("coverage", "clearance"):
        return None
    pattern = _words()["broken"].get(_direction(promise))
    parts = split_list(_said("rate").sub("", promise.thing))
    for sentence, clause, led_by in _clauses_led(text) if pattern else ():
        change = re.search(pattern, clause)
        subject = led_by + clause[: change.start()] if change else ""
        is_held = promise.against == "上年" or _is_held_against(promise, clause)
        # 发生事故11起，起数同比上升: the end of the name, of what the sentence counts
        head = _said("until_change").sub("", subject)
        is_head = is_head_of(promise.thing, head, siblings) and is_touched(promise.thing.removesuffix(head), sentence)
        if change and is_held and (is_head or any(_is_subject(part, subject) for part in parts)):
            return clause
    return None


def _direction(promise: MilestoneRecord) -> str:
    """Under which words the promise is kept or broken: 低于全省平均 is held against another side than 只减不增."""
    if promise.direction == "not_below" and promise.against == "上年":
        return "not_fallen"
    is_below = promise.direction == "not_above" and promise.against != "上年"
    return "below" if is_below else promise.direction or ""


def _worse_rank(promise: MilestoneRecord, text: str) -> str | None:
    """The clause that ranks the thing last, where that rank among the same others is worse than the promised one."""
    ranked = [
        clause
        for _, clause, led_by in _clauses_led(text)
        if _rank_in(clause) is not None and _is_named(promise.thing, led_by + clause)
    ]
    if not ranked or promise.value is None or _is_within(promise, ranked[-1]):
        return None
    others = [word for word in _words()["areas"] if word in ranked[-1]]
    return ranked[-1] if not others or any(word in (promise.against or "") for word in others) else None


def _clauses_led(text: str) -> Iterator[tuple[str, str, str]]:
    """Each clause, behind its sentence, and the one before it where it names nothing: 死亡31人，比上年增加2人."""
    statements, before = Statements.of(text), ""
    for sentence in statements.sentences():
        for clause in (place.of(text).strip(SIGNS) for place in statements.clauses(sentence)):
            is_nameless = bool(_said("names_nothing").match(clause))
            yield sentence.of(text), clause, before if is_nameless else ""
            before = before if is_nameless else clause


def _is_named(thing: str, words: str) -> bool:
    """Whether words name a statistic, in full or by its short name (社零总额)."""
    return names(thing, words) or coverage(_said("rate").sub("", thing), words) > NAMED


def _is_subject(thing: str, said: str) -> bool:
    """Whether the words before a change name the thing: 一般公共预算支出 is not 一般性支出, 税收减免 not 税收."""
    bare = _NUMBER.sub("", said)  # 死亡31人
    head = thing if thing[-2:] in bare else thing.removesuffix("数")  # 案件立案数, 案件立案同比上升
    behind = (said if head[-2:] in said else bare).rpartition(head[-2:])[2]
    is_it = head[-2:] in bare and bool(_said("still_it").fullmatch(_said("number_or_stop").split(behind)[0]))
    return is_it and likeness(head, bare) > NAMED


def _is_held_against(promise: MilestoneRecord, clause: str) -> bool:
    """Whether a comparison is with the promised side: 高于全国平均 does not say 高于全省平均."""
    if promise.direction not in ("above", "not_below", "in_step"):
        return True
    others = [word for word in _words()["other_sides"] if word in clause]
    return not others or any(word and word in clause for word in _sides_of(promise))


def _sides_of(promise: MilestoneRecord) -> list[str]:
    """The words for what a promise is held against."""
    known = [words for name, words in _words()["sides"].items() if name in (promise.against or "")]
    return [promise.against or "", *(word for words in known for word in words)]


def _is_within(promise: MilestoneRecord, clause: str) -> bool:
    """Whether the rank a clause states is as good as the promised one."""
    number = _rank_in(clause)
    return number is not None and (promise.value is None or number <= promise.value)


def _rank_in(clause: str) -> Decimal | None:
    """The rank that a clause states, not the one that it compares with."""
    for said in _said("rank").finditer(clause):
        if not _said("former").search(clause[: said.start()]):
            return Decimal(1 if said["top"] else _NUMERALS.get(said["number"]) or int(said["number"]))
    return None


def _own_value(promise: MilestoneRecord, results: Sequence[ActualRecord]) -> ActualRecord | None:
    """The rate that the report gives for what was promised; whether it is called 增长 or 增速 does not matter."""
    base = _said("rate").sub("", promise.thing) or promise.thing
    base = _words()["statistics"].get(base, base)
    told = (r for r in results if r.kind in RATES and not _said("margin").search(r.indicator))
    rates = [(_likeness(base, _said("rate").sub("", r.indicator)), r) for r in told]
    best = max(rates, key=lambda pair: (pair[0], -pair[1].position), default=None)
    return best[1] if best and best[0] >= ALIKE else None


def _share_covered(promise: MilestoneRecord, own: ActualRecord | None, text: str) -> Decimal | None:
    """How much of the whole a report says is covered: 标准化率96%, 9个镇街中已有8个建成."""
    if promise.direction != "coverage":
        return None
    for sentence in Statements.of(text).sentences():
        told = _said("some_of_all").search(sentence.of(text))
        if told and _is_done(told[0]) and names(promise.thing, told[0]) and 0 < int(told["some"]) <= int(told["all"]):
            return (Decimal(told["some"]) / Decimal(told["all"]) * 100).quantize(Decimal("0.1"))
    return own.value if own and own.kind == "share" and promise.thing.endswith("率") else None


def _is_done(words: str) -> bool:
    """Whether some of all have come all the way: 60家有改造意愿 and 3个启动建设 have not."""
    return bool(_said("some_done").search(words)) and not stages_of(words) & set(UNFINISHED)


def _likeness(thing: str, indicator: str) -> float:
    return max(name_similarity(thing, indicator), likeness(thing, indicator))


def _other_value(
    promise: MilestoneRecord, results: Sequence[ActualRecord], own: ActualRecord | None, text: str
) -> ActualRecord | None:
    """The rate of the other side, where the report gives it under its name (全省平均, GDP)."""
    base = _said("rate").sub("", promise.against or "")
    words = [*_sides_of(promise), base]
    rates = [result for result in results if result.kind in RATES and not _said("margin").search(result.indicator)]
    for result in rates:
        # 全市平均6.8%: a name may have lost its 全市; but 比全市平均低0.2 is how far from it
        behind = rf"[^，。；、\d低高快慢优少多]{{0,4}}{re.escape(result.quote)}"
        if any(word and (word in result.indicator or re.search(re.escape(word) + behind, text)) for word in words):
            return result
    others = [result for result in rates if result is not own]
    return next((result for result in others if base and name_similarity(base, result.indicator) >= SIDE), None)


def _missing(promise: MilestoneRecord, own: ActualRecord | None, other: ActualRecord | None) -> str:
    thing, against = (words.replace("“", "‘").replace("”", "’") for words in (promise.thing, promise.against or ""))
    sides = [f"“{thing}”的数字"] * (own is None)
    sides += [f"“{against}”的数字"] * (other is None and promise.direction not in ("coverage", "clearance"))
    return "和".join(sides)
