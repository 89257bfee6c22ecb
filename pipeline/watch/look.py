"""One look at everything that the watch lists name: ``make watch``.

What an address gave last is remembered in ``data/history/watched.json``, so what did not change is asked for by the
server's own marks. An address that gives nothing stops no other.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import hold_lock, release_lock
from pipeline.watch.client import Client, Marks, NotFetched
from pipeline.watch.keeping import Found, Kept, keep, remembered
from pipeline.watch.links import Link, links
from pipeline.watch.watch_list import Watched, WatchList, read_watch_lists

PAGE_TYPES = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing a look came upon: a file that is new or changed, or an address that gave nothing."""

    folder: str
    url: str
    file_name: str | None
    what: str


class Look:
    """One look, with what was known before it."""

    def __init__(self, settings: Settings, client: Client, now: dt.datetime) -> None:
        self._path = settings.history_dir / "watched.json"
        self._known = {key: _kept(found) for key, found in (read_state(self._path, dict) or {}).items()}
        self._client, self._now = client, now
        self._done: set[str] = set()
        self.seen: list[Seen] = []

    def at(self, watch_list: WatchList) -> None:
        """Look at everything one watch list names."""
        for url, kept in remembered(watch_list.folder).items():  # where data/ began anew
            self._known.setdefault(f"{watch_list.folder.name} {url}", kept)
        for watched in watch_list.watched:
            if watched.links:
                self._page(watch_list, watched)
            else:
                self._document(watch_list, Link(watched.url, ""), None)

    def save(self) -> None:
        """Remember what was seen."""
        write_state(self._path, {key: dataclasses.asdict(kept) for key, kept in self._known.items()}, durable=True)

    def _page(self, watch_list: WatchList, watched: Watched) -> None:
        """Follow the links of a page that lists announcements."""
        got = self._get(watch_list, Link(watched.url, ""), None, is_list=True)
        chosen = [link for link in _links(got) if any(word in link.said for word in watched.links)]
        for link in chosen:
            self._document(watch_list, link, watched.url)

    def _document(self, watch_list: WatchList, link: Link, listed_on: str | None) -> None:
        """Keep a document, and what a page attaches."""
        got = self._get(watch_list, link, listed_on)
        for annex in _links(got):
            if annex.is_annex:
                self._get(watch_list, annex, link.url)

    def _get(self, watch_list: WatchList, link: Link, listed_on: str | None, *, is_list: bool = False) -> Kept | None:
        """What is known of an address after asking it; None where it gave nothing or was asked in this look."""
        folder, key = watch_list.folder, f"{watch_list.folder.name} {link.url}"
        known = self._known.get(key)
        if key in self._done:
            return None
        self._done.add(key)
        marks = Marks(known.etag, known.last_modified) if known else None
        try:
            answer = self._client.get(link.url, watch_list.hosts, marks)
        except NotFetched as problem:
            self.seen.append(Seen(folder.name, link.url, None, str(problem)))
            return known
        if answer.content is None:
            return known
        found = Found(link.url, answer.content, answer.media_type, link.said, listed_on)
        name, what = (None, None) if is_list else keep(folder, found, known, self._now)
        if what is not None:
            self.seen.append(Seen(folder.name, link.url, name, what))
        told = links(answer.content, answer.url) if answer.media_type in PAGE_TYPES else []
        self._known[key] = Kept(
            url=link.url,
            sha256=known.sha256 if known and what and what.startswith("left") else _on_disk(found, known, what),
            etag=answer.marks.etag,
            last_modified=answer.marks.last_modified,
            file_name=name,
            listed_on=listed_on,
            found_at=self._now.isoformat() if what or known is None else known.found_at,
            links=tuple((one.url, one.said) for one in told),
        )
        return self._known[key]


def _on_disk(found: Found, known: Kept | None, what: str | None) -> str:
    """The checksum of the file that lies in raw/: a page that says the same as before was not put there again."""
    return known.sha256 if known is not None and what is None and known.file_name else found.sha256


def _links(kept: Kept | None) -> list[Link]:
    return [Link(url, said) for url, said in kept.links] if kept else []


def _kept(found: dict[str, object]) -> Kept:
    pairs = found.pop("links", ())
    return Kept(**found, links=tuple((str(url), str(said)) for url, said in pairs))  # type: ignore[arg-type,attr-defined]


def look(settings: Settings, client: Client | None = None, now: dt.datetime | None = None) -> list[Seen]:
    """Look once at everything in every watch.yml; returns what is new and what gave nothing."""
    lists, problems = read_watch_lists(settings.raw_dir)
    seen = [Seen(problem.partition("/")[0], "", None, problem) for problem in problems]
    if not lists:
        return seen
    this = Look(settings, client or Client(), now or dt.datetime.now(dt.UTC).replace(tzinfo=None))
    hold_lock(settings.lock_file)
    try:
        for watch_list in lists:
            this.at(watch_list)
        return [*seen, *this.seen]
    finally:
        this.save()
        release_lock(settings.lock_file)


def lines(seen: Sequence[Seen]) -> list[str]:
    """What was seen, for a person."""
    return [f"{one.folder}/{one.file_name}: {one.what} ({one.url})" if one.file_name else one.what for one in seen]


def main() -> int:
    """Look by the settings of the environment; exit status 0 whatever the web says."""
    seen = look(Settings.from_environment())
    print("\n".join([*lines(seen), f"{sum(one.file_name is not None for one in seen)} documents new or changed"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
