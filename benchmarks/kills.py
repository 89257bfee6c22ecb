"""Kill what a refresh keeps and publishes at every one of its steps: ``python -m benchmarks.kills``.

A child process stores a document, its matches and its history and publishes a release; it is killed (SIGKILL, to
itself) at its nth opening, renaming, linking or deleting of a file, for every n. After each kill the release published
before is whole, and the next run succeeds without repair and leaves the same as a run that was never killed.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.publish.release import LATEST, prune, publish, staged_release, write_release_file
from pipeline.publish.verify import problems
from pipeline.records import MATCH_TABLES, ManifestRecord, TextRecord
from pipeline.runs.last_good import Chosen, LastGood
from pipeline.runs.run import read_history
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore, write_sealed

STEPS = {"open", "os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.chmod"}
OUTCOME = DocumentOutcome("d", "a.txt", True)
ROW = ManifestRecord("d", "a.txt", "d", dt.datetime(2023, 10, 1))


def keep_and_publish(settings: Settings, name: str, names: list[str]) -> None:
    """What a refresh does to its data directory: store what is not whole yet, remember, publish, prune."""
    store = RecordStore(settings.records_dir)
    if store.outcome("k") is None:
        store.write_document("k", OUTCOME, {"texts": [TextRecord("d", "新建公园8个。")]})
    if not store.is_sealed("m"):
        store.write_matches("m", {})
    write_sealed(settings.history_dir / "manifest", "first_seen", "manifest", [ROW])
    with staged_release(settings.releases_dir, name) as directory:
        for table in MATCH_TABLES:
            (directory / f"{table}.parquet").write_bytes(b"rows of " + table.encode())
        (directory / "warehouse.duckdb").write_bytes(b"tables")
        write_release_file(directory, {"period_id": "2023-Q3"})
    publish(settings.published_dir, settings.releases_dir / name, names)
    prune(settings.releases_dir, settings.published_dir)
    LastGood(settings).save([Chosen("a.txt", "k", OUTCOME, True)])


def kept(settings: Settings) -> list[Any]:
    """What a reader and the next refresh find: the store, the history, and whether what is published is whole."""
    store, latest = RecordStore(settings.records_dir), (settings.published_dir / LATEST).resolve()
    seen = [read_history(path, "manifest") for path in (settings.history_dir / "manifest").glob("first_seen.*")]
    ledger = LastGood(settings).choose([], store)
    return [
        store.outcome("k"),
        store.is_sealed("m"),
        seen,
        ledger,
        problems(latest),
        (latest / "release.json").read_text(),
    ]


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Run ``work`` in a child that kills itself at its nth step; False when it ended before."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, _: tuple[Any, ...]) -> None:
            if event in STEPS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the child failed before it was killed")
    return os.WIFSIGNALED(status)


def lost(root: Path, names: list[str], *, is_known: bool, every: int = 1) -> tuple[int, list[str]]:
    """Kills at every step, or every nth, and what was lost or needed a hand; a known document is not stored anew."""
    before = Settings.from_environment({"DUBAN_DATA_DIR": str(root / "before")})
    keep_and_publish(before, "r0", ["2023-Q3", LATEST])
    if not is_known:
        shutil.rmtree(before.records_dir)
    expected, kills, found = None, 0, list[str]()
    while True:
        home = root / f"kill{kills}"
        shutil.copytree(before.data_dir, home, symlinks=True)
        settings = Settings.from_environment({"DUBAN_DATA_DIR": str(home)})
        was_killed = killed_at(1 + kills * every, lambda: keep_and_publish(settings, "r1", names))  # noqa: B023
        if problems((settings.published_dir / LATEST).resolve()):
            found.append(f"step {1 + kills * every}: what is published is not whole")
        keep_and_publish(settings, "r2", names)
        if expected is None:
            whole = Settings.from_environment({"DUBAN_DATA_DIR": str(root / "whole")})
            shutil.copytree(before.data_dir, whole.data_dir, symlinks=True)
            keep_and_publish(whole, "r2", names)
            expected = kept(whole)
        if kept(settings) != expected:
            found.append(f"step {1 + kills * every}: the next run did not leave the same")
        shutil.rmtree(home)
        if not was_killed:
            return kills, found
        kills += 1


def main() -> int:
    """Kill everywhere; exit status 1 when anything was lost."""
    logging.disable(logging.WARNING)
    total, found = 0, list[str]()
    for title, names, is_known in (
        ("a new document", ["2023-Q3", LATEST], False),
        ("a publication", ["2023-Q3", LATEST], True),
        ("a backfill", ["2022-Q4"], True),
    ):
        with tempfile.TemporaryDirectory() as folder:
            kills, problems_found = lost(Path(folder), names, is_known=is_known)
        print(f"{title}: {kills} kills, {len(problems_found)} losses")
        total, found = total + kills, [*found, *(f"{title}, {problem}" for problem in problems_found)]
    print("\n".join([*found, f"{total} kills, {len(found)} losses or repairs by hand"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
