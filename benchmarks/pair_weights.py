"""The weights of ``pipeline/match/pairs/features.yml`` held against hand labels: which result answers which target.

usage: python -m benchmarks.pair_weights [LABELS ...]

Reads ``raw/``, takes the labelled rows of its report, and works out the features of every target with every result of
its row. Prints, for each feature, how often it occurs, its weight, and the weight that a logistic regression drawn
towards the given weights finds; then how often the labelled result is the best of its row, with either.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.targets_on_labels import normal
from pipeline.layouts.entries.sources import default_entry, read_source_entries
from pipeline.manifest import list_documents
from pipeline.match.links.row_links import link_rows
from pipeline.match.names.topics import topic_of
from pipeline.match.pairs.evidence import Evidence
from pipeline.match.pairs.features import weights
from pipeline.match.pairs.fit import fit
from pipeline.match.pairs.report_rows import read_rows
from pipeline.records import TargetRecord
from pipeline.settings import REPOSITORY
from pipeline.understand import understand

LABELS = (
    REPOSITORY / "tests/labels/yiwu_2023q3_progress_b.json",
    REPOSITORY / "tests/labels/held_out/yiwu_2023q3_progress_c.json",
    REPOSITORY.parent / "shared/score/labels/yiwu_2023q3_progress.json",
)
STEEPNESS = 8.0  # of the logistic curve: a lead of 0.5 is near certainty
PULL = 20.0  # how strongly the given weights hold: few labels move little


@dataclass(frozen=True, slots=True)
class Choice:
    """One labelled target: the features of each result of its row, and which of them answers it."""

    features: tuple[Mapping[str, float], ...]
    answer: int


def read_raw() -> dict[str, list[Any]]:
    """The records of the documents in raw/, by table."""
    records: dict[str, list[Any]] = {}
    raw = REPOSITORY / "raw"
    entries = {name: entry for folder in sorted(raw.iterdir()) if folder.is_dir()
               for name, entry in read_source_entries(folder).entries.items()}  # fmt: skip
    for file in list_documents(raw):
        source = entries.get(file.file_name) or default_entry(file.file_name)
        for table, rows in understand(file.path.read_bytes(), source).records.items():
            records.setdefault(table, []).extend(rows)
    return records


def labelled_choices(records: Mapping[str, Sequence[Any]], labels: Path) -> Iterator[Choice]:
    """The labelled targets whose result is named and was read."""
    rows = {
        row.progress.row_no: row for row in read_rows(*(records[t] for t in ("progress", "actuals", "claims", "texts")))
    }
    task_of = {
        link.progress_id: link.task_id
        for link in link_rows(records["progress"], records["tasks"], records["task_units"])
    }
    text = {record.document_id: record.text for record in records["texts"]}
    for gold in json.loads(labels.read_text("utf-8"))["progress"]:
        row = rows[gold["seq"]]
        owners = {task_of.get(row.progress.progress_id), row.progress.progress_id}
        targets = [target for target in records["targets"] if {target.task_id, target.progress_id} & owners]
        for pair in gold["pairs"]:
            if pair["actual"] is None:
                continue
            target = _of_quote(targets, gold["targets"][pair["target"]]["quote"])
            answer = _answer(row.evidence, gold["actuals"][pair["actual"]]["quote"])
            if target is not None and answer is not None:
                yield from _choice(target, row.evidence, answer, topic_of(target, text[target.document_id]))


def _of_quote(targets: Sequence[TargetRecord], quote: str) -> TargetRecord | None:
    return next(
        (
            target
            for target in targets
            if normal(quote) in normal(target.quote) or normal(target.quote) in normal(quote)
        ),
        None,
    )


def _answer(evidence: Sequence[Evidence], quote: str) -> Evidence | None:
    return next(
        (
            one
            for one in evidence
            if normal(one.actual.quote) in normal(quote) or normal(quote) in normal(one.actual.quote)
        ),
        None,
    )


def _choice(target: TargetRecord, evidence: Sequence[Evidence], answer: Evidence, topic: str) -> Iterator[Choice]:
    fits = [(one, found) for one in evidence if (found := fit(target, one, topic)) is not None]
    places = [place for place, (one, _) in enumerate(fits) if one is answer]
    if places:
        yield Choice(tuple(found.features for _, found in fits), places[0])


def fitted(choices: Sequence[Choice], given: Mapping[str, float]) -> dict[str, float]:
    """The weights under which the labelled results stand out most clearly, drawn towards the given ones."""
    names = list(given)
    rows = np.array([[features.get(name, 0.0) for name in names] for one in choices for features in one.features])
    is_answer = np.array([place == one.answer for one in choices for place in range(len(one.features))])
    start = np.array([given[name] for name in names])

    def loss(parameters: Any) -> float:
        margin = STEEPNESS * (rows @ parameters[:-1] - parameters[-1])
        wrong = np.logaddexp(0.0, np.where(is_answer, -margin, margin)).sum()
        return float(wrong + PULL * ((parameters[:-1] - start) ** 2).sum())

    found = minimize(loss, np.append(start, 0.5), method="L-BFGS-B").x
    return dict(zip(names, found[:-1], strict=True))


def right(choices: Sequence[Choice], by: Mapping[str, float]) -> int:
    """How many labelled results are the best of their row."""
    scores = [
        [sum(by[name] * value for name, value in features.items()) for features in one.features] for one in choices
    ]
    return sum(found[one.answer] >= max(found) for one, found in zip(choices, scores, strict=True))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="*", type=Path)
    chosen = parser.parse_args().labels or [path for path in LABELS if path.is_file()]
    records, given = read_raw(), weights()
    choices = [choice for path in chosen for choice in labelled_choices(records, path)]
    found = fitted(choices, given)
    print(f"{'feature':20} {'occurs':>6} {'given':>7} {'fitted':>7}")
    for name, weight in given.items():
        occurs = sum(name in features for one in choices for features in one.features)
        print(f"{name:20} {occurs:6} {weight:7.2f} {found[name]:7.2f}")
    results = sum(len(one.features) for one in choices)
    print(
        f"{len(choices)} labelled answers among {results} results; best of their row: {right(choices, given)}", end=" "
    )
    print(f"with the given weights, {right(choices, found)} with the fitted ones")


if __name__ == "__main__":
    main()
