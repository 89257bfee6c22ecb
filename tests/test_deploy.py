"""deploy/ fits the project: the units start modules there are, the variables are read, the configurations agree."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))


def test_every_unit_starts_a_module_of_the_project_as_it_is_called():
    for unit in DEPLOY.glob("*.service"):
        (module, arguments) = re.search(r"^ExecStart=\S+ -m (\S+)(.*)$", unit.read_text(), re.M).groups()
        assert importlib.util.find_spec(module) is not None, unit.name
        source = (ROOT / f"{module.replace('.', '/')}.py").read_text("utf-8")
        assert f'"{arguments.split()[0]}"' in source, f"{module} knows no {arguments}"


def test_every_variable_is_one_that_the_project_reads():
    read = (ROOT / "pipeline/settings.py").read_text("utf-8") + (DEPLOY / "dagster-postgres.yaml").read_text("utf-8")
    for name in re.findall(r"^#? ?([A-Z_]+)=", (DEPLOY / "duban.env").read_text("utf-8"), re.M):
        assert name in read, name


def test_the_configuration_on_postgresql_differs_in_where_runs_are_kept_alone():
    """Fails if one of the two dagster.yaml is changed and the other forgotten."""
    ours = yaml.safe_load((ROOT / ".dagster/dagster.yaml").read_text("utf-8"))
    theirs = yaml.safe_load((DEPLOY / "dagster-postgres.yaml").read_text("utf-8"))
    assert theirs.pop("storage") == {"postgres": {"postgres_url": {"env": "DUBAN_RUNS_POSTGRES"}}}
    assert ours == theirs


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze (Debian package systemd)")
def test_systemd_takes_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/duban/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text.replace("/opt/duban", str(ROOT)).replace("User=duban", "User=root"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True, text=True,
    )  # fmt: skip
    said = [line for line in done.stderr.splitlines() if "duban" in line]
    assert not said and done.returncode == 0, done.stderr
