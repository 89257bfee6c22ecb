"""When a narrative says something happened: 10月已列入, 于10月24日验收, 10月22-25日举行."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "event_dates")

_DATE = re.compile(
    r"(?<![\d—～~至.-])(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])[日号]?)?(?![\d个月底—～~-]*月)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event: the first day it can have happened on, and where its date stands."""

    on: dt.date
    start: int
    end: int
    is_full: bool = False  # its year and its day are printed


def takes_effect_on(sentence: str, year: int) -> dt.date | None:
    """The day from which on what a sentence tells of holds (10月1日起提高到200元)."""
    told = _said("takes_effect").search(sentence)
    day = _DATE.match(sentence, told.start()) if told else None
    return _day_of(day, year) if day else None


def _day_of(date: re.Match[str], year: int) -> dt.date | None:
    """The day of a printed date, the first of its month where it has none; None for 2月30日, no day at all."""
    try:
        return dt.date(int(date["year"] or year), int(date["month"]), int(date["day"] or 1))
    except ValueError:
        return None


def events_in(clause: str, year: int) -> Iterator[Event]:
    """The dated events that a clause reports as past; a date without a year is of ``year``.

    Plans (将于10月举行), deadlines (10月底前) and spans of statistics (1-10月) are no events; what changes on
    a day (10月1日起提高到200元) is one, but no rule already made that says from when on it is in force.
    """
    takes_effect = _said("takes_effect").search(clause)
    takes_effect = takes_effect if takes_effect and not _said("in_force").search(takes_effect[0]) else None
    if _said("to_come").search(clause) or not (takes_effect or _said("happened").search(clause)):
        return
    for match in _DATE.finditer(clause):
        begins = takes_effect is not None and match.start() == takes_effect.start()
        if _said("not_an_event").match(clause, match.end()) and not begins:
            continue
        on = _day_of(match, year)
        if on is not None:
            yield Event(on, match.start(), match.end(), bool(match["year"] and match["day"]))
