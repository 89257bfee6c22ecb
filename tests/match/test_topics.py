"""What a target is about when its own name is too short."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from pipeline.language.promises.targets import read_targets
from pipeline.match.names.topics import topic_of
from pipeline.records import TargetRecord


def target_at(text: str, quote: str) -> TargetRecord:
    mention = next(m for m in read_targets(text, "2024") if quote in text[m.start : m.end])
    said = {part.name: getattr(mention, part.name) for part in dataclasses.fields(mention)}
    start, end = said.pop("start"), said.pop("end")
    place = {"quote": text[start:end], "source_page": None, "char_start": start, "char_end": end}
    return TargetRecord(target_id="t", task_id="k", progress_id=None, document_id="d", position=1, **said, **place)


@pytest.mark.parametrize("number", ["", "3. ", "12．", "（三）"])
def test_the_clause_before_says_the_topic_and_its_item_number_does_not(number: str) -> None:
    """Fails if an item's number becomes part of what its target is about."""
    text = f"{number}加快推进智慧社区建设，新增省级试点6个以上。"
    target = target_at(text, "新增省级试点")
    assert target.value == Decimal(6)
    assert topic_of(target, text) == "智慧社区"
