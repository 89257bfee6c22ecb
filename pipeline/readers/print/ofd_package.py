"""The package of an OFD (GB/T 33190-2016): its parts by path, and an XML tree's elements by name.

Producers differ in prefixes, in slashes and in whether a path counts from the package's root or from the part that
names it, so elements go by their local names and a location is tried both ways.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import SetAside
from pipeline.readers.office.ooxml import local_name
from pipeline.readers.office.package import parse_xml, read_parts

if TYPE_CHECKING:
    from lxml import etree

ROOT = "OFD.xml"


class Package:
    """The XML parts of one OFD package; a part's tree is built each time it is asked for and let go again."""

    def __init__(self, content: bytes, file_name: str) -> None:
        parts = read_parts(content, file_name, ("",))
        self._file_name = file_name
        self._parts = {_plain(name): part for name, part in parts.items()}

    def tree(self, path: str) -> etree._Element:
        """The tree of the part at ``path``. Raises ``SetAside`` (damaged) where it is not there or broken."""
        part = self._parts.get(path)
        if part is None:
            raise damaged_ofd(self._file_name, f"without its part {path}")
        return parse_xml(part, self._file_name, path)

    def has(self, path: str) -> bool:
        """Whether there is a part at ``path``."""
        return path in self._parts

    def resolve(self, base: str, location: str | None) -> str:
        """The path of the part that the part at ``base`` calls ``location``."""
        location = (location or "").strip().replace("\\", "/")
        beside = _plain(posixpath.join("/", posixpath.dirname(base), location))
        at_root = _plain(location)
        return at_root if not self.has(beside) and self.has(at_root) else beside


def damaged_ofd(file_name: str, found: str) -> SetAside:
    """The error for a package that lacks something or contradicts itself."""
    return SetAside("damaged", found=f"{file_name} is an OFD {found}", expected="a whole OFD",
                    advice="Download it again, or open it in an OFD reader and print it to PDF.")  # fmt: skip


def _plain(path: str) -> str:
    return posixpath.normpath(posixpath.join("/", path.replace("\\", "/"))).lstrip("/")


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of these local names."""
    for child in () if element is None else element.iterchildren():
        if local_name(child) in names:
            yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of local names, None where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements of these local names, in document order."""
    return (inner for inner in element.iter() if local_name(inner) in names)


def text(element: etree._Element | None) -> str:
    """An element's text without white around it."""
    return "" if element is None else (element.text or "").strip()


def numbers(value: str | None) -> list[float]:
    """The numbers of an attribute such as a box or a matrix. Raises ValueError for one that is none."""
    return [float(part) for part in (value or "").replace(",", " ").split()]
