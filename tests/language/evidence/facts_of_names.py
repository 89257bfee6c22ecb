"""What two names are to one another, parted by a bar: the readers of examples of names and heads."""

from __future__ import annotations

from pipeline.language.words.contrasts import contradicts, shortened
from pipeline.layouts.tables.column_heads import field_of, is_period, period_of_head
from pipeline.match.names.named import is_spoken_of, is_touched, names
from pipeline.match.names.plain_names import alike, is_other_part
from pipeline.match.names.series_ids import series_of
from pipeline.match.names.similarity import contrast, core, narrower_statistic, narrowing_word, ordinals
from pipeline.match.names.topics import topic_of
from tests.language.evidence.said import NOTHING, PLACE, line, words
from tests.match.builders import targets, task


def head(text: str) -> str:
    """The field of a column's head, or the period that it names."""
    period = period_of_head(text)
    return words(field_of(text), period, "alone" if is_period(text) else "") or NOTHING


def same(text: str) -> str:
    """Whether the names on both sides of the bar are one indicator."""
    one, other = text.split("|")
    return "same" if alike(one, other, place=PLACE) else "other"


def excludes(text: str) -> str:
    """The words by which the names on both sides of the bar exclude each other."""
    one, other = text.split("|")
    return contrast(one, other) or "none"


def same_rate(text: str) -> str:
    """As :func:`same`, of two growths."""
    one, other = text.split("|")
    return "same" if alike(one, other, place=PLACE, is_rate=True) else "other"


def same_counted(text: str) -> str:
    """As :func:`same`, of two numbers in the unit before the first bar."""
    unit, one, other = text.split("|")
    return "same" if alike(one, other, place=PLACE, unit=unit) else "other"


def contrary(text: str) -> str:
    """Whether what stands behind the bar is another phase, batch, grade or level of the thing before it."""
    one, other = text.split("|")
    return "contrary" if contradicts(one, other) else "open"


def short(text: str) -> str:
    """A name with its long forms shortened."""
    return shortened(text)


def part(text: str) -> str:
    """Whether one name is a part of what the other names."""
    one, other = text.split("|")
    return "part" if is_other_part(one, other) else "whole"


def narrower(text: str) -> str:
    """The word by which the second name is narrower than the first, or a narrower statistic."""
    one, other = text.split("|")
    return words(narrowing_word(one, other), narrower_statistic(one, other)) or "none"


def series(text: str) -> str:
    """Whether a name can stand for an indicator over the years."""
    return "series" if series_of(text, None, "count", "个") else "none"


def bare(text: str) -> str:
    """A name without the words that lead it in and carry it."""
    return core(text)


def numbered(text: str) -> str:
    """The batches, phases and rounds that a name counts."""
    return line(f"{sort} {' '.join(sorted(counted))}" for sort, counted in ordinals(text).items())


def speaks(text: str) -> str:
    """How far the words behind the bar speak of the thing before it."""
    thing, said = text.split("|")
    found = {"named": names(thing, said), "spoken of": is_spoken_of(thing, said), "touched": is_touched(thing, said)}
    return line(how for how, is_so in found.items() if is_so)


def topic(text: str) -> str:
    """What the clause before the last promised number speaks of."""
    return topic_of(targets(task(1, text))[-1], text) or NOTHING
