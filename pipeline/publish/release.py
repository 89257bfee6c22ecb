"""Releases: complete directories, and symbolic links that name them: the latest, and one of each judged quarter.

A release is staged beside the others, then a link is replaced by a rename: whoever opens
``data/published/latest/warehouse.duckdb`` (or ``data/published/warehouse.duckdb``, which leads there) gets the old
release or the new one, whole, and never waits. Whoever has an old release open keeps it; those that a link names and
the last few others stay on disk.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.publish.verify import write_checksums
from pipeline.sealed import flush, read_json

KEPT_RELEASES = 5
RELEASE_FILE = "release.json"
WAREHOUSE_FILE = "warehouse.duckdb"
CONTENTS = (
    *(WAREHOUSE_FILE, RELEASE_FILE, "datapackage.json", "dcat.jsonld", "dbt_docs.html"),
    *("csv", "parquet", "forms", "board", "data_docs"),
)
LATEST = "latest"
_STAGING = ".staging-"


@contextmanager
def staged_release(releases_dir: Path, name: str) -> Iterator[Path]:
    """An empty directory to fill; when the block ends well it has become ``releases_dir/name``, else it is gone."""
    staging = releases_dir / f"{_STAGING}{name}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
        write_checksums(staging)
        staging.replace(releases_dir / name)
        flush(releases_dir)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def free_name(releases_dir: Path, name: str) -> str:
    """A name that no release has: a run's release that is made again (from the UI) stands beside the first."""
    taken = (f"{name}-{number}" for number in count(2))
    return name if not (releases_dir / name).exists() else next(n for n in taken if not (releases_dir / n).exists())


def publish(published: Path, release: Path, names: Iterable[str]) -> None:
    """Make ``published/<name>`` lead to ``release`` for each name, each in one step; ``LATEST`` is one such name.

    What a release holds also stands in ``published`` itself, by way of the latest.
    """
    if published.is_symlink():  # as releases were named before there was one for each quarter
        published.unlink()
    published.mkdir(exist_ok=True)
    for name in names:
        _link(published / name, os.path.relpath(release, published))
    for name in CONTENTS:
        if not (published / name).is_symlink():
            _link(published / name, f"{LATEST}/{name}")


def _link(path: Path, target: str) -> None:
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(path)
    flush(path.parent)


def prune(releases_dir: Path, published: Path) -> None:
    """Keep every release that a link names and the latest few; leave no staging directory of a killed run."""
    named = {path.resolve() for path in published.iterdir()}
    releases = sorted(all_releases(releases_dir), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in releases[KEPT_RELEASES:]:
        if path.resolve() not in named:
            shutil.rmtree(path)
    for path in releases_dir.glob(f"{_STAGING}*"):
        shutil.rmtree(path)


def all_releases(releases_dir: Path) -> list[Path]:
    """The complete releases."""
    return [path.parent for path in releases_dir.glob(f"[!.]*/{RELEASE_FILE}")]


def read_release(directory: Path) -> dict[str, Any] | None:
    """What a release says of itself (release.json), None where there is no complete release."""
    if not (directory / WAREHOUSE_FILE).is_file():
        return None
    return read_json(directory / RELEASE_FILE, dict)


def published_warehouse(published_dir: Path) -> Path | None:
    """The published warehouse; where nothing is published yet None, and whoever gave the command is told."""
    warehouse = published_dir / WAREHOUSE_FILE
    if warehouse.is_file():
        return warehouse
    print("nothing is published yet: run `make refresh` first", file=sys.stderr)
    return None


def write_release_file(directory: Path, content: dict[str, Any]) -> None:
    """Say what this release is made of and holds."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (directory / RELEASE_FILE).write_text(text + "\n", "utf-8")
