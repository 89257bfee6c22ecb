"""Damage single bytes of stored state and see whether any damage goes unnoticed: ``python -m benchmarks.damage DATA``.

``DATA`` is the data directory of a refresh. One byte of a copy of a file is changed at random, and what a refresh would
take from that file is taken: nothing, because the damage was noticed, or the same as before. Anything else is a silent
difference. Damages are drawn by a seed, files by their kind, so that large files do not hide the small ones.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.publish.verify import problems
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.runs.run import read_history
from pipeline.sealed import read_state
from pipeline.settings import Settings
from pipeline.store import RecordStore
from pipeline.warehouse.dbt_runner import PARSED, is_parsed

FLAGS = ("dbt", "release")  # of these only yes or no is taken: yes after a damage is silence
Take = Callable[[], Any]
NOTICED: tuple[object, ...] = (None, [], {}, False)


def kinds(settings: Settings) -> Iterator[tuple[str, list[tuple[Path, Take]]]]:
    """Each kind of state: its files, and what a refresh takes from each."""
    store, history, dbt = RecordStore(settings.records_dir), settings.history_dir, settings.dbt_target_dir
    documents = [path.stem for path in (store.root / "outcomes").glob("*.json")]
    yield "outcomes", [(store.root / "outcomes" / f"{key}.json", partial(store.outcome, key)) for key in documents]
    yield "records", _stored(store, documents, DOCUMENT_TABLES, store.outcome)
    for name, files, tables in (("matches", store, MATCH_TABLES), ("parts", store.parts, DOCUMENT_TABLES)):
        keys = [path.stem for path in (files.root / "checksums").glob("*.json")]
        yield name, _stored(files, keys, tables, files.is_sealed)
    yield "history", [(path, partial(read_history, path, path.parent.name)) for path in history.glob("*/*.parquet")]
    states = [history / "last_good.json", settings.work_dir / "run.json", settings.work_dir / "reading.json"]
    states.append(dbt / "column_lineage.json")
    yield "states", [(path, partial(read_state, path, dict)) for path in states if path.is_file()]
    yield "dbt", [(dbt / name, partial(is_parsed, settings)) for name in PARSED if (dbt / name).is_file()]
    release = (settings.published_dir / "latest").resolve()
    yield "release", [(path, partial(_whole, release)) for path in release.rglob("*") if path.is_file()]


def _stored(
    store: RecordStore, keys: Iterable[str], tables: Iterable[str], is_whole: Callable[[str], Any]
) -> list[tuple[Path, Take]]:
    """The files of a store that are there, each taken when its key is whole."""

    def take(table: str, key: str) -> Any:
        return store.read(table, [key]) if is_whole(key) else None

    files = [(store.path(table, key), partial(take, table, key)) for key in keys for table in tables]
    return [file for file in files if file[0].is_file()]


def _whole(release: Path) -> bool:
    return not problems(release)


def damage(path: Path, draw: random.Random) -> bytes:
    """Change one byte of a file in a copy that takes its place; returns what it held before."""
    before = path.read_bytes()
    place = draw.randrange(len(before))
    changed = bytearray(before)
    changed[place] ^= draw.randrange(1, 256)
    _put(path, bytes(changed))
    return before


def _put(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def silent_differences(settings: Settings, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Damages by kind, and those that a refresh would take for what was written."""
    draw, made, silent = random.Random(seed), Counter[str](), list[str]()
    known = [(name, sorted(files, key=lambda file: str(file[0]))) for name, files in kinds(settings) if files]
    for number in range(count):
        name, files = known[number % len(known)]
        path, take = draw.choice(files)
        whole = take()
        before = damage(path, draw) if path.stat().st_size else b""
        made[name] += 1
        try:
            taken = take()
        except Exception:  # loud is noticed; that it stops no refresh is shown elsewhere
            taken = None
        if taken not in NOTICED and (taken != whole or name in FLAGS):
            silent.append(f"{name}: {path}")
        if before:
            _put(path, before)
    return made, silent


def main() -> int:
    """Damage a copy of a data directory; exit status 1 when a damage went unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "data")
        shutil.copytree(options.data, copy, symlinks=True)
        made, silent = silent_differences(
            Settings.from_environment({"DUBAN_DATA_DIR": str(copy)}), options.count, options.seed
        )
    print("\n".join([*silent, f"{sum(made.values())} damages ({dict(made)}), {len(silent)} silent differences"]))
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
