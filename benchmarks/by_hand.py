"""Draws cells of the wide table and the forms for a person to check against the documents in raw/.

    python -m benchmarks.by_hand 60 13 [data/published]

Prints, for each of the cells that the seed draws, where it stands, what it says, and the file and the words at which to
open the document. Nothing is judged here: that is what the person is for.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.read_back import plain
from pipeline.publish.forms import load_forms
from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.settings import Settings

WIDE = "rpt_judgements"
# What the wide table takes from documents or concludes from them; its other columns repeat these or are keys.
WIDE_COLUMNS = (
    *("list_label", "section_title", "task_no", "lead_unit", "leader_name", "indicator_name", "scope"),
    *("target_text", "deadline", "actual_text", "ratio", "verdict_label", "reason", "findings"),
)
WIDE_SHARE = 2  # of so many cells one is of the wide table
SHOWN = 60  # characters of an indicator's line
OURS = ("issue_no", "issue_code", "history")  # what no document says
COUNTED = ("rpt_unit_board", "rpt_leader_board", "rpt_list_coverage")  # sums over rows: read_back compares these


def draw(connection: Any, count: int, seed: int) -> Iterator[dict[str, str]]:
    """``count`` cells that say something: half of the wide table, half of the forms, each table's rows alike."""
    chance = random.Random(seed)
    forms = [form for form in load_forms() if form.table not in COUNTED]
    for number in range(count):
        if number % WIDE_SHARE == 0:
            yield _cell(connection, chance, WIDE, WIDE_COLUMNS, "true")
        else:
            form = forms[number // WIDE_SHARE % len(forms)]
            yield _cell(connection, chance, form.table, [column.field for column in form.columns], form.where)


def _cell(connection: Any, chance: random.Random, table: str, columns: Any, where: str) -> dict[str, str]:
    """A filled cell of a row drawn from a table."""
    cursor = connection.execute(f"select * from marts.{table} where {where} order by all")
    names = [column[0] for column in cursor.description]
    row = dict(zip(names, chance.choice(cursor.fetchall()), strict=True))
    column = chance.choice([name for name in columns if name not in OURS and row[name] not in (None, "")])
    return {"table": table, "column": column, "cell": plain(row[column]), "source": _source(connection, row)}


def _source(connection: Any, row: dict[str, Any]) -> str:
    """Files and the words at which the row's task, target and report row stand in them."""
    places = []
    for key, table in (("task_id", "fct_tasks"), ("target_id", "fct_targets"), ("progress_id", "fct_progress")):
        query = f"""
            select file_name, quote from marts.{table}
            inner join marts.dim_documents using (document_id) where {key} = ?
        """
        places += [f"{name}: {quote}" for name, quote in connection.execute(query, [row.get(key)]).fetchall()]
    query = f"""
        select file_name, substr(text, char_start + 1, {SHOWN}) from marts.dim_indicators
        inner join marts.dim_documents using (document_id) inner join marts.dim_document_texts using (document_id)
        where indicator_id = ?
    """
    places += [f"{name}: {text}" for name, text in connection.execute(query, [row.get("indicator_id")]).fetchall()]
    return "\n    ".join(places)


def main() -> int:
    """Print the cells drawn from the release named on the command line, else the published one."""
    import duckdb

    count, seed = (int(text) for text in (*sys.argv[1:3], "60", "13")[:2])
    published = Path(sys.argv[3]) if len(sys.argv) > 3 else Settings.from_environment().published_dir
    with duckdb.connect(str(published / WAREHOUSE_FILE), read_only=True) as connection:
        for number, cell in enumerate(draw(connection, count, seed), start=1):
            print(f"{number}. {cell['table']}.{cell['column']}: {cell['cell']}\n    {cell['source']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
