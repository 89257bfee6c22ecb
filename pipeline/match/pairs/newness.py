"""Numbers that only look like results: the stock for what was added, the promise itself repeated as an effort.

新增2个 is not met by 已有4个, 利用率100% not by 推动利用率100%, 获批20% not by 需求31%
(``indicators.yml``: newness, effort, needs).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache, partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.similarity import vocabulary
from pipeline.match.pairs.evidence import Evidence
from pipeline.records import TargetRecord

_said = partial(pattern_of, "pairs")

MANY, FAR_OVER = 20, 3  # of few things several times as many may well be new; of many hardly
SURELY_MORE = Decimal("1.5")  # 已创建4个 where 2 new ones are promised: more likely all there are


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = {**vocabulary()["newness"], **vocabulary()["effort"], **vocabulary()["needs"]}
    return {name: re.compile("|".join(entries)) for name, entries in words.items()}


def is_new(*texts: str) -> bool:
    """Whether a promise or a result speaks of what was added."""
    return any(_patterns()["new"].search(text) for text in texts)


def is_stock(text: str) -> bool:
    """Whether a text speaks of all there is."""
    return bool(_patterns()["stock"].search(text))


def new_against_all(one: str, other: str) -> bool:
    """Whether one promise is of additions and the other of all there is to be: 新增40家, 累计超过500家."""
    return _is_all_against(one, other) or _is_all_against(other, one)


def _is_all_against(one: str, other: str) -> bool:
    """Whether the first is of additions, and the second of all there is, or says no more than what is reached."""
    reaches = _said("reaches").search(other) and not is_new(other)
    return is_new(one) and bool(_patterns()["all_there_is"].search(other) or reaches)


def answers_with_stock(target: TargetRecord, evidence: Evidence) -> bool:
    """Whether additions are promised and all there is is reported; a number said to be this year's is no stock."""
    adds = is_new(target.quote, target.indicator) or _patterns()["adding"].search(target.quote)
    if target.kind not in ("count", "level") or is_stock(target.quote):
        return False
    _, found, behind = evidence.sentence.partition(evidence.actual.quote)
    if found and _patterns()["with_earlier"].match(behind):
        return True
    if not adds:
        return False
    clause = evidence.clause
    if _patterns()["of_this_year"].search(clause):
        return False
    times = evidence.actual.value / target.value if target.value > 0 else Decimal(0)
    if is_new(clause):
        return times >= FAR_OVER and bool(_patterns()["added_up"].search(clause))
    return is_stock(clause) or bool(times >= SURELY_MORE and _patterns()["maybe_stock"].search(clause))


def only_added(target: TargetRecord, evidence: Evidence) -> str | None:
    """The word by which a result is only what was added where all there is is promised: 新认定21家 of 总数160家.

    Or where what is left of it is promised: 新增18家 may be less than 净增15家, and 新增9家 is surely.
    """
    promised = target.indicator + target.quote
    added = _patterns()["new"].search(evidence.clause)
    if target.kind != "count" or added is None:
        return None
    is_less = evidence.actual.value < target.value
    if _patterns()["net"].search(promised):
        return None if is_less or _patterns()["net"].search(evidence.clause) else added[0]
    of_all = not is_new(promised) and _patterns()["all_there_is"].search(promised)
    return added[0] if of_all and is_less and not is_stock(evidence.clause) else None


def only_of_quarter(target: TargetRecord, evidence: Evidence) -> str | None:
    """The word by which a number is of the last quarter or month alone: 本季度入库2.4亿元, 累计入库4.71亿元.

    What alone reaches what the year promised reaches it all the same.
    """
    adds_up = target.kind in ("count", "level") and target.aggregation != "snapshot"
    if not adds_up or target.comparator in ("<", "<=") or evidence.actual.value >= target.value:
        return None
    is_second = evidence.actual.as_of_period_id.endswith("-Q2")  # 二季度 may stand at the head of the sentence
    led_by = evidence.sentence.split(evidence.actual.quote)[0] if is_second else evidence.led_by
    alone = _patterns()["quarter_alone"].search(led_by)
    alone = alone or (evidence.tells_so_far and _patterns()["third_alone"].search(led_by)) or None
    return alone[0] if alone and not _patterns()["up_to_now"].search(led_by, alone.end()) else None


def is_far_over(target: TargetRecord, evidence: Evidence) -> bool:
    """Whether a result is several times what was to be added, not said to be new: 建成基站2980个 for 新建600个."""
    if target.kind != "count" or not is_new(target.quote, target.indicator) or target.value < MANY:
        return False
    says_new = is_new(evidence.clause) or _patterns()["of_this_year"].search(evidence.clause)
    return not says_new and evidence.actual.value >= FAR_OVER * target.value


def repeats_as_effort(target: TargetRecord, evidence: Evidence) -> bool:
    """Whether the clause only says again what is to be reached: 持续推动一般工业固废利用率达到100%."""
    if evidence.actual.value != target.value or not _patterns()["towards"].match(evidence.clause):
        return False
    return not _patterns()["reached"].search(evidence.clause)


def only_needed(target: TargetRecord, evidence: Evidence) -> str | None:
    """The word by which a result is what is asked for where the promise is of what was granted, else None."""
    if not _patterns()["granted"].search(target.quote + target.indicator):
        return None
    reported = " ".join(evidence.names) + evidence.clause
    found = _patterns()["needed"].search(reported)
    return found[0] if found and not _patterns()["granted"].search(reported) else None
