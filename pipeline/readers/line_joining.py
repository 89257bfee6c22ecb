"""How lines become sentences again: what is glued, what starts anew. Shared by the readers of every medium."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.language.words.vocabulary import pattern_of
from pipeline.readers.rich import Rich, join_rich

SENTENCE_END_REACH = 40  # characters at a line's end, blanks among them
LONGEST_PARAGRAPH = 4000  # characters; nothing is glued to what is longer
MIN_RUNNING_LINE = 12  # characters; shorter lines in a cell are entries of a list

_NUMERAL = "一二三四五六七八九十百〇零"
_NUMBERED = re.compile(rf"[{_NUMERAL}]{{1,4}}、|\d{{1,3}}(?:[、．]|\.(?!\d))")
_LABEL = re.compile(r"[（(]?[一-鿿]{2,8}[：:]")
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?"
)
_SENTENCE_END = re.compile(r"[。！？；：!?;:…][”’」』）)】]?$")


def starts_item(line: str) -> bool:
    """Whether a line opens with a number, a bullet or a label that starts a paragraph of its own."""
    line = line.lstrip()
    return bool(pattern_of("line_joining", "item_start").match(line) or _LABEL.match(line) or _DATE.fullmatch(line))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence, a clause list item or a lead-in does."""
    return bool(_SENTENCE_END.search(line[-SENTENCE_END_REACH:].rstrip()))


def glue(before: Rich, after: Rich) -> Rich:
    """Two lines of one sentence as one: a blank only where a wrap can have swallowed one that mattered.

    That is between two Latin words, behind a list number (5.|14个 is not 5.14), and before the number of a list item
    that stands inside the paragraph.
    """
    head, tail = before.text.rstrip(), after.text.lstrip()
    if not head or not tail:
        return before.strip() + after.strip()
    left, right = before[: len(head)], after[len(after.text) - len(tail) :]
    return left + Rich.of(" ") + right if _needs_blank(head, tail) else left + right


def _needs_blank(head: str, tail: str) -> bool:
    if head[-1].isascii() and tail[0].isascii():
        return tail[0].isalnum() and (head[-1].isalpha() or head[-1] in ",;.")
    return bool(_NUMBERED.match(tail)) and not ends_sentence(head) and head[-1] not in "（(、，,第"


def join_soft_breaks(lines: Iterable[Rich]) -> list[Rich]:
    """The paragraphs of text whose author broke lines by hand: a break inside a sentence is none."""
    paragraphs: list[Rich] = []
    for line in (line.clean() for line in lines):
        if not line.text:
            continue
        if paragraphs and _goes_on(paragraphs[-1].text) and not starts_item(line.text):
            paragraphs[-1] = glue(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs


def _goes_on(text: str) -> bool:
    return len(text) <= LONGEST_PARAGRAPH and not ends_sentence(text)


def join_cell_lines(lines: Iterable[Rich]) -> Rich:
    """The lines an author broke by hand inside one cell, as its text: short lines are a list and stay lines."""
    joined: list[Rich] = []
    for line in (line.clean() for line in lines):
        if joined and line.text and _runs_on(joined[-1].text, line.text):
            joined[-1] = glue(joined[-1], line)
        elif line.text:
            joined.append(line)
    return join_rich(joined, "\n")


def _runs_on(before: str, line: str) -> bool:
    if len(before) > LONGEST_PARAGRAPH:
        return False
    if before.endswith(("、", "，", ",", "（", "(")):
        return True
    return len(before) >= MIN_RUNNING_LINE and not ends_sentence(before) and not starts_item(line)
