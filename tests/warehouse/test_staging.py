"""Staging and its sources are what the record types say."""

from __future__ import annotations

import pytest

from pipeline.warehouse.staging import FOLDER, staging_files

FILES = staging_files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_generated_file_is_as_its_record_type_says(path):
    """Fails if a record gained, lost or moved a column, or a staging model was changed by hand."""
    assert path.read_text("utf-8") == FILES[path], "run python -m pipeline.warehouse.staging"


def test_staging_holds_nothing_else():
    """Fails if a table of records is gone and its staging model stays."""
    assert {*FOLDER.iterdir()} == {*FILES}
