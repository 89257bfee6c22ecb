"""What one page of the board shows, read from the published tables: rows as dicts, nothing worked out anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).with_name("queries")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Which page: a period on which a jurisdiction's documents report."""

    period_id: str
    period_label: str
    period_end: dt.date
    time_share: float
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything one page is made of."""

    page: Page
    judgements: Sequence[Row]
    rows: Sequence[Row]
    units: Sequence[Row]
    leaders: Sequence[Row]
    rules: Sequence[Row]
    coverage: Sequence[Row]
    unreported: Sequence[Row]
    findings: Sequence[Row]
    documents: Sequence[Row]
    review: Sequence[Row]  # what the machine is least sure of, first what would change most
    corrections: Sequence[Row]
    texts: Mapping[str, str]  # document_id -> the text in which offsets count
    courses: Mapping[str, Sequence[Row]]  # target_id -> its judgements, earliest first, where there are several


def read_pages(connection: Any) -> list[Page]:
    """The pages there are, the latest period first."""
    return [Page(**row) for row in _rows(connection, "pages")]


def read_plans(connection: Any) -> list[Row]:
    """Jurisdictions' plans that no report follows yet."""
    return _rows(connection, "plans")


def read_changes(connection: Any) -> list[Row] | None:
    """What changed since the release before; None where the warehouse does not say."""
    query = "select count(*) from duckdb_tables() where schema_name = 'marts' and table_name = 'rel_changes'"
    return _rows(connection, "changes") if connection.execute(query).fetchall() == [(1,)] else None


def read_board(connection: Any, page: Page) -> Board:
    """One page's rows, each list in the order it is shown in."""
    names = (
        "judgements",
        "rows",
        "units",
        "leaders",
        "rules",
        "coverage",
        "unreported",
        "findings",
        "documents",
        "review",
        "corrections",
    )
    keys = {"period_id": page.period_id, "jurisdiction": page.jurisdiction}
    courses: dict[str, list[Row]] = {}
    for row in _rows(connection, "courses", keys):
        courses.setdefault(row["target_id"], []).append(row)
    texts = {row["document_id"]: row["text"] for row in _rows(connection, "texts", keys)}
    return Board(page, courses=courses, texts=texts, **{name: _rows(connection, name, keys) for name in names})


def _rows(connection: Any, name: str, keys: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of queries/<name>.sql as dicts; its parameters are those of the page's keys that it names."""
    sql = (QUERIES / f"{name}.sql").read_text("utf-8")
    cursor = connection.execute(sql, {key: value for key, value in (keys or {}).items() if f"${key}" in sql})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
