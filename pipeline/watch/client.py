"""A polite client: it says who asks, heeds robots.txt, waits between requests, and takes no more than a document.

What it was given before it asks for with the server's own marks (ETag, Last-Modified), so what did not change is not
sent again. Redirects are followed within the hosts that the watch list names.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests

from pipeline.watch.watch_list import is_web

AGENT = "duban-watch"
MAX_BYTES = 50 << 20
MAX_REDIRECTS = 5
PAUSE = 1.0  # seconds between two requests to one host
TIMEOUT = (10.0, 30.0)  # seconds to connect, and between two pieces of an answer
LONGEST = 120.0  # seconds an answer may take altogether
TYPES = ("text/html", "text/plain", "text/markdown", "multipart/related", "message/rfc822")
BINARY = ("pdf", "msword", "officedocument", "ms-excel", "opendocument", "zip", "ofd", "octet-stream", "wps", "xhtml",
          "x-download", "force-download", "rtf")  # fmt: skip
_BUSY, _ILL = {429, 503}, 500


class NotFetched(Exception):
    """Why an address gave nothing, as a sentence."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server gave with an answer to ask by again."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave; ``content`` is None where nothing changed."""

    url: str  # where it was found in the end
    content: bytes | None
    media_type: str
    marks: Marks


@dataclass(slots=True)
class Client:
    """One look at the web. ``sleep`` and ``clock`` are time's own but in tests."""

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    session: requests.Session = field(default_factory=requests.Session)
    _last: dict[str, float] = field(default_factory=dict)
    _busy: dict[str, str] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def get(self, url: str, hosts: Collection[str], marks: Marks | None = None) -> Answer:
        """What ``url`` gives now. Raises ``NotFetched``."""
        headers = {"User-Agent": AGENT}
        if marks and marks.etag:
            headers["If-None-Match"] = marks.etag
        if marks and marks.last_modified:
            headers["If-Modified-Since"] = marks.last_modified
        try:
            return self._follow(url, hosts, headers, marks or Marks())
        except (requests.RequestException, OSError, ValueError) as error:
            raise NotFetched(f"{url}: {error}") from error

    def _follow(self, url: str, hosts: Collection[str], headers: dict[str, str], marks: Marks) -> Answer:
        for _ in range(MAX_REDIRECTS + 1):
            self._demand_allowed(url, hosts)
            with self._ask(url, headers) as response:
                if response.status_code == requests.codes.not_modified:
                    return Answer(url, None, "", marks)
                if not response.is_redirect:
                    return self._answer(url, response)
                url = urljoin(url, response.headers["Location"])
        raise NotFetched(f"{url}: more than {MAX_REDIRECTS} redirects")

    def _ask(self, url: str, headers: dict[str, str]) -> requests.Response:
        """Send one request, not sooner than a pause after the last one to this host."""
        host = urlsplit(url).netloc
        if host in self._busy:
            raise NotFetched(f"{url}: {self._busy[host]}; left alone until the next look")
        wait = self._last.get(host, -PAUSE) + PAUSE - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._last[host] = self.clock()
        response = self.session.get(url, headers=headers, timeout=TIMEOUT, stream=True, allow_redirects=False)
        if response.status_code in _BUSY:
            self._busy[host] = f"the server answered {response.status_code} (asked to wait)"
        return response

    def _answer(self, url: str, response: requests.Response) -> Answer:
        if response.status_code != requests.codes.ok:
            raise NotFetched(f"{url}: the server answered {response.status_code} {response.reason}")
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type and media_type not in TYPES and not any(part in media_type for part in BINARY):
            raise NotFetched(f"{url}: {media_type} is no document")
        marks = Marks(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        return Answer(url, self._content(url, response), media_type, marks)

    def _content(self, url: str, response: requests.Response) -> bytes:
        """The bytes as they were published, what was packed for the way unpacked; never more than the limit."""
        started, found = self.clock(), bytearray()
        for piece in response.iter_content(1 << 16):
            found += piece
            if len(found) > MAX_BYTES:
                raise NotFetched(f"{url}: more than {MAX_BYTES:,} bytes; download it by hand when it is a document")
            if self.clock() - started > LONGEST:
                raise NotFetched(f"{url}: not whole after {LONGEST:.0f} seconds")
        declared = response.headers.get("Content-Length", "")
        if "Content-Encoding" not in response.headers and declared.isdigit() and int(declared) != len(found):
            raise NotFetched(f"{url}: the answer broke off after {len(found):,} of {declared} bytes")
        return bytes(found)

    def _demand_allowed(self, url: str, hosts: Collection[str]) -> None:
        """Raise ``NotFetched`` for an address that the watch list does not cover, or that its host asks not to read."""
        if not is_web(url) or (urlsplit(url).hostname or "") not in hosts:
            raise NotFetched(f"{url}: another host than those of watch.yml; name it under hosts: to follow it")
        if not self._robots_of(url).can_fetch(AGENT, url):
            raise NotFetched(f"{url}: robots.txt of the host asks not to read it")

    def _robots_of(self, url: str) -> RobotFileParser:
        """What a host's robots.txt says; a host without one allows everything, one that is ill nothing."""
        root = urljoin(url, "/")
        if root not in self._robots:
            rules = RobotFileParser()
            with self._ask(urljoin(root, "/robots.txt"), {"User-Agent": AGENT}) as response:
                if response.status_code >= _ILL:
                    raise NotFetched(f"{root}robots.txt: the server answered {response.status_code}")
                is_there = response.status_code == requests.codes.ok
                text = self._content(url, response).decode("utf-8", "replace") if is_there else ""
            rules.parse(text.splitlines())
            self._robots[root] = rules
        return self._robots[root]
