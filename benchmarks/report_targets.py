"""Full work reports against labels made by reading: precision, recall and deadlines, beside recognizers-text.

usage: python -m benchmarks.report_targets [--reports DIR] [--labels DIR] [--peer] [--peer-python PATH] [--misses]

A label file names its report (``document.file``) and holds ``loose_targets`` as the scorer's do: comparator, value,
unit, kind, deadline, and ``start``, its place in the text. Each report is read as a file of ``raw/inbox/``, so that
place, year and date are read too. The
reports and their labels are public documents that are not part of this repository; without them nothing is printed
but where they were looked for. ``--peer`` installs the peer into a temporary environment: it finds numbers, not what
is promised, so its figure is how many labelled values stand among the numbers it finds in the same text.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.peers import peer_python
from benchmarks.recognizers_peer import PACKAGES, peer_values, recall
from benchmarks.targets_on_labels import REPOSITORY, unit_key
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.records import TargetRecord
from pipeline.understand import Understood, understand

NEAR = 80  # characters between a label and what is read at its place
PLACES = (REPOSITORY.parent, REPOSITORY.parent.parent)


def _first(*names: str) -> Path:
    """The first of some folders beside the repository that is there."""
    found = (place / name for place in PLACES for name in names if (place / name).is_dir())
    return next(found, PLACES[0] / names[0])


def agrees(read: TargetRecord, gold: dict[str, Any]) -> bool:
    """Same value, unit and comparator; where readers differ (左右), either comparator."""
    comparators = {gold["comparator"], *([">=", "="] if gold.get("approx") else [])}
    value = gold["value"] if isinstance(gold["value"], list) else [gold["value"], None]
    ours = [None if number is None else float(number) for number in (read.value, read.value_high)]
    same_unit = unit_key(read.unit) == unit_key(gold["unit"])
    return read.comparator in comparators and same_unit and ours == [v if v is None else float(v) for v in value]


def count(read: list[TargetRecord], gold: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """tp, fp, fn and right deadlines, and what was missed or invented."""
    left, figures, said = list(read), Counter[str](), []
    for target in (t for t in gold if not t.get("soft")):
        same = [ours for ours in left if agrees(ours, target) and abs(ours.char_start - target["start"]) < NEAR]
        if not same:
            figures["fn"] += 1
            said.append(f"missing {target['quote']}")
            continue
        best = min(same, key=lambda ours: abs(ours.char_start - target["start"]))
        left.remove(best)
        figures["tp"] += 1
        figures["due"] += best.period_id[:4] == str(target["deadline"])[:4]
    soft = [target for target in gold if target.get("soft")]
    for ours in left:
        if not any(agrees(ours, target) for target in soft):
            figures["fp"] += 1
            said.append(f"extra {ours.quote}")
    return figures, said


def identity_of(read: Understood, document: dict[str, Any]) -> Counter[str]:
    """Which of place, year and date are right."""
    ours = read.records["documents"][0]
    return Counter(
        place=ours.jurisdiction == document["jurisdiction"],
        year=ours.plan_period_id == document["plan_period_id"],
        date=str(ours.issued_on) == document["issued_on"],
    )


def line(name: str, c: Counter[str]) -> str:
    """One line of figures."""
    tp, fp, fn = c["tp"], c["fp"], c["fn"]
    shares = (tp / max(1, tp + fp), tp / max(1, tp + fn), c["due"] / max(1, tp))
    return f"{name:28} P {shares[0]:.3f} R {shares[1]:.3f} (tp {tp} fp {fp} fn {fn}); deadlines {shares[2]:.3f}"


def main() -> None:
    """Print one line per report and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=_first("shared/reports"))
    parser.add_argument("--labels", type=Path, default=_first("labels-reports", "shared/labels-reports"))
    parser.add_argument("--peer", action="store_true", help="compare with recognizers-text-suite")
    parser.add_argument("--peer-python", type=Path, help="an interpreter that has recognizers-text-suite")
    parser.add_argument("--misses", action="store_true", help="print what was missed or invented")
    arguments = parser.parse_args()
    files = sorted(arguments.labels.glob("*.json"))
    if not files:
        print(f"no labels in {arguments.labels}")
        return
    total, told, texts, values = Counter[str](), Counter[str](), [], []
    for path in files:
        data = json.loads(path.read_text("utf-8"))
        report = arguments.reports / data["document"]["file"]
        read = understand(report.read_bytes(), SourceEntry(f"inbox/{report.name}"))
        firm = [t for t in read.records["targets"] if t.is_firm and t.kind not in ("milestone", "relative")]
        figures, said = count(firm, data["loose_targets"])
        total, told = total + figures, told + identity_of(read, data["document"])
        print(line(report.stem, figures))
        for what in said if arguments.misses else ():
            print("   ", what)
        texts.append("\n".join(task.task_text for task in read.records["tasks"]))
        numbers = [t["value"] for t in data["loose_targets"] if not t.get("soft")]
        values.append([Decimal(str(v)) for n in numbers for v in (n if isinstance(n, list) else [n])])
    print(line("all", total))
    print(f"place {told['place']}, year {told['year']}, date {told['date']} of {len(files)}")
    if arguments.peer or arguments.peer_python:
        _peer(arguments.peer_python, texts, values)


def _peer(python: Path | None, texts: list[str], values: list[list[Decimal]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found, seconds = peer_values(python or peer_python(Path(folder), PACKAGES), texts)
    hits, wanted = recall(found, values), sum(map(len, values))
    numbers = sum(map(len, found))
    share = f"{hits}/{wanted} labelled values ({hits / wanted:.3f})"
    print(f"recognizers-text: {share} among {numbers} numbers, {seconds:.1f} s")


if __name__ == "__main__":
    main()
