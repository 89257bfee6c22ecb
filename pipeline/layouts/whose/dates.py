"""When a document was issued: by its session, its signature or letterhead, a web page's particulars, the printing."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable
from functools import partial

from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "dates")

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
DATE = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_ISO_DATE = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d(?!\d?:))")
SESSION = re.compile(
    r"第[一二三四五六七八九十]+(?:届|次会议)|人民代表大会|人大(?:常委会)?第|[一二三四五六七八九十]届人大|全体会议"
)
# What a page says of its dates, the one that speaks of the document itself first.
_LABELLED = tuple(
    re.compile(rf"(?:{words})\s*[:：]?\s*(?P<date>\S.{{5,20}})")
    for words in (
        "成文日期|成文时间|发文日期|印发日期|制发日期",
        "发布日期|发布时间|发表时间|公开日期|公布日期|PubDate",
        "时间|日期",
    )
)
_DATED = re.compile(r"\s*(?:来源[:：]?\S{0,12})?\s*20\d\d[-/.年]")
_STAMPED = re.compile(r"20\d\d([-/.])\d{1,2}\1\d{1,2}\s{1,4}\d{1,2}:\d{2}(?::\d{2})?\s*$")  # 某发布 · 2016-12-29 20:02
_BROKEN = re.compile(r"日\s*在[^。，；]{2,20}$")  # a session's line that goes on below
_BY_THEN = re.compile(r"20\d{2}年\d{1,2}月\d{1,2}日(?:[以之]?前|止)")  # 请于2024年2月23日前报送方案: no session's day
_SHORT, _LINE = 60, 140
_TAIL, _LETTER = 8, 40


def read_date(text: str) -> dt.date | None:
    """A date in digits (2023年2月27日, 2023-02-27) or Chinese numerals (二〇二三年二月二十七日), else None."""
    plain = re.sub(r"\s+", "", text).replace("元月", "1月")
    match = DATE.search(plain) or _ISO_DATE.search(re.sub(r"\s+", " ", text))
    if match:
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    match = _said("chinese_date").search(plain)
    if not match:
        return None
    year = int("".join(str(_DIGITS[c]) for c in match["y"]))
    return _date(year, tens(match["m"]), tens(match["d"]))


def tens(text: str) -> int:
    """A number below one hundred in Chinese numerals."""
    if "十" not in text:
        return _DIGITS[text]
    high, _, low = text.partition("十")
    return (_DIGITS[high] if high else 1) * 10 + (_DIGITS[low] if low else 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def session_date(lines: Iterable[str]) -> dt.date | None:
    """The day of the session at which a report was given: ——2024年1月16日在…第四次会议上, on one line or two."""
    short = [
        line for line in lines if len(line) <= _LINE and "已于" not in line
    ]  # 方案已于…经会议审议: of something else
    broken = [a + b for a, b in itertools.pairwise(short) if _BROKEN.search(a) and not SESSION.search(a)]
    sessions = (_BY_THEN.sub("", line) for line in [*short, *broken] if SESSION.search(line))
    return next((date for line in sessions if (date := read_date(line))), None)


def issued_on(particular: str | None, front: list[str], texts: list[str], margins: list[str]) -> dt.date | None:
    """The day a document was issued.

    ``particular`` is what its table of particulars says, ``front`` the lines before its lists, ``texts`` all lines,
    ``margins`` what a web page says around it. Dates inside sentences tell other days and are not looked at.
    """
    if particular and (date := read_date(particular)):
        return date
    session = session_date(texts[:30])
    if session:
        return session
    tail = texts[-_TAIL:]
    signed = [text for text in [*front, *tail] if _stands_alone(text) and "印发" not in text]
    signed += [text for text in texts[:_LETTER] if DATE.fullmatch(re.sub(r"[\s（()）]", "", text))]
    dates = [date for text in signed if (date := read_date(text))]
    if dates:
        return dates[0]
    labelled = _labelled([*front, *texts[:12], *tail, *margins])
    printed = (date for text in tail if len(text) <= _SHORT and (date := read_date(text)))
    return labelled or next(printed, None)


def _stands_alone(text: str) -> bool:
    """A letterhead's or signature's line: short, no sentence, no label of a web page."""
    return len(text) <= _SHORT and not re.search(
        r"[。；]|已于|来源|时间|日期|浏览|字体|截[至止]|编辑|[时点]\d+分|\d:\d", text
    )


def _labelled(lines: list[str]) -> dt.date | None:
    for pattern in _LABELLED:
        for line in lines:
            match = pattern.search(line)
            if match and (date := read_date(match["date"])):
                return date
    bare = (line for line in lines if len(line) <= _SHORT and (_DATED.match(line) or _STAMPED.search(line)))
    return next((date for line in bare if (date := read_date(line))), None)
