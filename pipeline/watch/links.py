"""The links of a web page: where they lead and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from pipeline.errors import SetAside
from pipeline.readers.sniff import medium_of
from pipeline.readers.web.html_source import decode, without_scripts
from pipeline.watch.watch_list import is_web

MAX_LINKS = 500
ANNEXES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".et", ".wps", ".ofd", ".ods", ".rtf", ".zip")
_LINK = re.compile(r"<a\b([^<>]*)>(.{0,400}?)</a>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SAID = re.compile(r"\btitle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{0,300})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_CUT = re.compile(r"(?:…|\.\.\.)$")  # lists of announcements shorten what they link to


@dataclass(frozen=True, slots=True)
class Link:
    """A link: an absolute address and its words."""

    url: str
    said: str

    @property
    def is_annex(self) -> bool:
        """Whether its address says that it is a file to download."""
        return suffix_of(self.url) in ANNEXES or suffix_of(self.said) in ANNEXES


def links(content: bytes, url: str) -> list[Link]:
    """Every link of a web page, in its order, each address once; none where the bytes are no page."""
    found = dict[str, Link]()
    for link in _links(content, url):
        found.setdefault(link.url, link)
    return list(found.values())[:MAX_LINKS]


def _links(content: bytes, url: str) -> Iterator[Link]:
    for attributes, inside in _LINK.findall(source(content)):
        address = _ADDRESS.search(attributes)
        said, title = _plain(_TAG.sub("", inside)), _SAID.search(attributes)
        if title and (not said or _CUT.search(said)):
            said = _plain("".join(filter(None, title.groups()))) or said
        if address:
            target = urldefrag(urljoin(url, unescape("".join(filter(None, address.groups()))).strip())).url
            if is_web(target):
                yield Link(target, said)


def page_title(content: bytes) -> str:
    """What a page calls itself in its head."""
    match = _TITLE.search(source(content))
    return _plain(match[1]) if match else ""


def words(content: bytes) -> str:
    """What a page says, to tell a changed page from one with another counter in its scripts."""
    return _plain(_TAG.sub("", source(content)))


def source(content: bytes) -> str:
    """A page's source without scripts and comments; nothing where the bytes are no page."""
    try:
        return without_scripts(decode(content, "page")) if medium_of(content, "page") == "html" else ""
    except (SetAside, ValueError):
        return ""


def suffix_of(name: str) -> str:
    """The suffix of an address or a name, in small letters."""
    return PurePosixPath(unquote(urlsplit(name).path if is_web(name) else name)).suffix.lower()


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unescape(text))
