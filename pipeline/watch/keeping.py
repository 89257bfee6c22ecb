"""Keeping what was found: byte for byte in raw/<jurisdiction>/, with where and when beside it in found.yml.

A document that changed at its address takes its file's place as a new version; the bytes before it lie on in
``.versions/``, which nothing reads. What a person put there, changed or took away is left alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import SourceEntryError
from pipeline.layouts.entries.sources import load_yaml
from pipeline.manifest import hash_file
from pipeline.publish.names import unique_names
from pipeline.raw_names import FOUND_FILE
from pipeline.sealed import replacing
from pipeline.watch.links import ANNEXES, page_title, suffix_of, words

VERSIONS = ".versions"
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
LONGEST = 72  # characters of a name without its suffix


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """What is known of one address. ``listed_on`` is the page that led to it; both names are None of a page that only
    lists.
    """

    url: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    file_name: str | None = None
    listed_on: str | None = None
    found_at: str | None = None
    links: tuple[tuple[str, str], ...] = ()  # of a page: addresses and what they say


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What an address gave: its bytes, and what it is called."""

    url: str
    content: bytes
    media_type: str
    said: str  # the words of the link that led to it
    listed_on: str | None

    @property
    def sha256(self) -> str:
        """The checksum of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def keep(folder: Path, found: Found, known: Kept | None, now: dt.datetime) -> tuple[str | None, str | None]:
    """Put a document into ``folder``: the name it lies under, and what was done in a word (None: nothing was).

    Nothing is done where the same bytes lie there already, where a page says the same as before, and where the file
    is not the one that was put there.
    """
    there = next((path.name for path in _files(folder) if hash_file(path) == found.sha256), None)
    if there is not None:
        return there, None
    path = folder / known.file_name if known and known.file_name else None
    if known is not None and path is not None:
        if not path.is_file() or hash_file(path) != known.sha256:
            return known.file_name, "left alone: the file in raw/ was changed or taken away by hand"
        before = path.read_bytes()
        if words(before) and words(before) == words(found.content):
            return known.file_name, None
        _put(folder / VERSIONS / f"{known.sha256[:12]}-{path.name}", before)
    target = path or _free(folder, name_of(found))
    _put(target, found.content)
    _note(folder, target.name, found, now)
    return target.name, "new version" if path else "new"


def remembered(folder: Path) -> dict[str, Kept]:
    """What found.yml still knows of each address."""
    found = {}
    for entry in _entries(folder):
        url = str(entry.get("origin", "")).partition("（")[0]
        found[url] = Kept(url, str(entry.get("sha256")), file_name=str(entry.get("file_name")))
    return found


def _entries(folder: Path) -> list[dict[str, Any]]:
    """The entries of found.yml; none where it cannot be read, which the next refresh says."""
    try:
        content = load_yaml(folder / FOUND_FILE) if (folder / FOUND_FILE).is_file() else {}
    except SourceEntryError:
        return []
    return [entry for entry in (content or {}).get("documents") or [] if isinstance(entry, dict)]


def name_of(found: Found) -> str:
    """The name of its file: what the link says, else the page's title, else the last part of its address."""
    address = PurePosixPath(unquote(urlsplit(found.url).path))
    suffix = next((one for one in (suffix_of(found.url), suffix_of(found.said)) if one in ANNEXES), "")
    suffix = suffix or SUFFIXES.get(found.media_type, address.suffix.lower() or ".html")
    said = found.said.removesuffix(suffix_of(found.said)) if suffix_of(found.said) in ANNEXES else found.said
    stem = said or page_title(found.content) or address.stem or (urlsplit(found.url).hostname or "page")
    return f"{unique_names([stem], LONGEST)[0]}{suffix}"


def _free(folder: Path, name: str) -> Path:
    """A path in ``folder`` that nothing lies under."""
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{PurePosixPath(name).stem}~{number}{PurePosixPath(name).suffix}"
    return path


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def _put(path: Path, content: bytes) -> None:
    with replacing(path, durable=True) as temporary:
        temporary.write_bytes(content)


def _note(folder: Path, name: str, found: Found, now: dt.datetime) -> None:
    """Write into found.yml, which has source.yml's form, where and when a file was found."""
    import yaml

    path, entries = folder / FOUND_FILE, _entries(folder)
    where = f"，载于 {found.listed_on}" if found.listed_on else ""
    entry = {
        "file_name": name,
        "sha256": found.sha256,
        "origin": f"{found.url}（{now:%Y-%m-%dT%H:%M:%SZ} 取得{where}）",
    }
    if (address := PurePosixPath(unquote(urlsplit(found.url).path)).name) and address != name:
        entry["original_file_name"] = address
    kept = [other for other in entries if other.get("file_name") != name]
    head = (
        "# Written by the watch list: where and when each file was found. What you know better goes into source.yml.\n"
    )
    text = yaml.safe_dump({"documents": [*kept, entry]}, allow_unicode=True, sort_keys=False, width=10_000)
    with replacing(path, durable=True) as temporary:
        temporary.write_text(head + text, "utf-8")
