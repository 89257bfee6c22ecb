"""Every row of every published table of the invented town: a wrong join or comparison changes one of them.

``town.read`` holds them; ``python -m tests.dbt_project.test_every_row`` writes it down anew: each line that changes has
to be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.dbt_project.town import build_town
from tests.dbt_project.warehouse import Warehouse, run_dbt

WRITTEN = Path(__file__).with_name("town.read")
TABLES = "select table_name from information_schema.tables where table_schema = 'marts' order by all"
GIVEN = re.compile("dim_(?:dates|periods|rules|document_texts)|rpt_rule_board")  # seeds, or sums of what is here


def lines(warehouse: Warehouse) -> Iterator[str]:
    """A line for each row, its columns in their order without those that are empty, the rows sorted."""
    for table in (row["table_name"] for row in warehouse.rows(TABLES)):
        if not GIVEN.search(table):
            yield from sorted(_line(table, row) for row in warehouse.rows(f'select * from marts."{table}"'))


def _line(table: str, row: dict[str, Any]) -> str:
    told = (f"{name}={_plain(value)}" for name, value in row.items() if value not in (None, "", False))
    return re.sub(r"\s+", " ", " | ".join([table, *told]))


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def test_every_row_is_as_written_down(town_warehouse: Warehouse) -> None:
    found, written = list(lines(town_warehouse)), WRITTEN.read_text("utf-8").splitlines()
    gone, come = [line for line in written if line not in found], [line for line in found if line not in written]
    assert (gone, come, len(found)) == ([], [], len(written))


if __name__ == "__main__":
    with TemporaryDirectory() as directory:
        build_town().write(Path(directory) / "records")
        run_dbt(Path(directory), "build", "--exclude-resource-type", "unit_test")
        built = Warehouse(Path(directory) / "warehouse.duckdb")
        WRITTEN.write_text("\n".join(lines(built)) + "\n", "utf-8")
