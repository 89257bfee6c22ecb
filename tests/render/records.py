"""Compares what two media of one document yield: the records, without what must differ (ids of the file, places)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.understand import Understood, understand

PLACES = {"char_start", "char_end", "source_page", "narrative_start", "narrative_end"}
OWN_TO_THE_FILE = {"documents", "texts", "remainders"}


def understood(content: bytes, entry: SourceEntry, file_name: str) -> Understood:
    """The records of a rendering, under the source entry of the original."""
    return understand(content, dataclasses.replace(entry, file_name=file_name))


def comparable(result: Understood) -> dict[str, list[dict[str, Any]]]:
    """Every record as a mapping: the document's id neutral, blanks dropped, offsets and pages left out."""
    return {
        table: [_neutral(dataclasses.asdict(record), result.document_id) for record in records]
        for table, records in result.records.items()
        if table not in OWN_TO_THE_FILE
    }


def _neutral(record: dict[str, Any], document_id: str) -> dict[str, Any]:
    return {
        key: "".join(value.replace(document_id, "document").split()) if isinstance(value, str) else value
        for key, value in record.items()
        if key not in PLACES
    }


def entries(root: Path) -> list[SourceEntry]:
    """The source entries of the documents in raw/, in the order of their file names."""
    from pipeline.layouts.entries.sources import load_source_entries

    found = [entry for folder in sorted(root.iterdir()) if folder.is_dir() for entry in load_source_entries(folder)]
    return sorted(found, key=lambda entry: entry.file_name)
