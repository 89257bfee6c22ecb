"""Reads saved pages (MHTML, RFC 2557): the page and the frames it shows, out of the message that holds them.

What a browser saved with a page (pictures, styles) is left where it is. The address the page was saved from becomes its
canonical link, as if the page had named it itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from pipeline.readers.web.html import read_html
from pipeline.readers.web.html_source import parse_page

if TYPE_CHECKING:
    from lxml import html

MEDIA_TYPE = "multipart/related"
MAX_BYTES = 64 << 20
MAX_DEPTH = 4  # frames in frames
MAX_FRAMES = 50
_BOM = b"\xef\xbb\xbf"


def read_mhtml(content: bytes, file_name: str) -> Document:
    """Read a saved page. Raises ``SetAside`` (too_large, damaged, empty)."""
    if len(content) > MAX_BYTES:
        raise SetAside("too_large", found=f"{file_name} is a saved page of {len(content):,} bytes",
                       expected=f"at most {MAX_BYTES:,}", advice="Save the page as HTML alone.")  # fmt: skip
    page = _SavedPage(message_from_bytes(content), file_name).whole()
    return dataclasses.replace(read_html(page, file_name), media_type=MEDIA_TYPE)


def pages_of(content: bytes) -> list[bytes]:
    """The pages in a saved page, frames included, each in UTF-8 where the message says how it is coded."""
    parts = [part for part in message_from_bytes(content).walk() if part.get_content_type() in _PAGE_TYPES]
    return [_body(part) for part in parts]


class _SavedPage:
    """The pages of one message by the names that frames call them."""

    def __init__(self, message: Message, file_name: str) -> None:
        self._message, self._file_name = message, file_name
        self._pages = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
        self._named = {name: part for part in reversed(self._pages) for name in _names(part)}
        self._left = MAX_FRAMES

    def whole(self) -> bytes:
        """The page as one HTML file in UTF-8: what its frames show stands in their places."""
        from lxml import html

        root = self._root()
        tree = self._tree(root)
        self._fill_frames(tree, _location(root), 0)
        self._name_address(tree, root)
        return _BOM + str(html.tostring(tree, encoding="unicode")).encode("utf-8", "replace")

    def _root(self) -> Message:
        """The part the message declares as its start, else the first page in it."""
        start = self._message.get_param("start")
        if not self._pages:
            raise SetAside("damaged", found=f"{self._file_name} is a saved web archive without a page in it",
                           expected="a page saved whole", advice="Save the page again from the browser.")  # fmt: skip
        return self._named.get(f"cid:{_bare(start)}", self._pages[0]) if isinstance(start, str) else self._pages[0]

    def _tree(self, part: Message) -> html.HtmlElement:
        return parse_page(_body(part), self._file_name)

    def _fill_frames(self, tree: html.HtmlElement, location: str, depth: int) -> None:
        """Put the body of each frame's page in the frame's place; a frame whose page was not saved stays empty."""
        for frame in list(tree.iter("iframe", "frame")):
            address = frame.get("src") or ""
            part = self._named.get(address) or self._named.get(urljoin(location, address))
            if part is None or depth >= MAX_DEPTH or self._left <= 0:
                continue
            self._left -= 1
            inner = self._tree(part)
            self._fill_frames(inner, _location(part), depth + 1)
            body = inner.find("body")
            frame.getparent().replace(frame, _as_block(frame, inner if body is None else body))

    def _name_address(self, tree: html.HtmlElement, root: Message) -> None:
        """Give a page without a canonical link the address it was saved from."""
        address = _location(root) or str(self._message.get("Snapshot-Content-Location", ""))
        head = tree.find("head")
        if address.startswith("http") and not tree.xpath("//link[@rel='canonical']"):
            if head is None:
                head = tree.makeelement("head")
                tree.insert(0, head)
            head.append(tree.makeelement("link", {"rel": "canonical", "href": "".join(address.split())}))


_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def _names(part: Message) -> Iterator[str]:
    if part["Content-ID"]:
        yield f"cid:{_bare(str(part['Content-ID']))}"
    if _location(part):
        yield _location(part)


def _bare(content_id: str) -> str:
    return content_id.strip().strip("<>")


def _location(part: Message) -> str:
    return "".join(str(part.get("Content-Location", "")).split())


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return _in_utf8(body if isinstance(body, bytes) else b"", part.get_content_charset())


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """The page in UTF-8 with a mark that says so, where the message names a charset that fits; else as it is."""
    try:
        name = "gb18030" if charset in ("gb2312", "gbk") else charset
        return _BOM + content.decode(name).encode() if name else content
    except (UnicodeDecodeError, LookupError):
        return content


def _as_block(frame: html.HtmlElement, body: html.HtmlElement) -> html.HtmlElement:
    """The content of a frame's page as a block that stands where the frame stood."""
    block = frame.makeelement("div")
    block.text, block.tail = body.text, frame.tail
    block.extend(list(body))
    return block
