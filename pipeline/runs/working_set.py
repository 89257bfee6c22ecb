"""The working set: the documents that can be matched and built together, linked from the store. No Dagster here.

A document is the unit of failure, its jurisdiction the unit of matching: what cannot be matched or built with the
others of its jurisdiction is refused, its last published version stands in for it, and everyone else goes on.
"""

from __future__ import annotations

import dataclasses
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.manifest import digest
from pipeline.match import match
from pipeline.records import DOCUMENT_TABLES, DocumentRecord
from pipeline.runs.knowledge import CutOff
from pipeline.runs.last_good import Chosen, LastGood
from pipeline.runs.matching import match_ahead
from pipeline.runs.places import Place, link_places, save_places
from pipeline.runs.plan import PlannedDocument, Reading, matches_key, matching_code_hash
from pipeline.runs.run import first_seen
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore, forget_unlinked, join_records, read_records

# What is kept of a document that a later issue replaced: that it was there, and its words.
OF_EVERY_VERSION = {"documents", "texts"}


@dataclass(frozen=True, slots=True)
class WorkingSet:
    """The versions loaded, and the jurisdictions they are of."""

    documents: tuple[Chosen, ...]
    places: tuple[Place, ...]


def settle(
    settings: Settings,
    store: RecordStore,
    planned: Sequence[PlannedDocument],
    reading: Reading,
    cut_off: CutOff | None = None,
) -> tuple[WorkingSet, Reading]:
    """Choose a version of each document, match them, and link both into the working set.

    ``cut_off`` leaves out what was not known by then. The reading that comes back has the documents
    refused that could not be matched.
    """
    arrivals = {} if cut_off is None else {row.sha256: row.ingested_at for row in first_seen(settings)}
    while True:
        chosen = LastGood(settings).choose(planned, store, reading.refused)
        if cut_off is not None:
            chosen = [version for version in chosen if cut_off.holds(document_of(store, version), arrivals)]
        match_keys, refused = match_documents(store, chosen, settings.scheduler)
        if not refused:
            break
        reading = reading.without(refused)
    issues = store.read("versions", match_keys.values())
    replaced = {issue.document_id for issue in issues if issue.superseded_by is not None}
    places = tuple(
        Place(name, _part(store, versions, replaced), match_keys[name], tuple(v.outcome.document_id for v in versions))
        for name, versions in _by_place(chosen).items()
    )
    save_places(settings, ())  # while it is linked, the working set is neither the one nor the other
    link_places(store, settings.working_set_dir, places)
    save_places(settings, places)
    forget_unlinked(store.parts, [place.part for place in places])
    return WorkingSet(tuple(chosen), places), reading


def _by_place(chosen: Sequence[Chosen]) -> dict[str, list[Chosen]]:
    """The versions of each jurisdiction, jurisdictions in order."""
    places: dict[str, list[Chosen]] = defaultdict(list)
    for version in sorted(chosen, key=lambda version: version.outcome.jurisdiction or ""):
        places[version.outcome.jurisdiction or ""].append(version)
    return places


def _part(store: RecordStore, versions: Sequence[Chosen], replaced: Collection[str]) -> str:
    """The key of one jurisdiction's part: its records in one file a table, made where it is not there yet.

    Of documents that a later issue ``replaced`` only what is kept of every version is in it.
    """
    keys = [version.key for version in versions]
    standing = [version.key for version in versions if version.outcome.document_id not in replaced]
    part = digest([*keys, "standing", *standing])
    if not store.parts.is_sealed(part):
        files = {}
        for table in DOCUMENT_TABLES:
            of_table = keys if table in OF_EVERY_VERSION else standing
            sources = [store.path(table, key) for key in of_table]
            files[table] = join_records(store.parts.path(table, part), table, sources)
        store.parts.seal(part, files)
    return part


def document_of(store: RecordStore, version: Chosen) -> DocumentRecord:
    """The document record of a version."""
    (record,) = store.read("documents", [version.key])
    return cast("DocumentRecord", record)


def loaded_documents(settings: Settings) -> list[DocumentRecord]:
    """The document records of the working set."""
    paths = sorted((settings.working_set_dir / "documents").glob("*.parquet"))
    return [cast("DocumentRecord", record) for path in paths for record in read_records(path, "documents")]


def match_documents(
    store: RecordStore, chosen: Sequence[Chosen], scheduler: str | None = None
) -> tuple[dict[str, str], dict[str, DocumentOutcome]]:
    """Match each jurisdiction's documents into the store: the keys of what is there, and who could not be matched."""
    places = _by_place(chosen)
    keys: dict[str, str] = {}
    refused: dict[str, DocumentOutcome] = {}
    code_hash = matching_code_hash()
    keyed = {place: matches_key([version.key for version in versions], code_hash) for place, versions in places.items()}
    new = {place: key for place, key in keyed.items() if not store.is_sealed(key)}
    match_ahead(store, {key: sorted(version.key for version in places[place]) for place, key in new.items()}, scheduler)
    for place, versions in places.items():
        key = keyed[place]
        if store.is_sealed(key) or not (found := _match(store, versions, key)):
            keys[place] = key
        else:
            refused.update(found)
    return keys, refused


def _match(store: RecordStore, versions: Sequence[Chosen], key: str) -> dict[str, DocumentOutcome]:
    """Match one jurisdiction; empty when that went well, else the documents that stand in its way."""
    errors: dict[str, str] = {}

    def works(some: Sequence[Chosen]) -> bool:
        keys = sorted(version.key for version in some)
        try:
            matches = match({table: store.read(table, keys) for table in DOCUMENT_TABLES})
        except Exception:
            errors[some[-1].key] = traceback.format_exc()
            return False
        if len(some) == len(versions):
            store.write_matches(key, matches)
        return True

    kept = keep_working([], in_order_of_trust(versions), works)
    left = [version for version in versions if version not in kept]
    return {version.key: refusal(version, "unmatched", errors[version.key]) for version in left}


def in_order_of_trust(versions: Sequence[Chosen]) -> list[Chosen]:
    """What was published before comes first, plans before reports: the newcomer is the one to be refused."""
    return sorted(versions, key=lambda v: (not v.was_published, "progress" in v.outcome.counts, v.file_name))


def keep_working(
    kept: Sequence[Chosen], items: Sequence[Chosen], works: Callable[[Sequence[Chosen]], bool]
) -> list[Chosen]:
    """The items that work with ``kept`` and with the items kept before them, found by halving.

    ``works`` gets a list that begins with ``kept``; for a single item that fails, the list ends with that item.
    """
    if not items or works([*kept, *items]):
        return list(items)
    if len(items) == 1:
        return []
    middle = len(items) // 2
    first = keep_working(kept, items[:middle], works)
    return [*first, *keep_working([*kept, *first], items[middle:], works)]


def refusal(version: Chosen, reason: str, error: str, found: str | None = None) -> DocumentOutcome:
    """The outcome of a document that was read and is set aside all the same; ``error`` ends with what went wrong."""
    return dataclasses.replace(
        version.outcome,
        success=False,
        counts={},
        reason=reason,
        error=error,
        found=found or error.strip().splitlines()[-1],
        expected=EXPECTED[reason],
        advice=ADVICE,
    )


EXPECTED: Mapping[str, str] = {
    "unmatched": "records that can be matched with the other documents of the jurisdiction",
    "breaks_build": "records with which every model builds",
    "fails_check": "rows that hold every critical expectation of expectations/",
}
ADVICE = (
    "look at the rows named above in the document; when they are right, this is a fault of the program: report it with "
    "the file, or give source.yml a quirk that mends the text"
)
