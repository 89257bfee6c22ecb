"""Links on invented wordings: rows to tasks, and promises of two documents, each said again as another office would.

usage: python -m benchmarks.links_on_wordings [--misses]

The pairs (tests/labels/links/wordings_*.yml) were written before any rule was run on them; near misses that must not
link stand among them. A pair without a number of links is one that a careful reader could see either way.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from pipeline.language.promises.ladders import rank_of
from pipeline.language.promises.targets import read_targets
from pipeline.language.promises.unnumbered import read_promises
from pipeline.match import match
from pipeline.match.links.row_links import link_rows
from pipeline.records import MilestoneRecord, TargetRecord, TaskRecord, TextRecord
from tests.match.builders import document, row, task

LABELS = Path(__file__).resolve().parent.parent / "tests/labels/links"
SIDES = {  # document type, plan period and list of each side
    "annual_programme": (("responsibility_breakdown", "2024", "key_work"), ("program_plan", "2024", "program_task")),
    "longterm_annual": (
        ("program_plan", "2023/2027", "five_year_goal"),
        ("responsibility_breakdown", "2024", "key_work"),
    ),
    "report_annual": (("work_report", "2023", "report_action"), ("responsibility_breakdown", "2024", "key_work")),
}


@dataclasses.dataclass(slots=True)
class Tally:
    """How many links are right, wanted and wrong, and in words which."""

    right: int = 0
    wanted: int = 0
    wrong: int = 0
    misses: list[str] = dataclasses.field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the wanted links that were made."""
        return self.right / self.wanted

    @property
    def precision(self) -> float:
        """The share of the made links that are right."""
        return self.right / max(1, self.right + self.wrong)


def wordings() -> dict[str, dict[str, Any]]:
    """The labelled sets by name."""
    return {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in LABELS.glob("wordings_*.yml")}


def tally_rows(labels: dict[str, Any]) -> Tally:
    """The links of a report's rows to the tasks of a plan."""
    tasks = [task(number, text) for number, text in enumerate(labels["tasks"], start=1)]
    rows = [row(number, name) for number, (name, _) in enumerate(labels["rows"], start=1)]
    number_of = {one.task_id: number for number, one in enumerate(tasks, start=1)}
    tally = Tally()
    for (name, wanted), link in zip(labels["rows"], link_rows(rows, tasks, []), strict=True):
        found, fitting = number_of.get(link.task_id or ""), wanted if isinstance(wanted, list) else [wanted]
        tally.wanted += wanted is not None
        tally.right += found in fitting and wanted is not None
        tally.wrong += found is not None and found not in fitting
        if found not in fitting:
            tally.misses.append(f"{name}: wanted {wanted}, found {found}")
    return tally


def tally_pairs(group: str, pairs: Sequence[Sequence[Any]]) -> Tally:
    """The links between the promises of two documents, of which every pair is one task on either side."""
    records: dict[str, list[Any]] = {name: [] for name in ("documents", "tasks", "targets", "milestones", "texts")}
    for side, (doc_type, period_id, list_type) in enumerate(SIDES[group]):
        records["documents"].append(document(str(side), doc_type, period_id))
        _add_side(records, str(side), [pair[side] for pair in pairs], period_id, list_type)
    promises = {one.target_id: one for one in [*records["targets"], *records["milestones"]]}
    made: Counter[int] = Counter()
    tally = Tally()
    for link in match(records)["target_links"]:
        one, other = promises[link.target_id], promises[link.other_target_id]
        if one.task_id.split("/")[-1] == other.task_id.split("/")[-1]:
            made[int(one.task_id.split("/")[-1])] += 1
        else:
            tally.wrong += 1
            tally.misses.append(f"surplus {one.quote} || {other.quote}")
    for number, (one, other, wanted) in enumerate(pairs, start=1):
        if wanted is not None:
            tally.wanted += wanted
            tally.right += min(made[number], wanted)
            tally.wrong += max(0, made[number] - wanted)
            if made[number] != wanted:
                tally.misses.append(f"{one} || {other}: wanted {wanted}, found {made[number]}")
    return tally


def _add_side(records: dict[str, list[Any]], name: str, texts: Sequence[str], period_id: str, list_type: str) -> None:
    start = 0
    for number, text in enumerate(texts, start=1):
        owner = task(number, text, document_id=name, period_id=period_id, list_type=list_type)
        records["tasks"].append(dataclasses.replace(owner, char_start=start, char_end=start + len(text)))
        counted = list(read_targets(text, period_id))
        records["targets"] += _targets(owner, counted, start)
        records["milestones"] += _milestones(owner, [(one.start, one.end) for one in counted], start)
        start += len(text)
    records["texts"].append(TextRecord(name, "".join(texts)))


def _targets(owner: TaskRecord, mentions: Sequence[Any], at: int) -> Iterator[TargetRecord]:
    for position, m in enumerate(mentions, start=1):
        yield TargetRecord(
            f"{owner.task_id}#t{position}", owner.task_id, None, owner.document_id, position, m.indicator, m.comparator,
            m.value, m.value_high, m.unit, m.kind, m.aggregation, m.period_id, m.is_annual, m.scope, m.is_firm,
            m.is_approximate, m.rule, owner.task_text[m.start : m.end], None, at + m.start, at + m.end,
        )  # fmt: skip


def _milestones(owner: TaskRecord, counted: Sequence[tuple[int, int]], at: int) -> Iterator[MilestoneRecord]:
    for position, m in enumerate(read_promises(owner.task_text, owner.period_id, counted), start=1):
        rank = rank_of(m.thing_class, m.stage) if m.thing_class and m.stage else None
        yield MilestoneRecord(
            f"{owner.task_id}#m{position}", owner.task_id, None, owner.document_id, position, m.kind, m.thing, m.stage,
            m.thing_class, rank, m.against, m.direction, m.value, m.period_id, m.is_firm, m.rule,
            owner.task_text[m.start : m.end], None, at + m.start, at + m.end,
        )  # fmt: skip


def tallies(labels: dict[str, Any]) -> dict[str, Tally]:
    """The tally of every group of one set."""
    return {"rows": tally_rows(labels), **{group: tally_pairs(group, labels[group]) for group in SIDES}}


def main() -> None:
    """Print one line per set and group."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    for name, labels in sorted(wordings().items()):
        for group, tally in tallies(labels).items():
            print(f"{name} {group:<17} recall {tally.recall:.3f} ({tally.right} of {tally.wanted}) precision "
                  f"{tally.precision:.3f}")  # fmt: skip
            for miss in tally.misses if misses else ():
                print("   ", miss)


if __name__ == "__main__":
    main()
