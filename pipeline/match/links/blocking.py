"""Candidates by shared character bigrams: an inverted index, rare bigrams weighing more than common ones."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest

from pipeline.match.names.text_forms import bigrams

COMMON_SHARE = 0.2  # a bigram in more than a fifth of the texts tells nothing apart …
COMMON_FLOOR = 20  # … unless there are only a few texts
COMMON_CEILING = 200  # … and so does one in so many texts: it keeps the work per text bounded as texts grow


class BigramIndex:
    """An inverted index over normal forms; ``candidates`` returns positions, best first."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._postings: dict[str, list[int]] = defaultdict(list)
        for position, text in enumerate(texts):
            for gram in sorted(bigrams(text)):
                self._postings[gram].append(position)
        self._count = len(texts)
        self._limit = max(COMMON_FLOOR, min(int(len(texts) * COMMON_SHARE), COMMON_CEILING))

    def candidates(self, text: str, limit: int) -> list[int]:
        """At most ``limit`` positions that share the most bigram weight with ``text``, ties in index order."""
        weight: defaultdict[int, float] = defaultdict(float)
        for gram in sorted(bigrams(text) & self._postings.keys()):
            postings = self._postings[gram]
            if len(postings) <= self._limit:
                share = math.log(1 + self._count / len(postings))
                for position in postings:
                    weight[position] -= share
        return [position for _, position in nsmallest(limit, ((lack, position) for position, lack in weight.items()))]
