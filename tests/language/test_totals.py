"""A total says the sum of the numbers right before it, of two at the least."""

from __future__ import annotations

import pytest

from pipeline.language.numbers.quantities import scan_compact
from pipeline.language.numbers.totals import parts_of_total, shared_tail


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("公园3个、游园5个，共8个", 2),
        ("泵站2个、公园3个、游园5个，共8个", 2),  # the pumps are no part of it
        ("泵站2个、公园3个、游园5个，共10个", 3),
        ("游园5个，共5个", 0),  # one number has no sum
        ("公园3个、游园5个，共9个", 0),
        ("床位3张、游园5个，共8个", 0),  # of another unit
    ],
)
def test_a_total_counts_its_parts(text: str, parts: int) -> None:
    *before, last = scan_compact(text)
    assert parts_of_total(text, before, last) == parts


def test_what_all_parts_are_is_named_once() -> None:
    assert shared_tail(["城东公厕", "城西公厕"]) == "公厕"
    assert shared_tail(["城东公厕", "城西公园"]) == ""
