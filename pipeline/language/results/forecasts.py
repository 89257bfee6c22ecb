"""When a report expects a stage to be reached (预计11月底通车): beside the promised deadline (``forecasts.yml``)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from pipeline.language.results.reached import StageMention, read_stages
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "forecasts")

LAST_MONTH = 12


def read_forecasts(text: str, year: int) -> list[tuple[dt.date, StageMention]]:
    """Every stage that ``text``, a report of ``year``, only expects, with the first day on which it may be reached."""
    return list(_forecasts(text, year))


def _forecasts(text: str, year: int) -> Iterator[tuple[dt.date, StageMention]]:
    for found in _said("expected").finditer(text):
        day = _first_day(found, year)
        told = text[: found.start()] + "、" * (found.end() - found.start()) + text[found.end() :]
        if day is None:
            continue
        for mention in read_stages(told, year):
            if mention.start <= found.start() < mention.end or mention.start == found.end():
                yield day, replace(mention, words=text[found.start() : mention.end], start=found.start())


def _first_day(found: re.Match[str], year: int) -> dt.date | None:
    if found["end"]:
        return dt.date(year, LAST_MONTH, 1)
    said = int(found["year"] or year) + (found["next"] is not None)
    if found["month"] and 1 <= int(found["month"]) <= 12:
        return dt.date(said, int(found["month"]), 1)
    if found["quarter"]:
        return dt.date(said, 1 + 3 * "一二三四".index(found["quarter"][-1]), 1)
    return dt.date(said, 1, 1) if found["next"] or (found["year"] and said > year) else None
