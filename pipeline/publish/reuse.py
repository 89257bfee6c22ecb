"""Files that a release shares with those before it: written once for what they are made of, linked ever after.

``directory`` holds them by key; a release's own name for one is a hard link (a copy where there are none), so the
workbooks and pages of jurisdictions that did not change cost neither time nor disk.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.manifest import digest, hash_file, hash_tree
from pipeline.sealed import replacing
from pipeline.settings import REPOSITORY
from pipeline.store import SEAL, is_sealed, link_or_copy

WRITING_CODE = ("pipeline/publish", "requirements/runtime.txt")


class Reuse:
    """What was written before; ``written`` and ``linked`` count this release's files."""

    def __init__(self, directory: Path | None) -> None:
        """Without a directory every file is written anew."""
        self._directory = directory
        self._code = hash_tree(REPOSITORY, WRITING_CODE) if directory else ""
        self._used: set[str] = set()
        self.written = self.linked = 0

    def write(self, target: Path, made_of: str, write: Callable[[Path], None]) -> None:
        """Make ``target``: by ``write``, or from the file that was written of the same before."""
        if self._directory is None:
            write(target)
            self.written += 1
            return
        key = self._key(made_of)
        kept = self._kept(key)
        if kept is not None:
            self.linked += 1
        else:
            kept = self._write(self._directory, key, target.suffix, write)
        self._used.add(kept.name)
        link_or_copy(kept, target)

    def holds(self, made_of: str) -> bool:
        """Whether a file that was written of the same before is there, so that nothing would be written."""
        return self._kept(self._key(made_of)) is not None

    def _key(self, made_of: str) -> str:
        return digest([self._code, made_of])

    def _kept(self, key: str) -> Path | None:
        found = self._directory.glob(f"{key}.*") if self._directory else ()
        return next((path for path in found if is_sealed(path)), None)

    def _write(self, directory: Path, key: str, suffix: str, write: Callable[[Path], None]) -> Path:
        """Write a file and name it by its key and its checksum: a damaged one is no file to link."""
        writing = directory / f".{key}{suffix}"
        with replacing(writing) as temporary:
            write(temporary)
        self.written += 1
        return writing.replace(directory / f"{key}.{hash_file(writing)[:SEAL]}{suffix}")

    def forget_unused(self) -> None:
        """Drop what neither this release nor, by a link, any other holds."""
        for path in self._directory.iterdir() if self._directory and self._directory.is_dir() else ():
            if path.name not in self._used and path.stat().st_nlink == 1:
                path.unlink()
