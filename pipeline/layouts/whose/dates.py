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
_LABELS = ("of_document", "of_page", "of_anything")  # what a page says of its dates, the surest first
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


def names_session(line: str) -> bool:
    """Whether a line names the session of an assembly or a committee."""
    return bool(_said("session").search(line))


def session_date(lines: Iterable[str]) -> dt.date | None:
    """The day of the session at which a report was given: ——2024年1月16日在…第四次会议上, on one line or two."""
    # 方案已于…经会议审议: of something else
    short = [line for line in lines if len(line) <= _LINE and "已于" not in line]
    broken = [a + b for a, b in itertools.pairwise(short) if _said("broken").search(a) and not names_session(a)]
    sessions = (_said("by_then").sub("", line) for line in [*short, *broken] if names_session(line))
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
    return len(text) <= _SHORT and not _said("no_signature").search(text)


def _labelled(lines: list[str]) -> dt.date | None:
    for label in _LABELS:
        for line in lines:
            match = _said(label).search(line)
            if match and (date := read_date(match["date"])):
                return date
    bare = (line for line in lines if len(line) <= _SHORT and _is_stamp(line))
    return next((date for line in bare if (date := read_date(line))), None)


def _is_stamp(line: str) -> bool:
    """Whether a line is what a page prints of its day, or ends with day and minute: 某发布 · 2016-12-29 20:02."""
    return bool(_said("sourced").match(line) or pattern_of("reflow", "timed").search(line))
