"""``make backup`` and ``make restore``: what cannot be made anew, in one file that says when it is damaged.

A backup is a plain tar file: ``raw/``, ``data/history/``, ``data/records/`` and every release that a name leads to, and
last ``SHA256SUMS`` over all of it. It is read back before it counts as written. Everything else in ``data/`` is made
anew by the next refresh; the run history of the UI begins anew.

usage: python -m pipeline.backup write [FOLDER]  |  python -m pipeline.backup restore FILE
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.publish.verify import CHECKSUMS, problems
from pipeline.sealed import flush, replacing
from pipeline.settings import REPOSITORY, Settings
from pipeline.store import hold_lock, release_lock

FOLDER = REPOSITORY / "backup"
RAW, DATA = "raw", "data"
_BLOCK = 1 << 20


class BackupError(Exception):
    """What keeps a backup from being written or restored, and what to do."""


def write_backup(settings: Settings, target: Path) -> int:
    """Write a backup while no refresh is under way; returns its files. Raises ``BackupError``, OSError."""
    hold_lock(settings.lock_file)
    try:
        with replacing(target, durable=True) as temporary:
            count = _write(settings, temporary)
            check(temporary)
        return count
    finally:
        release_lock(settings.lock_file)


def _write(settings: Settings, target: Path) -> int:
    lines: list[str] = []
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in _members(settings):
            archive.add(path, name, recursive=False)
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as stream:
                    lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {name}\n")
        content = "".join(lines).encode("utf-8", "surrogateescape")
        sums = tarfile.TarInfo(CHECKSUMS)
        sums.size = len(content)
        archive.addfile(sums, io.BytesIO(content))
    return len(lines)


def _members(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every file of a backup by its name there; of published/ the links themselves."""
    yield from _files(RAW, settings.raw_dir)
    yield from _files(f"{DATA}/history", settings.history_dir)
    yield from _files(f"{DATA}/records", settings.records_dir)
    published = sorted(settings.published_dir.glob("*")) if settings.published_dir.is_dir() else []
    links = [path for path in published if path.is_symlink()]
    for release in sorted({link.resolve() for link in links if link.is_dir()}):
        if release.parent == settings.releases_dir.resolve():
            yield from _files(f"{DATA}/releases/{release.name}", release)
    for link in links:
        yield f"{DATA}/published/{link.name}", link


def _files(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The files under a folder; links are none, they lead out of it or to nothing."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield f"{name}/{path.relative_to(folder).as_posix()}", path


def check(backup: Path) -> list[str]:
    """The names of a backup's files. Raises ``BackupError`` where one is not as it was written."""
    found, sums = dict[str, str](), b""
    try:
        with tarfile.open(backup, "r:") as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isfile() or member.islnk() else None
                if member.name == CHECKSUMS and stream is not None:
                    sums = stream.read()
                elif stream is not None:
                    found[member.name] = _digest(stream)
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise BackupError(f"{backup} is damaged or no backup ({error}); take an earlier one") from error
    lines = sums.decode("utf-8", "surrogateescape").splitlines()
    known = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    odd = sorted(name for name in {*found, *known} if found.get(name) != known.get(name))
    if odd or not known:
        raise BackupError(f"{backup} is damaged ({odd[0] if odd else CHECKSUMS}); take an earlier one")
    return sorted(found)


def _digest(stream: IO[bytes]) -> str:
    whole = hashlib.sha256()
    while block := stream.read(_BLOCK):
        whole.update(block)
    return whole.hexdigest()


def restore(settings: Settings, backup: Path) -> list[str]:
    """Put a backup's files in place; returns the documents in raw/ that it does not hold, which stay.

    Nothing is written before everything is known to fit: ``data/`` must be empty, and no file of ``raw/`` another.
    """
    names = check(backup)
    if settings.data_dir.is_dir() and any(settings.data_dir.iterdir()):
        raise BackupError(f"{settings.data_dir} is not empty: move it away, then restore")
    staging = settings.data_dir.with_name(f".{settings.data_dir.name}-restoring")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        with tarfile.open(backup, "r:") as archive:
            archive.extractall(staging, filter="data")
        _put_documents(staging / RAW, settings.raw_dir)
        (staging / DATA).mkdir(exist_ok=True)
        for release in (staging / DATA / "releases").glob("*"):
            if found := problems(release):
                raise BackupError(f"{release.name} is not as it was published: {found[0]}")
        (staging / DATA).rename(settings.data_dir)
        flush(settings.data_dir.parent)
    except tarfile.TarError as error:
        raise BackupError(f"{backup} holds what no backup does ({error})") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    held = {PurePosixPath(name).relative_to(RAW).as_posix() for name in names if name.startswith(f"{RAW}/")}
    there = {path.relative_to(settings.raw_dir).as_posix() for path in settings.raw_dir.rglob("*") if path.is_file()}
    return sorted(there - held)


def _put_documents(source: Path, raw: Path) -> None:
    """Copy what is not there yet. Raises ``BackupError`` before the first, where raw/ holds other bytes."""
    files = [(path, raw / path.relative_to(source)) for path in sorted(source.rglob("*")) if path.is_file()]
    other = [target for path, target in files if target.exists() and target.read_bytes() != path.read_bytes()]
    if other:
        raise BackupError(f"{other[0]} is another file than that of the backup: move raw/ away, then restore")
    for path, target in files:
        if not target.exists():
            with replacing(target, durable=True) as temporary:
                shutil.copyfile(path, temporary)


def main(arguments: list[str]) -> int:
    """Back up or restore by the settings of the environment; exit status 1 with a sentence when that cannot be."""
    settings = Settings.from_environment()
    try:
        if arguments[:1] == ["write"]:
            folder = Path(arguments[1]) if len(arguments) > 1 else FOLDER
            target = folder.resolve() / f"duban-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}.tar"
            print(f"{target}: {write_backup(settings, target)} files, {target.stat().st_size:,} bytes, read back whole")
            return 0
        if arguments[:1] == ["restore"] and len(arguments) == 2:
            more = restore(settings, Path(arguments[1]))
            print(f"restored; make refresh goes on from here{f'; not in the backup: {more}' if more else ''}")
            return 0
    except (BackupError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print("make backup [TO=folder], make restore FROM=backup/duban-….tar", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
