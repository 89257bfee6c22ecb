"""What is installed at run time is what the pipeline imports, and nothing of the development or OCR extras."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMPORTED_AS = {
    "great-expectations": "great_expectations",
    "dagster-dbt": "dagster_dbt",
    "dbt-core": "dbt",
    "pyyaml": "yaml",
}
# Asked for by another package, by name.
NOT_IMPORTED = {"dbt-duckdb": "dbt loads its adapter by name"}


def _dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [re.split(r"[=<>~\[ ]", line)[0] for line in project["dependencies"]]


def _imported() -> set[str]:
    names: set[str] = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def test_every_runtime_dependency_is_imported():
    """Fails if a package is installed for everyone and nothing uses it."""
    imported = _imported()
    unused = [name for name in _dependencies() if IMPORTED_AS.get(name, name.replace("-", "_")) not in imported]
    assert sorted(unused) == sorted(NOT_IMPORTED)
