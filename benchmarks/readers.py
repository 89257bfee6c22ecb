"""Readers at full rate while releases are published: ``python -m benchmarks.readers --publications 50 --readers 4``.

Every publication has another content, the same in each of its tables, and is made by the code that publishes. Reader
processes open what is published without pause, each in another of the ways that people use, and say what they saw:
a read fails when anything is missing or half there, and is mixed when two tables of it come from two releases.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from pipeline.publish.changes import write_changes
from pipeline.publish.release import LATEST, prune, publish, staged_release, write_release_file
from pipeline.publish.snapshot import write_snapshot
from pipeline.publish.verify import problems

TABLES = tuple(f"table_{name}" for name in "abcdef")
ROWS = 2000
QUARTER = "2023-Q3"


def publish_one(root: Path, number: int) -> None:
    """Publish a release whose every row of every table says ``number``."""
    import duckdb

    built = root / "built.duckdb"
    built.unlink(missing_ok=True)
    with duckdb.connect(str(built)) as connection:
        connection.execute("create schema marts")
        for table in TABLES:
            connection.execute(f"create table marts.{table}(id integer primary key, release_no integer)")
            connection.execute(f"insert into marts.{table} select range, {number} from range({ROWS})")
    latest = root / "published" / LATEST
    with staged_release(root / "releases", f"r{number}") as directory:
        write_snapshot(built, directory / "warehouse.duckdb", directory / "parquet", {})
        write_changes(directory / "warehouse.duckdb", latest.resolve() if number else None, directory / "parquet")
        write_release_file(directory, {"release_no": number})
    publish(root / "published", root / "releases" / f"r{number}", [QUARTER, LATEST])
    prune(root / "releases", root / "published")


def open_warehouse(published: Path) -> set[int]:
    """As BI tools do: the file in data/published/, every table in one query."""
    return _numbers(str(published / "warehouse.duckdb"), "marts.{}")


def open_quarter(published: Path) -> set[int]:
    """By the quarter's name, led once to its release: the warehouse, and what the release says of itself."""
    release = (published / QUARTER).resolve()
    said = json.loads((release / "release.json").read_text("utf-8"))["release_no"]
    return {said, *_numbers(str(release / "warehouse.duckdb"), "marts.{}")}


def open_parquet(published: Path) -> set[int]:
    """Led once to the latest release: its Parquet files."""
    folder = (published / LATEST).resolve() / "parquet"
    return _numbers(":memory:", f"read_parquet('{folder}/{{}}.parquet')")


def verify(published: Path) -> set[int]:
    """As ``make verify``: every file of the release against its checksums."""
    release = (published / LATEST).resolve()
    if found := problems(release):
        raise ValueError(found[0])
    return {json.loads((release / "release.json").read_text("utf-8"))["release_no"]}


WAYS: Mapping[str, Callable[[Path], set[int]]] = {
    way.__name__: way for way in (open_warehouse, open_quarter, open_parquet, verify)
}


def _numbers(database: str, relation: str) -> set[int]:
    """The numbers that all rows of all tables hold. Raises ValueError where rows are missing."""
    import duckdb

    parts = " union all ".join(f"select release_no from {relation.format(table)}" for table in TABLES)
    with duckdb.connect(database, read_only=database != ":memory:") as connection:
        found = connection.execute(f"select release_no, count(*) from ({parts}) group by all").fetchall()
    if sum(count for _, count in found) != ROWS * len(TABLES):
        raise ValueError(f"rows are missing: {found}")
    return {number for number, _ in found}


def read_on(published: Path, way: str, stop: Event, told: Any) -> None:
    """Read without pause until told to stop: puts (way, reads, releases seen, failures, mixed reads)."""
    reads, seen, failures, mixed = 0, set[int](), list[str](), list[str]()
    while not stop.is_set():
        reads += 1
        try:
            numbers = WAYS[way](published)
        except Exception as error:  # whatever a reader meets is what is counted here
            failures.append(repr(error))
            continue
        seen |= numbers
        if len(numbers) > 1:
            mixed.append(f"{sorted(numbers)}")
    told.put((way, reads, len(seen), failures, mixed))


def read_while_publishing(
    root: Path, publications: int, readers: int
) -> list[tuple[str, int, int, list[str], list[str]]]:
    """What each reader saw while ``publications`` releases followed each other."""
    context = get_context("spawn")
    stop, told = context.Event(), context.Queue()
    publish_one(root, 0)
    ways = [list(WAYS)[number % len(WAYS)] for number in range(readers)]
    started = [context.Process(target=read_on, args=(root / "published", way, stop, told)) for way in ways]
    for process in started:
        process.start()
    for number in range(1, publications + 1):
        publish_one(root, number)
    stop.set()
    seen = [told.get() for _ in started]
    for process in started:
        process.join()
    return seen


def main() -> int:
    """Exit status 1 when any read failed or was mixed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publications", type=int, default=50)
    parser.add_argument("--readers", type=int, default=len(WAYS))
    options = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        seen = read_while_publishing(Path(folder), options.publications, options.readers)
    for way, reads, releases, failures, mixed in sorted(seen):
        print(f"{way:<16}{reads:>6} reads of {releases} releases, {len(failures)} failures, {len(mixed)} mixed")
    wrong = [problem for _, _, _, failures, mixed in seen for problem in (*failures, *mixed)]
    print(*sorted(set(wrong)), f"{options.publications} publications in {time.perf_counter() - began:.0f} s, "
          f"{sum(reads for _, reads, *_ in seen)} reads, {len(wrong)} failed or mixed", sep="\n")  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
