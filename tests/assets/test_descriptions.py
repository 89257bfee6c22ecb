"""What a newcomer reads of an asset in the UI: a sentence about it, never its SQL."""

from __future__ import annotations

import pytest

from pipeline.assets.models import Translator


@pytest.mark.parametrize(
    ("node", "says"),
    [
        ({"description": "One row per task.", "raw_code": "-- other\nselect 1"}, "One row per task."),
        ({"description": "", "raw_code": "{{ config() }}\n\n-- Every target\n-- and its row.\nselect 1 -- x"},
         "Every target and its row."),
        ({"description": "", "raw_code": "select 1"}, ""),
        ({"description": "A seed."}, "A seed."),
    ],
)  # fmt: skip
def test_an_asset_is_described_by_its_yml_or_by_the_comment_its_sql_opens_with(node, says):
    assert Translator().get_description(node) == says
