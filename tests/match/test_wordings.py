"""The same promise in other words is one, and a near miss is none: recall and precision on the invented wordings."""

from __future__ import annotations

import pytest

from benchmarks.links_on_wordings import tallies, wordings

LEAST_RECALL, LEAST_PRECISION = 0.9, 0.98
SETS = wordings()


@pytest.mark.parametrize("name", sorted(SETS))
def test_links_are_found_and_right(name: str) -> None:
    found = tallies(SETS[name]).values()
    right, wanted, wrong = (sum(getattr(tally, part) for tally in found) for part in ("right", "wanted", "wrong"))
    misses = [miss for tally in found for miss in tally.misses]
    assert right / wanted >= LEAST_RECALL, misses
    assert right / (right + wrong) >= LEAST_PRECISION, misses
