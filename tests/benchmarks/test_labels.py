"""Fails if the benchmarks over labelled sentences need anything that a plain clone does not hold."""

from __future__ import annotations

from benchmarks.targets_on_labels import DEFAULT_LABELS, REPOSITORY, labelled_texts


def test_the_labels_lie_in_the_repository() -> None:
    for folder in DEFAULT_LABELS:
        assert folder.is_relative_to(REPOSITORY)
        texts = list(labelled_texts(folder))
        assert texts
        assert all(text for _, text, _, _ in texts)
