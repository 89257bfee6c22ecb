"""A sample of benchmarks/orders.py: documents that arrive in another order leave the same for the models."""

from __future__ import annotations

import random

import pytest

from benchmarks.orders import arrive, differing, home_of, orders, working_set_digests
from benchmarks.six_documents import DOCUMENTS

NAMES = list(DOCUMENTS)


@pytest.mark.parametrize("seed", range(2))
def test_every_order_of_some_arrivals_leaves_the_same(tmp_path, seed):
    some = random.Random(seed).sample(NAMES, 3)
    (tmp_path / "records").mkdir()
    left = [working_set_digests(home_of(tmp_path, came).working_set_dir) for came in orders(tmp_path, some)]
    assert len(left) == 6
    assert [differing(left[0], other) for other in left] == [[]] * 6


def test_another_document_leaves_something_else(tmp_path):
    """Fails if the digests would call everything alike."""
    (tmp_path / "records").mkdir()
    left = []
    for names in (NAMES[:1], NAMES[1:2]):
        home = home_of(tmp_path, names)
        home.data_dir.mkdir(parents=True)
        home.records_dir.symlink_to(tmp_path / "records")
        arrive(home, *names)
        left.append(working_set_digests(home.working_set_dir))
    assert {"tasks", "manifest", "versions"} <= set(differing(*left))
