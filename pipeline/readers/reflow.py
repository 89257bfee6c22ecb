"""Make paragraphs whole again: which line goes on with the one before, and which blanks are only a line's wrap."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.readers.line_joining import LONGEST_PARAGRAPH
from pipeline.readers.rich import Rich, join_rich

_said = partial(pattern_of, "reflow")

CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_NUMERAL = "一二三四五六七八九十百"
_TERMINAL = "。！？!?；;：:…"
_CLOSERS = "）)”’】》」』\"'"
_SECTION = re.compile(rf"[{_NUMERAL}]{{1,4}}[、.．]|[（(][{_NUMERAL}]{{1,4}}[)）]|第[{_NUMERAL}\d]{{1,4}}[章节部条]")
_ITEM = re.compile(r"(\d{1,3})\s*[.．﹒、。](?![\d.])|[（(]\d{1,3}[)）]|\d{1,3}[)）]|[①-⑳]")
_SYMBOL = re.compile("[☑✔✓✅❖➤►▶➢●■◆•▪]")  # what some pages set before each item
_NUMBER_THEN_DIGIT = re.compile(r"(\d{1,3})[.．](?=\d)")
_SENTENCE_MARK = re.compile(r"[，,、；;：:。]")
_PATH = re.compile("[>›»＞]")
_STOP = re.compile(r"[。；;]")
_BLANK = re.compile(r"[ \t\u00a0\u3000]")
_QUOTED = re.compile(r"“([^“”]*)”")
_PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "[": "]"}
_OPEN_REACH = 400
_SLOGAN_LENGTH = 4
_TITLE_LENGTH = 60
_HEADING_LENGTH = 45
_ITEM_HEADING_LENGTH = 20  # a shorter item without a sentence mark is a heading over the text below


def item_number(line: str) -> int | None:
    """The number with which a line opens as an item of a list (3. 三、 is None: a section)."""
    match = _ITEM.match(line)
    return int(match[1]) if match and match[1] else None


def looks_like_title(line: str) -> bool:
    """A short line without sentence marks that ends in a word for a kind of document or list."""
    bare = line.replace("、", "")
    if len(_PATH.findall(line)) > 1 and not re.search(r"\d", _PATH.split(line)[-1]):
        return False  # 政务公开 > 政策文件 > 其他文件: where a page stands
    return len(line) <= _TITLE_LENGTH and not _SENTENCE_MARK.search(bare) and bool(_said("title_noun").search(line))


def has_open_bracket(text: str) -> bool:
    """Whether a bracket opened near the end of the text is still open."""
    tail, open_brackets = text[-_OPEN_REACH:], []
    for character in tail:
        if character in _PAIRS:
            open_brackets.append(character)
        elif open_brackets and character in "）)】〕]":
            open_brackets.pop()
    return bool(open_brackets)


def is_open(text: str) -> bool:
    """Whether a paragraph breaks off in the middle of a sentence or list."""
    text = text.rstrip()
    if not text or looks_like_title(text):
        return False
    if has_open_bracket(text):
        return True
    if _SECTION.match(text) and len(text) <= _HEADING_LENGTH and not _STOP.search(text):
        return False  # a heading, though it may hold a comma
    if _said("symbol_heading").match(text) or _said("dated_label").match(text):
        return False
    if text[-1] in _TERMINAL or text.rstrip(_CLOSERS)[-1:] in _TERMINAL:
        return False
    if text[-1] in "）)" and not _said("label").match(text):
        return False
    return bool(_SENTENCE_MARK.search(text)) or (bool(_ITEM.match(text)) and len(text) > _ITEM_HEADING_LENGTH)


def breaks_off_title(text: str) -> bool:
    """Whether a notice's title is broken before its end: …关于印发2024年县政府重点 / 工作任务分解表 / 的通知."""
    return len(text) <= 2 * _TITLE_LENGTH and bool(_said("notice").match(text)) and not _said("notice_end").search(text)


def starts_anew(line: str, last_item: int | None = None) -> bool:
    """Whether a line opens with a mark of structure: a section, an item, a label, an annex, a date."""
    if is_next_item(line, last_item):
        return True
    marks = (_SECTION, _ITEM, _SYMBOL, _said("label"), _said("other_start"))
    return any(mark.match(line) for mark in marks) or looks_like_title(line)


def is_next_item(line: str, last_item: int | None) -> bool:
    """Whether a line opens with the number that follows the list's last one, a digit behind it or not (8.50个)."""
    match = _ITEM.match(line) or _NUMBER_THEN_DIGIT.match(line)
    return bool(match and match[1]) and last_item is not None and int(match[1]) == last_item + 1  # type: ignore[index]


def continues(previous: str, line: str, last_item: int | None = None) -> bool:
    """Whether ``line`` goes on with the paragraph ``previous`` that a line or page break cut."""
    if len(previous) > LONGEST_PARAGRAPH or _SECTION.match(line) or is_next_item(line, last_item):
        return False
    if breaks_off_title(previous):
        return looks_like_title(line) and not line.startswith("20")
    if has_open_bracket(previous):
        return not looks_like_title(line)
    if _said("units_end").match(previous) and _said("work_name").match(line):
        return False  # 责任单位：县水利局, and below it the name of the next work
    return is_open(previous) and not starts_anew(line, last_item)


def join(previous: Rich, line: Rich) -> Rich:
    """Two parts of one paragraph: a blank between two Latin words, nothing between Chinese characters."""
    both_latin = previous.text[-1:].isascii() and line.text[:1].isascii()
    words = both_latin and previous.text[-1:].isalpha() and line.text[:1].isalpha()
    return join_rich((previous, line), " " if words else "")


def drop_wrap_blanks(text: Rich) -> Rich:
    """Remove blanks between two Chinese characters (or behind 、，；), a quoted parallel slogan's apart."""
    if not _BLANK.search(text.text):
        return text
    kept = [span for match in _QUOTED.finditer(text.text) for span in _slogan_blanks(match)]
    spans = [match.span() for match in _said("wrap_blank").finditer(text.text)]
    return text.without([span for span in spans if span not in kept])


def _slogan_blanks(quoted: re.Match[str]) -> list[tuple[int, int]]:
    halves = quoted[1].split(" ")
    lengths = {len(half) for half in halves}
    if len(halves) < 2 or len(lengths) != 1 or min(lengths) < _SLOGAN_LENGTH:
        return []
    return [(i, i + 1) for i in range(quoted.start(1), quoted.end(1)) if quoted.string[i] == " "]
