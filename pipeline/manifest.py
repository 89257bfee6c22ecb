"""What lies in raw/, and by which key what is read from it is known: a pure listing, light enough to run first."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath

from pipeline.errors import SetAside
from pipeline.office import office_version
from pipeline.raw_names import CORRECTIONS_FILE, FOUND_FILE, SOURCE_FILE, WATCH_FILE
from pipeline.readers.bundle import SIGNATURES, members, read_member
from pipeline.settings import REPOSITORY

# Files that stand in raw/ and are not documents: notes of ours and droppings of desktops and editors.
NOT_DOCUMENTS = {
    SOURCE_FILE,
    CORRECTIONS_FILE,
    WATCH_FILE,
    FOUND_FILE,
    "NOTICE",
    "README.md",
    "Thumbs.db",
    "desktop.ini",
}
NOT_DOCUMENT_PREFIXES = (".", "~$")
NOT_DOCUMENT_SUFFIXES = (".part", ".crdownload", ".tmp", ".swp")

# The rooms that turn bytes into records, and the lock that pins the libraries they call.
READING_CODE = (
    "pipeline/readers",
    "pipeline/language",
    "pipeline/layouts",
    "pipeline/sandbox",
    "pipeline/understand",
    "pipeline/integrity.py",
    "pipeline/records.py",
    "pipeline/period.py",
    "pipeline/errors.py",
    "pipeline/raw_names.py",
    "pipeline/office.py",
    "requirements/runtime.txt",
)
# Packages whose presence changes what can be read: with the OCR extra a scan is read, without it set aside.
READING_EXTRAS = ("rapidocr", "onnxruntime", "cv2")
# All that a release is made of besides the documents.
RELEASE_CODE = ("pipeline", "dbt_project", "expectations", "requirements/runtime.txt")
DERIVED_DIRECTORIES = {"__pycache__", "target", "logs", "dbt_packages"}

KEY_LENGTH = 16
FRESH_SECONDS = 2  # a file that changed so lately is looked at whole: it may change again within a tick of the clock

FileStamp = tuple[int, int, int, int]  # size, times of content and of inode, inode
RawState = tuple[tuple[str, FileStamp | None], ...]
_looked_at: dict[tuple[Path, Path], tuple[FileStamp, list[RawFile]]] = {}


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of raw/: ``file_name`` is relative to raw/ and printable, ``document_id`` opens its sha256.

    A ``member`` of a ZIP bundle is a document of its own: ``path`` is the bundle's, ``file_name`` ends in the member.
    ``problem`` says why the file is not read at all; ``sha256`` is then made of its name where there are no bytes.
    """

    file_name: str
    path: Path
    sha256: str
    byte_size: int
    member: str | None = None
    problem: SetAside | None = None

    @property
    def document_id(self) -> str:
        """The key of this document version in every table."""
        return self.sha256[:12]

    @property
    def raw_name(self) -> str:
        """The name of the file as it lies in raw/: that of the bundle for a member of one."""
        return self.file_name if self.member is None else self.file_name.removesuffix(f"/{printable_name(self.member)}")

    def read(self, most: int = -1) -> bytes:
        """The document's bytes, or the first of them.

        Raises ``problem`` where there is one, OSError, and ``SetAside`` for a bundle that changed.
        """
        if self.problem is not None:
            raise self.problem
        with self.path.open("rb") as stream:
            if self.member is None:
                return stream.read(most)
            content = read_member(stream, self.raw_name, self.member)
            return content if most < 0 else content[:most]


def list_documents(raw_dir: Path) -> list[RawFile]:
    """Every document under raw/, by name: what can be read, and what cannot, each with its problem.

    A file is opened again only where its size or times are not those of the last look in this process.
    """
    files = [file for path in _document_paths(raw_dir) for file in _documents_of(path, raw_dir)]
    return sorted(files, key=lambda file: file.file_name)


def raw_state(raw_dir: Path) -> RawState | None:
    """Name, size and times of every file under raw/, source entries too: while equal, nothing there has changed.

    None where a file changed just now: it could change again within the same tick of the file system's clock.
    """
    sources = sorted(path for name in (SOURCE_FILE, FOUND_FILE) for path in raw_dir.glob(f"*/{name}"))
    stamps = [(path.as_posix(), _file_stamp(path)) for path in (*_document_paths(raw_dir), *sources)]
    return tuple(sorted(stamps)) if all(stamp for _, stamp in stamps) else None


def _documents_of(path: Path, raw_dir: Path) -> list[RawFile]:
    """The documents of one file, from the last look where nothing about the file has changed."""
    stamp = _file_stamp(path)
    known = _looked_at.get((raw_dir, path))
    if known is not None and stamp is not None and known[0] == stamp:
        return known[1]
    found = unpacked(_raw_file(path, raw_dir))
    if stamp is not None:
        _looked_at[raw_dir, path] = stamp, found
    return found


