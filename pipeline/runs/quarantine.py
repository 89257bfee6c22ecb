"""Documents set aside: one directory each under data/quarantine/, with a report a person can act on."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from pipeline.errors import REASONS, SetAside
from pipeline.manifest import RawFile
from pipeline.runs.plan import PlannedDocument
from pipeline.sealed import replacing
from pipeline.store import DocumentOutcome

FIRST_LINES = 12
LINE_WIDTH = 100
HEAD_BYTES = 4096
LONGEST_NAME = 200  # bytes; file systems take 255, and a hash may follow


def write_quarantine(directory: Path, set_aside: Iterable[tuple[PlannedDocument, DocumentOutcome]]) -> None:
    """Make ``directory`` hold exactly the documents set aside now; those read by now leave it."""
    kept = set()
    for document, outcome in set_aside:
        name = directory_name(document.file.file_name)
        kept.add(name)
        with replacing(directory / name / "report.md") as temporary:
            temporary.write_text(report(document, outcome), "utf-8")
    _keep_only(directory, kept)


def forget_removed(directory: Path, file_names: Iterable[str]) -> None:
    """Drop the reports of documents that are no longer in raw/ (``file_names`` are those that are)."""
    _keep_only(directory, {directory_name(name) for name in file_names})


def _keep_only(directory: Path, names: Collection[str]) -> None:
    for path in directory.iterdir() if directory.is_dir() else ():
        if path.name not in names:
            shutil.rmtree(path)


def directory_name(file_name: str) -> str:
    """One directory name per document: its path in raw/ with the slashes replaced.

    A name too long for the file system, or one that two files would share, ends in a hash of the whole.
    """
    plain = re.sub(r"[/\\\s]+", "__", file_name)
    if len(plain.encode()) <= LONGEST_NAME and plain == file_name.replace("/", "__"):
        return plain
    head = plain.encode()[:LONGEST_NAME].decode("utf-8", "ignore")
    return f"{head}-{hashlib.sha256(file_name.encode()).hexdigest()[:8]}"


def report(document: PlannedDocument, outcome: DocumentOutcome) -> str:
    """The report in Markdown: what was found, what was expected, what to do, and how the file begins."""
    file = document.file
    meaning = REASONS.get(outcome.reason or "", "an error of this program, not of the file")
    lines = [
        f"# {file.file_name} was set aside",
        "",
        f"- Reason: `{outcome.reason}`: {meaning}",
        f"- Found: {outcome.found or '–'}",
        f"- Expected: {outcome.expected or '–'}",
        f"- What to do: {outcome.advice or 'file a bug with the traceback below and this file'}",
        f"- Nearest layout: {outcome.layout or 'none'}",
        f"- File: {file.byte_size} bytes, sha256 `{file.sha256}`, document `{file.document_id}`",
        f"- Look closer: `make inspect FILE={shlex.quote(f'raw/{file.file_name}')}`",
        "",
        "## How the file begins",
        "",
        *[f"    {line[:LINE_WIDTH]}" for line in _beginning(file)],
    ]
    if outcome.is_fault:
        lines += ["", "## Traceback", "", *[f"    {line}" for line in (outcome.error or "").splitlines()]]
    return "\n".join(lines) + "\n"


def _beginning(file: RawFile) -> list[str]:
    try:
        return first_lines(file.read(HEAD_BYTES))
    except (OSError, SetAside) as error:
        return [f"(cannot be opened: {error})"]


def first_lines(head: bytes) -> list[str]:
    """The first lines of a file's ``head`` that are not blank, or the first bytes as hex when it is not text."""
    if b"\x00" in head or head[:2] == b"PK" or head[:5] == b"%PDF-":
        return [head[:48].hex(" ")]
    encoding = "utf-8" if _is_utf8(head) else "gb18030"
    lines = [line.strip() for line in head.decode(encoding, "replace").splitlines()]
    return [line for line in lines if line][:FIRST_LINES] or ["(nothing)"]


def _is_utf8(head: bytes) -> bool:
    try:
        head[: len(head) - 4].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 8
    return True
