"""Records of several places: the invented town, a twin of it that shares every name, and counties of the corpus."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.corpus.county import counties
from benchmarks.corpus.documents import documents
from benchmarks.corpus.media import file_name, to_bytes
from pipeline.layouts.entries.sources import default_entry
from pipeline.match import match
from pipeline.records import DOCUMENT_TABLES, ManifestRecord
from pipeline.understand import understand
from tests.dbt_project.town import STARTED, TOWN, Town, write_tables

TWIN = "溪上市"
OF_ALL = {"runs", "periods"}  # what a run says, whatever places there are
Tables = Mapping[str, list[Any]]


@dataclasses.dataclass(frozen=True)
class Places:
    """Records by table, to be built as a town is."""

    tables: Tables

    def write(self, directory: Path) -> None:
        """Write every table as ``<directory>/<table>/records.parquet``, empty ones too."""
        write_tables(directory, self.tables)


def together(places: Iterable[Tables]) -> Places:
    """Several places as one working set; what a run says stands once."""
    found: dict[str, list[Any]] = defaultdict(list)
    for place in places:
        for table, rows in place.items():
            if table not in OF_ALL or not found[table]:
                found[table] = [*found[table], *rows]
    return Places(found)


def twin_of(town: Town) -> Tables:
    """The same town under another name: its documents, and so all its keys, are others."""
    renamed = {document.document_id: f"twin{document.document_id[4:]}" for document in town.tables["documents"]}
    renamed |= {name: f"t{number}{name[2:]}" for number, name in enumerate(renamed)}

    def rename(value: Any) -> Any:
        if isinstance(value, str):
            for old, new in {**renamed, TOWN: TWIN}.items():
                value = value.replace(old, new)
        return value

    def twin(record: Any) -> Any:
        return dataclasses.replace(
            record, **{f.name: rename(getattr(record, f.name)) for f in dataclasses.fields(record)}
        )

    return {table: rows if table in OF_ALL else [twin(row) for row in rows] for table, rows in town.finish().items()}


def county_tables(count: int) -> list[Tables]:
    """The records of the corpus' first counties, each read and matched by itself."""
    found = []
    for county in islice(counties(1), count):
        tables: dict[str, list[Any]] = defaultdict(list)
        for page in documents(county):
            name = f"{county.name}/{file_name(page)}"
            for table, rows in understand(to_bytes(page), default_entry(name)).records.items():
                tables[table] += rows
        tables |= match({table: tables[table] for table in DOCUMENT_TABLES})
        tables["manifest"] = [
            ManifestRecord(d.document_id, d.file_name, d.sha256, STARTED) for d in tables["documents"]
        ]
        found.append(tables)
    return found
