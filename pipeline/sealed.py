"""Files that are whole or not there, and that say when a disk or a machine changed them.

A file is written beside its place and renamed into it, so a kill leaves no half. State is kept with a checksum of its
own: what is not as it was written counts as never written, and is made anew from what it was made of.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline.manifest import hash_file

_LOG = logging.getLogger("duban")
State = TypeVar("State")


@contextmanager
def replacing(path: Path, *, durable: bool = False) -> Iterator[Path]:
    """Hand out a temporary path in the same directory and rename it to ``path`` when the block ends well.

    ``durable`` is for what nobody can make anew: it is on the disk, name and all, before this returns.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        if durable:
            flush(temporary)
        temporary.replace(path)
        if durable:
            flush(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Wait until a file's bytes, or a directory's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checksum(path: Path) -> str | None:
    """The sha256 of a file's bytes, None where it cannot be read; a file that did not change is read once."""
    try:
        status = path.stat()
        return _checksum(path, status.st_ino, status.st_size, status.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1 << 18)
def _checksum(path: Path, *_: int) -> str:
    return hash_file(path)


def write_state(path: Path, content: Any, *, durable: bool = False) -> None:
    """Keep ``content`` as JSON with its checksum; what JSON does not know is kept as text."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    with replacing(path, durable=durable) as temporary:
        temporary.write_text(f'{{"sha256": "{_digest(text)}", "content": {text}}}\n', "utf-8")


def read_state(path: Path, kind: type[State]) -> State | None:
    """What ``write_state`` kept; None where there is nothing, or nothing as it was written: it is made anew."""
    kept = read_json(path, dict)
    if kept is None:
        return None
    content = kept.get("content")
    if kept.get("sha256") != _digest(json.dumps(content, ensure_ascii=False, sort_keys=True)):
        _LOG.warning("%s is damaged (its checksum does not fit); it is made anew", path)
        return None
    return content if isinstance(content, kind) else None


def read_json(path: Path, kind: type[State]) -> State | None:
    """What a JSON file holds whose checksum stands elsewhere; None where there is none that can be read."""
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
    except (ValueError, OSError, RecursionError) as error:
        _LOG.warning("%s is damaged (%s); it is made anew", path, error)
        return None
    return content if isinstance(content, kind) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
