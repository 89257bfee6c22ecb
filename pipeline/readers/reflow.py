"""Make paragraphs whole again: which line goes on with the one before, and which blanks are only a line's wrap."""

from __future__ import annotations

import re

from pipeline.readers.line_joining import LONGEST_PARAGRAPH
from pipeline.readers.rich import Rich, join_rich

CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_NUMERAL = "一二三四五六七八九十百"
_TERMINAL = "。！？!?；;：:…"
_CLOSERS = "）)”’】》」』\"'"
_SECTION = re.compile(rf"[{_NUMERAL}]{{1,4}}[、.．]|[（(][{_NUMERAL}]{{1,4}}[)）]|第[{_NUMERAL}\d]{{1,4}}[章节部条]")
_ITEM = re.compile(r"(\d{1,3})\s*[.．﹒、。](?![\d.])|[（(]\d{1,3}[)）]|\d{1,3}[)）]|[①-⑳]")
_SYMBOL = re.compile("[☑✔✓✅❖➤►▶➢●■◆•▪]")  # what some pages set before each item
_SYMBOL_HEADING = re.compile(
    r"[☑✔✓✅❖➤►▶➢].*(?:项目|工程|任务|工作|行动|建设|改造|提升)\s*+(?:[（(][^（()）]{1,16}[)）]\s*+)?$"
)
_NUMBER_THEN_DIGIT = re.compile(r"(\d{1,3})[.．](?=\d)")
_LABEL = re.compile(rf"(?!其中|包括|分别)[{CJK}]{{2,8}}\s*[:：]")
_OTHER_START = re.compile(
    r"附\s*件|附\s*表|抄\s*送|[（(]\s*此件|[（(]联系人|注\s*[:：]|目\s*录\s*$"
    # what a newspaper puts above its first sentence: 2024-02-01 19:31 来源：…, 松岚广电讯（记者…）
    r"|20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{0,4}(?:\d{1,2}:\d{2}|来源|作者)|(?:原标题|本报讯|本网讯)"
    rf"|[{CJK}]{{2,10}}讯[（(\s]"
    rf"|[{CJK}]{{0,20}}\s*\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*$"
)
_TITLE_NOUN = re.compile(
    r"(?:分解|表|方案|清单|通知|报告|专报|意见|计划|体系|办法|规划|要点|任务书|台账|文件|重点工作|民生实事|实事工作)"
    r"\s*+(?:[（(][^（()）]{1,16}[)）]\s*+)?$"
)
_NOTICE = re.compile(
    rf"(?:(?:文件|信息)?(?:标题|名称)\s*[:：]\s*)?[{CJK}]{{0,30}}关于(?:印发|下发|转发|公布|下达)[^。；]*$"
)
_NOTICE_END = re.compile(r"(?:通知|通报|函|意见|决定|公告|批复)\s*(?:[（(][^（()）]{1,16}[)）]\s*)?$")
_DATED_LABEL = re.compile(
    rf"[{CJK}]{{2,6}}\s*[:：]\s*20\d{{2}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?$"
)
_SENTENCE_MARK = re.compile(r"[，,、；;：:。]")
_PATH = re.compile("[>›»＞]")
_STOP = re.compile(r"[。；;]")
# A blank before a numeral of a section, a label or the next of several offices (县发改局 县财政局) is no wrap.
_WRAP_BLANK = re.compile(
    rf"(?<=[{CJK}、，；])(?<!单位)(?<!部门)[ \t\u00a0\u3000]+(?=[{CJK}])"
    rf"(?![{_NUMERAL}]{{1,3}}、|[{CJK}]{{2,6}}[:：]|(?:配合|牵头|责任|协办|协同)(?:单位|部门))"
    r"(?!(?<=[局委办部会][ \u3000])[市县区旗州])"
)
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
    return len(line) <= _TITLE_LENGTH and not _SENTENCE_MARK.search(bare) and bool(_TITLE_NOUN.search(line))


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
    if _SYMBOL_HEADING.match(text) or _DATED_LABEL.match(text):
        return False
    if text[-1] in _TERMINAL or text.rstrip(_CLOSERS)[-1:] in _TERMINAL:
        return False
    if text[-1] in "）)" and not _LABEL.match(text):
        return False
    return bool(_SENTENCE_MARK.search(text)) or (bool(_ITEM.match(text)) and len(text) > _ITEM_HEADING_LENGTH)


def breaks_off_title(text: str) -> bool:
    """Whether a notice's title is broken before its end: …关于印发2024年县政府重点 / 工作任务分解表 / 的通知."""
    return len(text) <= 2 * _TITLE_LENGTH and bool(_NOTICE.match(text)) and not _NOTICE_END.search(text)


def starts_anew(line: str, last_item: int | None = None) -> bool:
    """Whether a line opens with a mark of structure: a section, an item, a label, an annex, a date."""
    if is_next_item(line, last_item):
        return True
    return any(p.match(line) for p in (_SECTION, _ITEM, _SYMBOL, _LABEL, _OTHER_START)) or looks_like_title(line)


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
    spans = [match.span() for match in _WRAP_BLANK.finditer(text.text)]
    return text.without([span for span in spans if span not in kept])


def _slogan_blanks(quoted: re.Match[str]) -> list[tuple[int, int]]:
    halves = quoted[1].split(" ")
    lengths = {len(half) for half in halves}
    if len(halves) < 2 or len(lengths) != 1 or min(lengths) < _SLOGAN_LENGTH:
        return []
    return [(i, i + 1) for i in range(quoted.start(1), quoted.end(1)) if quoted.string[i] == " "]
