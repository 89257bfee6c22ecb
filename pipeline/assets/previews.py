"""Small Markdown tables for the UI: what a person wants to see of an asset without querying it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import dagster as dg

from pipeline.publish.words import seen

PREVIEW_ROWS = 10
CELL_WIDTH = 48
# What Markdown reads as more than a character, the starts of bare links too.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#!|&~$@]|:(?=//)|(?<=www)\.")


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], most: int = PREVIEW_ROWS) -> str:
    """Rows as a Markdown table, long cells clipped, at most ``most`` of them."""
    lines = [_line(columns), _line(["---"] * len(columns))]
    lines += [_line([_cell(value) for value in row]) for row in list(rows)[:most]]
    return "\n".join(lines)


def preview(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], most: int = PREVIEW_ROWS
) -> dg.MarkdownMetadataValue:
    """``markdown_table`` as metadata."""
    return dg.MetadataValue.md(markdown_table(columns, rows, most) if rows else "*no rows*")


def records_preview(records: Sequence[Any]) -> dg.MarkdownMetadataValue:
    """The first records of one table, every column."""
    if not records:
        return preview([], [])
    columns = list(type(records[0]).__dataclass_fields__)
    return preview(columns, [[getattr(record, name) for name in columns] for record in records[:PREVIEW_ROWS]])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    return "" if value is None else escaped(_clipped(" ".join(seen(str(value)).split())))


def _clipped(text: str) -> str:
    return text if len(text) <= CELL_WIDTH else f"{text[: CELL_WIDTH - 1]}…"


def escaped(text: str) -> str:
    """A document's words as Markdown that shows them: no link, picture, tag or table comes out of them."""
    return _MARKDOWN.sub(r"\\\g<0>", text)
