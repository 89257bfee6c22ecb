"""The plan of a refresh: which documents, with which source entries, under which content keys. No Dagster here.

``Reading`` is what the steps of one refresh hand each other about it: what was planned and how reading went.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.assets.annexes import announcements
from pipeline.layouts.parsed import SourceEntry
from pipeline.layouts.sources import default_entry, load_source_entries
from pipeline.manifest import (
    RawFile,
    content_hash,
    content_key,
    digest,
    hash_tree,
    list_documents,
    reading_code_hash,
)
from pipeline.settings import REPOSITORY, Settings
from pipeline.store import DocumentOutcome, replacing

MATCHING_CODE = ("pipeline/match", "pipeline/records.py", "requirements/runtime.txt")


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """One document of the refresh: ``key`` names what reading it yields in the store.

    ``notice`` is the announcement it is annexed to, with that one's source entry.
    """

    file: RawFile
    entry: SourceEntry
    key: str
    notice: tuple[RawFile, SourceEntry] | None = None


def plan_documents(settings: Settings) -> list[PlannedDocument]:
    """Every document in raw/ with its source entry. Raises ``SourceEntryError`` for a source.yml that does not fit."""
    entries = source_entries(settings.raw_dir)
    code_hash = reading_code_hash()
    files = list_documents(settings.raw_dir)
    notices, planned = announcements(files), []
    for file in files:
        entry, announcing = _entry_of(file, entries), notices.get(file.file_name)
        notice = None if announcing is None else (announcing, _entry_of(announcing, entries))
        part_of = () if notice is None else (notice[0].file_name, notice[0].sha256, notice[1])
        planned.append(PlannedDocument(file, entry, content_key(file, (entry, *part_of), code_hash), notice))
    return planned


def _entry_of(file: RawFile, entries: Mapping[str, SourceEntry]) -> SourceEntry:
    """A document's entry; a member of a bundle without its own has the bundle's, but for what speaks of one text."""
    if file.file_name in entries:
        return entries[file.file_name]
    if file.raw_name in entries:
        of_bundle = entries[file.raw_name]
        return dataclasses.replace(
            of_bundle, file_name=file.file_name, title=None, doc_type=None, sha256=None, quirks=()
        )
    return dataclasses.replace(default_entry(file.raw_name), file_name=file.file_name)


def source_entries(raw_dir: Path) -> dict[str, SourceEntry]:
    """All entries of all raw/<jurisdiction>/source.yml by file name relative to raw/."""
    folders = sorted(path for path in raw_dir.iterdir() if path.is_dir()) if raw_dir.is_dir() else []
    return {entry.file_name: entry for folder in folders for entry in load_source_entries(folder)}


def matches_key(document_keys: list[str]) -> str:
    """The key of what matching these documents yields; their order does not matter."""
    return digest([*sorted(document_keys), hash_tree(REPOSITORY, MATCHING_CODE)])


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading the documents of one refresh went: their content keys and outcomes, both in the plan's order."""

    content_hash: str
    keys: tuple[str, ...]
    outcomes: tuple[DocumentOutcome, ...]
    read_at: dt.datetime  # UTC, without zone

    @classmethod
    def of(cls, settings: Settings, planned: list[PlannedDocument], outcomes: list[DocumentOutcome]) -> Reading:
        """The reading of these documents, stamped now."""
        whole = content_hash(settings.raw_dir, [document.file for document in planned])
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        return cls(whole, tuple(document.key for document in planned), tuple(outcomes), now)

    @property
    def has_faults(self) -> bool:
        """Whether our own code failed on a document, so that trying again makes sense."""
        return any(outcome.is_fault for outcome in self.outcomes)

    def save(self, settings: Settings) -> None:
        """Hand this on to the later steps."""
        with replacing(_reading_path(settings)) as temporary:
            temporary.write_text(json.dumps(dataclasses.asdict(self), ensure_ascii=False, default=str), "utf-8")

    @classmethod
    def load(cls, settings: Settings) -> Reading:
        """What the read step of the last refresh handed on. Raises FileNotFoundError when nothing was read yet."""
        content = json.loads(_reading_path(settings).read_text("utf-8"))
        outcomes = tuple(DocumentOutcome(**outcome) for outcome in content["outcomes"])
        read_at = dt.datetime.fromisoformat(content["read_at"])
        return cls(content["content_hash"], tuple(content["keys"]), outcomes, read_at)


def _reading_path(settings: Settings) -> Path:
    return settings.work_dir / "reading.json"
