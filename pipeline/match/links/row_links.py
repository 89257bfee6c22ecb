"""Progress row → plan task: the same words, the promise reworded, or none.

Candidates of a row are the tasks of its jurisdiction whose plan period covers the report's year; the lists a
progress report follows (重点工作, 民生实事) come before programme lists. Equal normal forms link at once. The rest are
blocked on character bigrams, scored, and assigned one to one. A row that is left over may still be a part of a longer
task that its report split over several rows: one clause of it, or one of its promises in other words (``part_links``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.match.assignment import assign
from pipeline.match.links.blocking import BigramIndex
from pipeline.match.links.part_links import Part, Parts
from pipeline.match.names.similarity import contrast, other_ordinal
from pipeline.match.names.text_forms import changes_substance, differences, normal_form, numbers
from pipeline.period import years_of
from pipeline.records import LinkRecord, ProgressRecord, TaskRecord, TaskUnitRecord

REPORTED_LISTS = ("key_work", "livelihood")
CANDIDATES = 8
# On 158 hand-made links the lowest ratio of a true reworded pair is 0.58, the highest of a false one 0.52; evidence
# beyond the words (numbers, lead unit, neighbouring rows) moves a pair at most EVIDENCE away from its ratio.
THRESHOLD = 0.55
EVIDENCE = 0.06
ALMOST = 0.8  # from here on a word that excludes another is a change of the task, not another task
SHORTEST_CLAUSE = 8  # characters of a row that may be a clause of a longer task


@dataclass(frozen=True, slots=True)
class _Plan:
    """The tasks one report's rows may link to, in reading order, with what scoring needs of each."""

    tasks: tuple[TaskRecord, ...]
    forms: tuple[str, ...]
    leads: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How well a row fits a task."""

    ratio: float
    same_numbers: bool
    same_lead: bool
    beside: bool

    @property
    def score(self) -> float:
        agreeing = sum((self.same_numbers, self.same_lead, self.beside))
        return self.ratio + EVIDENCE * (agreeing - 1.5) / 1.5


def link_rows(
    progress: Iterable[ProgressRecord], tasks: Sequence[TaskRecord], task_units: Iterable[TaskUnitRecord]
) -> list[LinkRecord]:
    """One link per progress row, in row order per report; ``task_id`` is None where the plan has no such task."""
    reports: dict[tuple[str, str, str], list[ProgressRecord]] = defaultdict(list)
    for row in progress:
        reports[row.jurisdiction, row.period_id, row.document_id].append(row)
    leads = _lead_units(task_units)
    lead_ids = {task_id: frozenset(unit.unit_id for unit in units) for task_id, units in leads.items()}
    tasks_of: dict[str, list[TaskRecord]] = defaultdict(list)
    for task in tasks:
        tasks_of[task.jurisdiction].append(task)
    links: list[LinkRecord] = []
    for (jurisdiction, period_id, _), rows in sorted(reports.items()):
        rows.sort(key=lambda row: row.row_no)
        links.extend(_link_report(rows, _plans(period_id, tasks_of[jurisdiction], lead_ids)))
    row_of = {row.progress_id: row for rows in reports.values() for row in rows}
    return [_with_lead(link, row_of[link.progress_id], leads.get(link.task_id or "", ())) for link in links]


def _with_lead(link: LinkRecord, row: ProgressRecord, leads: Sequence[TaskUnitRecord]) -> LinkRecord:
    """The link, told whether its task names the row's lead unit: 依法治市办（司法局） is led by 司法局."""
    short = (row.lead_unit_id or "").removeprefix(f"{row.jurisdiction}/")
    keeps = any(row.lead_unit_id == unit.unit_id or short in unit.name_as_written for unit in leads)
    return replace(link, keeps_lead=keeps or not leads)


def _lead_units(task_units: Iterable[TaskUnitRecord]) -> dict[str, list[TaskUnitRecord]]:
    leads: dict[str, list[TaskUnitRecord]] = defaultdict(list)
    for unit in task_units:
        if unit.role == "lead":
            leads[unit.task_id].append(unit)
    return leads


