"""Plans in running text without responsibility clauses: outlines, key points, lists of projects for the people.

What such a document is, its title says (规划, 要点, 民生实事 …); each numbered paragraph is a task, and so is any other
paragraph that promises a number outside the chapters on the past. A plan in prose numbers nothing: its tasks are the
paragraphs that promise. A letter that hands on an annex is none, however it numbers what it asks for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import pairwise

from pipeline.language.promises.targets import firm_numbers, read_targets
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.families.clause_lists import drafts_of
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.outline.announced import announced as announced_matters
from pipeline.layouts.outline.announced import is_announced
from pipeline.layouts.outline.items import Item, Reading, Section, read_items, supporting_name
from pipeline.layouts.outline.leftovers import furniture_name
from pipeline.layouts.outline.parts import Part, mark_of
from pipeline.layouts.outline.stream import LEVELS, Token, content_kind, tokens_of
from pipeline.readers.document import Document

_said = partial(pattern_of, "plan_outline")

_MIN_ITEMS = 3
_MIN_PROMISES = 2  # paragraphs of prose; one number in a notice makes no plan
_MUCH = 3  # numbers in a paragraph that tells what was voted for
_ANNOUNCED_LENGTH = 80  # a longer line behind the list is no project
_MOST_TOLD = 0.5  # of the paragraphs: those that tell what has been done report
_OPENING = 600  # characters in which a notice says what was voted for


def detect(document: Document, part: Part, title: str) -> float:
    """How surely a part is such a plan: 0 to 1."""
    words = load_vocabulary("words")["plan_outline"]
    reports = (words["not_title"], load_vocabulary("words")["progress_title"])
    is_plan = re.search(words["title"], title) and not any(re.search(told, title) for told in reports)
    is_vote = is_vote_notice(document)
    announces = is_vote or is_announced(document, part)
    if not (is_plan or announces) or is_letter(document, part) or _reports(document, part):
        return 0.0
    if outline_level(document, part) or (announces and announced(document, part)):
        return 0.4
    # a notice of a vote whose list nobody finds may tell of nothing but the vote: 102名代表投票 is no promise
    is_told = _tells_what_was_chosen(document, part) if is_vote else _tells_what_is_to_come(document, part)
    return 0.4 if is_plan and (is_told or parted(document, part)) else 0.0


def _tells_what_is_to_come(document: Document, part: Part) -> bool:
    """Whether paragraphs of prose promise: several, or one much; most of them do not tell what has been done."""
    promises = promising(document, part)
    told = sum(bool(_said("done").search(document.text, token.start, token.end)) for token in promises)
    is_plan = len(promises) >= _MIN_PROMISES or any(
        firm_numbers(document.text[token.start : token.end]) >= _MUCH for token in promises
    )
    return is_plan and told < _MOST_TOLD * len(promises)


def _reports(document: Document, part: Part) -> bool:
    """Whether a label of progress heads what has been done; 工作进度：6月完成招标 only plans."""
    tokens = tokens_of(document, part)
    told = (
        after for label, after in pairwise(tokens) if label.kind == "label" and content_kind(label.word) == "progress"
    )
    return any(_said("done").search(document.text, after.start, after.end) for after in told)


def promising(document: Document, part: Part) -> list[Token]:
    """The paragraphs of a part that promise a number, the letter's own left out."""
    texts = [token for token in tokens_of(document, part) if token.kind == "text"]
    return [token for token in texts if _promises(document.text[token.start : token.end])]


def _promises(text: str) -> bool:
    """Whether a paragraph promises a number; of which year it speaks is asked where its task is made."""
    return furniture_name(text) is None and firm_numbers(text) > 0


def _tells_what_was_chosen(document: Document, part: Part) -> bool:
    """Whether paragraphs of prose behind a vote say what the projects are: several that promise much."""
    texts = (document.text[t.start : t.end] for t in promising(document, part))
    chosen = [text for text in texts if not _said_of_vote(text)]
    return sum(firm_numbers(text) >= _MUCH for text in chosen) >= _MIN_PROMISES


def _said_of_vote(text: str) -> bool:
    """Whether a paragraph tells of the vote itself: how many chose, and from how many."""
    return bool(re.search(load_vocabulary("words")["plan_outline"]["voting"], text))


def is_letter(document: Document, part: Part) -> bool:
    """Whether a part is the letter that hands on an annex: it says so and asks for much, but promises nothing."""
    if part.titles:
        return False
    says_so = any(_said("hands_on").search(document.slice(block)) for block in document.blocks if block.table is None)
    return says_so and not promising(document, part)


def is_vote_notice(document: Document) -> bool:
    """Whether an assembly announces the projects for the people that it voted for."""
    return bool(re.search(load_vocabulary("words")["plan_outline"]["vote"], document.text[:_OPENING]))


def announced(document: Document, part: Part) -> list[Token]:
    """The matters of a list that has no numbers: counted by the sentence that announces it, or lines behind a colon.

    Each of those lines but the last is closed by a semicolon.
    """
    if matters := announced_matters(document, part):
        return [Token("text", m.start, m.end, body=(m.text, m.end)) for m in matters]
    found: list[Token] = []
    for token in tokens_of(document, part):
        text = document.text[token.start : token.end].strip()
        if text.endswith(("：", ":")):
            found = []
        elif token.kind == "text" and (text[-1:] in "；;" or (found and len(text) <= _ANNOUNCED_LENGTH)):
            found.append(token)
            if text.endswith("。"):
                break
        elif found:
            break
    return found if len(found) >= _MIN_ITEMS else []


