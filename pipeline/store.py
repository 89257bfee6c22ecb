"""The record store: what was read from each document, as Parquet, by content key; and the working set dbt reads.

A content key names a document's bytes, its source entry and the code that read it, so a file of the store is
written once and never changed. Its checksum stands in a file that is written last: what was damaged counts as never
written.
"""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

from pipeline.manifest import hash_file
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES, RUN_TABLES, RecordType, arrow_schema
from pipeline.sealed import checksum, flush, read_state, replacing, write_state

_LOG = logging.getLogger("duban")

OUTCOMES, CHECKSUMS = "outcomes", "checksums"
SEAL = 16  # hex digits of a checksum that stand in a file's name
ALL_TABLES: dict[str, RecordType] = {**DOCUMENT_TABLES, **MATCH_TABLES, **RUN_TABLES}


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of reading one document.

    ``reason`` is a key of ``errors.REASONS``, or 'fault' for an error of ours.
    """

    document_id: str
    file_name: str
    success: bool
    jurisdiction: str | None = None
    layout: str | None = None
    counts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    unread_chars: int = 0
    reason: str | None = None
    error: str | None = None
    found: str | None = None
    expected: str | None = None
    advice: str | None = None
    where: str | None = None  # the page, row or line that what was found stands on
    columns: str | None = None  # what names the columns its records were stored with

    @property
    def is_fault(self) -> bool:
        """Whether our own code failed; such an outcome is not kept, so the next refresh tries again."""
        return self.reason == "fault"


class RecordStore:
    """Files ``<root>/<table>/<key>.parquet``; last come ``outcomes/<key>.json`` of a document, with the checksums of
    its files, and ``checksums/<key>.json`` of other files that belong together.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def parts(self) -> RecordStore:
        """The same records put together by jurisdiction, by the keys of its documents: what dbt reads."""
        return RecordStore(self.root / "parts")

    def path(self, table: str, key: str) -> Path:
        """Where the records of one table and key lie, whether or not they are there."""
        return self.root / table / f"{key}.parquet"

    def outcome(self, key: str) -> DocumentOutcome | None:
        """The outcome stored under ``key``, None when that content was never read whole, or a file is damaged."""
        content = read_state(self._state_path(OUTCOMES, key), dict)
        try:
            return DocumentOutcome(**content["outcome"]) if content and self._are_whole(key, content) else None
        except (KeyError, TypeError):  # written by other code: the document is read anew
            return None

    def write_document(self, key: str, outcome: DocumentOutcome, records: Mapping[str, Sequence[Any]]) -> None:
        """Store one document's records (every table, empty ones too) and then its outcome."""
        files = self._write(DOCUMENT_TABLES if outcome.success else (), key, records)
        write_state(self._state_path(OUTCOMES, key), {"outcome": dataclasses.asdict(outcome), "files": files})

    def write_matches(self, key: str, matches: Mapping[str, Sequence[Any]]) -> None:
        """Store the matches of one set of documents."""
        self.seal(key, self._write(MATCH_TABLES, key, matches))

    def seal(self, key: str, files: Mapping[str, str]) -> None:
        """Say that these tables of ``key`` are written, with the checksum of each file."""
        write_state(self._state_path(CHECKSUMS, key), {"files": files})

    def is_sealed(self, key: str) -> bool:
        """Whether the files of ``key`` are there as they were when they were sealed."""
        content = read_state(self._state_path(CHECKSUMS, key), dict)
        return content is not None and self._are_whole(key, content)

    def _write(self, tables: Iterable[str], key: str, rows: Mapping[str, Sequence[Any]]) -> dict[str, str]:
        return {table: write_records(self.path(table, key), table, rows.get(table, [])) for table in tables}

    def _are_whole(self, key: str, content: Mapping[str, Any]) -> bool:
        damaged = [
            path for table, known in content["files"].items() if checksum(path := self.path(table, key)) != known
        ]
        for path in damaged:
            _LOG.warning("%s is missing or damaged; it is made anew", path)
        return not damaged

    def read(self, table: str, keys: Iterable[str]) -> list[Any]:
        """The records of one table, of all keys in the order given."""
        return [record for key in keys for record in read_records(self.path(table, key), table)]

    def first(self, table: str, key: str, most: int) -> list[Any]:
        """The first records of one table and key."""
        import pyarrow.parquet as pq

        batch = next(pq.ParquetFile(self.path(table, key), memory_map=False).iter_batches(most), None)
        return [ALL_TABLES[table](**row) for row in batch.to_pylist()] if batch is not None else []

    def _state_path(self, kind: str, key: str) -> Path:
        return self.root / kind / f"{key}.json"


