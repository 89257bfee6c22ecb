"""Small Markdown tables for the UI: what a person wants to see of an asset without querying it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import dagster as dg

PREVIEW_ROWS = 10
CELL_WIDTH = 48


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a Markdown table, long cells clipped, at most ``PREVIEW_ROWS`` of them."""
    lines = [_line(columns), _line(["---"] * len(columns))]
    lines += [_line([_cell(value) for value in row]) for row in list(rows)[:PREVIEW_ROWS]]
    return "\n".join(lines)


def preview(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dg.MarkdownMetadataValue:
    """``markdown_table`` as metadata."""
    return dg.MetadataValue.md(markdown_table(columns, rows) if rows else "*no rows*")


def records_preview(records: Sequence[Any]) -> dg.MarkdownMetadataValue:
    """The first records of one table, every column."""
    if not records:
        return preview([], [])
    columns = list(type(records[0]).__dataclass_fields__)
    return preview(columns, [[getattr(record, name) for name in columns] for record in records[:PREVIEW_ROWS]])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = str(value).replace("|", "\\|").replace("\n", " ").replace("\t", " ")
    return text if len(text) <= CELL_WIDTH else f"{text[: CELL_WIDTH - 1]}…"
