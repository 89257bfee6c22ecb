"""What no refresh reads any more goes, so that a data directory has a size that documents decide, not days.

Kept are the records that the last refresh was made of and the latest others (a code change taken back, an earlier
quarter asked for again), and of history what the tables look back on. The bounds stand in docs/operation.md.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pipeline.records import MATCH_TABLES
from pipeline.runs.plan import plan_documents
from pipeline.runs.run import HISTORY_RUNS
from pipeline.sealed import read_state
from pipeline.settings import Settings

KEPT_UNUSED = 200  # keys of documents or matches that nothing is made of now
HISTORY_TABLES = ("outcomes", "quality_results")


def prune(settings: Settings) -> int:
    """Delete what no refresh reads any more; returns how many files went. The caller holds the lock."""
    used = {document.key for document in plan_documents(settings)}
    used |= set((read_state(settings.history_dir / "last_good.json", dict) or {}).values())
    for table in MATCH_TABLES:
        used |= {path.stem for path in (settings.working_set_dir / table).glob("*.parquet")}
    gone = _prune_records(settings.records_dir, used, KEPT_UNUSED)
    return gone + sum(_prune_history(settings.history_dir / table, HISTORY_RUNS) for table in HISTORY_TABLES)


def _prune_records(root: Path, used: Collection[str], kept: int) -> int:
    """Delete the files of keys that are neither used nor among the latest ``kept`` others; their states go first."""
    files: dict[str, list[Path]] = {}
    for path in root.glob("[!.]*/[!.]*.*"):
        if path.parent.name != "parts" and path.stem not in used:
            files.setdefault(path.stem, []).append(path)
    by_age = sorted(files, key=lambda key: (max(path.stat().st_mtime for path in files[key]), key), reverse=True)
    gone = [path for key in by_age[kept:] for path in files[key]]
    for path in sorted(gone, key=lambda path: path.suffix != ".json"):
        path.unlink()
    return len(gone)


def _prune_history(directory: Path, kept: int) -> int:
    """Delete the oldest runs' files; names sort by time."""
    gone = sorted(directory.glob("[0-9]*.parquet"))[:-kept]
    for path in gone:
        path.unlink()
    return len(gone)
