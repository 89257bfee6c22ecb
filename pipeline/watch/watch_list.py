"""raw/<jurisdiction>/watch.yml: where a jurisdiction publishes, and which links there are worth following.

pages:                       # that list announcements; what their links lead to is kept, with its annexes
  - url: https://www.example.gov.cn/zwgk/dbgz/
    links: [责任分解, 进展情况]   # what a link must say; left out: the words of the genre below
documents:                   # addresses of documents
  - url: https://www.example.gov.cn/art/1.html
hosts: [files.example.gov.cn]   # other hosts that links and redirects may lead to
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import SourceEntryError
from pipeline.layouts.entries.sources import load_yaml
from pipeline.raw_names import WATCH_FILE

GENRE = ("责任分解", "任务分解", "重点工作", "重点任务", "民生实事", "进展情况", "完成情况", "政府工作报告", "目标任务")


@dataclass(frozen=True, slots=True)
class Watched:
    """One address: a page that lists (``links`` are the words to follow), or a document (no words)."""

    url: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchList:
    """What one jurisdiction's watch.yml names; ``folder`` is where its documents lie."""

    folder: Path
    watched: tuple[Watched, ...]
    hosts: frozenset[str]


def read_watch_lists(raw_dir: Path) -> tuple[list[WatchList], list[str]]:
    """Every watch list that fits its form, and a sentence for each that does not."""
    lists, problems = [], []
    for path in sorted(raw_dir.glob(f"*/{WATCH_FILE}")):
        try:
            lists.append(read_watch_list(path))
        except SourceEntryError as problem:
            problems.append(str(problem))
    return lists, problems


def read_watch_list(path: Path) -> WatchList:
    """One watch.yml. Raises ``SourceEntryError`` naming the key and what to write there."""
    content = load_yaml(path) or {}
    _demand(isinstance(content, dict) and not content.keys() - {"pages", "documents", "hosts"}, path, "the file",
            "pages, documents and hosts, nothing else")  # fmt: skip
    watched = tuple(_watched(content, path))
    hosts = _words(content.get("hosts", []), path, "hosts")
    named = {urlsplit(one.url).hostname or "" for one in watched}
    return WatchList(path.parent, watched, frozenset({*named, *(host.lower() for host in hosts)}))


def _watched(content: dict[str, Any], path: Path) -> Iterator[Watched]:
    for kind in ("pages", "documents"):
        items = content.get(kind) or []
        _demand(isinstance(items, list), path, kind, "a list of addresses, each with url")
        for number, item in enumerate(items, start=1):
            place = f"{kind}[{number}]"
            keys = {"url", "links"} if kind == "pages" else {"url"}
            _demand(isinstance(item, dict) and not item.keys() - keys, path, place, f"{' and '.join(sorted(keys))}")
            url = item.get("url")
            _demand(isinstance(url, str) and is_web(url), path, f"{place}.url", "an address with http:// or https://")
            words = _words(item.get("links", GENRE), path, f"{place}.links") if kind == "pages" else ()
            _demand(kind != "pages" or bool(words), path, f"{place}.links", "at least one word")
            yield Watched(url, words)


def is_web(url: str) -> bool:
    """Whether an address is one of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _words(found: Any, path: Path, place: str) -> tuple[str, ...]:
    fits = isinstance(found, list | tuple) and all(isinstance(word, str) and word for word in found)
    _demand(fits, path, place, "a list of words")
    return tuple(found)


def _demand(fits: bool, path: Path, place: str, expected: str) -> None:
    if not fits:
        raise SourceEntryError(f"{path.parent.name}/{path.name}: {place} must be {expected}")
