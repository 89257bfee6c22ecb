"""Fails if a stage of a refresh grows faster than its documents, or needs memory that grows with them."""

from __future__ import annotations

import pytest

from benchmarks.growth import STAGES, exponents, lines, measure

BASE, SMALL, LARGE = 8, 56, 168
EXPONENT = 1.2
MEMORY = "256MB"  # that dbt's DuckDB may use
MOST_MIB = 1600  # of the process and its largest child together


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, float]]:
    """Three refreshes in processes of their own, measured in processor time: about two minutes of it."""
    root = tmp_path_factory.mktemp("growth")
    return {size: measure(size, root / str(size), {"DUBAN_MEMORY": MEMORY}) for size in (BASE, SMALL, LARGE)}


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_grows_faster_than_the_corpus(costs: dict[int, dict[str, float]], stage: str) -> None:
    assert exponents(costs)[stage] <= EXPONENT, "\n".join(lines(costs))


def test_the_largest_corpus_fits_into_little_memory(costs: dict[int, dict[str, float]]) -> None:
    assert costs[LARGE]["MiB"] <= MOST_MIB, "\n".join(lines(costs))


def test_what_grows_with_the_square_is_noticed() -> None:
    """Fails if the exponent is not that of what a stage costs above the smallest corpus."""
    grown = {size: dict.fromkeys(STAGES, 5 + 0.001 * (size - 8) ** 2) for size in (8, 60, 240)}
    assert exponents(grown)["build"] == pytest.approx(2, abs=0.01)
    level = {size: dict.fromkeys(STAGES, 5.0) for size in (8, 60, 240)}
    assert exponents(level)["build"] == 0


def test_the_documents_of_the_test_are_whole_counties() -> None:
    from benchmarks.corpus import DOCUMENTS_PER_COUNTY

    assert all(size % DOCUMENTS_PER_COUNTY == 0 for size in (BASE, SMALL, LARGE))
