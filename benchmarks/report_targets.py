"""Full work reports against labels made by reading: precision, recall and deadlines, beside recognizers-text.

usage: python -m benchmarks.report_targets [--reports DIR] [--labels DIR] [--peer] [--peer-python PATH] [--misses]

A label file names its report (``document.file``, ``sha256``) and holds ``loose_targets`` as the scorer's do:
comparator, value, unit, kind, deadline, and ``start``, the place of the number in the text. Each report is read as a
file of ``raw/inbox/``, so that place, year and date are read too. The labels hold no word of the reports, which are
public documents but no part of this repository: a report that is absent, or another copy, is said and left out.
``--peer`` installs the peer into a temporary environment: it finds numbers, not what is promised, so its figure is
how many labelled values stand among the numbers it finds in the same text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.peers import peer_python
from benchmarks.recognizers_peer import PACKAGES, peer_values, recall
from benchmarks.targets_on_labels import REPOSITORY, unit_key
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.records import TargetRecord
from pipeline.understand import Understood, understand

BESIDE = [place / "shared/reports" for place in (REPOSITORY.parent, REPOSITORY.parent.parent)]
LABELS = REPOSITORY / "tests/labels/reports"


def agrees(read: TargetRecord, gold: dict[str, Any]) -> bool:
    """Same value, unit and comparator (左右 may be read as equal too), with the labelled number in its quote."""
    if not read.char_start <= gold["start"] < read.char_end:
        return False
    comparators = {gold["comparator"], *(["="] if gold.get("approx") else [])}
    value = gold["value"] if isinstance(gold["value"], list) else [gold["value"], None]
    ours = [None if number is None else float(number) for number in (read.value, read.value_high)]
    same_unit = unit_key(read.unit) == unit_key(gold["unit"])
    return read.comparator in comparators and same_unit and ours == [v if v is None else float(v) for v in value]


def count(read: list[TargetRecord], gold: list[dict[str, Any]], text: str) -> tuple[Counter[str], list[str]]:
    """tp, fp, fn and right deadlines, and what was missed or invented."""
    left, figures, said = list(read), Counter[str](), []
    for target in (t for t in gold if not t.get("soft")):
        same = [ours for ours in left if agrees(ours, target)]
        if not same:
            figures["fn"] += 1
            said.append(f"missing {text[max(0, target['start'] - 20) : target['start'] + 12]!r}")
            continue
        left.remove(same[0])
        figures["tp"] += 1
        figures["due"] += same[0].period_id.split("/")[-1][:4] == target["deadline"][:4]
    soft = [target for target in gold if target.get("soft")]
    for ours in left:
        if not any(agrees(ours, target) for target in soft):
            figures["fp"] += 1
            said.append(f"extra {ours.quote!r}: {ours.comparator} {ours.value} {ours.unit}")
    return figures, said


def labelled(labels: Path, reports: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """(name, report, labels) of every label file whose very report is there; of the others, why not."""
    for path in sorted(labels.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        report = reports / data["document"]["file"]
        if not report.is_file():
            print(f"{path.stem}: no report at {report}")
        elif hashlib.sha256(report.read_bytes()).hexdigest() != data["document"]["sha256"]:
            print(f"{path.stem}: {report} is not the copy that was labelled (its sha256 differs)")
        else:
            yield path.stem, report, data


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
    parser.add_argument("--reports", type=Path, default=next((p for p in BESIDE if p.is_dir()), BESIDE[0]))
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--peer", action="store_true", help="compare with recognizers-text-suite")
    parser.add_argument("--peer-python", type=Path, help="an interpreter that has recognizers-text-suite")
    parser.add_argument("--misses", action="store_true", help="print what was missed or invented")
    arguments = parser.parse_args()
    total, told, texts, values = Counter[str](), Counter[str](), [], []
    for name, report, data in labelled(arguments.labels, arguments.reports):
        read = understand(report.read_bytes(), SourceEntry(f"inbox/{report.name}"))
        firm = [t for t in read.records["targets"] if t.is_firm and t.kind not in ("milestone", "relative")]
        figures, said = count(firm, data["loose_targets"], read.records["texts"][0].text)
        total, told = total + figures, told + identity_of(read, data["document"])
        print(line(name, figures))
        for what in said if arguments.misses else ():
            print("   ", what)
        texts.append("\n".join(task.task_text for task in read.records["tasks"]))
        numbers = [t["value"] for t in data["loose_targets"] if not t.get("soft")]
        values.append([Decimal(str(v)) for n in numbers for v in (n if isinstance(n, list) else [n])])
    if not texts:
        print(f"nothing measured: labels in {arguments.labels}, reports in {arguments.reports}")
        return
    print(line("all", total))
    print(f"place {told['place']}, year {told['year']}, date {told['date']} of {len(texts)}")
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
