"""Targets as matching compares them: a name completed with its topic is its bare head again, the topic its scope.

双江湖新区投资 is answered by 完成投资21亿 in the row of the same task; what tells two heads apart is scope and context.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pipeline.language.numbers.indicators import is_bare, is_generic
from pipeline.records import TargetRecord

_THRESHOLD = re.compile(r"(?:以上|以下|以内|级|元|岁|亩|平方公里)$")


def with_bare_heads(targets: Sequence[TargetRecord]) -> list[TargetRecord]:
    """The targets, those named topic and head with the head alone; the others as they are."""
    return [dataclasses.replace(target, indicator=head_of(target.indicator, target.scope)) for target in targets]


def head_of(indicator: str, scope: str | None) -> str:
    """滨河新区年度投资 of 滨河新区 → 年度投资; 亿元以上项目 of 亿元以上 stays, a threshold being part of the thing."""
    if not scope or _THRESHOLD.search(scope) or not indicator.startswith(scope):
        return indicator
    head = indicator.removeprefix(scope)
    return head if is_bare(head) or is_generic(head) else indicator
