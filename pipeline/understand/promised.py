"""The promises of one document as records: targets, and what is promised without a number."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from typing import Any

from pipeline.language.numbers.indicators import says_only_verbs
from pipeline.language.numbers.measures import comparable
from pipeline.language.numbers.quotes import label_of, quote_facts
from pipeline.language.promises.ladders import rank_of
from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.targets import read_targets
from pipeline.language.promises.unnumbered import read_promises
from pipeline.language.words.enclosed import without_brackets
from pipeline.language.words.mentions import MilestoneMention, TargetMention
from pipeline.layouts.collecting.parsed import Parsed, TargetText
from pipeline.readers.document import Document
from pipeline.records import MilestoneRecord, TargetRecord
from pipeline.understand.placed import placed

SENTENCE_REACH = 80  # characters in front of a number in which its sentence may say over how many years it runs


def target_records(document: Document, parsed: Parsed) -> list[TargetRecord]:
    """The targets of every stretch the layout marked; a number restated in a column and in the text is one target."""
    read: dict[str, list[tuple[TargetText, TargetMention]]] = defaultdict(list)
    for stretch in parsed.target_texts:
        owned = read[stretch.owner_id]
        for mention in _targets_of(document, stretch, [earlier for _, earlier in owned]):
            if not any(_restates(mention, earlier) for _, earlier in owned):
                owned.append((stretch, mention))
    rows, names = {row.progress_id for row in parsed.progress}, _names(parsed)
    return [
        TargetRecord(
            target_id=f"{owner}#t{position}",
            task_id=None if owner in rows else owner,
            progress_id=owner if owner in rows else None,
            position=position,
            source_page=document.page_at(stretch.start + mention.start),
            **_target_fields(document, parsed, _named(mention, names.get(owner, "")), stretch.start),
        )
        for owner, owned in read.items()
        for position, (stretch, mention) in enumerate(_without_named(document, owned), 1)
    ]


def _names(parsed: Parsed) -> dict[str, str]:
    """What each task and row is called."""
    tasks = {task.task_id: task.title or task.task_text for task in parsed.tasks}
    return tasks | {row.progress_id: row.task_name for row in parsed.progress}


def _named(mention: TargetMention, name: str) -> TargetMention:
    """A goal that says only how much (增长6%, 完成55眼) is that of the thing its row names (地区生产总值, 灌溉机井)."""
    says_nothing = not re.search(r"\w", mention.indicator) or says_only_verbs(mention.indicator)
    is_name = says_nothing and re.fullmatch(r"[^\d\s，,。；;]{2,24}", name)
    return dataclasses.replace(mention, indicator=name) if is_name else mention


def _without_named(
    document: Document, owned: list[tuple[TargetText, TargetMention]]
) -> list[tuple[TargetText, TargetMention]]:
    """Without the numbers that stand in the name of what a column of goals promises (新建6000个站点 | 320)."""
    goals = [(stretch.indicator, mention) for stretch, mention in owned if stretch.indicator]

    def is_in_name(stretch: TargetText, mention: TargetMention) -> bool:
        quote = document.text[stretch.start + mention.start : stretch.start + mention.end]
        return any(
            quote in name and comparable(goal.unit, mention.unit) and goal.period_id == mention.period_id
            for name, goal in goals
        )

    return [(stretch, mention) for stretch, mention in owned if stretch.indicator or not is_in_name(stretch, mention)]


def milestone_records(document: Document, parsed: Parsed, targets: list[TargetRecord]) -> list[MilestoneRecord]:
    """The promises without a number of every running text the layout marked; what a number promises is left to it."""
    counted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for target in targets:
        counted[target.task_id or target.progress_id or ""].append((target.char_start, target.char_end))
    rows, names = {row.progress_id for row in parsed.progress}, _names(parsed)
    found: list[MilestoneRecord] = []
    for stretch in parsed.target_texts:
        if stretch.indicator is None:
            inside = [(a - stretch.start, b - stretch.start) for a, b in counted[stretch.owner_id]]
            text = document.text[stretch.start : stretch.end]
            named = _thing_of(names.get(stretch.owner_id, ""), stretch.period_id)
            for mention in read_promises(text, stretch.period_id, inside, named):
                found.append(_milestone_record(document, parsed, mention, stretch, found, stretch.owner_id in rows))
    return found


def _thing_of(name: str, period_id: str) -> str:
    """The thing that a task or row is named for: its goal may say only a stage of it (建设县体育馆 | 竣工并投用)."""
    bare = without_brackets(name).strip("。；; ")
    promised = read_milestones(bare, period_id)
    return promised[0].thing if len(promised) == 1 else bare


def _milestone_record(
    document: Document,
    parsed: Parsed,
    mention: MilestoneMention,
    stretch: TargetText,
    found: list[MilestoneRecord],
    is_row: bool,
) -> MilestoneRecord:
    owner = stretch.owner_id
    position = 1 + sum((one.task_id or one.progress_id) == owner and one.kind == mention.kind for one in found)
    fields = placed(document, parsed, mention, stretch.start)
    return MilestoneRecord(
        target_id=f"{owner}#{mention.kind[0]}{position}",
        task_id=None if is_row else owner,
        progress_id=owner if is_row else None,
        position=position,
        stage_rank=rank_of(mention.thing_class, mention.stage) if mention.thing_class and mention.stage else None,
        source_page=document.page_at(fields["char_start"]),
        **fields,
    )


def _targets_of(document: Document, stretch: TargetText, earlier: list[TargetMention]) -> list[TargetMention]:
    text = document.text[stretch.start : stretch.end]
    subjects = [(target.indicator, target.unit) for target in earlier]
    read = read_targets(text, stretch.period_id, indicator=stretch.indicator, unit=stretch.unit, subjects=subjects)
    return [dataclasses.replace(one, is_annual=True) for one in read] if stretch.is_annual else read


def _target_fields(document: Document, parsed: Parsed, mention: TargetMention, offset: int) -> dict[str, Any]:
    fields = placed(document, parsed, mention, offset)
    before = document.text[max(offset, fields["char_start"] - SENTENCE_REACH) : fields["char_start"]]
    return {**fields, **quote_facts(fields["quote"], before), "label": label_of(mention.indicator, mention.scope)}


def _restates(mention: TargetMention, earlier: TargetMention) -> bool:
    same_number = (mention.value, mention.value_high, mention.unit) == (earlier.value, earlier.value_high, earlier.unit)
    same_promise = (mention.kind, mention.period_id) == (earlier.kind, earlier.period_id)
    names = (mention.indicator, earlier.indicator)
    return same_number and same_promise and (names[0] in names[1] or names[1] in names[0])
