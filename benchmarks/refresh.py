"""What a refresh costs, beside the bare cost of its tools: ``make benchmark``.

Each figure is a whole new process on this machine, interleaved and repeated; medians are printed. ``bare`` imports
what a refresh imports, runs an empty dbt build of as many nodes in a project of ``select 1`` models, and validates as
many empty suites: no document, no record, no release. Both start from no parsed dbt project, as after a clone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.settings import REPOSITORY

IMPORTS = (
    "from pipeline.assets.lean import lean_imports\nwith lean_imports():\n import dagster, dagster_dbt, dbt.cli.main"
)
CHECK_IMPORTS = " import great_expectations, pandas, pyarrow.parquet, duckdb, openpyxl"
PROFILE = """
bare:
  target: local
  outputs:
    local: {type: duckdb, path: bare.duckdb, schema: main, threads: 1}
"""
PROJECT = """
name: bare
version: "1.0.0"
config-version: 2
profile: bare
flags: {send_anonymous_usage_stats: false, version_check: false}
models: {bare: {+materialized: table}}
"""


def main() -> int:
    """Measure and print; exit status 0 whatever the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        figures = measure(Path(directory), arguments.runs)
    print(json.dumps(figures, indent=1) if arguments.json else "\n".join(lines(figures)))
    return 0


def measure(root: Path, runs: int) -> dict[str, float]:
    """Wall seconds (medians) and peak memory (MiB, largest) of each kind of process."""
    walls: dict[str, list[float]] = {"refresh": [], "imports": [], "bare": [], "nothing new": []}
    memory: dict[str, float] = {}
    for number in range(runs):
        environment = _environment(root / str(number))
        walls["refresh"].append(_timed(["-m", "pipeline.refresh"], environment, memory, "refresh"))
        nodes = _node_count(root / str(number))
        walls["nothing new"].append(_timed(["-m", "pipeline.refresh"], environment, memory, "nothing new"))
        walls["imports"].append(_timed(["-c", f"{IMPORTS}\n{CHECK_IMPORTS}\n{_LEAVE}"], environment, memory, "imports"))
        bare = _bare_program(root / f"bare{number}", nodes)
        walls["bare"].append(_timed(["-c", bare], environment, memory, "bare"))
    figures = {f"{name}, s": round(statistics.median(times), 2) for name, times in walls.items()}
    figures |= {f"{name}, MiB": round(peak) for name, peak in memory.items()}
    return {**figures, "dbt nodes": nodes, "refresh / bare": round(figures["refresh, s"] / figures["bare, s"], 2)}


def lines(figures: dict[str, float]) -> list[str]:
    """The figures for a person."""
    return [f"{name:<20}{value:>10g}" for name, value in figures.items()]


_LEAVE = "import os, sys; sys.stdout.flush(); os._exit(0)"


def _environment(root: Path) -> dict[str, str]:
    home = root / "dagster"
    home.mkdir(parents=True)
    shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", home)
    return {**os.environ, "DUBAN_DATA_DIR": str(root / "data"), "DAGSTER_HOME": str(home)}


def _timed(command: list[str], environment: dict[str, str], memory: dict[str, float], name: str) -> float:
    """Run one process to its end; returns its wall time and keeps the largest peak memory of its name."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], env=environment, cwd=REPOSITORY, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{name} failed with status {process.returncode}")
    memory[name] = max(memory.get(name, 0.0), _mebibytes(usage))
    return time.perf_counter() - started


def _mebibytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def _node_count(root: Path) -> int:
    """Nodes that a refresh's dbt builds: models that are tables, seeds and data tests."""
    manifest = json.loads((root / "data" / "dbt" / "manifest.json").read_text("utf-8"))
    return sum(
        node["resource_type"] in ("seed", "test") or node["config"]["materialized"] == "table"
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "test")
    )


def _bare_program(directory: Path, nodes: int) -> str:
    """The bare process as a program: the imports, an empty build of ``nodes`` models, as many empty suites."""
    models = directory / "models"
    models.mkdir(parents=True)
    for number in range(nodes):
        (models / f"m{number}.sql").write_text("select 1 as n")
    (directory / "dbt_project.yml").write_text(PROJECT)
    (directory / "profiles.yml").write_text(PROFILE)
    suites = len(list((REPOSITORY / "expectations").glob("*.yml")))
    return f"""
{IMPORTS}
{CHECK_IMPORTS}
import os
os.chdir({str(directory)!r})
from dbt.cli.main import dbtRunner
assert dbtRunner().invoke(["build", "--quiet", "--no-version-check"]).success
from pipeline.assets.suites import Suite, SuiteRunner
import pandas
runner = SuiteRunner()
for number in range({suites}):
    runner.validate(Suite(f"s{{number}}", (), {{}}, ()), pandas.DataFrame({{"n": [1]}}))
from pathlib import Path
runner.write_data_docs(Path("docs"))
{_LEAVE}
"""


if __name__ == "__main__":
    sys.exit(main())
