"""What a web page links to, by the names a file may have that somebody saved beside it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pipeline.readers.sniff import medium_of
from pipeline.readers.web.html_source import decode

MAX_BYTES = 8 << 20  # of a page: a larger one holds pictures in its text
MAX_LINKS = 2000
SHORTEST = 2  # of a name: pages are numbered by links of one character
_LINK = re.compile(r"<a\b([^>]*)>(.{0,400}?)</a>", re.IGNORECASE | re.DOTALL)
_NAMES = re.compile(r"\b(href|title|download)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LABEL = re.compile(r"^附件[\d一二三四五六七八九十]*[：:.、]?")


def linked_names(content: bytes, file_name: str) -> set[str]:
    """The names, as ``plain_name`` gives them, of the files that a web page or a saved page links to; else none.

    A link names its file by its address, by what it says, and by its title. Raises ``SetAside`` where the page is none.
    """
    if len(content) > MAX_BYTES:
        return set()
    names: set[str] = set()
    for page in _pages(content, file_name):
        for attributes, said in _LINK.findall(page)[:MAX_LINKS]:
            names |= {plain_name(name) for name in _names_of(attributes, said)}
    return {name for name in names if len(name) >= SHORTEST}


def plain_name(name: str) -> str:
    """A file's name or a link's words to compare: no blanks, no label 附件1：, no suffix, in small letters."""
    bare = re.sub(r"\s+", "", name).casefold()
    stem = re.sub(r"\.[a-z]{2,5}$", "", bare)
    return _LABEL.sub("", stem) or stem


def _pages(content: bytes, file_name: str) -> list[str]:
    medium = medium_of(content, file_name)
    if medium == "html":
        return [decode(content, file_name)]
    if medium == "mhtml":
        from pipeline.readers.web.mhtml import pages_of

        return [decode(page, file_name) for page in pages_of(content)]
    return []


def _names_of(attributes: str, said: str) -> list[str]:
    names = [unescape(_TAG.sub("", said))]
    for name, *values in _NAMES.findall(attributes):
        value = unescape("".join(values))
        names.append(PurePosixPath(unquote(urlsplit(value).path)).name if name.lower() == "href" else value)
    return names
