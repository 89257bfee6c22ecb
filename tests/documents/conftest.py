"""The five documents of raw/, read and laid out once per test run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import Parsed, SourceEntry
from pipeline.layouts.entries.sources import load_source_entries
from pipeline.readers.document import Document
from pipeline.readers.plain_text import read_text

RAW = Path(__file__).resolve().parents[2] / "raw"


@dataclass(frozen=True)
class Laid:
    """One document with what was read from it."""

    entry: SourceEntry
    document: Document
    parsed: Parsed


@pytest.fixture(scope="session")
def laid() -> dict[str, Laid]:
    """By file name relative to raw/."""
    documents = {}
    for folder in (RAW / "义乌市", RAW / "东阳市"):
        for entry in load_source_entries(folder):
            content = (RAW / entry.file_name).read_bytes()
            sha256 = hashlib.sha256(content).hexdigest()
            assert sha256 == entry.sha256, f"{entry.file_name} is not the file that source.yml speaks of"
            document, parsed = lay_out(read_text(content, entry.file_name), entry, document_id=sha256[:12])
            documents[entry.file_name] = Laid(entry, document, parsed)
    return documents
