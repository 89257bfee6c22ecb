"""``make board``: the ranked boards of the published release, as text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pipeline.publish.forms import Form, load_forms, text_width
from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.settings import Settings

BOARDS = ("rpt_unit_board", "rpt_leader_board")
GAP = 2


def board_lines(warehouse: Path) -> list[str]:
    """Every board whole, one table per period and jurisdiction."""
    import duckdb

    lines: list[str] = []
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for form in load_forms():
            if form.table in BOARDS:
                lines += _board(connection, form)
    return lines


def _board(connection: Any, form: Form) -> list[str]:
    lines = []
    groups = f"select distinct period_id, jurisdiction from marts.{form.table} order by period_id desc, jurisdiction"
    fields = ", ".join(column.field for column in form.columns)
    order = ", ".join(f"{field} nulls last" for field in form.order)
    query = f"select {fields} from marts.{form.table} where period_id = ? and jurisdiction = ? order by {order}"
    for period, jurisdiction in connection.execute(groups).fetchall():
        rows = connection.execute(query, [period, jurisdiction]).fetchall()
        heads = [column.headings[-1] for column in form.columns]
        lines += [f"{jurisdiction}{form.title}（{period}）", *_aligned([heads, *rows]), ""]
    return lines


def _aligned(rows: list[Any]) -> list[str]:
    texts = [[_text(value) for value in row] for row in rows]
    widths = [max(text_width(text) for text in column) + GAP for column in zip(*texts, strict=True)]
    return [
        "".join(text + " " * (width - text_width(text)) for text, width in zip(row, widths, strict=True))
        for row in texts
    ]


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, (str, int)) else f"{float(value):.1%}"


def main() -> int:
    """Print the boards; exit status 1 when nothing was published yet."""
    warehouse = Settings.from_environment().published_dir / WAREHOUSE_FILE
    if not warehouse.is_file():
        print("nothing is published yet: run `make refresh` first", file=sys.stderr)
        return 1
    print("\n".join(board_lines(warehouse)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
