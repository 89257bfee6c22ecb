"""What is enclosed is whole: no sign in it parts a list or a sentence."""

from __future__ import annotations

import re

import pytest

from pipeline.language.words.enclosed import parts_between, shielded, without_brackets

COMMA = re.compile("、")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲、乙", ["甲", "乙"]),
        ("“甲、乙”工程、丙", ["“甲、乙”工程", "丙"]),
        ("《甲、乙》、‘丙、丁’", ["《甲、乙》", "‘丙、丁’"]),
        ("甲（一、二）、乙(三、四)、", ["甲（一、二）", "乙(三、四)"]),
        ("甲（一、二", ["甲（一", "二"]),  # never closed: it encloses nothing
        ("甲（一\n二）、乙", ["甲（一\n二）", "乙"]),
    ],
)
def test_signs_inside_part_nothing(text: str, parts: list[str]) -> None:
    assert parts_between(text, COMMA) == parts


def test_a_shielded_text_keeps_its_places() -> None:
    text = "建成“甲，乙”馆（一期，二期），开放"
    assert (len(shielded(text)), shielded(text).index("，")) == (len(text), text.index("，开放"))
    assert without_brackets(text) == "建成“甲，乙”馆，开放"
