"""Every promise of a text that no number makes: milestones and promises held against something else, in order."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.relative import read_relatives
from pipeline.language.words.mentions import MilestoneMention


def read_promises(
    text: str, plan_period_id: str, counted: Sequence[tuple[int, int]] = (), named: str = ""
) -> list[MilestoneMention]:
    """Milestones and relative promises of ``text``; ``counted`` are the ranges that numeric targets of it cover.

    ``named`` is the thing that a text of nothing but a stage is about.
    """
    found = [*read_milestones(text, plan_period_id, counted, named), *read_relatives(text, plan_period_id, counted)]
    return sorted(found, key=lambda mention: mention.start)