def _plans(period_id: str, tasks: Iterable[TaskRecord], leads: dict[str, frozenset[str]]) -> list[_Plan]:
    """First the lists a progress report follows, then every other list of the same years."""
    reported = years_of(period_id)[:1]  # a report that names no year may follow any plan of its place
    fitting = sorted(
        (t for t in tasks if not reported or reported[0] in years_of(t.period_id)),
        key=lambda t: (t.document_id, t.list_type, t.section_no, t.task_no, t.task_id),
    )
    first = [t for t in fitting if t.list_type in REPORTED_LISTS]
    rest = [t for t in fitting if t.list_type not in REPORTED_LISTS]
    return [_plan(group, leads) for group in (first, rest) if group]


def _plan(tasks: Sequence[TaskRecord], leads: dict[str, frozenset[str]]) -> _Plan:
    forms = tuple(_task_form(task) for task in tasks)
    return _Plan(tuple(tasks), forms, tuple(leads.get(task.task_id, frozenset()) for task in tasks))


def _task_form(task: TaskRecord) -> str:
    return normal_form(_task_words(task))


def _task_words(task: TaskRecord) -> str:
    """A task as a row would name it: its title before its text, unless the text begins with it."""
    title = task.title or ""
    is_repeated = normal_form(task.task_text).startswith(normal_form(title))
    return task.task_text if is_repeated else f"{title}，{task.task_text}"


def _link_report(rows: Sequence[ProgressRecord], plans: Sequence[_Plan]) -> list[LinkRecord]:
    found: dict[str, LinkRecord] = {}
    for plan in plans:
        left = [row for row in rows if row.progress_id not in found]
        found.update(_link_to_plan(left, plan))
    return [found.get(row.progress_id) or _no_link(row, plans) for row in rows]


def _link_to_plan(rows: Sequence[ProgressRecord], plan: _Plan) -> dict[str, LinkRecord]:
    places = _same_words(rows, plan)
    same = [row for row in rows if row.progress_id in places]
    links = {row.progress_id: _same_link(row, plan, places[row.progress_id]) for row in same}
    left = [row for row in rows if row.progress_id not in places]
    taken = set(places.values())
    scored = _score_candidates(left, rows, plan, places, taken)
    chosen = assign({pair: evidence.score for pair, evidence in scored.items() if evidence.score >= THRESHOLD})
    by_id = {row.progress_id: row for row in left}
    for progress_id, place in chosen.items():
        links[progress_id] = _reworded_link(by_id[progress_id], plan, place, scored[progress_id, place])
    unlinked = [row for row in left if row.progress_id not in links]
    return {**links, **_part_links(unlinked, plan)}


def _part_links(rows: Sequence[ProgressRecord], plan: _Plan) -> dict[str, LinkRecord]:
    """The rows that are a part of a task, whoever else reports on it."""
    parts = Parts([_task_words(task) for task in plan.tasks]) if rows else None
    links: dict[str, LinkRecord] = {}
    for row in rows:
        clause = _clause_of(row, plan)
        part = parts.find(row.task_name) if parts and clause is None else None
        if clause is not None:
            links[row.progress_id] = _clause_link(row, plan, clause)
        elif part is not None:
            links[row.progress_id] = _part_link(row, plan, part)
    return links


def _same_words(rows: Sequence[ProgressRecord], plan: _Plan) -> dict[str, int]:
    """Rows whose words equal a task's, each task taken once, in reading order."""
    free: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(plan.forms):
        free[form].append(place)
        bare = normal_form(plan.tasks[place].task_text)
        if bare != form:
            free[bare].append(place)
    places: dict[str, int] = {}
    taken: set[int] = set()
    for row in rows:
        unused = [place for place in free.get(normal_form(row.task_name), ()) if place not in taken]
        if unused:
            places[row.progress_id] = unused[0]
            taken.add(unused[0])
    return places


