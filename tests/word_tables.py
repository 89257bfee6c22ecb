"""Tables of words in tests: the same sentence with each of them."""

from __future__ import annotations

import pytest


def each(words: str, as_: str = "word") -> pytest.MarkDecorator:
    """Run a test once for every word of a line."""
    return pytest.mark.parametrize(as_, words.split())
