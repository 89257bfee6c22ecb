"""Show what the reader and the layout see of one file.

usage: python -m pipeline.inspect_document FILE [--pictures FOLDER | --no-pictures]

Prints the blocks page by page, the tables, what was set aside, and what the layout made of it; for a PDF it also
draws each page with boxes around what was recognised (default folder: data/inspect/<name of the file>).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from pipeline.errors import SetAside
from pipeline.inspection.report import describe_document, describe_layout, describe_refusal
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.entries.sources import default_entry, load_source_entries
from pipeline.readers import read
from pipeline.readers.bundle import read_member

PICTURES = Path("data/inspect")
RAW = "raw"  # a folder of this name holds one folder for each jurisdiction


def main(arguments: list[str] | None = None) -> int:
    """Inspect one file; 0 when reader and layout take it, 1 when it would be set aside, 2 when there is none."""
    options = _options(arguments)
    content = content_of(options.file)
    if content is None:
        print(f"no such file: {options.file}", file=sys.stderr)
        return 2
    entry = source_entry(options.file)
    print(f"{options.file}: {len(content):,} bytes, source entry {entry.file_name}")
    try:
        document = read(content, entry.file_name)
    except SetAside as error:
        print(*describe_refusal(error), sep="\n")
        return 1
    print(*describe_document(document), sep="\n")
    document_id = hashlib.sha256(content).hexdigest()[:12]
    lines = list(describe_layout(document, entry, document_id))
    print(*lines, sep="\n")
    if document.media_type == "application/pdf" and not options.no_pictures:
        _draw(content, options.file, options.pictures)
    return 1 if lines[0].startswith("set aside") else 0


def content_of(path: Path) -> bytes | None:
    """The bytes of a file, or of a member of a bundle (bundle.zip/member); None where there is none."""
    lying = _lying(path)
    if lying == path:
        return path.read_bytes() if path.is_file() else None
    with lying.open("rb") as stream:
        try:
            return read_member(stream, lying.name, path.relative_to(lying).as_posix())
        except (KeyError, SetAside):
            return None


def _lying(path: Path) -> Path:
    """The file as it lies on disk: the bundle for a member of one."""
    return next((parent for parent in path.parents if parent.is_file()), path)


def source_entry(path: Path) -> SourceEntry:
    """The file's entry in the source.yml beside it; where there is none, what its folder in raw/ says."""
    folder = _lying(path.resolve()).parent
    entries = load_source_entries(folder)
    within = path.resolve().relative_to(folder).as_posix()
    in_raw = folder.parent.name == RAW
    fallback = default_entry(f"{folder.name}/{within}") if in_raw else SourceEntry(within)
    return next((entry for entry in entries if entry.file_name == f"{folder.name}/{within}"), fallback)


def _draw(content: bytes, path: Path, folder: Path | None) -> None:
    from pipeline.inspection.pictures import LEGEND, draw_pages

    target = folder or PICTURES / path.stem
    count = sum(1 for _ in draw_pages(content, path.name, target))
    print(f"pictures: {count} in {target} ({LEGEND})")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Show what the reader and the layout see of one file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--pictures", type=Path, help="folder for the drawn pages of a PDF")
    parser.add_argument("--no-pictures", action="store_true", help="print only")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
