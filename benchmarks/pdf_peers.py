"""Peers on ruled tables: camelot and tabula (lattice mode) beside this project's PDF reader, on the same prints.

usage: python -m benchmarks.pdf_peers [--peer-python PATH] [FILE.pdf ...]

The prints are of documents whose tables are known: the third-quarter progress table in raw/ (159 rows; printed with
Chromium when it is installed) and the small fixtures of tests/fixtures/readers. A row counts as right when all its
cells are, blanks and full-width forms aside; a cell when its text stands in that place of the true row. Peers do not
join pages: repeated headers are taken out for them, cut rows are left as they give them. Seconds a page include each
tool's own start of work, not its imports. Without ``--peer-python`` the peers are installed into a temporary
environment that is deleted afterwards; tabula needs Java.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from benchmarks.peers import peer_python
from pipeline.readers import read
from pipeline.readers.document import Document

ROOT = Path(__file__).parent.parent
PACKAGES = ("camelot-py==2.0.0", "tabula-py==2.10.0")
WORKER = Path(__file__).with_name("pdf_peers_worker.py")
PROGRESS_TABLE = "义乌市/2023-政府工作报告重点任务三季度进展情况.txt"

Rows = list[list[str]]


def table_rows(document: Document) -> Rows:
    """The rows of a document's tables, a merged cell's text in its first place only, blanks dropped."""
    rows: Rows = []
    for table in document.tables():
        texts = [[""] * table.column_count for _ in range(table.row_count)]
        for cell in table.cells:
            texts[cell.row][cell.column] = bare(document.slice(cell))
        rows += texts
    return rows


def bare(text: object) -> str:
    """A cell's text without blanks, compatibility characters made plain (tabula writes ， as a comma)."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split())


def score(found: Rows, truth: Rows) -> tuple[int, int]:
    """(rows right, cells right) of the true rows; a found row answers the true row it shares most cells with."""
    rows = [[bare(cell) for cell in row] for row in found]
    header = truth[0]
    rows = [row for number, row in enumerate(rows) if number == 0 or row != header]
    right_rows = right_cells = 0
    for wanted in truth:
        best = max((sum(a == b for a, b in zip(row, wanted, strict=False)) for row in rows), default=0)
        right_cells += best
        right_rows += any(row == wanted for row in rows)
    return right_rows, right_cells


def samples(folder: Path, files: list[Path]) -> Iterator[tuple[Path, Rows]]:
    """(print, true rows) of what there is to compare."""
    from tests.render import fixtures
    from tests.render.page import Look, page
    from tests.render.printers import has_chromium, html_to_pdf

    for name in ("table_repeated_header", "table_word"):
        yield fixtures.path(name), table_rows(fixtures.PRINTS[name][0]())
    document = read((ROOT / "raw" / PROGRESS_TABLE).read_bytes(), PROGRESS_TABLE)
    if not has_chromium():
        print("chromium is not installed: the progress table is left out")
        return
    for font in ("Noto Serif CJK SC", "WenQuanYi Zen Hei"):
        target = folder / f"progress table, {font}.pdf"
        target.write_bytes(html_to_pdf(page(document, Look(font=font))))
        yield target, table_rows(document)
    for file in files:
        yield file, table_rows(read(file.read_bytes(), file.name))


def ours(path: Path) -> tuple[Rows, float]:
    """Our rows and seconds."""
    content = path.read_bytes()
    started = time.perf_counter()
    document = read(content, path.name)
    return table_rows(document), time.perf_counter() - started


def peers(python: Path, name: str, path: Path) -> tuple[Rows, float] | str:
    """A peer's rows and seconds, or the last line of its complaint."""
    done = subprocess.run([python, WORKER, name, path], capture_output=True, text=True)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no output"])[-1]
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    return answer["rows"], answer["seconds"]


def main() -> None:
    """Print one line for each print and tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="more PDFs, compared with our own reading")
    parser.add_argument("--peer-python", type=Path, help="an interpreter that has camelot-py and tabula-py")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = arguments.peer_python or peer_python(Path(folder, "peers"), PACKAGES)
        for path, truth in samples(Path(folder), arguments.files):
            compare(path, truth, python)


def compare(path: Path, truth: Rows, python: Path) -> None:
    """Read one print with all three and print the figures."""
    pages = read(path.read_bytes(), path.name).page_count or 1
    cells = sum(map(len, truth))
    print(f"{path.name}: {pages} pages, {len(truth)} rows, {cells} cells")
    for name in ("ours", "camelot", "tabula"):
        answer = ours(path) if name == "ours" else peers(python, name, path)
        if isinstance(answer, str):
            print(f"  {name:8} failed: {answer}", flush=True)
            continue
        rows, right = score(answer[0], truth)
        share = f"rows right {rows}/{len(truth)}, cells right {right}/{cells} ({right / cells:.3f})"
        print(f"  {name:8} {share}, {answer[1] / pages:.3f} s a page", flush=True)


if __name__ == "__main__":
    main()
