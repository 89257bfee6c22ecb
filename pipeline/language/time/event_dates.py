"""When a narrative says something happened: 10月已列入, 于10月24日验收, 10月22-25日举行."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_DATE = re.compile(
    r"(?<![\d—～~至.-])(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])[日号]?)?(?![\d个月底—～~-]*月)"
)
_NOT_AN_EVENT = re.compile(
    r"(?:份|底|末|[上中下]旬)?(?:之?前|底|末|起|以来|开始)|[-—～~至]\d{1,2}月|(?:底|末)?[，,]?(?:预计|计划|拟|将)"
)
_TO_COME = re.compile(
    r"预计|计划|拟(?!定)|将(?=于|在|会|进行|开展|举办|完成|召开)|待|力争|争取|确保|下一步|下步|年底前|拟定于|定于"
)
_HAPPENED = re.compile(
    r"已|完成|获|评为|入选|列入|纳入|通过|举行|举办|召开|验收|开业|投用|启用|通车|揭牌|印发|出台|落地|成立"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event: the first day it can have happened on, and where its date stands."""

    on: dt.date
    start: int
    end: int
    is_full: bool = False  # its year and its day are printed


def events_in(clause: str, year: int) -> Iterator[Event]:
    """The dated events that a clause reports as past; a date without a year is of ``year``.

    Plans (将于10月举行), deadlines (10月底前) and spans of statistics (1-10月) are no events.
    """
    if _TO_COME.search(clause) or not _HAPPENED.search(clause):
        return
    for match in _DATE.finditer(clause):
        if _NOT_AN_EVENT.match(clause, match.end()):
            continue
        try:
            on = dt.date(int(match["year"] or year), int(match["month"]), int(match["day"] or 1))
        except ValueError:
            continue  # 2月30日: no day at all
        yield Event(on, match.start(), match.end(), bool(match["year"] and match["day"]))
