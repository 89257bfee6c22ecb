"""One warehouse for the whole folder, built by dbt in this process from the records of an invented town."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dbt_project.town import Town, build_town
from tests.dbt_project.warehouse import Build, Warehouse, run_dbt


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Build a warehouse from a town: ``build(town, "--select", …)``. Raises AssertionError when dbt fails.

    Every build happens in one place, so that dbt parses the project once, and is moved out of it.
    """
    home = tmp_path_factory.mktemp("build")
    built: list[Warehouse] = []

    def build_one(town: Town, *arguments: str) -> Warehouse:
        town.write(home / "records")
        run_dbt(home, "build", *arguments)
        path = home.parent / f"warehouse-{len(built)}.duckdb"
        (home / "warehouse.duckdb").rename(path)
        built.append(Warehouse(path, home))
        return built[-1]

    yield build_one
    for warehouse in built:
        warehouse.close()


@pytest.fixture(scope="session")
def town_warehouse(build: Build) -> Warehouse:
    """溪口市 under the default rule, with every data test and unit test of the project run."""
    return build(build_town())
