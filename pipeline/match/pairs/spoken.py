"""Where a row speaks of a target without answering it, and why nothing does: the causes of ``records.PairRecord``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from pipeline.language.numbers.quantities import scan_quantities
from pipeline.language.results.reached import read_stages
from pipeline.language.results.stages import UNFINISHED, stages_of
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.named import ends_in
from pipeline.match.names.promised_names import compact
from pipeline.match.names.similarity import (
    canonical,
    contrast,
    core,
    coverage,
    is_other_rate_of_it,
    name_similarity,
    other_ordinal,
    thresholds,
    vocabulary,
)
from pipeline.match.names.text_forms import normal_form
from pipeline.match.pairs.evidence import Evidence, Row
from pipeline.match.pairs.features import only_begun
from pipeline.match.pairs.fit import OTHER_NAME, Fit, is_narrower_statistic, is_wider_statistic
from pipeline.period import leaves_year_open
from pipeline.records import TargetRecord

_said = partial(pattern_of, "pairs")

SPOKEN_OF = 0.5  # of the bigrams of the name stand in one sentence
SHORT_NAME = 3  # characters: a bare noun (研究院) is spoken of only beside the promise's own verb
ANOTHER_HONOUR = 0.4  # of the promised name stands in the honour obtained
AT_WORK = ("applied", "under_way")  # stages by which a sentence without a result says that work goes on
WHOLE_NAME = 0.85  # of a row's name is the promise: it promises nothing else
SAME_REST = 0.6  # of the names of two statistics, without the words by which they differ
HEAD = 2  # characters in which a name ends
_MARK = re.compile(r"[a-z\d]{2,8}")
_QUOTED = re.compile(r"“([^“”]{2,12})”")  # “小巨人”: what a thing is known by
_CLAUSE = re.compile(r"[，。；;]")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why a target stays open in a row: a cause, the result set aside for it, where the row speaks of the target."""

    cause: str
    nearest: Evidence | None = None
    caliber: str | None = None
    said: Range | None = None


def why_unanswered(target: TargetRecord, row: Row, considered: Sequence[tuple[Evidence, Fit]]) -> Unanswered:
    """The most telling cause: another statistic, a figure to come, work under way, another thing, a word, silence."""
    said = speaks_of(target, row)
    for evidence, found in considered:
        part = is_narrower_statistic(target, evidence)
        if part and part in vocabulary()["harvests"] and leaves_year_open(row.progress.period_id):
            return Unanswered("later", evidence, part, said)  # the second harvest is still to come
        if part:
            return Unanswered("narrower", evidence, part, said)
        if whole := is_wider_statistic(target, evidence):
            return Unanswered("wider", evidence, whole, said)
        if found.is_stock:
            return Unanswered("stock", evidence, None, said)
        if said is not None and is_other_rate_of_it(target.indicator, evidence.actual.indicator):
            return Unanswered("other_name", evidence, None, said)
    if (instead := _instead(target, row)) is not None:
        return Unanswered("other_name", instead, None, said)
    later = _told_later(target, row, said)
    if later is not None:
        return Unanswered("later", None, None, later)
    nearest = considered[0][0] if considered else None
    if nearest is not None and (nearest.stages & set(UNFINISHED) or only_begun(nearest, target.quote)):
        return Unanswered("under_way", nearest, None, said)
    if said is not None and target.kind == "count" and _is_at_work(target, said.of(row.narrative)):
        return Unanswered("under_way", nearest, None, said)
    if said is None and row.claims and not row.evidence and all(claim.subject is None for claim in row.claims):
        return Unanswered("row_degree")
    if said is None and _is_all_that_is_promised(target, row) and read_stages(row.narrative, 0):
        return Unanswered("under_way", nearest, None, next(_sentences(row)))
    if said is None:
        honour = _another_honour(target, row)
        return Unanswered("other_thing", None, None, honour) if honour else Unanswered("not_mentioned", nearest)
    if (alike := _said_in_number(target, row, said)) is not None:
        return Unanswered("other_name", alike, None, said)
    return Unanswered("mentioned", nearest, None, said)


def _said_in_number(target: TargetRecord, row: Row, said: Range) -> Evidence | None:
    """The result in a sentence on the promise that has its unit and its name's end (饮水安全问题 of 缺水村饮水安全).

    Whether it counts the promised thing is not certain; that no number is given would be wrong.
    """
    name, start = core(target.indicator), row.progress.narrative_start
    for one in row.evidence:
        actual = one.actual
        is_inside = said.start <= actual.char_start - start < said.end
        is_alike = (actual.kind, actual.unit) == (target.kind, target.unit) and ends_in(name, actual.indicator)
        is_other = bool(other_ordinal(target.quote, one.clause) or contrast(target.indicator, one.clause))
        is_other = is_other or _is_of_another(target, one.clause)
        if is_inside and is_alike and not is_other:
            return one
    return None


def _is_of_another(target: TargetRecord, words: str) -> bool:
    """Whether words speak of another level or size of the thing: 省级企业 of 国家级企业, 5亿元项目 of 10亿元项目."""
    both = [(thresholds(text), frozenset(_said("level").findall(text))) for text in (target.indicator, words)]
    return any(asked and told and not asked & told for asked, told in zip(*both, strict=True))


