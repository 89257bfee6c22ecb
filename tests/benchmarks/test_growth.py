"""The growth table tells what grows: ``python -m benchmarks.growth`` measures it."""

from __future__ import annotations

import pytest

from benchmarks.growth import STAGES, exponents


def test_what_grows_with_the_square_is_noticed() -> None:
    """Fails if the exponent is not that of what a stage costs above the smallest corpus."""
    grown = {size: dict.fromkeys(STAGES, 5 + 0.001 * (size - 8) ** 2) for size in (8, 60, 240)}
    assert exponents(grown)["build"] == pytest.approx(2, abs=0.01)
    level = {size: dict.fromkeys(STAGES, 5.0) for size in (8, 60, 240)}
    assert exponents(level)["build"] == 0
