"""Every record of the invented cities' documents, and what became of every other word.

``every_record/`` holds them; ``python -m tests.cities.test_every_record`` writes them down anew: a line that changes is
either mended or meant.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from tests.layouts.building import DOCUMENT_ID
from tests.layouts.test_every_record import laid_out
from tests.readers.test_page_models import RENDERED, SCANNED

FOLDER = Path(__file__).parent / "every_record"
DOCUMENTS = sorted(path for path in RENDERED.iterdir() if path.name not in SCANNED)


def written(path: Path) -> list[str]:
    """What is laid out of a document, a line for each record."""
    document = read(path.read_bytes(), path.name)
    return laid_out(*lay_out(document, SourceEntry(f"inbox/{path.name}"), document_id=DOCUMENT_ID))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_record_is_as_written_down(path: Path) -> None:
    assert written(path) == (FOLDER / f"{path.name}.read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    for document in DOCUMENTS:
        (FOLDER / f"{document.name}.read").write_text("\n".join(written(document)) + "\n", "utf-8")
