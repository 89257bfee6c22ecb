"""Fails if the invented corpus is not the same each time, or is not read as what its truth says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import DOCUMENTS_PER_COUNTY, write_corpus
from pipeline.layouts.entries.sources import default_entry
from pipeline.understand import understand

COUNTIES = 4


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    write_corpus(COUNTIES * DOCUMENTS_PER_COUNTY, out)
    return out


def _truths(corpus: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (corpus / "truth.jsonl").read_text("utf-8").splitlines()]


def test_every_document_is_read_as_its_truth_says(corpus: Path) -> None:
    """Fails if a task, row or promised number of an invented document is lost or made up."""
    for truth in _truths(corpus):
        name = truth["file_name"]
        records = understand((corpus / "raw" / name).read_bytes(), default_entry(name)).records
        results = Counter(int(actual.value) for actual in records["actuals"])
        values = Counter(int(target.value) for target in records["targets"] if target.progress_id is None)
        assert "tasks" not in truth or len(records["tasks"]) == truth["tasks"], name
        assert "rows" not in truth or len(records["progress"]) == truth["rows"], name
        assert "results" not in truth or results == Counter(truth["results"]), name
        assert "targets" not in truth or values == Counter(truth["targets"]), name


def test_more_documents_begin_with_the_fewer(corpus: Path, tmp_path: Path) -> None:
    """Fails if the corpus depends on its size, so that growth would compare different documents."""
    for path in write_corpus(DOCUMENTS_PER_COUNTY, tmp_path):
        assert path.read_bytes() == (corpus / path.relative_to(tmp_path)).read_bytes()


def test_a_quarter_arrives_after_the_others(corpus: Path, tmp_path: Path) -> None:
    """Fails if leaving out the last report leaves out anything else."""
    before = {path.relative_to(tmp_path) for path in write_corpus(DOCUMENTS_PER_COUNTY, tmp_path, quarters=3)}
    everything = {truth["file_name"] for truth in _truths(corpus)[:DOCUMENTS_PER_COUNTY]}
    (missing,) = everything - {path.relative_to("raw").as_posix() for path in before}
    assert "全年" in missing
