"""The same promise in two plan documents: equal words, one clause reworded or with another number, or one indicator.

Actions of a work report are long and plan tasks are short, so clauses are compared, not tasks: blocked on character
bigrams within a jurisdiction, scored by rapidfuzz ``ratio`` with numbers masked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.match.links.blocking import BigramIndex
from pipeline.match.names.similarity import contrast
from pipeline.match.names.text_forms import differences, normal_form
from pipeline.records import MilestoneRecord, TargetLinkRecord, TargetRecord, TaskLinkRecord, TaskRecord

CANDIDATES = 12
MINIMUM = 0.8  # ratio of two clauses of LONG_CLAUSE characters or more; shorter ones must agree better
LONG_CLAUSE, SHORT_CLAUSE = 12, 6
SHORT_MINIMUM = 0.92
_SPLIT = re.compile(r"[，,。；;：:！!？?\n]")
CONTENT = 4  # characters left of a clause without its numbers and the words any promise has (完成投资190亿元以上: 2)
_CARRIERS = re.compile(
    r"[\d.%+]|到20|[年月]|完成|实现|力争|确保|争取|全年|达到|突破|以上|以下|左右|[万亿]元?|增长|新增|启动|推进|加快|建设|开展|实施|"
    r"[个家项处亩所座人名户]"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Clause:
    task: TaskRecord
    form: str
    masked: str


def link_tasks(
    tasks: Iterable[TaskRecord],
    targets: Iterable[TargetRecord | MilestoneRecord],
    target_links: Iterable[TargetLinkRecord],
) -> list[TaskLinkRecord]:
    """One record per pair of tasks of two documents of a jurisdiction, ``task_id < other_task_id``."""
    groups: dict[str, list[TaskRecord]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: task.task_id):
        groups[task.jurisdiction].append(task)
    links: dict[tuple[str, str], TaskLinkRecord] = {}
    for group in groups.values():
        for link in _by_clauses(group):
            _keep_best(links, link)
    for link in _by_indicator(targets, target_links):
        links.setdefault((link.task_id, link.other_task_id), link)
    return [links[key] for key in sorted(links)]


def _keep_best(links: dict[tuple[str, str], TaskLinkRecord], link: TaskLinkRecord) -> None:
    key = link.task_id, link.other_task_id
    if key not in links or links[key].link_score < link.link_score:
        links[key] = link


def _by_clauses(tasks: Sequence[TaskRecord]) -> Iterator[TaskLinkRecord]:
    from rapidfuzz.fuzz import ratio

    clauses = [clause for task in tasks for clause in _clauses(task)]
    index = BigramIndex([clause.masked for clause in clauses])
    for place, clause in enumerate(clauses):
        for other_place in index.candidates(clause.masked, CANDIDATES):
            other = clauses[other_place]
            if place < other_place and clause.task.document_id != other.task.document_id:
                score = ratio(clause.masked, other.masked) / 100
                if score >= _minimum(clause, other) and not contrast(clause.form, other.form):
                    yield _clause_link(clause, other, score)


def _clauses(task: TaskRecord) -> Iterator[_Clause]:
    seen: set[str] = set()
    for part in _SPLIT.split(task.task_text):
        form = normal_form(part)
        if len(form) >= SHORT_CLAUSE and form not in seen and len(_CARRIERS.sub("", form)) >= CONTENT:
            seen.add(form)
            yield _Clause(task, form, _DIGITS.sub("#", form))


def _minimum(one: _Clause, other: _Clause) -> float:
    return MINIMUM if min(len(one.masked), len(other.masked)) >= LONG_CLAUSE else SHORT_MINIMUM


def _clause_link(one: _Clause, other: _Clause, score: float) -> TaskLinkRecord:
    first, second = sorted((one, other), key=lambda clause: clause.task.task_id)
    whole = normal_form(first.task.task_text) == normal_form(second.task.task_text)
    changes = differences(first.form, second.form)
    return TaskLinkRecord(
        task_id=first.task.task_id,
        other_task_id=second.task.task_id,
        link_kind="same" if whole else "reworded",
        link_score=Decimal(1) if whole else Decimal(str(round(score, 4))),
        matched="文字相同（不计标点和空格）" if whole else f"“{first.form}”与“{second.form}”相似度{score:.2f}",
        differs="；".join(changes) or None,
    )


def _by_indicator(
    targets: Iterable[TargetRecord | MilestoneRecord], target_links: Iterable[TargetLinkRecord]
) -> Iterator[TaskLinkRecord]:
    by_id = {target.target_id: target for target in targets}
    for link in sorted(target_links, key=lambda link: (-link.link_score, link.target_id, link.other_target_id)):
        one, other = by_id[link.target_id], by_id[link.other_target_id]
        if one.task_id is None or other.task_id is None:
            continue
        first, second = sorted((one, other), key=lambda target: target.task_id or "")
        values = f"“{first.quote}”改为“{second.quote}”" if not link.same_value else None
        yield TaskLinkRecord(
            task_id=first.task_id or "",
            other_task_id=second.task_id or "",
            link_kind="same_indicator",
            link_score=link.link_score,
            matched=_same(first, second),
            differs=values,
        )


def _same(one: TargetRecord | MilestoneRecord, other: TargetRecord | MilestoneRecord) -> str:
    if isinstance(one, MilestoneRecord) or isinstance(other, MilestoneRecord):
        return f"同一事项：{_name(one)}、{_name(other)}"
    return f"同一指标：{one.indicator}、{other.indicator}"


def _name(promise: TargetRecord | MilestoneRecord) -> str:
    return promise.thing if isinstance(promise, MilestoneRecord) else promise.indicator
