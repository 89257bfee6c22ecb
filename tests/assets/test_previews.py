"""Previews in the UI show a document's words and run none of them."""

from __future__ import annotations

import re

import pytest

from pipeline.assets.previews import CELL_WIDTH, escaped, markdown_table


@pytest.mark.parametrize(
    "text",
    ["![x](http://evil.test/a.png)", "<script>alert(1)</script>", "[a](javascript:x)", "a|b", "`x`", "www.evil.test"],
)
def test_no_link_picture_or_tag_comes_out_of_a_documents_words(text):
    """Fails if a sign that Markdown reads stands without a backslash, or a word is lost."""
    shown = escaped(text)
    assert not re.findall(r"(?<!\\)[!\[\]<>`|]|(?<!\\)://|www\.", shown)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == text


def test_a_row_stays_one_row_of_the_table():
    """Fails if a line break or a bar opens another row or column, or a clipped text ends in half an escape."""
    lines = markdown_table(["a", "b"], [["x|y\nz\u202e", "|" * 200], [None, 1]]).splitlines()
    bars = "\\|" * (CELL_WIDTH - 1)
    assert lines[2] == rf"| x\|y z | {bars}… |"
    assert len(lines) == 4
