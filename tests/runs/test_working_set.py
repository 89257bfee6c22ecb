"""Which documents make a refresh: one that does not fit with the others is refused, nobody else."""

from __future__ import annotations

import pytest

from pipeline.runs import working_set
from pipeline.runs.last_good import Chosen
from pipeline.runs.working_set import keep_working, match_documents
from pipeline.store import DocumentOutcome, RecordStore


def version(name: str, place: str = "甲县", *, published: bool = False, report: bool = False) -> Chosen:
    counts = {"progress": 1} if report else {"tasks": 1}
    return Chosen(
        f"{place}/{name}", name, DocumentOutcome(name, f"{place}/{name}", True, place, counts=counts), published
    )


@pytest.mark.parametrize(
    ("bad", "kept"),
    [
        (set(), "abcdefg"),
        ({"a"}, "bcdefg"),
        ({"g"}, "abcdef"),
        ({"b", "e"}, "acdfg"),
        (set("abcdefg"), ""),
    ],
)
def test_what_does_not_work_alone_is_left_out(bad, kept):
    items = [version(name) for name in "abcdefg"]
    found = keep_working([], items, lambda some: not any(item.key in bad for item in some))
    assert "".join(item.key for item in found) == kept


def test_of_two_that_do_not_work_together_the_later_is_left_out():
    items = [version(name) for name in "abcd"]
    found = keep_working([], items, lambda some: not {"b", "c"} <= {item.key for item in some})
    assert [item.key for item in found] == ["a", "b", "d"]


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store whose documents are empty but for their record; matching fails on those whose key begins with x."""
    store = RecordStore(tmp_path)
    monkeypatch.setattr(RecordStore, "read", lambda _, table, keys: list(keys) if table == "documents" else [])

    def fails_on_x(records):
        bad = [key for key in records["documents"] if key.startswith("x")]
        if bad:
            raise AssertionError(f"no rule for {bad[0]}")
        return {}

    monkeypatch.setattr(working_set, "match", fails_on_x)
    return store


def test_a_failure_in_one_jurisdiction_leaves_the_others_matched(store):
    keys, refused = match_documents(
        store, [version("a", "甲县"), version("x1", "乙县", report=True), version("b", "乙县")]
    )
    assert set(keys) == {"甲县"}
    assert set(refused) == {"x1"}
    assert (refused["x1"].reason, refused["x1"].found) == ("unmatched", "AssertionError: no rule for x1")
    assert not refused["x1"].success


def test_what_was_matched_is_not_matched_again(store, monkeypatch):
    """Fails if a jurisdiction with nothing new costs anything."""
    first, _ = match_documents(store, [version("a"), version("b", "乙县")])
    monkeypatch.setattr(working_set, "match", lambda _: pytest.fail("matched again"))
    assert match_documents(store, [version("a"), version("b", "乙县")]) == (first, {})


def test_the_newcomer_is_refused_not_what_was_published():
    ordered = working_set.in_order_of_trust(
        [version("new plan"), version("old report", published=True, report=True), version("new report", report=True)]
    )
    assert [item.key for item in ordered] == ["old report", "new plan", "new report"]
