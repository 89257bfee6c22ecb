"""What a hundred refreshes leave on the disk: ``python -m benchmarks.disk --refreshes 100``.

Six small documents, one of which is issued anew before every refresh, are refreshed again and again in one process.
Sizes of everything that is kept are told as they grow: past the documented bounds they must grow no more.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.six_documents import COUNTY, DOCUMENTS
from pipeline.settings import REPOSITORY, Settings, set_tool_switches

CHANGING = f"{COUNTY}/上半年.html"
PARTS = ("releases", "shared", "records", "history", "work", "dbt", "quarantine", "data_docs")
GROWTH = 1.3  # that the last third may be larger than the middle one: past it something grows without end


def size(folder: Path) -> int:
    """The bytes of a folder's files, what is linked several times once."""
    found = {(s.st_dev, s.st_ino): s.st_blocks * 512 for p in folder.rglob("*") if p.is_file() for s in (p.lstat(),)}
    return sum(found.values())


def drop(raw: Path, number: int) -> None:
    """Put the documents into raw/, the changing one with another number in it."""
    for name, text in DOCUMENTS.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        changed = text.replace("新增就业2600人", f"新增就业{2600 + number}人") if name == CHANGING else text
        (raw / name).write_text(changed, "utf-8")


def refresh(settings: Settings) -> None:
    """One refresh in this process. Raises RuntimeError when nothing is published."""
    from pipeline.assets.jobs import run_refresh
    from pipeline.definitions import build_definitions

    problem = run_refresh(settings, build_definitions(settings))
    if problem:
        raise RuntimeError(problem)


def main() -> int:
    """Exit status 1 when anything still grows at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--refreshes", type=int, default=100)
    parser.add_argument("--every", type=int, default=10, help="how often sizes are told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "dagster").mkdir()
        shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", root / "dagster")
        places = {"DUBAN_RAW_DIR": f"{root}/raw", "DUBAN_DATA_DIR": f"{root}/data", "DAGSTER_HOME": f"{root}/dagster"}
        os.environ.update(places)
        settings = Settings.from_environment()
        set_tool_switches(settings)
        totals: list[int] = []
        for number in range(1, options.refreshes + 1):
            drop(settings.raw_dir, number)
            refresh(settings)
            totals.append(size(root))
            if number % options.every == 0 or number == options.refreshes:
                told = {part: size(settings.data_dir / part) >> 10 for part in PARTS}
                told["run history"] = size(settings.dagster_home) >> 10
                print(f"REFRESH {number}: {totals[-1] >> 10:,} KiB {told}", flush=True)
    third = len(totals) // 3
    grown = max(totals[-third:]) / max(totals[third:-third] or totals)
    print(f"{len(totals)} refreshes; the last third is {grown:.2f} times the middle one, at most {GROWTH} allowed")
    return 1 if grown > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
