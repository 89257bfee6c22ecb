"""Releases: complete directories, and one symbolic link that names the current one.

A release is staged beside the others, then the link is replaced by a rename: whoever opens
``data/published/warehouse.duckdb`` gets the old release or the new one, whole, and never waits. Whoever has an
old release open keeps it; the last few stay on disk.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEPT_RELEASES = 5
RELEASE_FILE = "release.json"
WAREHOUSE_FILE = "warehouse.duckdb"
_STAGING = ".staging-"


@contextmanager
def staged_release(releases_dir: Path, name: str) -> Iterator[Path]:
    """An empty directory to fill; when the block ends well it has become ``releases_dir/name``, else it is gone."""
    staging = releases_dir / f"{_STAGING}{name}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
        staging.replace(releases_dir / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def point_to(published: Path, release: Path) -> None:
    """Make ``published`` name ``release``, in one step."""
    temporary = published.with_name(f".{published.name}-{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(release, published.parent), target_is_directory=True)
    temporary.replace(published)


def prune(releases_dir: Path, published: Path) -> None:
    """Keep the current release and the latest few; leave no staging directory of a killed run."""
    current = published.resolve()
    releases = sorted(all_releases(releases_dir), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in releases[KEPT_RELEASES:]:
        if path.resolve() != current:
            shutil.rmtree(path)
    for path in releases_dir.glob(f"{_STAGING}*"):
        shutil.rmtree(path)


def all_releases(releases_dir: Path) -> list[Path]:
    """The complete releases."""
    return [path.parent for path in releases_dir.glob(f"[!.]*/{RELEASE_FILE}")]


def read_release(directory: Path) -> dict[str, Any] | None:
    """What a release says of itself (release.json), None where there is no complete release."""
    path = directory / RELEASE_FILE
    if not path.is_file() or not (directory / WAREHOUSE_FILE).is_file():
        return None
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def write_release_file(directory: Path, content: dict[str, Any]) -> None:
    """Say what this release is made of and holds."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (directory / RELEASE_FILE).write_text(text + "\n", "utf-8")
