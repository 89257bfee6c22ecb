"""Whose a row of a built table is, as SQL over its columns (as those of ``t``)."""

from __future__ import annotations

from collections.abc import Collection

_OF_DOCUMENTS = ("document_id", "target_id", "task_id", "progress_id")  # each is its document or begins with it
_OF_PLACES = ("jurisdiction", "unit_id")  # a unit's id begins with its jurisdiction
# A correction's record is of either; the first column that a table has decides.
_OWNERS = ("record_key", "document_id", "jurisdiction", *_OF_DOCUMENTS, "unit_id")


def owner(columns: Collection[str]) -> str | None:
    """The document or else the jurisdiction whose a row is; None for a table that does not say."""
    name = next((name for name in _OWNERS if name in columns), None)
    return name and _first_part(name)


def jurisdiction(columns: Collection[str], documents: str) -> str | None:
    """The jurisdiction whose a row is; None for a table that looks across. ``documents`` tells each document's."""
    name = next((name for name in ("jurisdiction", *_OF_DOCUMENTS, "unit_id") if name in columns), None)
    if name is None or name in _OF_PLACES:
        return name and _first_part(name)
    return f"(select d.jurisdiction from {documents} as d where d.document_id = {_first_part(name)})"


def _first_part(name: str) -> str:
    return f"split_part(t.{name}, '/', 1)"