def parted(document: Document, part: Part) -> list[Token]:
    """The matters of the one paragraph that promises, parted by semicolons, most with a number: 新建…；改造…；…"""
    paragraphs = promising(document, part)
    if len(paragraphs) != 1:
        return []
    start, end = paragraphs[0].start, paragraphs[0].end
    text = document.text[start:end]
    lead = _said("lead").match(text)
    cuts = [lead.end() if lead else 0, *(cut.end() for cut in re.finditer("[；;]", text)), len(text)]
    spans = [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    if len(spans) < _MIN_ITEMS or sum(_promises(text[a:b]) for a, b in spans) <= _MOST_TOLD * len(spans):
        return []
    return [Token("text", start + a, start + b, body=(start + a, start + b)) for a, b in spans]


def is_program(title: str) -> bool:
    """Whether a title is that of a plan of several years, not of one year's share of it."""
    words = load_vocabulary("words")["plan_outline"]
    return bool(re.search(words["program"], title)) and not re.search(words["one_year"], title)


def outline_level(document: Document, part: Part) -> str | None:
    """The level of numbering that most paragraphs open with, None where fewer than three do."""
    tokens = tokens_of(document, part)
    counts = {level: sum(t.kind == level and t.opens_paragraph for t in tokens) for level in LEVELS}
    below = {level: count for level, count in counts.items() if level != "A" and count >= _MIN_ITEMS}
    if below:
        return max(below, key=lambda level: (below[level], level))
    return "A" if counts["A"] >= _MIN_ITEMS else None


def parse(document: Document, part: Part, collector: Collector, shared: Shared) -> None:
    """Add a part's tasks; the shared list type overrides what the headings say."""
    reading = read_items(document, part, outline_level(document, part))
    _with_lone_headings(document, reading)
    for start, end, treatment in reading.headings:
        collector.set_aside(start, end, treatment)
    counters: dict[int, int] = {}
    is_vote = is_vote_notice(document)
    is_for_the_people = is_vote or is_announced(document, part)
    list_type = shared.list_type or ("livelihood" if is_for_the_people else None)
    untitled = Section(0, "")
    titles = re.sub(r"\s+", "", collector.identity.title)
    items = ([] if outline_level(document, part) else _announced_items(document, part)) or _items(reading)
    if items and items[0].level == "P" and items[0].number is not None:
        collector.set_aside(part.blocks[0].start, items[0].start, "preamble")
        collector.set_aside(items[-1].end, part.blocks[-1].end, "explanation")
    first = next((item.start for item in items if item.number is not None), 0) if is_for_the_people else 0
    for item in items:
        item.section = item.section or untitled
        if item.number is None and re.sub(r"\s+", "", document.text[item.start : item.end]) in titles:
            collector.set_aside(item.start, item.end, "title")
        elif item.number is None and (item.start < first or (is_vote and _said_of_vote(_text_of(document, item)))):
            collector.set_aside(item.start, item.end, "explanation")  # how the projects were chosen
        elif (name := _treatment(item.section.title)) is not None:
            collector.set_aside(item.start, item.end, name)
        else:
            _add(document, part, item, collector, counters, list_type, firm=is_for_the_people)


def _text_of(document: Document, item: Item) -> str:
    return document.text[item.start : item.end]


def _with_lone_headings(document: Document, reading: Reading) -> None:
    """A heading with nothing numbered below it is a task where it promises a number: 一、搬迁10万人。二、…（一）…"""
    ends = [*(start for start, _ in reading.sections[1:]), len(document.text)]
    for (start, section), end in zip(reading.sections, ends, strict=False):
        if any(start <= item.start < end for item in reading.items):
            continue
        spans = [span for span in reading.headings if start <= span[0] < end]
        stop = max((span[1] for span in spans), default=start)
        if _promises(document.text[start:stop]):
            reading.headings = [span for span in reading.headings if span not in spans]
            reading.items.append(_lone(document, start, stop, section))
    reading.items.sort(key=lambda item: item.start)


def _lone(document: Document, start: int, stop: int, section: Section) -> Item:
    """A heading as the task that it states, in a section without a name."""
    mark = mark_of(document.text, start)
    text = Token("text", mark.end() if mark else start, stop)
    return Item(None, start, Section(0, "", section.leaders), "P", [text])


def _items(reading: Reading) -> list[Item]:
    """The numbered items and the loose paragraphs, in reading order, each with the section it stands under."""
    loose = [Item(None, token.start, _section_at(reading, token), "P", [token]) for token in reading.loose]
    return sorted([*reading.items, *loose], key=lambda item: item.start)


def _announced_items(document: Document, part: Part) -> list[Item]:
    """The projects of a notice of votes that numbers none, in their order."""
    found = enumerate(announced(document, part) or parted(document, part), start=1)
    return [Item(number, t.start, None, "P", [replace(t, start=t.body[0] or t.start)]) for number, t in found]


def _section_at(reading: Reading, token: Token) -> Section | None:
    above = [section for start, section in reading.sections if start <= token.start]
    return above[-1] if above else None


def _treatment(title: str) -> str | None:
    if re.search(load_vocabulary("words")["work_report"]["past"], title):
        return "narrative_of_the_past"
    return supporting_name(title)


def _add(
    document: Document,
    part: Part,
    item: Item,
    collector: Collector,
    counters: dict[int, int],
    list_type: str | None,
    *,
    firm: bool = False,
) -> None:
    """Add an item's task; a loose paragraph is one where it promises, and beside what was voted for only if firmly."""
    promised = read_targets(document.text[item.start : item.end], collector.plan_period)
    if item.number is None and not any(target.is_firm or not firm for target in promised):
        collector.set_aside(item.start, item.end, "explanation")
        return
    assert item.section is not None
    for draft in drafts_of(document, part, item, collector, counters, list_type):
        collector.add_task(draft)
    collector.cover(item.start, item.end)


FAMILY = TextFamily("plan_outline", "responsibility_breakdown", detect, parse)
