"""What a refresh costs, beside the bare cost of its tools: ``make benchmark``.

Each figure is a whole new process on this machine, interleaved and repeated; medians are printed. ``bare`` imports
what a refresh imports, runs an empty dbt build of as many nodes in a project of ``select 1`` models, and validates as
many empty suites: no document, no record, no release. Both start from no parsed dbt project, as after a clone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import REPOSITORY

IMPORTS = "from pipeline.lean import lean_imports\nwith lean_imports():\n import dagster, dagster_dbt, dbt.cli.main"
CHECK_IMPORTS = " import great_expectations, pandas, pyarrow.parquet, duckdb"
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


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock, seconds of the processor, MiB of memory at the peak."""

    wall: float
    cpu: float
    peak: float


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
    """Medians of wall and processor seconds and the largest peak memory (MiB) of each kind of process."""
    costs: dict[str, list[Cost]] = {"refresh": [], "nothing new": [], "imports": [], "bare": []}
    for number in range(runs):
        environment = _environment(root / str(number))
        costs["refresh"].append(_run(["-m", "pipeline.refresh"], environment))
        nodes = _node_count(root / str(number))
        costs["nothing new"].append(_run(["-m", "pipeline.refresh"], environment))
        costs["imports"].append(_run(["-c", f"{IMPORTS}\n{CHECK_IMPORTS}\n{_LEAVE}"], environment))
        costs["bare"].append(_run(["-c", _bare_program(root / f"bare{number}", nodes)], environment))
    figures: dict[str, float] = {"dbt nodes": nodes}
    for name, measured in costs.items():
        figures[f"{name}, wall s"] = round(statistics.median(cost.wall for cost in measured), 2)
        figures[f"{name}, cpu s"] = round(statistics.median(cost.cpu for cost in measured), 2)
        figures[f"{name}, MiB"] = round(max(cost.peak for cost in measured))
    for unit in ("wall", "cpu"):
        figures[f"refresh / bare, {unit}"] = round(figures[f"refresh, {unit} s"] / figures[f"bare, {unit} s"], 2)
    return figures


def lines(figures: dict[str, float]) -> list[str]:
    """The figures for a person."""
    return [f"{name:<24}{value:>10g}" for name, value in figures.items()]


_LEAVE = "import os, sys; sys.stdout.flush(); os._exit(0)"


def _environment(root: Path) -> dict[str, str]:
    home = root / "dagster"
    home.mkdir(parents=True)
    shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", home)
    return {**os.environ, "DUBAN_DATA_DIR": str(root / "data"), "DAGSTER_HOME": str(home)}


def _run(command: list[str], environment: dict[str, str]) -> Cost:
    """What one process costs from its start to its end."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], env=environment, cwd=REPOSITORY, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)[:200]} failed with status {process.returncode}")
    peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak)


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
from pipeline.checks.suites import Suite, SuiteRunner
import pandas
runner = SuiteRunner()
for number in range({suites}):
    runner.validate(Suite(f"s{{number}}", (), None, {{}}, ()), [pandas.DataFrame({{"n": [1]}})])
from pathlib import Path
runner.write_data_docs(Path("docs").resolve())
{_LEAVE}
"""


if __name__ == "__main__":
    sys.exit(main())
