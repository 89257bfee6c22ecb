"""``make board``: the ranked boards of the published release, as text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.publish.forms import Form, Line, by_key, load_forms, read_lines
from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.publish.words import text_width
from pipeline.settings import Settings

BOARDS = ("rpt_unit_board", "rpt_leader_board")
GAP = 2


def board_lines(warehouse: Path) -> list[str]:
    """Every board whole, one table per period and jurisdiction."""
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        forms = [form for form in load_forms() if form.table in BOARDS]
        return [line for form in forms for line in _board(form, read_lines(connection, form))]


def _board(form: Form, filled: Sequence[Line]) -> list[str]:
    heads = [column.headings[-1] for column in form.columns]
    lines = []
    for (period, jurisdiction), rows in sorted(by_key(filled).items(), reverse=True):
        lines += [f"{jurisdiction}{form.name}（{period}）", *_aligned([heads, *(row.values for row in rows)]), ""]
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
