"""Who may import whom: nothing imports upward, and the pure rooms stay pure."""

from __future__ import annotations

import ast
import graphlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# From the ground up; a module may import from its own room and the rooms before it.
ROOMS = (
    ("records", "errors", "raw_names"),
    ("period",),
    ("office",),
    ("integrity",),
    ("language",),
    ("readers",),
    ("layouts",),
    ("understand",),
    ("inspect_document", "inspection"),
    ("match",),
    ("settings",),
    ("sandbox",),
    ("manifest",),
    ("sealed", "lean"),
    ("store",),
    ("runs",),
    ("warehouse",),
    ("checks",),
    ("publish",),
    ("watch",),
    ("assets",),
    ("definitions",),
    ("refresh", "ui", "backup"),
)
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
PURE = ("records", "period", "errors", "integrity", "readers", "language", "layouts", "understand", "match")
# Nothing a pure room needs: frameworks, the network, the environment, the clock.
NOT_PURE = {
    *("dagster", "dagster_dbt", "dbt", "great_expectations", "requests", "urllib3", "socket", "http", "os"),
    *("time", "random", "subprocess", "pipeline.settings"),
}
WITHOUT_DAGSTER = set(LEVEL) - {"assets", "definitions", "refresh", "ui"}
CLOCK_CALLS = {"now", "today", "utcnow"}
FILES = sorted((ROOT / "pipeline").rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Every module named in an import anywhere in the file, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_imports_upward(path):
    room = room_of(path)
    if room == "__init__":
        return
    for module in imports_of(path):
        if module.startswith("pipeline."):
            other = module.split(".")[1]
            assert LEVEL[other] <= LEVEL[room], f"{room} must not import {module}"


@pytest.mark.parametrize(
    "path", [path for path in FILES if room_of(path) in PURE], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_pure_rooms_know_no_framework_clock_or_environment(path):
    for module in imports_of(path):
        assert not {module, module.split(".")[0]} & NOT_PURE, f"{module} in a pure room"
        if module.split(".")[0] == "duckdb":
            assert room_of(path) == "match", "only matching may use DuckDB, to block"
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert not names & CLOCK_CALLS, "a pure room asked for the time"


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if room_of(path) in WITHOUT_DAGSTER],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_only_assets_and_their_users_know_dagster(path):
    assert not [module for module in imports_of(path) if module.startswith("dagster")], "Dagster belongs to assets/"


def test_only_settings_reads_the_environment():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in FILES
        if "os.environ" in path.read_text("utf-8") or "getenv" in path.read_text("utf-8")
    ]
    assert readers == ["pipeline/settings.py"]


def test_sql_lives_in_dbt_not_in_the_assets():
    """Fails if an asset module computes in SQL; looking at what was built is all it may do."""
    for path in FILES:
        if room_of(path) == "assets":
            text = path.read_text("utf-8").lower()
            assert " group by " not in text and " join " not in text.replace('" ".join', ""), path


def test_no_module_imports_itself_through_others():
    modules = {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
        for path in FILES
    }
    graph = {name: _modules_of(path, modules) - {name} for name, path in modules.items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def _modules_of(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules of this project that a file imports when it is loaded."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module in modules:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inside & modules.keys()) or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules.keys()
    return found
