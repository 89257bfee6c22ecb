"""The forms as PDF beside their workbooks, by LibreOffice, where they are asked for.

A workbook that was printed before (the same bytes, the same LibreOffice) is not printed again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline.manifest import digest, hash_file
from pipeline.office import NotConverted, find_office, office_version, print_books
from pipeline.publish.reuse import Reuse

AT_ONCE = 10  # workbooks a start of LibreOffice prints
NOT_INSTALLED = "LibreOffice is not installed (apt install libreoffice-calc-nogui)"
NOT_ASKED = "not asked for (DUBAN_PDF=on)"


def write_pdfs(directory: Path, reuse: Reuse | None = None, is_wanted: bool = True) -> dict[str, str]:
    """Print every workbook in ``directory`` beside it; returns each that has no PDF, with the reason."""
    books = sorted(directory.glob("*.xlsx"))
    if not is_wanted or find_office() is None:
        return {book.name: NOT_INSTALLED if is_wanted else NOT_ASKED for book in books}
    reuse = reuse or Reuse(None)
    keys = {book: digest(["pdf", hash_file(book), office_version()]) for book in books}
    missing = [book for book in books if not reuse.holds(keys[book])]
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="duban-print-") as folder:
        made = Path(folder)
        for first in range(0, len(missing), AT_ONCE):
            failed |= _print(missing[first : first + AT_ONCE], made)
        for book in books:
            if book.name not in failed:
                copy = partial(_copy, made / f"{book.stem}.pdf")
                reuse.write(book.with_suffix(".pdf"), keys[book], copy)
    return failed


def _copy(printed: Path, path: Path) -> None:
    shutil.copyfile(printed, path)


def _print(books: Sequence[Path], directory: Path) -> Mapping[str, str]:
    """Print some workbooks in one start; returns those that were not, with what LibreOffice said."""
    try:
        said = print_books(books, directory)
    except NotConverted as error:
        said = str(error)
    return {book.name: said or "it wrote nothing" for book in books if not (directory / f"{book.stem}.pdf").is_file()}
