"""What on a web page is not the document: navigation, tools, footers. Patterns are data (web_furniture.yml)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.language.words.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from lxml import html

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLOCKS = {"div", "ul", "ol", "table", "section", "aside", "header", "dl"}
_ATTACHMENT = re.compile(r"\s*附件")
MIN_LINKS = 3
MAX_FURNITURE = 0.5  # of the page's text
MAX_HEADER = 200  # characters of a block around the title


def rules() -> dict[str, Any]:
    """The furniture's names, as data."""
    loaded: dict[str, Any] = load_vocabulary("web_furniture")
    return loaded


@cache
def _line_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules()["lines"]))


def is_furniture_line(line: str) -> bool:
    """Whether a line by itself says that it is furniture (a breadcrumb, 打印, ICP备…)."""
    return bool(_line_pattern().fullmatch(line.strip()))


def drop_furniture(tree: html.HtmlElement) -> list[str]:
    """Take the furniture out of the tree, in place; returns the text of what was dropped, piece by piece."""
    from lxml import etree

    dropped: list[str] = []
    for element in list(tree.iter("script", "style", "noscript", "template", "object", "embed", "svg")):
        _drop(element)
    whole = len(_text(tree))
    for element in list(tree.iter(etree.Element)):
        if (
            element.getparent() is None
            or tree not in element.iterancestors()
            or element.tag in ("html", "body", "head")
        ):
            continue
        if _is_furniture(element, whole):
            dropped.append(" ".join(_text(element).split()))
            _drop(element)
    return [text for text in dropped if text]


def _is_furniture(element: html.HtmlElement, whole: int) -> bool:
    """Never a block that holds more than half of the page: some sites wrap the document in a form or a #print."""
    by_tag = element.tag in rules()["elements"]
    is_hidden = "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))
    if not by_tag and not is_hidden and element.tag not in _BLOCKS:
        return False
    text = _text(element)
    if len(text) > MAX_FURNITURE * whole:
        return False
    if by_tag or is_hidden:
        return True
    if element.find(".//h1") is not None and len(text) < MAX_HEADER:
        return False
    return _has_furniture_name(element) or _is_link_list(element, text)


def _has_furniture_name(element: html.HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    words = {word.lower() for word in _WORD.findall(names)} | {name.lower() for name in names.split()}
    return element.tag != "table" and not words.isdisjoint(rules()["class_words"])


def _is_link_list(element: html.HtmlElement, text: str) -> bool:
    """A block whose text is mostly links; a list of attachments is the document's own."""
    links = [_text(link) for link in element.iter("a") if link.get("href")]
    linked = sum(map(len, links))
    return len(links) >= MIN_LINKS and linked > 0.6 * len(text) and not _ATTACHMENT.match(text)


def _text(element: html.HtmlElement) -> str:
    return str(element.text_content()).strip()


def _drop(element: html.HtmlElement) -> None:
    """Remove an element but keep the text that follows it."""
    element.drop_tree()
