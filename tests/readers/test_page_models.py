"""The page models of the invented cities' documents and of the fixtures, as each format gives them, cell by cell.

``page_models/`` holds them; ``python -m tests.readers.test_page_models`` writes them down anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.readers import read

RENDERED = Path(__file__).parents[1] / "cities" / "rendered"
FOLDER = Path(__file__).parent / "page_models"
SCANNED = {"anhe_notice.pdf", "shilou_q1.pdf"}  # need OCR
FIXTURES = Path(__file__).parents[1] / "fixtures" / "readers"
DOCUMENTS = sorted(path for path in (*RENDERED.iterdir(), *FIXTURES.iterdir()) if path.name not in SCANNED)


def lines(path: Path) -> Iterator[str]:
    """A page model, a line for each block, cell and aside; spaces at the ends of words shown."""
    document = read(path.read_bytes(), path.name)
    yield f"{document.media_type} pages {document.page_count} characters {len(document.text)}"
    for block in document.blocks:
        bold = [document.text[span.start : span.end] for span in block.bold]
        words = "" if block.table else repr(document.slice(block))
        yield f"{block.kind} page {block.page} {words} {bold or ''}".rstrip()
        for cell in block.table.cells if block.table else ():
            spans = f"{cell.row_span}x{cell.column_span}"
            yield f"  {cell.row},{cell.column} {spans} page {cell.page} {document.slice(cell)!r}"
    for aside in document.asides:
        yield f"aside {aside.reason} page {aside.page} {aside.text!r}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_block_is_as_written_down(path: Path) -> None:
    assert list(lines(path)) == (FOLDER / f"{path.name}.read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    for document in DOCUMENTS:
        (FOLDER / f"{document.name}.read").write_text("\n".join(lines(document)) + "\n", "utf-8")
