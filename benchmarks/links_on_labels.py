"""Links between the promises of two documents, against labels made by reading: recall and precision per pair of kinds.

usage: python -m benchmarks.links_on_labels [--misses]

The labels (tests/labels/links) name each promise by its task and its quote. A soft pair is one that a careful reader
could leave out; it counts neither way. A link that no label knows counts against the precision, whatever it says.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.layouts.entries.sources import load_source_entries
from pipeline.match import match
from pipeline.understand import understand

REPOSITORY = Path(__file__).resolve().parent.parent
LABELS = REPOSITORY / "tests/labels/links/yiwu_2023.json"
RAW = REPOSITORY / "raw"
DOCUMENTS = {"breakdown": "责任分解", "programme": "总体方案", "report": "2022-政府工作报告"}
Key = tuple[str, str, int, int, str]
Pair = frozenset[Key]


def read_records() -> dict[str, list[Any]]:
    """The records of all documents of the labels' place."""
    tables: dict[str, list[Any]] = {}
    for entry in load_source_entries(RAW / "义乌市"):
        for name, rows in understand((RAW / entry.file_name).read_bytes(), entry).records.items():
            tables.setdefault(name, []).extend(rows)
    return tables


def found_pairs(tables: Mapping[str, list[Any]]) -> set[Pair]:
    """The links between targets with a number, each end by its document, task and quote."""
    documents = {
        record.document_id: name
        for record in tables["documents"]
        for name, part in DOCUMENTS.items()
        if part in record.file_name
    }
    tasks = {task.task_id: task for task in tables["tasks"]}
    keys: dict[str, Key] = {}
    for target in tables["targets"]:
        task = tasks.get(target.task_id)
        if task is not None and task.document_id in documents:
            place = task.list_type, task.section_no, task.task_no
            keys[target.target_id] = (documents[task.document_id], *place, _plain(target.quote))
    links = match(tables)["target_links"]
    return {
        frozenset((keys[link.target_id], keys[link.other_target_id]))
        for link in links
        if link.target_id in keys and link.other_target_id in keys
    }


def _plain(quote: str) -> str:
    return "".join(quote.split())


def _end(label: Mapping[str, Any]) -> Key:
    return label["document"], label["list"], label["section_no"], label["task_no"], _plain(label["quote"])


def report(group: str, labels: Iterable[Mapping[str, Any]], found: set[Pair], *, misses: bool) -> set[Pair]:
    """Print one group's recall, and return the pairs its labels know."""
    pairs = {frozenset((_end(label["one"]), _end(label["other"]))): bool(label.get("soft")) for label in labels}
    firm = [pair for pair, soft in pairs.items() if not soft]
    hit = [pair for pair in firm if pair in found]
    print(f"{group:<18} recall {len(hit) / len(firm):.3f} ({len(hit)} of {len(firm)})")
    for pair in firm if misses else ():
        if pair not in found:
            print("   missed ", " || ".join(sorted(key[-1] for key in pair)))
    return set(pairs)


def main() -> None:
    """Print one line per group of labels and one for all that was linked between their documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    found = found_pairs(read_records())
    known: set[Pair] = set()
    for group, labels in json.loads(LABELS.read_text("utf-8")).items():
        known |= report(group, labels, found, misses=misses)
    annual = {pair for pair in found if any(key[0] == "breakdown" for key in pair)}
    right = annual & known
    print(f"{'precision':<18} {len(right) / len(annual):.3f} ({len(right)} of {len(annual)} links of the annual plan)")
    for pair in annual - known if misses else ():
        print("   surplus", " || ".join(sorted(key[-1] for key in pair)))


if __name__ == "__main__":
    main()
