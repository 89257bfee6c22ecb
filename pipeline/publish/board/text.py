"""``make board``: the ranked boards of the published release, as text; with RULE as that published rule has them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.publish.board.data import QUERIES
from pipeline.publish.board.other_rules import HOLDERS
from pipeline.publish.forms import Form, Line, by_key, load_forms, read_lines
from pipeline.publish.release import published_warehouse
from pipeline.publish.words import text_width
from pipeline.settings import Settings

BOARDS = ("rpt_unit_board", "rpt_leader_board")
RULE_HEADS = ("名次", "改用此规则", "名称", "可判定", "已完成", "已办结", "正常推进", "滞后", "未报告", "达标率")
GAP = 2


def board_lines(warehouse: Path, rule_id: str | None = None) -> list[str]:
    """Every board whole, one table per period and jurisdiction; under the release's own rule unless one is named.

    Raises ValueError for a rule that the release does not know, and names those it does.
    """
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        if rule_id is not None:
            return _under_rule(connection, rule_id)
        forms = [form for form in load_forms() if form.table in BOARDS]
        return [line for form in forms for line in _board(form, read_lines(connection, form))]


def _under_rule(connection: Any, rule_id: str) -> list[str]:
    names = dict(connection.execute("select rule_id, name from marts.dim_rules order by rule_id").fetchall())
    if rule_id not in names:
        raise ValueError(f"no published rule is called {rule_id!r}; there are {', '.join(names)}")
    rows = connection.execute((QUERIES / "under_rule.sql").read_text("utf-8"), {"rule_id": rule_id}).fetchall()
    lines = []
    for (period, jurisdiction, kind), group in groupby(rows, key=lambda row: row[:3]):
        lines += [f"{jurisdiction}{HOLDERS[kind]}晾晒表（{period}，{names[rule_id]}）"]
        lines += [*_aligned([RULE_HEADS, *(row[3:] for row in group)]), ""]
    return lines


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
    """Print the boards; exit status 1 when nothing was published yet, or the rule is none."""
    warehouse = published_warehouse(Settings.from_environment().published_dir)
    if warehouse is None:
        return 1
    try:
        print("\n".join(board_lines(warehouse, sys.argv[1] if len(sys.argv) > 1 else None)))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