def _instead(target: TargetRecord, row: Row) -> Evidence | None:
    """The neighbouring statistic that the row gives in place of the promised one (``indicators.yml``: substitutes)."""
    promised = canonical(target.indicator)
    for one in row.evidence:
        reported = canonical(one.actual.indicator)
        for asked, *given in vocabulary()["substitutes"]:
            told = next((word for word in given if word in reported), None)
            if told is None or asked not in promised or asked in reported or one.actual.kind != target.kind:
                continue
            if name_similarity(promised.replace(asked, ""), reported.replace(told, "")) >= SAME_REST:
                return one
    return None


def _is_at_work(target: TargetRecord, words: str) -> bool:
    """Whether a sentence without a result tells of work on the promised things, or of the papers that come first."""
    paper = pattern_of("milestone_pairs", "planning").search(words)
    return bool(stages_of(words) & set(AT_WORK)) or (paper is not None and paper[0] not in target.quote)


def doubt(found: Fit) -> str | None:
    """The cause by which a result is no answer, or one with a reservation; None when it simply answers."""
    for cause, holds in (
        ("currency", found.currency),
        ("other_year", found.period),
        ("effort", found.is_effort),
        ("stock", found.is_stock),
        ("narrower", found.is_part),
        ("caliber", found.caliber),
        ("other_name", found.name_score < OTHER_NAME and not found.says_only_work),
        ("unit", found.value is None),
        ("far_over", found.is_far_over),
    ):
        if holds:
            return cause
    return None


def speaks_of(target: TargetRecord, row: Row) -> Range | None:
    """The sentence of the narrative that comes nearest to naming the indicator, None when none does."""
    name, verb = core(target.indicator), compact(target.quote)[:2]
    best: tuple[float, Range] | None = None
    for sentence in _sentences(row):
        words = sentence.of(row.narrative)
        is_marked = _has_its_marks(name, words) or _repeats_number(target, words) or ends_in(name, words)
        is_known = any(normal_form(part) in normal_form(words) for part in _QUOTED.findall(target.quote))
        is_marked = is_marked or is_known
        share = max(coverage(name, words), SPOKEN_OF * is_marked)
        is_bare = len(name) <= SHORT_NAME and verb not in words and not is_marked
        if share < SPOKEN_OF or is_bare or (not is_known and _is_of_another(target, words)):
            continue
        if best is None or share > best[0]:
            best = share, sentence
    return best[1] if best else None


def _has_its_marks(name: str, words: str) -> bool:
    """Whether the letters and digits of a name and its end stand in a sentence: 景区 … 4A of 国家4A级景区."""
    form = normal_form(words)
    marks = _MARK.findall(name)
    return bool(marks) and name[-HEAD:] in form and all(mark in form for mark in marks)


def _repeats_number(target: TargetRecord, words: str) -> bool:
    """Whether a sentence speaks of the promised things by their number: 3所学校 of 新建中小学3所."""
    counts = target.kind == "count" and target.value > 1
    return counts and any(q.value == target.value and q.unit == target.unit for q in scan_quantities(words))


def _is_all_that_is_promised(target: TargetRecord, row: Row) -> bool:
    """Whether the row promises nothing else: whatever work it tells of is work on this."""
    name = compact(row.progress.task_name)
    return target.kind == "count" and len(compact(target.quote)) >= WHOLE_NAME * len(name)


def _told_later(target: TargetRecord, row: Row, said: Range | None) -> Range | None:
    """The sentence that says the target's figure is made known later: one on the target, or all that the row says."""
    sentences = list(_sentences(row))
    about = [one for one in sentences if one == said or _shares_head(target, one.of(row.narrative))]
    later = re.compile("|".join(vocabulary()["told_later"]))
    return next((one for one in (about or sentences[:1]) if later.search(one.of(row.narrative))), None)


def _shares_head(target: TargetRecord, words: str) -> bool:
    heads = core(target.indicator)[-HEAD:], normal_form(target.indicator)[-HEAD:]
    return any(head in normal_form(words) for head in heads)


def _sentences(row: Row) -> Iterator[Range]:
    edges = [0, *Statements.of(row.narrative).sentence_ends, len(row.narrative)]
    return (Range(start, end) for start, end in pairwise(edges) if row.narrative[start:end].strip())


def _another_honour(target: TargetRecord, row: Row) -> Range | None:
    """What was obtained under nearly the promised name: 获评“最佳实践案例” for 入选十佳案例."""
    if not _said("honour").search(compact(target.quote)):
        return None
    head = core(target.indicator)[-2:]
    for match in _said("honour").finditer(row.narrative):
        if head in match[0] and coverage(target.indicator, match[0]) >= ANOTHER_HONOUR:
            statements = Statements.of(row.narrative)
            return statements.sentence(match.start())
    return None


def subject_of(row: Row, evidence: Evidence) -> str:
    """What the sentence of a result speaks of: 21个省“千项万亿”工程共完成投资93.39亿元，… → 省“千项万亿”工程."""
    statements = Statements.of(row.narrative)
    place = evidence.actual.char_start - row.progress.narrative_start
    words = statements.sentence(place).of(row.narrative) if 0 <= place < len(row.narrative) else ""
    clauses = [clause for clause in _CLAUSE.split(words.split(evidence.actual.quote)[0]) if clause.strip()]
    subject = _said("subject").match(clauses[-2] if len(clauses) > 1 else "")
    return subject["subject"] if subject else ""
