"""Matching many jurisdictions in processes of their own: one job is one jurisdiction, and its result lies in the store.

What a process fails at, or loses by being killed, is left to the caller, who matches it in his own process and says why
it fails: the processes only make ready what can be made ready.

usage: python -m pipeline.runs.matching STORE   (jobs as JSON lines [key, [document keys]] on stdin; each is answered)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from pipeline.match import match
from pipeline.records import DOCUMENT_TABLES
from pipeline.runs.cluster import Cluster
from pipeline.settings import REPOSITORY
from pipeline.store import RecordStore

FEWEST = 6  # jurisdictions that are worth starting processes for
MAX_WORKERS = 4

Match = Callable[[Mapping[str, list[Any]]], dict[str, list[Any]]]
Job = tuple[str, Sequence[str]]  # the key of the matches, the content keys of the documents


def match_ahead(store: RecordStore, jobs: Mapping[str, Sequence[str]], scheduler: str | None = None) -> None:
    """Match what can be matched: ``jobs`` are the content keys of each set of documents, by the key of its matches.

    ``scheduler`` is the address of a cluster that does it instead of processes here.
    """
    if scheduler and jobs:
        with Cluster(scheduler) as cluster, ThreadPoolExecutor(cluster.size) as pool:
            list(pool.map(lambda job: _match_job(store, job, cluster.match), sorted(jobs.items())))
        return
    size = min(MAX_WORKERS, len(os.sched_getaffinity(0)))
    if len(jobs) < FEWEST or size < 2:
        return
    left = iter(sorted(jobs.items()))
    with ThreadPoolExecutor(size) as pool:
        list(pool.map(lambda _: _feed(store, left), range(size)))


def _feed(store: RecordStore, jobs: Iterator[Job]) -> None:
    """Give one process job after job until there are none, or until it has ended."""
    command = [sys.executable, "-m", __name__, str(store.root)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdin and worker.stdout
        try:
            for job in jobs:
                worker.stdin.write(f"{json.dumps(job)}\n")
                worker.stdin.flush()
                if not worker.stdout.readline():
                    return
        except BrokenPipeError:
            return


def serve(root: Path, requests: IO[str], replies: IO[str]) -> None:
    """Match job after job; a job that fails is answered like any other, its matches are not there then."""
    store = RecordStore(root)
    for line in requests:
        job: Job = json.loads(line)
        _match_job(store, job, match)
        print(job[0], file=replies, flush=True)


def _match_job(store: RecordStore, job: Job, match_records: Match) -> None:
    key, keys = job
    try:
        store.write_matches(key, match_records({table: store.read(table, keys) for table in DOCUMENT_TABLES}))
    except Exception as error:  # said by the caller, who tries again without the newest documents
        print(f"{key}: {error!r}", file=sys.stderr)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.stdin, sys.stdout)
