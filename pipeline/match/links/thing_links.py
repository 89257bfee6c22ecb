"""Milestones of two plan documents about the same thing: 投用铁轨作业区, 铁轨作业区与正线同步投入使用.

Names must stand in each other almost whole, the class of thing must agree, and neither may name another phase, batch or
level (``named``). Blocked on character bigrams within a jurisdiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.match.links.blocking import BigramIndex
from pipeline.match.names.named import core, likeness
from pipeline.match.names.similarity import ordinals
from pipeline.records import DocumentRecord, MilestoneRecord, TargetLinkRecord

CANDIDATES, SHORTEST = 12, 3
WHOLE, PART = 0.8, 0.5  # one name stands in the other whole, and the other in it at least in part


def link_things(documents: Iterable[DocumentRecord], milestones: Iterable[MilestoneRecord]) -> list[TargetLinkRecord]:
    """One record per pair of milestones of two documents of one jurisdiction, ``target_id < other_target_id``."""
    jurisdiction_of = {document.document_id: document.jurisdiction for document in documents}
    groups: dict[str, list[MilestoneRecord]] = defaultdict(list)
    for milestone in sorted(milestones, key=lambda milestone: milestone.target_id):
        if milestone.task_id is not None and milestone.kind == "milestone" and len(core(milestone.thing)) >= SHORTEST:
            groups[jurisdiction_of.get(milestone.document_id, "")].append(milestone)
    links = [link for group in groups.values() for link in _link_group(group)]
    return sorted(links, key=lambda link: (link.target_id, link.other_target_id))


def _link_group(group: Sequence[MilestoneRecord]) -> Iterator[TargetLinkRecord]:
    index = BigramIndex([core(milestone.thing) for milestone in group])
    for place, one in enumerate(group):
        for other_place in index.candidates(core(one.thing), CANDIDATES):
            other = group[other_place]
            if place < other_place and one.document_id != other.document_id:
                score = _score(one, other)
                if score:
                    yield TargetLinkRecord(
                        target_id=one.target_id,
                        other_target_id=other.target_id,
                        link_score=Decimal(str(round(score, 4))),
                        same_period=one.period_id == other.period_id,
                        same_value=one.stage == other.stage,
                    )


def _score(one: MilestoneRecord, other: MilestoneRecord) -> float:
    if one.thing_class != other.thing_class or ordinals(one.thing) != ordinals(other.thing):
        return 0.0  # 医学院二期 is not 医学院
    there, back = likeness(one.thing, other.thing), likeness(other.thing, one.thing)
    best, least = max(there, back), min(there, back)
    return (best + least) / 2 if best >= WHOLE and least >= PART else 0.0
