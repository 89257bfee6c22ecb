"""One refresh of the five documents for the whole folder, in directories of its own."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import REPOSITORY, Settings, set_tool_switches


@dataclass(frozen=True)
class Home:
    """A private raw/, data/ and DAGSTER_HOME, and the refreshes made in them."""

    settings: Settings

    def refresh(self, **changes: Any) -> str | None:
        """Refresh in this process; None when published, else what stopped it."""
        from pipeline.assets.jobs import run_refresh
        from pipeline.definitions import build_definitions

        settings = dataclasses.replace(self.settings, **changes)
        return run_refresh(settings, build_definitions(settings))

    def rows(self, query: str, name: str = "latest") -> list[tuple[Any, ...]]:
        """Query a published warehouse: the latest, or a quarter's."""
        import duckdb

        warehouse = (self.settings.published_dir / name).resolve() / "warehouse.duckdb"
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def drop(self, name: str, content: bytes) -> Path:
        """Put a file into raw/."""
        path = self.settings.raw_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


def make_home(root: Path) -> Home:
    """Directories of its own, with a copy of the repository's raw/."""
    shutil.copytree(REPOSITORY / "raw", root / "raw")
    (root / "dagster").mkdir()
    shutil.copy(REPOSITORY / ".dagster" / "dagster.yaml", root / "dagster")
    return home_at(root)


def home_at(root: Path) -> Home:
    """The home whose directories are ``raw``, ``data`` and ``dagster`` in ``root``."""
    settings = Settings.from_environment(
        {
            "DUBAN_RAW_DIR": f"{root}/raw",
            "DUBAN_DATA_DIR": f"{root}/data",
            "DAGSTER_HOME": f"{root}/dagster",
        }
    )
    set_tool_switches(settings)
    return Home(settings)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The five documents, refreshed once."""
    home = make_home(tmp_path_factory.mktemp("home"))
    problem = home.refresh()
    assert problem is None, problem
    yield home


@pytest.fixture(scope="session")
def in_home(home: Home) -> Callable[[str], list[tuple[Any, ...]]]:
    """Query the warehouse published from the five documents."""
    return home.rows
