"""What the numbers of a sentence say: the readers of examples of promises, results, units and periods."""

from __future__ import annotations

from pipeline.language.numbers.measures import is_discrete, unit_of
from pipeline.language.numbers.quantities import scan_marks
from pipeline.language.promises.targets import read_targets
from pipeline.language.results.measured import read_results
from pipeline.language.time.period_words import find_periods
from pipeline.language.words.mentions import ResultMention, TargetMention
from tests.language.evidence.said import NOTHING, QUARTER, YEAR, line, words


def _number(target: TargetMention) -> str:
    high = f"–{target.value_high}" if target.value_high is not None else ""
    value = f"{target.comparator} {target.value.normalize():f}{high}{target.unit}"
    named = target.indicator if (target.scope or "") in target.indicator else f"{target.scope}/{target.indicator}"
    due = "" if target.period_id == YEAR else target.period_id
    about = "about" if target.is_approximate else ""
    return words(named, value, target.kind, about, due, "" if target.is_firm else "wish")


def numbers(text: str) -> str:
    """The numeric promises: name, bound, value, unit and kind; what is not firm is a wish."""
    return line(map(_number, read_targets(text, YEAR)))


def standing(text: str) -> str:
    """Whether the promised numbers build up over the year or stand at a date, and how they are bounded."""
    return line(words(one.comparator, one.aggregation) for one in read_targets(text, YEAR))


def _result(result: ResultMention) -> str:
    named = words(result.scope, result.indicator)
    bound = "" if result.comparator == "=" else result.comparator
    when = "" if result.as_of_period_id == QUARTER else result.as_of_period_id
    about = "about" if result.is_approximate else ""
    return words(named, bound, f"{result.value.normalize():f}{result.unit}", result.kind, about, when)


def results(text: str) -> str:
    """The measured results: name, value, unit and kind."""
    return line(map(_result, read_results(text, QUARTER)))


def marks(text: str) -> str:
    """Every number with why it is none, where it is part of a name."""
    return line(words(text[one.start : one.end], one.name_reason or "number") for one in scan_marks(text))


def measure(text: str) -> str:
    """A unit's family and how much of the family's base unit it is; whether it counts one by one."""
    found = unit_of(text)
    return words(found.family, str(found.factor), "discrete" if is_discrete(text) else "") if found else NOTHING


def periods(text: str) -> str:
    """The periods that words name, each with how far it governs."""
    return line(words(one.period_id, one.reach) for one in find_periods(text, YEAR))