def _score_candidates(
    left: Sequence[ProgressRecord],
    rows: Sequence[ProgressRecord],
    plan: _Plan,
    places: dict[str, int],
    taken: set[int],
) -> dict[tuple[str, int], _Evidence]:
    from rapidfuzz.fuzz import ratio

    open_places = [place for place in range(len(plan.tasks)) if place not in taken]
    index = BigramIndex([plan.forms[place] for place in open_places])
    beside = _places_beside(rows, places)
    scored: dict[tuple[str, int], _Evidence] = {}
    for row in left:
        form = normal_form(row.task_name)
        for candidate in index.candidates(form, CANDIDATES):
            place = open_places[candidate]
            likeness = ratio(form, plan.forms[place]) / 100
            if likeness < ALMOST and _is_another(form, plan.forms[place]):
                continue
            scored[row.progress_id, place] = _Evidence(
                likeness,
                numbers(form) == numbers(plan.forms[place]),
                row.lead_unit_id in plan.leads[place],
                place in beside[row.progress_id],
            )
    return scored


def _is_another(row: str, task: str) -> bool:
    """Whether one word makes it another promise where the rest is not the same either (小学学位, 幼儿园学位)."""
    return contrast(row, task) is not None or other_ordinal(row, task)


def _places_beside(rows: Sequence[ProgressRecord], places: dict[str, int]) -> dict[str, set[int]]:
    """The tasks next to those that a row's neighbours report on."""
    beside: dict[str, set[int]] = {}
    for i, row in enumerate(rows):
        around = [places.get(other.progress_id) for other in (*rows[max(i - 2, 0) : i], *rows[i + 1 : i + 3])]
        beside[row.progress_id] = {p + step for p in around if p is not None for step in (-2, -1, 1, 2)}
    return beside


def _clause_of(row: ProgressRecord, plan: _Plan) -> int | None:
    form = normal_form(row.task_name)
    if len(form) < SHORTEST_CLAUSE:
        return None
    return next((place for place, whole in enumerate(plan.forms) if form in whole), None)


def _rounded(score: float) -> Decimal:
    return Decimal(str(round(min(max(score, 0.0), 1.0), 4)))


def _same_link(row: ProgressRecord, plan: _Plan, place: int) -> LinkRecord:
    task_id = plan.tasks[place].task_id
    return LinkRecord(row.progress_id, task_id, "same", Decimal(1), "文字相同（不计标点和空格）", None)


def _reworded_link(row: ProgressRecord, plan: _Plan, place: int, evidence: _Evidence) -> LinkRecord:
    form = normal_form(row.task_name)
    agreed = [f"文字相似度{evidence.ratio:.2f}"]
    agreed += [f"数字一致（{'、'.join(numbers(form))}）"] * (evidence.same_numbers and bool(numbers(form)))
    agreed += ["牵头单位一致"] * evidence.same_lead + ["与相邻任务顺序一致"] * evidence.beside
    old = plan.forms[place]
    task_id, score = plan.tasks[place].task_id, _rounded(evidence.ratio)
    changes, is_other = (
        "；".join(differences(old, form)),
        changes_substance(_task_words(plan.tasks[place]), row.task_name),
    )
    return LinkRecord(row.progress_id, task_id, "reworded", score, "；".join(agreed), changes, is_other)


def _clause_link(row: ProgressRecord, plan: _Plan, place: int) -> LinkRecord:
    form = normal_form(row.task_name)
    score = _rounded(len(form) / len(plan.forms[place]))
    differs = "本行只涉及该任务的一部分"
    return LinkRecord(row.progress_id, plan.tasks[place].task_id, "reworded", score, "为该任务中的一句", differs)


def _part_link(row: ProgressRecord, plan: _Plan, part: Part) -> LinkRecord:
    agreed = [f"与该任务中的内容相近（{part.score:.2f}）"]
    agreed += [f"数字一致（{'、'.join(part.numbers)}）"] * bool(part.numbers)
    task_id, score = plan.tasks[part.place].task_id, _rounded(part.score)
    differs = "本行只涉及该任务的一部分，用词不同"
    return LinkRecord(row.progress_id, task_id, "reworded", score, "；".join(agreed), differs)


def _no_link(row: ProgressRecord, plans: Sequence[_Plan]) -> LinkRecord:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    form = normal_form(row.task_name)
    best = max((extractOne(form, plan.forms, scorer=ratio)[1] for plan in plans), default=0.0)
    return LinkRecord(row.progress_id, None, "none", _rounded(best / 100), "计划中没有相同或相近的任务", None)
