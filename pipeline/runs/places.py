"""The jurisdictions of the working set: what each is made of, and whether that changed. No Dagster here.

Nearly every model looks at one jurisdiction (``tests/dbt_project/test_places.py``), so what is built of a jurisdiction
follows from its documents, its matches, the corrections of its documents and when they came.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.manifest import digest
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import RecordStore, link_or_copy, link_working_set, read_records, write_records

NOWHERE = ""  # the place of corrections that speak of no document of the working set
_OF_THE_RUN = ("runs", "periods", "manifest")
_OF_EARLIER_RUNS = ("outcomes", "quality_results")  # asked by what looks across jurisdictions alone
_RECORDS = "current.parquet"


@dataclass(frozen=True, slots=True)
class Place:
    """One jurisdiction: the keys of its records and of its matches in the store, and its documents."""

    name: str
    part: str
    matches: str
    documents: tuple[str, ...]


def link_places(store: RecordStore, working_set: Path, places: Sequence[Place]) -> None:
    """Make the working set hold the records and matches of exactly these jurisdictions."""
    link_working_set(store.parts, working_set, DOCUMENT_TABLES, [place.part for place in places])
    link_working_set(store, working_set, MATCH_TABLES, [place.matches for place in places])


def save_places(settings: Settings, places: Iterable[Place]) -> None:
    """Hand on which jurisdictions the working set holds."""
    write_state(_path(settings), [dataclasses.asdict(place) for place in places])


def load_places(settings: Settings) -> list[Place]:
    """The jurisdictions of the working set; none where that is not known."""
    content = read_state(_path(settings), list) or []
    return [Place(**{**place, "documents": tuple(place["documents"])}) for place in content]


def _path(settings: Settings) -> Path:
    return settings.work_dir / "places.json"


def link_some(settings: Settings, shard: Settings, places: Sequence[Place], *, loose: bool = True) -> None:
    """Make the working set of ``shard`` that of ``settings`` for some of its jurisdictions alone.

    ``loose``: with the corrections that speak of no document; one shard of several has them.
    """
    link_places(RecordStore(settings.records_dir), shard.working_set_dir, places)
    for table in _OF_THE_RUN:
        target = shard.working_set_dir / table / _RECORDS
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        link_or_copy(settings.working_set_dir / table / _RECORDS, target)
    for table in _OF_EARLIER_RUNS:
        write_records(shard.working_set_dir / table / "none.parquet", table, [])
    said = _corrections(settings, load_places(settings))
    names = {place.name for place in places} | ({NOWHERE} if loose else set())
    here = [record for name in sorted(names) for record in said.get(name, [])]
    write_records(shard.working_set_dir / "corrections" / _RECORDS, "corrections", here)


def place_keys(settings: Settings, places: Collection[Place]) -> dict[str, str] | None:
    """What the rows of each jurisdiction follow from, as a key; None when a correction joins two of them."""
    said = _corrections(settings, places)
    home = {document: place.name for place in places for document in place.documents}
    if any(home.get(_document(one.right_value), name) != name for name in {*said} - {NOWHERE} for one in said[name]):
        return None
    came = {one.document_id: one.ingested_at for one in _records(settings, "manifest")}
    (run,) = _records(settings, "runs")
    return {
        place.name: digest([
            *(place.part, place.matches, repr(said.get(place.name))),
            *(str(came.get(document, run.started_at)) for document in place.documents),
        ])
        for place in places
    }  # fmt: skip


def _corrections(settings: Settings, places: Iterable[Place]) -> dict[str, list[Any]]:
    """What people say of the documents of each jurisdiction."""
    home = {document: place.name for place in places for document in place.documents}
    said: dict[str, list[Any]] = defaultdict(list)
    for record in _records(settings, "corrections"):
        said[home.get(_document(record.record_key), NOWHERE)].append(record)
    return said


def _document(key: str | None) -> str:
    """The document that a record's key begins with."""
    return (key or "").split("/")[0]


def _records(settings: Settings, table: str) -> list[Any]:
    return read_records(settings.working_set_dir / table / _RECORDS, table)
