"""Documentation and packaging that a reader relies on, kept true."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from pipeline.settings import NO_TELEMETRY, make_dagster_home

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def tracked_files() -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_every_make_command_of_the_readme_exists():
    commands = set(re.findall(r"\bmake ([a-z]+)\b", README))
    assert {"refresh", "test", "ui", "inspect"} <= commands
    assert commands <= TARGETS


def test_every_command_of_the_makefile_names_a_module_that_exists():
    for module in re.findall(r"\$\(PY\) -m ([a-z_.]+)", MAKEFILE):
        if module not in ("pip", "pytest"):
            assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), module


def test_the_rule_and_file_in_the_readmes_examples_exist():
    with (ROOT / "dbt_project" / "seeds" / "rules.csv").open(encoding="utf-8") as stream:
        rules = {row["rule_id"] for row in csv.DictReader(stream)}
    assert set(re.findall(r"RULE=(\w+)", README)) <= rules
    for name in re.findall(r"FILE=(\S+)", README):
        assert (ROOT / name).is_file(), name


def test_every_setting_of_the_readme_is_read():
    settings = (ROOT / "pipeline" / "settings.py").read_text("utf-8")
    for name in set(re.findall(r"`((?:DUBAN|DAGSTER)_[A-Z_]+)`", README)):
        assert f'"{name}"' in settings


def test_the_changelog_opens_with_the_packages_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == version


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_of_a_lock_is_pinned_by_hash(path):
    """Fails if a lock lists a package without hashes, or names an index or a file of one machine."""
    text = path.read_text("utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    for block in blocks:
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert not re.search(r"://|--(extra-)?index-url|--find-links|file:", text)


def test_the_locks_agree_on_every_package():
    """Fails if the tests run with other versions than a refresh does."""
    pins = {
        path.stem: dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE)) for path in LOCKS
    }
    for name, version in pins["runtime"].items():
        assert pins["dev"][name] == version
        assert pins["ocr"][name] == version


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[=><\[]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), name


def test_a_home_of_ones_own_sends_nothing_and_keeps_its_settings(tmp_path):
    make_dagster_home(tmp_path / "new")
    assert yaml.safe_load((tmp_path / "new" / "dagster.yaml").read_text("utf-8"))["telemetry"] == {"enabled": False}
    (tmp_path / "dagster.yaml").write_text("nux: {enabled: true}\n", "utf-8")
    make_dagster_home(tmp_path)
    assert yaml.safe_load((tmp_path / "dagster.yaml").read_text("utf-8")) == {"nux": {"enabled": True}}


def test_telemetry_is_off_for_every_tool():
    dagster = yaml.safe_load((ROOT / ".dagster" / "dagster.yaml").read_text("utf-8"))
    assert dagster["telemetry"] == {"enabled": False}
    assert (
        yaml.safe_load((ROOT / "dbt_project" / "dbt_project.yml").read_text("utf-8"))["flags"][
            "send_anonymous_usage_stats"
        ]
        is False
    )
    assert NO_TELEMETRY["GX_ANALYTICS_ENABLED"] == "false"
    for switch in ("DAGSTER_DISABLE_TELEMETRY", "DBT_SEND_ANONYMOUS_USAGE_STATS", "GX_ANALYTICS_ENABLED"):
        assert switch in MAKEFILE


def test_the_workspace_names_the_definitions():
    (entry,) = yaml.safe_load((ROOT / "workspace.yaml").read_text("utf-8"))["load_from"]
    module = entry["python_module"]["module_name"]
    assert entry["python_module"]["working_directory"] == ".", "`dagster definitions validate` would not find it"
    assert (ROOT / (module.replace(".", "/") + ".py")).is_file()


def test_no_file_names_a_place_of_one_machine():
    places = re.compile(r"(?<![\w.])/(?:work|home/\w+|root|Users/\w+)/")
    for path in tracked_files():
        if path.suffix in {".py", ".md", ".yml", ".yaml", ".toml", ".sql", ".txt"} and "raw" not in path.parts:
            assert not places.search(path.read_text("utf-8", errors="replace")), path


def test_every_table_of_the_contract_is_a_model():
    """Fails if docs/contract.md promises a table that no model builds."""
    promised = set(re.findall(r"`((?:dim|fct|bridge|rpt)_[a-z_]+)`", (ROOT / "docs/contract.md").read_text("utf-8")))
    models = {path.stem for path in (ROOT / "dbt_project/models").rglob("*.sql")}
    assert {"dim_documents", "fct_targets", "rpt_coverage"} <= promised
    assert promised <= models


def test_make_inspect_hands_on_the_name_as_it_is():
    name = "raw/云川县/2031年 $(touch x) 任务.txt"
    command = ["make", "--no-print-directory", "-n", "inspect", f"FILE={name}"]  # also below another make
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.strip().endswith('-m pipeline.inspect_document "$FILE"')
