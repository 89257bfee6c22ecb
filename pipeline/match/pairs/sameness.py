"""Whether a result and a promise name the very same thing, as strictly as the search through a whole report needs it.

Inside its own row a result may answer under part of a name; anywhere else the two names have to cover each other.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from pipeline.language.numbers.quantities import scan_compact
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.promised_names import compact, promised_names, without_last_number
from pipeline.match.names.same_measure import measure_relation
from pipeline.match.names.similarity import core, coverage, qualifiers, thresholds, vocabulary
from pipeline.match.names.text_forms import bigrams, normal_form
from pipeline.match.pairs.evidence import Evidence
from pipeline.match.pairs.fit import SAME_MEASURE, Fit
from pipeline.match.pairs.newness import is_new, is_stock
from pipeline.records import TargetRecord

_said = partial(pattern_of, "pairs")

MINIMUM = 0.7  # of the fit
WITH_NUMBERS = 0.5  # … where a second number of the promise stands beside the result as well
COVERED = 0.75  # how far the two names cover each other
AROUND = 0.6  # how far what a short name leaves open stands in its sentence
SAME_NUMBERS = 0.4  # names this close are enough when two numbers of the promise stand beside the result (从4种到29种)
HEAD = 2
AROUND_NAMES = 0.5
_AND_MORE = re.compile(r"[及和与、（(]|$")
_LIST_BEFORE = re.compile(r"^.*等(?=.{3})")
_YEAR = re.compile(r"到?20\d\d年?底?")


def same_thing(target: TargetRecord, evidence: Evidence, found: Fit, row_name: str) -> bool:
    """Whether the result, found outside the target's own row, is the target's indicator and nothing narrower or wider.

    ``row_name`` is what the result's own row is about: it may complete the result's name.
    """
    if found.is_weak or found.is_other_statistic or found.caliber or not found.is_usable:
        return False
    minimum = WITH_NUMBERS if _shares_numbers(target, evidence) else MINIMUM
    if found.score < minimum or evidence.is_unnamed or evidence.is_restated_goal or evidence.is_bound:
        return False
    if measure_relation(target, evidence) not in SAME_MEASURE or not _same_scope(target, evidence):
        return False
    if is_new(target.quote, target.indicator) != is_new(evidence.clause) and _newness_differs(target, evidence):
        return False
    return _same_words(target, evidence, row_name)


def _newness_differs(target: TargetRecord, evidence: Evidence) -> bool:
    """新增托位800个 and 托位数7712个; a stock that is promised and one that was newly added."""
    if is_new(target.quote, target.indicator):
        return is_stock(evidence.clause) or target.kind == "level" or not re.search("完成|建成|今年", evidence.clause)
    return target.aggregation == "snapshot" or is_stock(target.quote)


def _same_scope(target: TargetRecord, evidence: Evidence) -> bool:
    spoken = evidence.sentence + evidence.clause
    if evidence.actual.scope not in (None, target.scope):
        return False
    if target.scope and target.scope not in ("力争", "其中") and coverage(target.scope, spoken) < AROUND:
        return False
    promised = " ".join(promised_names(target.indicator, target.scope, target.quote))
    averages = set(_said("measured_by").findall(promised)), set(_said("measured_by").findall(evidence.clause))
    return averages[0] == averages[1] and thresholds(promised) == thresholds(" ".join(evidence.names))


def _same_words(target: TargetRecord, evidence: Evidence, row_name: str) -> bool:
    quote = compact(target.quote)
    around = f"{evidence.clause}{row_name}"
    subject = _left_open(target)
    if len(subject) > HEAD and coverage(subject, f"{evidence.sentence}{row_name}") < AROUND:
        return False
    for name in promised_names(target.indicator, target.scope, target.quote):
        for reading in evidence.names:
            if not qualifiers(name + quote) <= qualifiers(reading + around):
                continue
            if not qualifiers(reading) <= qualifiers(name + quote):
                continue
            if _covers(_bare(name), _bare(reading)) and (len(subject) > HEAD or not _is_bare(reading, name)):
                return True
            if _shares_numbers(target, evidence) and _overlap(_bare(name), _bare(reading)) >= SAME_NUMBERS:
                return True
    return False


def _left_open(target: TargetRecord) -> str:
    """What the words of a promise say before its indicator: 杭温铁路二期完成总工程量74% → 杭温铁路二期."""
    spoken = without_last_number(compact(target.quote))
    before = spoken.split(target.indicator, 1)[0] if target.indicator in spoken else ""
    return _said("verb_at_end").sub("", core(_YEAR.sub("", _LIST_BEFORE.sub("", before))))


@lru_cache(maxsize=16384)
def _bare(name: str) -> str:
    """A name without the list before 等 and without years: 电网、储能等现代能源领域投资 → 现代能源领域投资."""
    return core(_YEAR.sub("", _LIST_BEFORE.sub("", name)))


@lru_cache(maxsize=16384)
def _overlap(one: str, other: str) -> float:
    from rapidfuzz.distance import LCSseq

    return 2 * LCSseq.similarity(one, other) / (len(one) + len(other)) if one and other else 0.0


def _covers(name: str, reading: str) -> bool:
    """Whether the names cover each other and end in the same head: 单位生产总值能耗 is not 生产总值."""
    if min(len(name), len(reading)) < HEAD or _overlap(name, reading) < COVERED:
        return False
    short, long = sorted((name, reading), key=len)
    if long.startswith(short) and _AND_MORE.match(long[len(short) :]):
        return True
    shared = len(bigrams(name) & bigrams(reading)) / max(len(bigrams(name)), len(bigrams(reading)))
    return name[-HEAD:] == reading[-HEAD:] and (shared >= AROUND_NAMES or long.endswith(short))


def _is_bare(reading: str, name: str) -> bool:
    """A name like 投资 or 项目 says too little outside its own row, on either side."""
    bare = vocabulary()["bare_names"]
    return _bare(reading) in bare or _bare(name) in bare


def _shares_numbers(target: TargetRecord, evidence: Evidence) -> bool:
    """Two numbers of the promise stand beside the result, its value among them: 从4种扩大到29种."""
    if evidence.actual.value != target.value:
        return False
    promised = {(q.value, q.unit) for q in scan_compact(compact(target.quote)) if q.unit}
    reported = {(q.value, q.unit) for q in scan_compact(normal_form(evidence.clause)) if q.unit}
    return len(promised & reported) >= 2
