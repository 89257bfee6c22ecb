"""``make metrics``: ask the semantic layer (dbt_project/models/semantic) of a published warehouse through MetricFlow.

    python -m benchmarks.metrics attainment,behind progress__unit_name

MetricFlow looks for a newer version of itself on the network at each start; here it is kept from that.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.settings import NO_TELEMETRY, Settings

COMMAND = """
import update_checker
update_checker.UpdateChecker.check = lambda *_: None
from dbt_metricflow.cli.main import cli
cli()
"""


def query(warehouse: Path, metrics: str, group_by: str, settings: Settings) -> list[dict[str, str]]:
    """The metrics by the dimensions, both as comma-separated names; rows as MetricFlow prints them.

    Raises subprocess.CalledProcessError, with MetricFlow's own words as output, when it cannot answer.
    """
    with tempfile.TemporaryDirectory() as directory:
        project, found = Path(directory) / "dbt_project", Path(directory) / "found.csv"
        shutil.copytree(settings.dbt_project_dir, project, ignore=shutil.ignore_patterns("target", "logs"))
        places = {"DUBAN_WAREHOUSE": str(warehouse), "DUBAN_RECORDS_DIR": directory, "DUBAN_ACCESS": "read_only"}
        environment = {**os.environ, **NO_TELEMETRY, **places, "DBT_PROFILES_DIR": str(project)}
        parse = ["-m", "dbt.cli.main", "parse", "--quiet", "--no-version-check"]
        ask = ["-c", COMMAND, "query", "--metrics", metrics, "--group-by", group_by, "--csv", str(found)]
        for command in (parse, ask):
            subprocess.run([sys.executable, *command], cwd=project, env=environment, check=True, capture_output=True)
        with found.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


def main() -> int:
    """Print the answer as CSV; exit status 1 when MetricFlow has none."""
    settings = Settings.from_environment()
    metrics, group_by = [*sys.argv[1:], "attainment,judged,behind", "progress__unit_name"][:2]
    warehouse = (settings.published_dir / "latest").resolve() / WAREHOUSE_FILE
    try:
        rows = query(warehouse, metrics, group_by, settings)
    except subprocess.CalledProcessError as error:
        print((error.stdout + error.stderr).decode(errors="replace"), file=sys.stderr)
        return 1
    writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
