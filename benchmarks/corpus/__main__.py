"""usage: python -m benchmarks.corpus N OUT [--seed SEED] [--quarters 4] [--skip 0]."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus import write_corpus

parser = argparse.ArgumentParser(description="Write N documents of invented counties into OUT/raw, the truth beside.")
parser.add_argument("count", type=int)
parser.add_argument("out", type=Path)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--quarters", type=int, default=4, help="how many of the four reports have arrived")
parser.add_argument("--skip", type=int, default=0, help="leave out the first documents: they are there already")
arguments = parser.parse_args()
paths = write_corpus(arguments.count, arguments.out, arguments.seed, arguments.quarters, arguments.skip)
print(f"{len(paths)} documents of {len({path.parent for path in paths})} counties in {arguments.out / 'raw'}")
