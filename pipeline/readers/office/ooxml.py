"""Small helpers for WordprocessingML trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name, None where there is none."""
    return None if element is None else element.find(w(name))


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return iter(()) if element is None else element.iterchildren(w(name))


def attribute(element: etree._Element | None, name: str) -> str | None:
    """A WordprocessingML attribute, None where element or attribute is absent."""
    return None if element is None else element.get(w(name))


def flag(element: etree._Element | None) -> bool:
    """An on/off property: present and not switched off."""
    return element is not None and (attribute(element, "val") or "true") not in ("0", "false", "off", "none")


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace ('' for comments and processing instructions)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
