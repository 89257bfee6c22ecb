"""The record store: what was read from each document, as Parquet, by content key; and the working set dbt reads.

A content key names a document's bytes, its source entry and the code that read it, so a file of the store is
written once and never changed. Every file is written beside its place and renamed into it: a kill leaves no half.
"""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeVar

from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES, RUN_TABLES, RecordType, arrow_schema

_LOG = logging.getLogger("duban")
State = TypeVar("State")

OUTCOMES = "outcomes"
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
    columns: str | None = None  # what names the columns its records were stored with

    @property
    def is_fault(self) -> bool:
        """Whether our own code failed; such an outcome is not kept, so the next refresh tries again."""
        return self.reason == "fault"


class RecordStore:
    """Files ``<root>/<table>/<key>.parquet`` and ``<root>/outcomes/<key>.json``; the outcome is written last."""

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
        """The outcome stored under ``key``, None when that content was never read whole."""
        content = read_state(self._outcome_path(key), dict)
        try:
            return None if content is None else DocumentOutcome(**content)
        except TypeError:  # written by other code: the document is read anew
            return None

    def write_document(self, key: str, outcome: DocumentOutcome, records: Mapping[str, Sequence[Any]]) -> None:
        """Store one document's records (every table, empty ones too) and then its outcome."""
        for table in DOCUMENT_TABLES if outcome.success else ():
            write_records(self.path(table, key), table, records.get(table, []))
        text = json.dumps(dataclasses.asdict(outcome), ensure_ascii=False, sort_keys=True)
        with replacing(self._outcome_path(key)) as temporary:
            temporary.write_text(text, "utf-8")

    def write_matches(self, key: str, matches: Mapping[str, Sequence[Any]]) -> None:
        """Store the matches of one set of documents."""
        for table in MATCH_TABLES:
            write_records(self.path(table, key), table, matches.get(table, []))

    def has_matches(self, key: str) -> bool:
        """Whether every match table of this key is there."""
        return all(self.path(table, key).is_file() for table in MATCH_TABLES)

    def read(self, table: str, keys: Iterable[str]) -> list[Any]:
        """The records of one table, of all keys in the order given."""
        return [record for key in keys for record in read_records(self.path(table, key), table)]

    def first(self, table: str, key: str, most: int) -> list[Any]:
        """The first records of one table and key."""
        import pyarrow.parquet as pq

        batch = next(pq.ParquetFile(self.path(table, key), memory_map=False).iter_batches(most), None)
        return [ALL_TABLES[table](**row) for row in batch.to_pylist()] if batch is not None else []

    def _outcome_path(self, key: str) -> Path:
        return self.root / OUTCOMES / f"{key}.json"


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
    kept = {f"{key}.parquet" for key in keys}
    for path in store.root.glob("*/*.parquet"):
        if path.name not in kept and path.stat().st_nlink == 1:
            path.unlink()


def join_records(path: Path, table: str, sources: Sequence[Path]) -> None:
    """Write the records of several files of one table as one file, in their order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [pq.read_table(source, memory_map=False) for source in sources]
    whole = pa.concat_tables([arrow_schema(ALL_TABLES[table]).empty_table(), *tables])
    with replacing(path) as temporary:
        pq.write_table(whole, temporary, compression="zstd")


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


def write_records(path: Path, table: str, records: Sequence[Any]) -> None:
    """Write records of one table as one Parquet file, in place at once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(ALL_TABLES[table])
    columns = [pa.array([getattr(record, field.name) for record in records], type=field.type) for field in schema]
    with replacing(path) as temporary:
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), temporary, compression="zstd")


def read_records(path: Path, table: str) -> list[Any]:
    """Read one Parquet file back into records of its type."""
    import pyarrow.parquet as pq

    record_type = ALL_TABLES[table]
    return [record_type(**row) for row in pq.read_table(path, memory_map=False).to_pylist()]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Hand out a temporary path in the same directory and rename it to ``path`` when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_state(path: Path, kind: type[State]) -> State | None:
    """What a JSON file of derived state holds; None where there is none, or none that can be read: it is made anew."""
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        _LOG.warning("%s is damaged (%s); it is made anew", path, error)
        return None
    return content if isinstance(content, kind) else None


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
