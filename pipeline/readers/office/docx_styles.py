"""What Word's styles say of a paragraph or run: bold, hidden, heading level, list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.readers.office.ooxml import attribute, child, children, flag

if TYPE_CHECKING:
    from lxml import etree

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)


class Styles:
    """The document's styles; a property is looked up along the chain of styles a style is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "style")}
        self._default = next((i for i, s in self._styles.items() if self._is_default(s)), None)

    @staticmethod
    def _is_default(style: etree._Element) -> bool:
        return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        style = self._styles.get(style_id or "")
        while style is not None and style not in chain:
            chain.append(style)
            style = self._styles.get(attribute(child(style, "basedOn"), "val") or "")
        return chain

    def run_flag(self, name: str, run: etree._Element, paragraph_style: str | None) -> bool:
        """An on/off run property (``b``, ``vanish``): the run's own, else its style's, else the paragraph's style's."""
        properties = child(run, "rPr")
        if (own := child(properties, name)) is not None:
            return flag(own)
        for style_id in (attribute(child(properties, "rStyle"), "val"), paragraph_style or self._default):
            for style in self._chain(style_id):
                if (found := child(child(style, "rPr"), name)) is not None:
                    return flag(found)
        return False

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """1 for the outermost heading; None for body text."""
        properties = child(paragraph, "pPr")
        outline = attribute(child(properties, "outlineLvl"), "val")
        for style in self._chain(self.style_of(paragraph)):
            name = attribute(child(style, "name"), "val") or ""
            if name.lower() == "title":
                return 1
            if outline is None and (match := _HEADING_NAME.fullmatch(name)):
                return int(match[1])
            outline = outline or attribute(child(child(style, "pPr"), "outlineLvl"), "val")
        return int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None

    def style_of(self, paragraph: etree._Element) -> str | None:
        """The paragraph's style id, the default one where it names none."""
        return attribute(child(child(paragraph, "pPr"), "pStyle"), "val") or self._default

    def list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and level a paragraph belongs to, by itself or by its style."""
        sources = [child(paragraph, "pPr")] + [child(style, "pPr") for style in self._chain(self.style_of(paragraph))]
        level: str | None = None
        for properties in sources:
            numbering = child(properties, "numPr")
            level = level or attribute(child(numbering, "ilvl"), "val")
            if (number := attribute(child(numbering, "numId"), "val")) is not None:
                return None if number == "0" else (number, int(level or 0))
        return None
