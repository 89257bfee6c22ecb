"""All that is read of a sentence, field by field: a wrong quote, scope or period is as wrong as a wrong value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.relative import read_relatives
from pipeline.language.promises.targets import read_targets
from pipeline.language.results.claims import read_claims
from pipeline.language.results.measured import read_results
from pipeline.language.results.reached import read_stages
from pipeline.language.words.mentions import MilestoneMention, ResultMention, TargetMention

YEAR, QUARTER = "2031", "2031-Q3"
CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))


def _value(one: TargetMention | ResultMention) -> str:
    high = getattr(one, "value_high", None)
    return f"{one.comparator} {one.value.normalize():f}{f'–{high.normalize():f}' if high is not None else ''}{one.unit}"


def _firm(one: TargetMention | MilestoneMention) -> str:
    return "firm" if one.is_firm else "wish"


def _about(is_approximate: bool) -> str:
    return " about" if is_approximate else ""


def targets(text: str) -> Iterable[list[Any]]:
    """The numeric promises."""
    for one in read_targets(text, YEAR):
        due = one.period_id + (" annual" if one.is_annual else "")
        said = text[one.start : one.end], one.indicator, one.scope, _value(one), one.kind, one.aggregation, due
        yield [*said, _firm(one) + _about(one.is_approximate), one.rule]


def results(text: str) -> Iterable[list[Any]]:
    """The measured results."""
    for one in read_results(text, QUARTER):
        told = one.as_of_period_id + _about(one.is_approximate)
        yield [text[one.start : one.end], one.indicator, one.scope, _value(one), one.kind, told, one.rule]


def milestones(text: str) -> Iterable[list[Any]]:
    """The promises of a stage."""
    for one in read_milestones(text, YEAR):
        yield [text[one.start : one.end], one.thing, one.stage, one.thing_class, one.period_id, _firm(one), one.rule]


def relatives(text: str) -> Iterable[list[Any]]:
    """The promises held against something else."""
    for one in read_relatives(text, YEAR):
        yield [text[one.start : one.end], one.thing, one.direction, one.against, one.period_id, _firm(one), one.rule]


def stages(text: str) -> Iterable[list[Any]]:
    """The stages that a report says are reached."""
    for one in read_stages(text, int(YEAR)):
        named = text[one.start : one.end], one.words, one.subject, one.before, one.heading
        yield [*named, one.stage or "given up", one.percent, one.reached_on, one.position]


def claims(text: str) -> Iterable[list[Any]]:
    """The statements of completion."""
    for one in read_claims(text):
        yield [text[one.start : one.end], one.claim, one.subject, one.stated_percent]


READERS: dict[str, Callable[[str], Iterable[list[Any]]]] = {
    reader.__name__: reader for reader in (targets, results, milestones, relatives, stages, claims)
}


def read(reader: str, text: str) -> list[str]:
    """What the reader takes from a text, a line for each finding."""
    return [" | ".join("-" if part in (None, "") else str(part) for part in one) for one in READERS[reader](text)]


@pytest.mark.parametrize(("reader", "text"), [(reader, text) for reader, cases in CASES.items() for text in cases])
def test_each_field_is_as_written_down(reader: str, text: str) -> None:
    assert read(reader, text) == CASES[reader][text]