def _file_stamp(path: Path) -> FileStamp | None:
    """What changes with a file's bytes; None for what cannot be looked at, is a link, or has only just changed."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or time.time() - max(found.st_mtime, found.st_ctime) < FRESH_SECONDS:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def printable_name(name: str | Path) -> str:
    """A path as it can be printed and stored anywhere: bytes that are no UTF-8 and marks that do not show escaped."""
    text = os.fsencode(PurePath(name).as_posix()).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _raw_file(path: Path, raw_dir: Path) -> RawFile:
    name = printable_name(path.relative_to(raw_dir))
    if not Path(os.path.realpath(path)).is_relative_to(raw_dir.resolve()):  # of links in a circle, the first
        return RawFile(name, path, digest([name]), 0, problem=_outside(path))
    try:
        if _never_ends(path.stat().st_mode):
            return RawFile(name, path, digest([name]), 0, problem=_no_file())
        return RawFile(name, path, hash_file(path), path.stat().st_size)
    except OSError as error:
        return RawFile(name, path, digest([name]), 0, problem=_unreadable(error))


def _outside(path: Path) -> SetAside:
    return SetAside(
        "outside_raw",
        found=f"a link to {os.path.realpath(path)}",
        expected="documents that lie in raw/ themselves",
        advice="put a copy of the file in the link's place",
    )


def _never_ends(mode: int) -> bool:
    """Whether reading would wait for another program: a pipe, a socket, a device."""
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _no_file() -> SetAside:
    return SetAside(
        "unreadable",
        found="a pipe, a socket or a device",
        expected="a file",
        advice="put the document itself in its place, or take it out of raw/",
    )


def _unreadable(error: OSError) -> SetAside:
    return SetAside(
        "unreadable",
        found=error.strerror or "an error of the file system",
        expected="a file this user may read",
        advice="allow this user to read it (chmod), or take it out of raw/",
    )


def unpacked(file: RawFile) -> list[RawFile]:
    """The documents of a bundle; the file itself where it is none, or one that reading will refuse with its reason."""
    if file.problem is not None:
        return [file]
    try:
        with file.path.open("rb") as stream:
            if stream.read(4) not in SIGNATURES:
                return [file]
            found = members(stream, file.file_name)
    except (SetAside, OSError):
        return [file]
    inner = [
        RawFile(f"{file.file_name}/{printable_name(m.name)}", file.path, m.sha256, m.byte_size, m.name) for m in found
    ]
    return inner or [file]


def _document_paths(raw_dir: Path) -> Iterator[Path]:
    """Files, and links that lead to nothing or to a folder; folders behind links are not entered."""
    for folder, folders, names in os.walk(raw_dir):
        folders[:] = [name for name in folders if not name.startswith(NOT_DOCUMENT_PREFIXES)]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in (*names, *links) if _is_document_name(name))


def _is_document_name(name: str) -> bool:
    return not (name in NOT_DOCUMENTS or name.startswith(NOT_DOCUMENT_PREFIXES) or name.endswith(NOT_DOCUMENT_SUFFIXES))


def content_key(file: RawFile, source_entry: object, code_hash: str) -> str:
    """The key of what reading ``file`` yields: its name and bytes, its source.yml entry and the code that reads it.

    ``source_entry`` is a frozen dataclass whose repr names every field, or a tuple of such.
    """
    return digest([file.file_name, file.sha256, repr(source_entry), code_hash])


def reading_code_hash(root: Path = REPOSITORY) -> str:
    """A hash of the code and data that decide what is read from a document."""
    return digest([hash_tree(root, READING_CODE), *installed_extras()])


def installed_extras() -> list[str]:
    """Which of the optional packages and programs are there; nothing is imported or run to find out."""
    return [*(name for name in READING_EXTRAS if find_spec(name) is not None), office_version()]


def content_hash(raw_dir: Path, documents: Iterable[RawFile]) -> str:
    """A hash of all that a release is made of but its period and rule: documents, what stands beside them, code."""
    parts = [f"{file.file_name}:{file.sha256}" for file in documents]
    parts += [
        f"{printable_name(path.relative_to(raw_dir))}:{_stamp(path)}"
        for name in (SOURCE_FILE, CORRECTIONS_FILE, FOUND_FILE)
        for path in sorted(raw_dir.glob(f"*/{name}"))
    ]
    return digest([*parts, hash_tree(REPOSITORY, RELEASE_CODE), *installed_extras()])


def _stamp(path: Path) -> str:
    """A source.yml's hash; one that cannot be read is a state of its own."""
    try:
        return hash_file(path)
    except OSError as error:
        return f"{error.strerror}"


def hash_tree(root: Path, names: Iterable[str]) -> str:
    """A hash of the names and bytes of files and whole directories under ``root``, derived files left out."""
    paths = sorted(path for name in names for path in _files_under(root / name))
    return digest(f"{path.relative_to(root).as_posix()}:{hash_file(path)}" for path in paths)


def _files_under(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir() and path.name not in DERIVED_DIRECTORIES and not path.name.startswith("."):
        for child in path.iterdir():
            yield from _files_under(child)


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes, as hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest(parts: Iterable[str]) -> str:
    """A short hash of a list of texts; no two different lists share their bytes."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:KEY_LENGTH]
