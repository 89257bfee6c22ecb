"""Reads OFD (GB/T 33190), the national fixed-layout format, into the same page model as PDF.

Characters are the Unicode of TextCode (glyph numbers of embedded fonts are not needed). Seals, annotations and attached
files stand beside the document and are set aside by name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import SetAside
from pipeline.readers.document import Aside, Document
from pipeline.readers.pages.assemble import assemble
from pipeline.readers.pages.geometry import Affine
from pipeline.readers.pages.model import Page
from pipeline.readers.print.ofd_content import ContentReader, Resources
from pipeline.readers.print.ofd_package import ROOT, Package, child, children, damaged_ofd, descendants, numbers, text
from pipeline.readers.print.pdf import MAX_GLYPHS, MAX_PAGES, is_scan

if TYPE_CHECKING:
    from lxml import etree

MEDIA_TYPE = "application/ofd"
POINTS = 72 / 25.4  # in a millimetre
_A4 = [0.0, 0.0, 210.0, 297.0]


def read_ofd(content: bytes, file_name: str) -> Document:
    """Read an OFD. Raises ``SetAside`` (damaged, password, too_large, needs_ocr, empty)."""
    package = Package(content, file_name)
    if package.has("Encryptions.xml"):
        raise SetAside("password", found=f"{file_name} is an encrypted OFD", expected="an OFD that opens for everyone",
                       advice="Save or print it without encryption.")  # fmt: skip
    pages: list[Page] = []
    asides: list[Aside] = []
    for body in children(package.tree(ROOT), "DocBody"):
        reader = _DocumentReader(package, body, file_name)
        reader.read_into(pages, asides)
    if not any(page.glyphs for page in pages):
        raise SetAside("empty", found=f"{file_name} has {len(pages)} pages without text", expected="pages with text",
                       advice="Check that the right file was dropped.")  # fmt: skip
    document = assemble(pages, MEDIA_TYPE)
    return dataclasses.replace(document, asides=(*document.asides, *asides))


class _DocumentReader:
    """Reads one document of the package; a package may hold several."""

    def __init__(self, package: Package, body: etree._Element, file_name: str) -> None:
        self._package, self._file_name, self._body = package, file_name, body
        root = package.resolve(ROOT, text(child(body, "DocRoot")))
        self._root = root if package.has(root) else f"{root}/Document.xml"  # some name the folder
        self._document = package.tree(self._root)
        self._common = child(self._document, "CommonData")
        self._resources = Resources()
        for resource in children(self._common, "PublicRes", "DocumentRes"):
            self._add_resources(self._root, resource)
        self._templates = {
            template.get("ID"): package.resolve(self._root, template.get("BaseLoc"))
            for template in children(self._common, "TemplatePage")
        }

    def _add_resources(self, base: str, resource: etree._Element) -> None:
        path = self._package.resolve(base, text(resource))
        if self._package.has(path):
            self._resources.add(self._package.tree(path))

    def read_into(self, pages: list[Page], asides: list[Aside]) -> None:
        """Add the document's pages, numbered on, and what is set aside."""
        glyphs = sum(len(page.glyphs) for page in pages)
        for entry in children(child(self._document, "Pages"), "Page"):
            page = self._page(entry, len(pages) + 1, asides)
            glyphs += len(page.glyphs)
            if glyphs > MAX_GLYPHS or len(pages) >= MAX_PAGES:
                raise SetAside("too_large", found=f"{self._file_name} has more than {MAX_PAGES} pages or "
                               f"{MAX_GLYPHS:,} characters", expected="a document of a few hundred pages",
                               advice="Drop it in parts.")  # fmt: skip
            self._refuse_scan(page)
            pages.append(page)
        asides += self._beside()

    def _page(self, entry: etree._Element, number: int, asides: list[Aside]) -> Page:
        """One page, turned upright where most of its text is printed sideways."""
        path = self._package.resolve(self._root, entry.get("BaseLoc"))
        tree = self._package.tree(path)
        for resource in children(tree, "PageRes"):
            self._add_resources(path, resource)
        contents = [*self._template_contents(tree), *children(tree, "Content")]
        left, top, width, height = self._box(tree)
        page = Page(number, width * POINTS, height * POINTS)
        affine = Affine(POINTS, 0, 0, POINTS, -left * POINTS, -top * POINTS)
        content = ContentReader(self._resources, page, affine)
        content.read(contents)
        asides += [Aside("hidden_text", hidden, number) for hidden in content.hidden if hidden.strip()]
        turns, count = max(content.sideways.items(), key=lambda item: item[1], default=(0, 0))
        return self._turned(page, affine, turns, contents) if turns > 0 and count > len(page.glyphs) else page

    def _turned(self, page: Page, affine: Affine, turns: int, contents: list[etree._Element]) -> Page:
        width, height = page.width, page.height
        for _ in range(turns):
            affine = affine.turned(width)
            width, height = height, width
        page = Page(page.number, width, height, turns=turns)
        ContentReader(self._resources, page, affine).read(contents)
        return page

    def _template_contents(self, tree: etree._Element) -> Iterator[etree._Element]:
        for use in children(tree, "Template"):
            path = self._templates.get(use.get("TemplateID"))
            if path and self._package.has(path):
                yield from children(self._package.tree(path), "Content")

    def _box(self, tree: etree._Element) -> list[float]:
        """The page's area: its own, else the document's, else A4. Raises ``SetAside`` for one without extent."""
        boxes = [child(tree, "Area", "PhysicalBox"), child(self._common, "PageArea", "PhysicalBox")]
        box = next((values for element in boxes if len(values := numbers(text(element))) == 4), _A4)
        if box[2] <= 0 or box[3] <= 0:
            raise damaged_ofd(self._file_name, "with a page without width or height")
        return box

    def _refuse_scan(self, page: Page) -> None:
        if is_scan(page):
            raise SetAside("needs_ocr", found=f"{self._file_name} has a page that is a picture or whose characters "
                           "have no meaning", expected="an OFD whose text can be marked and copied",
                           advice="Print it to PDF, which is read by OCR (make ocr), or drop the original document.",
                           where=f"page {page.number}")  # fmt: skip

    def _beside(self) -> Iterator[Aside]:
        """What stands beside the document: seals, notes and stamps on pages, attached files."""
        for signature in self._listed(text(child(self._body, "Signatures")), ROOT, "Signature"):
            yield Aside("seal", f"Signature {signature.get('ID') or ''}".strip())
        listing = text(child(self._document, "Annotations"))
        base = self._package.resolve(self._root, listing)
        for page in self._listed(listing, self._root, "Page"):
            for note in self._listed(text(child(page, "FileLoc")), base, "Annot"):
                said = "".join(code.text or "" for code in descendants(note, "TextCode"))
                yield Aside("annotation", f"{note.get('Type') or 'Annot'}: {said}")
        for file in self._listed(text(child(self._document, "Attachments")), self._root, "Attachment"):
            yield Aside("attachment", file.get("Name") or text(child(file, "FileLoc")))

    def _listed(self, location: str, base: str, name: str) -> list[etree._Element]:
        """The elements of a listing that the package may or may not hold."""
        path = self._package.resolve(base, location)
        return list(children(self._package.tree(path), name)) if location and self._package.has(path) else []