@cache
def document_columns() -> str:
    """What names the columns of every document table: another name, another column or type."""
    schemas = [f"{table}: {arrow_schema(record)}" for table, record in sorted(DOCUMENT_TABLES.items())]
    return hashlib.sha256("\n".join(schemas).encode()).hexdigest()[:16]


def link_working_set(store: RecordStore, working_set: Path, tables: Iterable[str], keys: Sequence[str]) -> None:
    """Make ``<working_set>/<table>/`` hold exactly the stored files of ``keys``; what is linked already stays.

    A table without any key gets one empty file, so whoever reads ``<table>/*.parquet`` always finds its columns.
    """
    for table in tables:
        directory = working_set / table
        directory.mkdir(parents=True, exist_ok=True)
        wanted = {f"{key}.parquet": store.path(table, key) for key in keys}
        for path in directory.iterdir():
            if path.name not in wanted or not path.samefile(wanted[path.name]):
                path.unlink()
            else:
                del wanted[path.name]
        for name, source in wanted.items():
            link_or_copy(source, directory / name)
        if not keys:
            write_records(directory / "none.parquet", table, [])


def forget_unlinked(store: RecordStore, keys: Iterable[str]) -> None:
    """Delete the files of ``store`` that no working set is linked to, but for those of ``keys``."""
    kept = set(keys)
    for path in store.root.glob("*/*.*"):
        if path.stem not in kept and path.stat().st_nlink == 1:
            path.unlink()


def join_records(path: Path, table: str, sources: Sequence[Path]) -> str:
    """Write the records of several files of one table as one file, in their order; returns its checksum."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [pq.read_table(source, memory_map=False) for source in sources]
    whole = pa.concat_tables([arrow_schema(ALL_TABLES[table]).empty_table(), *tables])
    with replacing(path) as temporary:
        pq.write_table(whole, temporary, compression="zstd")
        return hash_file(temporary)


def count_records(directory: Path) -> int:
    """The records of one table's folder, by what its files say of themselves."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in directory.glob("*.parquet"))


def first_records(directory: Path, table: str, most: int) -> list[Any]:
    """The first records of one table's folder; no more files are read than needed."""
    found: list[Any] = []
    for path in sorted(directory.glob("*.parquet")):
        found += read_records(path, table)[: most - len(found)]
        if len(found) >= most:
            break
    return found


def link_or_copy(source: Path, target: Path) -> None:
    """A hard link, or a copy where the file system has none."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def write_records(path: Path, table: str, records: Sequence[Any]) -> str:
    """Write records of one table as one Parquet file, in place at once; returns its checksum."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(ALL_TABLES[table])
    columns = [pa.array([getattr(record, field.name) for record in records], type=field.type) for field in schema]
    with replacing(path) as temporary:
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), temporary, compression="zstd")
        return hash_file(temporary)


def write_sealed(directory: Path, name: str, table: str, records: Sequence[Any]) -> None:
    """Write what nobody can make anew as ``<name>.<checksum>.parquet``; an earlier file of that name goes after."""
    writing = directory / f".{name}.parquet"
    sealed = directory / f"{name}.{write_records(writing, table, records)[:SEAL]}.parquet"
    flush(writing)
    writing.replace(sealed)
    flush(directory)
    for path in directory.glob(f"{name}.*parquet"):
        if path != sealed:
            path.unlink()


def is_sealed(path: Path) -> bool:
    """Whether a file's bytes are those that ``write_sealed`` named it by; a name of earlier times says nothing."""
    name, _, seal = path.stem.rpartition(".")
    return not name or (checksum(path) or "").startswith(seal or " ")


def read_records(path: Path, table: str) -> list[Any]:
    """Read one Parquet file back into records of its type."""
    import pyarrow.parquet as pq

    record_type = ALL_TABLES[table]
    return [record_type(**row) for row in pq.read_table(path, memory_map=False).to_pylist()]


_held_locks: dict[Path, IO[str]] = {}


def hold_lock(path: Path) -> None:
    """Wait until no other process refreshes this data directory; hold the lock until released or the process ends."""
    if path in _held_locks:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = path.open("w")
    fcntl.flock(stream, fcntl.LOCK_EX)
    _held_locks[path] = stream


def release_lock(path: Path) -> None:
    """Let the next refresh of this data directory begin."""
    stream = _held_locks.pop(path, None)
    if stream is not None:
        stream.close()
