"""A corpus of invented counties of any size, with the truth beside it: ``python -m benchmarks.corpus N OUT``."""

from __future__ import annotations

import json
from itertools import chain, islice
from pathlib import Path

from benchmarks.corpus.county import counties
from benchmarks.corpus.documents import documents
from benchmarks.corpus.media import file_name, to_bytes

DOCUMENTS_PER_COUNTY = 8


def write_corpus(count: int, out: Path, seed: int = 1, quarters: int = 4, skip: int = 0) -> list[Path]:
    """Write ``count`` documents into ``out/raw/<county>/`` and what is true of each into ``out/truth.jsonl``.

    A larger corpus of the same seed begins with the smaller one. ``quarters`` leaves out the later reports, whose
    places among the ``count`` then stay empty; ``skip`` leaves out the first documents.
    """
    pages = chain.from_iterable(((county.name, page) for page in documents(county)) for county in counties(seed))
    written, truths = [], []
    for number, (name, page) in enumerate(islice(pages, count)):
        is_later = number % DOCUMENTS_PER_COUNTY >= DOCUMENTS_PER_COUNTY - 4 + quarters
        if number < skip or is_later:
            continue
        path = out / "raw" / name / file_name(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_bytes(page))
        written.append(path)
        truths.append(json.dumps({"file_name": f"{name}/{path.name}", **page.truth}, ensure_ascii=False))
    with (out / "truth.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("".join(f"{line}\n" for line in truths))
    return written
