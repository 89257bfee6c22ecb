"""Documents made in memory for the readers' tests, and what every Document must satisfy."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

from pipeline.readers.document import Document


def bare(text: str) -> str:
    """The text without blanks, for comparing media."""
    return "".join(text.split())


def block_texts(document: Document) -> list[str]:
    """The text of each block."""
    return [document.slice(block) for block in document.blocks]


def grids(document: Document) -> list[list[list[str | None]]]:
    """Each table as rows of texts, a merged cell repeated wherever it reaches."""
    return [
        [[document.slice(cell) if cell else None for cell in row] for row in table.grid()]
        for table in document.tables()
    ]


def bold_texts(document: Document) -> list[str]:
    """The bold stretches in reading order."""
    return [document.slice(span) for block in document.blocks for span in block.bold]


def check_document(document: Document) -> None:
    """Assert what the page model promises: ranges in order, inside each other, nothing copied, grids whole."""
    offset = 0
    for number, block in enumerate(document.blocks):
        assert block.start == offset, "blocks are separated by exactly one newline"
        assert block.start < block.end <= len(document.text), "every block has text"
        assert number == 0 or document.text[block.start - 1] == "\n"
        offset = block.end + 1
        assert all(block.start <= span.start < span.end <= block.end for span in block.bold)
        assert [span.start for span in block.bold] == sorted(span.start for span in block.bold)
        assert (block.table is not None) == (block.kind == "table")
        if block.table is not None:
            _check_table(document, block)
        else:
            assert "\n" not in document.slice(block) and "\t" not in document.slice(block)
    assert offset == (len(document.text) + 1 if document.blocks else 0), "blocks cover the whole text"
    pages = [block.page for block in document.blocks]
    assert all(page is None for page in pages) or pages == sorted(pages)  # type: ignore[type-var]


def _check_table(document: Document, block: Any) -> None:
    table, offset = block.table, block.start
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        assert offset <= cell.start <= cell.end <= block.end, "cells stand in reading order inside their block"
        offset = cell.end
        assert "\t" not in document.slice(cell)
        places = {(r, c) for r in range(cell.row, cell.row + cell.row_span)
                  for c in range(cell.column, cell.column + cell.column_span)}  # fmt: skip
        assert not places & taken, "no place has two cells"
        assert all(r < table.row_count and c < table.column_count for r, c in places)
        taken |= places


def docx_of(build: Any) -> bytes:
    """The bytes of a Word document that ``build(document)`` fills."""
    import docx

    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx_of(build: Any) -> bytes:
    """The bytes of a workbook that ``build(workbook)`` fills."""
    import openpyxl

    book = openpyxl.Workbook()
    build(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zip_of(parts: dict[str, bytes | str]) -> bytes:
    """The bytes of a ZIP package with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def container(name: str, stream: bytes, follows: dict[int, int] | None = None) -> bytes:
    """An OLE container of one stream of whole sectors (4096 bytes at least); ``follows`` bends its chain of sectors."""
    count = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    for sector, next_sector in (follows or {}).items():
        table[sector] = next_sector
    coded = name.encode("utf-16-le")
    entry = coded.ljust(64, b"\x00") + struct.pack("<HBB48xIQ", len(coded) + 2, 2, 1, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<16x5H10x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + entry.ljust(512, b"\x00") + stream
    return header.ljust(512, b"\xff") + sectors


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_xml(body: str, **parts: bytes | str) -> bytes:
    """A minimal Word package around the XML of a body; ``parts`` are further files under word/ (name without .xml)."""
    document = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    document += f'xmlns:wps="urn:wps"><w:body>{body}</w:body></w:document>'
    extra = {f"word/{name}.xml": content for name, content in parts.items()}
    return zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **extra})


def type3_pdf(words: str) -> bytes:
    """A page in a Type 3 font without a ToUnicode map: only the names of its glyphs say what they are."""
    names = [f"/uni{ord(character):04X}" for character in words]
    codes = "".join(f"{place:02x}" for place in range(33, 33 + len(words)))
    procedures = " ".join(f"{name} 4 0 R" for name in dict.fromkeys(names))
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>"
        f"/CharProcs<<{procedures}>>/Encoding<</Type/Encoding/Differences[33 {' '.join(names)}]>>"
        f"/FirstChar 33/LastChar {32 + len(words)}/Widths[{' 1000' * len(words)}]>>"
    )
    page = "/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>>>"
    return _pdf_of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{page}>>",
        _stream("1000 0 0 0 900 900 d1 0 0 900 900 re f"),
        _stream(f"BT /F1 12 Tf 72 720 Td <{codes}> Tj ET"),
        font,
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _pdf_of(*objects: str) -> bytes:
    """A PDF file of the given objects, the first its catalogue."""
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode("ascii")
