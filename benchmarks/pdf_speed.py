"""Pages a second of this project's PDF reader beside plain pdfplumber (extract_text + extract_tables), same files.

usage: python -m benchmarks.pdf_speed [FILE.pdf ...]

Without files, the source documents in raw/ are printed first (needs Chromium and fonts-noto-cjk; the two with ruled
tables also with WenQuanYi Zen Hei, which embeds as TrueType), and the records read from each print are compared with
those read from the text. Time is processor time of one thread, so that other work on the machine does not count;
imports and one warm-up page are left out on both sides.
"""

from __future__ import annotations

import argparse
import io
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read

RAW = Path(__file__).parent.parent / "raw"
WARM_UP = Path(__file__).parent.parent / "tests" / "fixtures" / "readers" / "table_word.pdf"


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF to measure, and the source entry of the text it was printed from, if there is one."""

    name: str
    content: bytes
    entry: SourceEntry | None = None


def read_with_plumber(content: bytes) -> int:
    """What a plain use of pdfplumber costs; returns the number of tables it saw."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    tables = 0
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_text()
            tables += len(page.extract_tables())
            page.close()
    return tables


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def prints_of_the_sources() -> list[Print]:
    """The documents in raw/, printed as an office prints them."""
    from tests.render.page import Look, page
    from tests.render.printers import html_to_pdf
    from tests.render.records import entries

    prints = []
    for entry in entries(RAW):
        document = read((RAW / entry.file_name).read_bytes(), entry.file_name)
        fonts = ["Noto Serif CJK SC"] + (["WenQuanYi Zen Hei"] if any(document.tables()) else [])
        for font in fonts:
            content = html_to_pdf(page(document, Look(font=font)))
            prints.append(Print(f"{Path(entry.file_name).stem} ({font})", content, entry))
    return prints


def same_records(sample: Print) -> str:
    """Whether the print yields the records of the text."""
    if sample.entry is None:
        return "-"
    from tests.render.records import comparable, understood

    entry = sample.entry
    text = comparable(understood((RAW / entry.file_name).read_bytes(), entry, entry.file_name))
    return "equal" if comparable(understood(sample.content, entry, "print.pdf")) == text else "DIFFERENT"


def main() -> None:
    """Measure and print one line for each file, and the totals."""
    parser = argparse.ArgumentParser(description="Pages a second: this project's reader beside plain pdfplumber.")
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    samples = [Print(file.name, file.read_bytes()) for file in files] or prints_of_the_sources()
    warm_up = WARM_UP.read_bytes()
    read(warm_up, WARM_UP.name)
    read_with_plumber(warm_up)
    total_pages, ours_total, theirs_total = 0, 0.0, 0.0
    print(f"{'pages':>5} {'ours p/s':>9} {'plumber p/s':>11} {'times':>6}  records    file")
    for sample in samples:
        pages = read(sample.content, sample.name).page_count or 0
        ours = min(seconds(lambda s=sample: read(s.content, s.name)) for _ in range(2))  # type: ignore[misc]
        theirs = seconds(lambda s=sample: read_with_plumber(s.content))  # type: ignore[misc]
        total_pages, ours_total, theirs_total = total_pages + pages, ours_total + ours, theirs_total + theirs
        figures = f"{pages:5} {pages / ours:9.1f} {pages / theirs:11.2f} {theirs / ours:6.1f}"
        print(f"{figures}  {same_records(sample):9}  {sample.name}", flush=True)
    print(f"{total_pages:5} {total_pages / ours_total:9.1f} {total_pages / theirs_total:11.2f} "
          f"{theirs_total / ours_total:6.1f}  in all")  # fmt: skip


if __name__ == "__main__":
    main()
