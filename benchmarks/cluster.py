"""The same records by processes here and by a Dask cluster, one worker of it killed: ``benchmarks.cluster 120``.

Invented counties are read and matched twice into stores of their own, which are then compared file by file. Needs
``make cluster``; the cluster is two worker processes on this machine.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_corpus
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.manifest import list_documents
from pipeline.runs.matching import match_ahead
from pipeline.runs.plan import PlannedDocument
from pipeline.runs.reading import read_documents
from pipeline.store import RecordStore


def read_and_match(planned: list[PlannedDocument], root: Path, scheduler: str | None, killing: bool = False) -> float:
    """Read and match into a store at ``root``; the seconds it took. ``killing`` ends a worker in the middle."""
    started = time.monotonic()
    store = RecordStore(root)
    places: dict[str, list[str]] = {}
    outcomes = read_documents(planned, store, scheduler)
    for number, (plan, outcome) in enumerate(zip(planned, outcomes, strict=True)):
        if killing and scheduler and number == len(planned) // 2:
            kill_one(scheduler)
        if outcome.success:
            places.setdefault(outcome.jurisdiction or "", []).append(plan.key)
    match_ahead(store, {f"matches-of-{place}": sorted(keys) for place, keys in places.items()}, scheduler)
    return time.monotonic() - started


def kill_one(scheduler: str) -> None:
    """Kill the process of one worker; Dask's nanny starts another."""
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


def digest_of(root: Path) -> tuple[int, str]:
    """How many record files a store holds, and one digest of their names and bytes."""
    files = sorted(root.rglob("*.parquet"))
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return len(files), whole.hexdigest()[:16]


def main(count: int) -> None:
    """Print seconds and digests of each way. Raises SystemExit when they differ."""
    from distributed import LocalCluster

    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(2, threads_per_worker=1, dashboard_address=None) as workers,
    ):
        root = Path(folder)
        write_corpus(count, root)
        planned = [
            PlannedDocument(file, SourceEntry(file.file_name), file.sha256) for file in list_documents(root / "raw")
        ]
        found = {}
        for way, address, killing in (
            ("processes", None, False),
            ("cluster", workers.scheduler_address, False),
            ("cluster, one worker killed", workers.scheduler_address, True),
        ):
            seconds = read_and_match(planned, root / way, address, killing)
            files, found[way] = digest_of(root / way)
            sys.stdout.write(f"{way:28} {seconds:7.1f} s  {files} files  {found[way]}\n")
    if len(set(found.values())) > 1:
        raise SystemExit("the records differ")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120)
