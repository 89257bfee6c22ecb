"""Which tests share a worker where `make test` runs on several: those that share what is costly to make."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if WORKER:  # loading the definitions parses the dbt project into the data directory
    os.environ.setdefault("DUBAN_DATA_DIR", str(TESTS.parent / "data" / "tests" / WORKER))

# One release or one warehouse serves the whole folder. They take longest, so they begin first.
SHARING = ("whole_pipeline", "dbt_project", "publish")


def _shared_by(path: Path) -> str:
    """The folder whose fixtures a test file shares, or the file itself."""
    relative = path.relative_to(TESTS)
    return relative.parts[0] if relative.parts[0] in SHARING else relative.as_posix()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test with its group, the folders that share first."""
    groups = {item: _shared_by(item.path) for item in items}
    for item, group in groups.items():
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: SHARING.index(groups[item]) if groups[item] in SHARING else len(SHARING))
