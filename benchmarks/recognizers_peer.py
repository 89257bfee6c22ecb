"""A peer on the same labelled texts: Microsoft's recognizers-text-suite (Chinese culture) beside this project.

usage: python -m benchmarks.recognizers_peer [LABELS_DIR ...] [--peer-python PATH]

The peer recognises numbers and percentages; it knows neither comparator, kind nor what is a target. So two figures are
set side by side: of the labelled target values, how many stand among the numbers found; and how many numbers were found
to get there. Without ``--peer-python`` the peer is installed into a temporary environment that is deleted afterwards
(it needs ``emoji<2``, which is why it is no dependency of this project).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

from benchmarks.peers import peer_python
from benchmarks.targets_on_labels import DEFAULT_LABELS, gold_key, labelled_texts, score
from pipeline.language.numbers.quantities import scan_quantities
from pipeline.language.promises.targets import read_targets

PACKAGES = ("emoji<2", "setuptools<81", "recognizers-text-suite==1.0.2a2")
WORKER = Path(__file__).with_name("recognizers_worker.py")


def peer_values(python: Path, texts: list[str]) -> tuple[list[list[str]], float]:
    """The values the peer finds in each text, and its seconds of work without start-up."""
    request = json.dumps(texts, ensure_ascii=False)
    done = subprocess.run([python, WORKER], input=request, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return answer["values"], answer["seconds"]


def our_values(texts: list[str]) -> tuple[list[list[str]], float]:
    """The values of all quantities this project finds in each text, ends of ranges included."""
    started = time.perf_counter()
    found = [
        [str(value) for q in scan_quantities(text) for value in (q.value, q.value_high) if value is not None]
        for text in texts
    ]
    return found, time.perf_counter() - started


def recall(found: list[list[str]], gold: list[list[Decimal]]) -> int:
    """How many labelled values stand among the numbers found (one number may serve several nouns)."""
    return sum(
        float(value) in set(map(float, values)) for values, wanted in zip(found, gold, strict=True) for value in wanted
    )


def main() -> None:
    """Print the comparison, one block per label folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=DEFAULT_LABELS)
    parser.add_argument("--peer-python", type=Path, help="an interpreter that has recognizers-text-suite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = arguments.peer_python or peer_python(Path(folder), PACKAGES)
        for labels in arguments.folders:
            compare(labels, python)


def compare(folder: Path, python: Path) -> None:
    """Read one folder's texts with both and print the figures."""
    items = list(labelled_texts(folder))
    texts = [text for _, text, _, _ in items]
    gold = [[Decimal(str(gold_key(t)[1])) for t in targets if not t.get("soft")] for *_, targets in items]
    wanted = sum(map(len, gold))
    print(f"{folder.name}: {len(texts)} texts, {wanted} labelled target values")
    for name, (values, seconds) in (
        ("peer numbers", peer_values(python, texts)),
        ("our quantities", our_values(texts)),
    ):
        hits, found = recall(values, gold), sum(map(len, values))
        print(f"  {name:16} values found {hits}/{wanted} ({hits / wanted:.3f}) among {found} numbers, {seconds:.2f} s")
    started = time.perf_counter()
    read = sum(target.is_firm for _, text, period, _ in items for target in read_targets(text, period))
    seconds = time.perf_counter() - started
    counts = sum(score(items, misses=False).values(), Counter())
    f1 = 2 * counts["tp"] / (2 * counts["tp"] + counts["fp"] + counts["fn"])
    print(f"  {'our targets':16} {read} firm targets, comparator, value and unit right: F1 {f1:.3f}, {seconds:.2f} s")


if __name__ == "__main__":
    main()
