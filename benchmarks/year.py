"""A year of quarters, each reproducible later: ``python -m benchmarks.year``.

The documents of raw/ and of an invented county arrive as a year brings them, and each quarter is released when its
report is in. When the year is over every quarter is made again as it was known then, in the same data directory and in
an empty one, and its tables are compared byte for byte with those that were published at the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.six_documents import COUNTY, DOCUMENTS, FIRST_QUARTER
from pipeline.manifest import hash_file
from pipeline.publish.changes import NOT_COMPARED
from pipeline.settings import REPOSITORY

TEXTS = {**DOCUMENTS, **FIRST_QUARTER}
OF_REAL_THIRD = "三季度"
# What arrives before each quarter is released; of the real documents the report of the third quarter comes with it.
ARRIVALS = {
    "2023-Q1": ["重点工作责任分解.txt", "重点工作责任分解（更正）.txt", "民生实事.txt", "一季度.html"],
    "2023-Q2": ["上半年.html"],
    "2023-Q3": ["三季度.html"],
    "2023-Q4": ["全年.html"],
}
OF_TIME = {"dim_documents"}  # says when a document was first taken in: another data directory, another day


def arrive(raw: Path, quarter: str) -> None:
    """Drop what a quarter brings into raw/."""
    for name in ARRIVALS[quarter]:
        (raw / COUNTY).mkdir(parents=True, exist_ok=True)
        (raw / COUNTY / name).write_text(TEXTS[f"{COUNTY}/{name}"], "utf-8")
    for path in sorted((REPOSITORY / "raw").glob("*/*")):
        comes = "2023-Q3" if OF_REAL_THIRD in path.name else "2023-Q1"
        if comes == quarter and not path.name.startswith("."):
            (raw / path.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, raw / path.parent.name)


def refresh(root: Path, data: str, period: str = "") -> None:
    """``make refresh [PERIOD=…]`` on ``root/raw`` into ``root/data``. Raises RuntimeError when nothing is published."""
    home = root / f"dagster-{data}"
    home.mkdir(exist_ok=True)
    shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", home)
    places = {"DUBAN_RAW_DIR": str(root / "raw"), "DUBAN_DATA_DIR": str(root / data), "DAGSTER_HOME": str(home)}
    command = [sys.executable, "-m", "pipeline.refresh"]
    environment = {**os.environ, **places, "DUBAN_PERIOD": period}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{period or 'latest'}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def tables(release: Path) -> dict[str, str]:
    """The checksum of every table of a release but those that tell of runs and of the release before."""
    files = sorted((release.resolve() / "parquet").glob("*.parquet"))
    return {path.stem: hash_file(path) for path in files if path.stem not in NOT_COMPARED}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The tables whose bytes are not the same."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def main() -> int:
    """Exit status 1 when a quarter cannot be made again as it was."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root, then = Path(folder), dict[str, dict[str, str]]()
        for quarter in ARRIVALS:
            arrive(root / "raw", quarter)
            refresh(root, "data")
            then[quarter] = tables(root / "data" / "published" / quarter)
            print(f"{quarter}: released, {len(then[quarter])} tables", flush=True)
        alike = {quarter: len(found) - len(differing(found, then["2023-Q4"])) for quarter, found in then.items()}
        print(f"tables of each release that equal the last one's: {alike}")
        for data, left_out in (("data", set[str]()), ("elsewhere", OF_TIME)):
            for quarter, found in then.items():
                refresh(root, data, quarter)
                odd = set(differing(found, tables(root / data / "published" / quarter))) - left_out
                wrong += bool(odd)
                print(f"{quarter} again in {data}: {sorted(odd) or f'{len(found) - len(left_out)} equal'}", flush=True)
    print(f"{len(ARRIVALS)} releases made again twice, {wrong} not as they were")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
