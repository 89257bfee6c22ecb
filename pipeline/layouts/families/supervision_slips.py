"""Notices of what is supervised (督办通知单), each item a block of labelled lines: number, content, units, deadline.

事项编号：DB-07
交办内容：新建北塘泵站3座。
承办单位：县水利局、县财政局
办理时限：2031年6月底前
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.language.bodies.responsibility import UNIT_KINDS, kind_of_label, label_pattern
from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.families.clause_lists import drafts_of
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.outline.items import Item, Section
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import Token
from pipeline.readers.document import Document

_said = partial(pattern_of, "supervision_slips")


def detect(document: Document, part: Part, _: str = "") -> float:
    """How surely a part is made of such blocks, each with number, content and who answers: 0 to 1."""
    slips, text = list(slips_of(document, part)), document.text
    if not slips or len(slips) < len(_numbers(document, part)):
        return 0.0
    above = label_pattern().finditer(text, part.blocks[0].start, slips[0].start)
    is_below_others = any(kind_of_label(label["label"]) in UNIT_KINDS for label in above)
    tells = any(_said("told").search(text, one.start, one.end) for one in slips)
    return 0.0 if is_below_others or tells else 0.9


def parse(document: Document, part: Part, collector: Collector, shared: Shared) -> None:
    """Add a task for each block, under the number that the block names."""
    counters: dict[int, int] = {}
    section = Section(0, "")
    for item in slips_of(document, part):
        item.section = section
        for draft in drafts_of(document, part, item, collector, counters, shared.list_type):
            collector.add_task(draft)
        collector.cover(item.start, item.end)


def slips_of(document: Document, part: Part) -> Iterator[Item]:
    """The blocks of a part that say all of it; labels may stand on one line or on several."""
    if part.tables or not part.blocks:
        return
    stop = part.blocks[-1].end
    opened = _numbers(document, part)
    ends = [match.start() for match in opened[1:]] + [stop] * bool(opened)
    for match, end in zip(opened, ends, strict=True):
        content = _said("content").search(document.text, match.end(), end)
        labels = list(label_pattern().finditer(document.text, content.end(), end)) if content else []
        if content and any(kind_of_label(label["label"]) in UNIT_KINDS for label in labels):
            text = Token("text", content.end(), labels[0].start())
            last = next(block.end for block in part.blocks if labels[-1].end() <= block.end)
            clause = (labels[0].start(), min(last, end))
            answers = Token("clause", *clause, body=clause)
            yield Item(int(match["number"]), match.start(), None, "C", texts=[text], clauses=[answers])


def _numbers(document: Document, part: Part) -> list[re.Match[str]]:
    """What opens the blocks of a part."""
    return list(_said("number").finditer(document.text, part.blocks[0].start, part.blocks[-1].end))


FAMILY = TextFamily("supervision_slips", "responsibility_breakdown", detect, parse, yields_to_tables=True)
