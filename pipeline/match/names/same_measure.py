"""Whether two numbers measure the same thing, told by their units."""

from __future__ import annotations

import re

from pipeline.language.numbers.measures import comparable, family_of
from pipeline.match.names.similarity import vocabulary
from pipeline.match.pairs.evidence import Evidence
from pipeline.records import TargetRecord

CURRENCIES = ("yuan", "us_dollars", "hk_dollars", "euros", "yen")
_EACH = re.compile("每[人户亩生名][每年月天]?")
_MEASURE_WORDS = frozenset("家人户场批件列班")


def measure_relation(target: TargetRecord, evidence: Evidence) -> str | None:
    """How promise and result measure (the names of ``features.yml``); None when they measure different things."""
    promised, reported = target.unit, evidence.actual.unit
    if promised == reported:
        return "same_unit"
    same_word = promised[:1] == reported[:1] and promised[:1] in _MEASURE_WORDS  # 家/家次, 场/场次
    family = family_of(promised)
    is_family = family is not None and family == family_of(reported) and family != "visits"
    if same_word or (is_family and not _of_other_sorts(promised, reported)):
        return "same_family"
    if comparable(promised, reported):
        return "other_sort" if _count_different_things(promised, reported) else "both_count"
    if is_other_currency(promised, reported) or is_average(target, evidence):
        return "other_measure"
    return "no_unit" if not reported and target.kind != "count" and target.unit else None


def _count_different_things(promised: str, reported: str) -> bool:
    """人 and 家, 本 and 家: measure words that each belong to one sort of thing; 个 and 项 belong to any."""
    if not promised or not reported:
        return False
    if counts_people(promised) != counts_people(reported):
        return True
    return _of_other_sorts(promised, reported)


def _of_other_sorts(promised: str, reported: str) -> bool:
    own = vocabulary()["measure_words_of_one_sort"]
    return promised in own and reported in own and promised != reported


def counts_people(unit: str) -> bool:
    """Whether a unit counts people or their visits (人, 名, 人次), not things."""
    return unit != "家次" and family_of(unit) in ("people", "visits")


def is_other_currency(promised: str, reported: str) -> bool:
    """Whether both are money, of two currencies."""
    families = family_of(promised), family_of(reported)
    return families[0] != families[1] and all(family in CURRENCIES for family in families)


def is_average(target: TargetRecord, evidence: Evidence) -> bool:
    """亩均税收22万元 and 15.3万元/亩 measure the same thing, and so do 每人每月90元 and 90元/人月."""
    units = sorted((target.unit, evidence.actual.unit), key=len)
    averages = "均" in target.indicator + " ".join(evidence.names) or bool(_EACH.search(target.quote))
    return averages and "/" in units[1] and units[1].split("/")[0] == units[0]
