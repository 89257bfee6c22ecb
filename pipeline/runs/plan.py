"""The plan of a refresh: which documents, with which source entries, under which content keys. No Dagster here.

``Reading`` is what the steps of one refresh hand each other about it: what was planned and how reading went.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SetAside, SourceEntryError
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.entries.sources import SourceEntries, default_entry, read_source_entries
from pipeline.manifest import (
    RawFile,
    RawState,
    content_hash,
    content_key,
    digest,
    hash_tree,
    list_documents,
    raw_state,
    reading_code_hash,
)
from pipeline.raw_names import SOURCE_FILE
from pipeline.runs.annexes import announcements
from pipeline.sealed import read_state, write_state
from pipeline.settings import REPOSITORY, Settings
from pipeline.store import DocumentOutcome

MATCHING_CODE = ("pipeline/match", "pipeline/records.py", "pipeline/period.py", "requirements/runtime.txt")


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """One document of the refresh: ``key`` names what reading it yields in the store.

    ``notice`` is the announcement it is annexed to, with that one's source entry; ``problem`` says why it is not
    read at all: its file or its source entry.
    """

    file: RawFile
    entry: SourceEntry
    key: str
    notice: tuple[RawFile, SourceEntry] | None = None
    problem: SetAside | None = None


def plan_documents(settings: Settings) -> list[PlannedDocument]:
    """Every document in raw/ with its source entry, by name; what cannot be read has its problem with it.

    The steps of a refresh share one plan: it is made anew only when something in raw/ or the code changed.
    """
    state, code_hash = raw_state(settings.raw_dir), reading_code_hash()
    if state is not None and (known := _plans.get(settings.raw_dir)) and known[0] == (state, code_hash):
        return list(known[1])
    planned = _plan(settings, code_hash)
    if state is not None:
        _plans[settings.raw_dir] = (state, code_hash), planned
    return list(planned)


_plans: dict[Path, tuple[tuple[RawState, str], list[PlannedDocument]]] = {}


def _plan(settings: Settings, code_hash: str) -> list[PlannedDocument]:
    entries = source_entries(settings.raw_dir)
    files = list_documents(settings.raw_dir)
    first = _first_of_bytes(files, entries)
    notices = announcements([file for file in files if file.problem is None])
    planned = []
    for file in files:
        problem = _problem(file, entries, first[file.sha256])
        planned.append(_planned(file, notices.get(file.file_name), entries, problem, code_hash))
    return sorted([*planned, *_without_file(settings, files, entries)], key=lambda document: document.file.file_name)


def _planned(
    file: RawFile, announcing: RawFile | None, entries: SourceEntries, problem: SetAside | None, code_hash: str
) -> PlannedDocument:
    entry = _entry_of(file, entries.entries)
    notice = None if announcing is None else (announcing, _entry_of(announcing, entries.entries))
    part_of = () if notice is None else (notice[0].file_name, notice[0].sha256, notice[1])
    told = () if problem is None else (str(problem),)
    return PlannedDocument(file, entry, content_key(file, (entry, *part_of, *told), code_hash), notice, problem)


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


def source_entries(raw_dir: Path) -> SourceEntries:
    """All entries and problems of all raw/<jurisdiction>/source.yml."""
    found = SourceEntries()
    for folder in sorted(path for path in raw_dir.iterdir() if path.is_dir()) if raw_dir.is_dir() else []:
        of_folder = read_source_entries(folder)
        found.entries.update(of_folder.entries)
        found.problems.update(of_folder.problems)
    return found


def _first_of_bytes(files: list[RawFile], entries: SourceEntries) -> dict[str, RawFile]:
    """The file that stands for its bytes where they lie in raw/ twice: one with a source entry, else the first name."""
    ordered = sorted(files, key=lambda file: (file.file_name not in entries.entries, file.file_name))
    return {file.sha256: file for file in reversed(ordered)}


def _problem(file: RawFile, entries: SourceEntries, first: RawFile) -> SetAside | None:
    """What keeps a file from being read: itself, its entry or the whole source.yml, or another with the same bytes."""
    if file.problem is not None:
        return file.problem
    whole = f"{file.file_name.split('/')[0]}/{SOURCE_FILE}"
    for name in (file.file_name, file.raw_name, whole):
        if name in entries.problems:
            return _misfit(entries.problems[name])
    return _duplicate(first) if first.file_name != file.file_name else None


def _misfit(error: SourceEntryError) -> SetAside:
    return SetAside(
        "source_entry",
        found=str(error),
        expected="an entry of the form that the README shows under Adding a document",
        advice="mend the entry; until then the document's last good version stays",
    )


def _duplicate(first: RawFile) -> SetAside:
    return SetAside(
        "duplicate",
        found=f"the same bytes as {first.file_name}",
        expected="each document once",
        advice=f"delete one of the two; {first.file_name} is the one that is read",
    )


def _without_file(settings: Settings, files: list[RawFile], entries: SourceEntries) -> list[PlannedDocument]:
    """Entries that speak of no file of raw/: told like a document, never a stop."""
    there = {name for file in files for name in (file.file_name, file.raw_name)}
    missing = [name for name in entries.problems if name not in there and not name.endswith(f"/{SOURCE_FILE}")]
    found = []
    for name in missing:
        problem = _misfit(entries.problems[name])
        file = RawFile(name, settings.raw_dir / name, digest([name]), 0, problem=problem)
        found.append(PlannedDocument(file, default_entry(name), digest([name, "missing"]), problem=problem))
    return found


def matching_code_hash() -> str:
    """A hash of the code that decides how documents are matched."""
    return hash_tree(REPOSITORY, MATCHING_CODE)


def matches_key(document_keys: list[str], code_hash: str) -> str:
    """The key of what matching these documents yields; their order does not matter."""
    return digest([*sorted(document_keys), code_hash])


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading the documents of one refresh went: content keys and outcomes, both in the plan's order.

    ``refused`` are documents that were read but do not fit with the others (matching, models, blocking
    expectations), by content key; each is set aside as if it could not be read.
    """

    content_hash: str
    keys: tuple[str, ...]
    as_read: tuple[DocumentOutcome, ...]
    read_at: dt.datetime  # UTC, without zone
    refused: Mapping[str, DocumentOutcome] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, planned: list[PlannedDocument], outcomes: list[DocumentOutcome]) -> Reading:
        """The reading of these documents, stamped now."""
        whole = content_hash(settings.raw_dir, [document.file for document in planned])
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        return cls(whole, tuple(document.key for document in planned), tuple(outcomes), now)

    @property
    def outcomes(self) -> tuple[DocumentOutcome, ...]:
        """What became of each document of the plan."""
        return tuple(self.refused.get(key, read) for key, read in zip(self.keys, self.as_read, strict=True))

    @property
    def has_faults(self) -> bool:
        """Whether our own code failed on a document, so that trying again makes sense."""
        return any(outcome.is_fault for outcome in self.outcomes)

    def without(self, refused: Mapping[str, DocumentOutcome]) -> Reading:
        """The same reading with more documents refused."""
        return dataclasses.replace(self, refused={**self.refused, **refused})

    def save(self, settings: Settings) -> None:
        """Hand this on to the later steps."""
        write_state(_reading_path(settings), dataclasses.asdict(self))

    @classmethod
    def load(cls, settings: Settings) -> Reading:
        """What the read step of the last refresh handed on. Raises FileNotFoundError when nothing was read yet."""
        content = read_state(_reading_path(settings), dict)
        if content is None:
            raise FileNotFoundError("nothing was read yet, or what was handed on is damaged: run make refresh")
        return cls(
            content["content_hash"],
            tuple(content["keys"]),
            tuple(DocumentOutcome(**outcome) for outcome in content["as_read"]),
            dt.datetime.fromisoformat(content["read_at"]),
            {key: DocumentOutcome(**outcome) for key, outcome in content["refused"].items()},
        )


def _reading_path(settings: Settings) -> Path:
    return settings.work_dir / "reading.json"
