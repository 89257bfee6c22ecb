"""Names that share numbers in a report: A、B分别增长5.2%、8.1% (each its own) and A和B均达95% (one for both).

``distribution`` does the same for promises, whose subjects are known before they are spread: it looks at the numbers of
a whole clause and may take back a subject. Results are named one by one as they are read, so here a list waits for its
numbers. Lists themselves are taken apart for both by ``words/lists.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.language.numbers.phrases import is_generic
from pipeline.language.numbers.quantities import Quantity
from pipeline.language.words.lists import complete, split_list, split_pair
from pipeline.language.words.statements import Statements

_EACH_OWN = re.compile(r"分别[^，。；\d]{0,8}$")
_ALL_SAME = re.compile(r"(?:均|都|各)(?:已)?(?:为|达|达到|超过|超|突破|实现|增长|下降|保持|稳定)*(?:在)?$")
_JOINED = re.compile(r"^[、和及与,，]?(?:增长|下降)?$")
LONGEST_LIST = 20  # numbers that one 分别 leads


def joined_with(statements: Statements, quantities: Sequence[Quantity], place: int) -> int:
    """How many numbers stand in a list that this one begins: 分别增长8%和9% has two."""
    count = 1
    for one, other in pairwise(quantities[place : place + LONGEST_LIST]):
        if not _JOINED.match(statements.text[one.end : other.start]):
            break
        count += 1
    return count


@dataclass(slots=True)
class SharedNumbers:
    """Hands out the names of a list to the numbers that follow it."""

    waiting: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)  # the list of the last 分别, which a second one goes on about
    last_end: int = -1
    direction: str = ""  # 分别增长5.2%、8.1%: the second grows as well

    def names_for(self, statements: Statements, quantity: Quantity, before: str, told: Sequence[str] = ()) -> list[str]:
        """The names this number stands for: one of the list (分别), all of it (均), or just ``before``.

        ``told`` are the names of as many numbers before as now follow 分别: 游客9万人次、收入5亿元，分别增长8%和9%.
        """
        clause = statements.clause(quantity.start)
        led_by = statements.text[clause.start : quantity.start]
        if self.waiting and _JOINED.match(statements.text[self.last_end : quantity.start]):
            self.last_end = quantity.end
            return [self.waiting.pop(0)]
        self.waiting, self.direction = [], ""
        parts = complete(split_list(before)) if before else []
        parts = parts if len(parts) > 1 else split_pair(before)
        if _EACH_OWN.search(led_by):
            parts = (self.named or list(told)) if is_generic(before) else parts
            self.named = parts
            if len(parts) > 1:
                self.waiting, self.last_end, self.direction = parts[1:], quantity.end, quantity.direction
                return parts[:1]
        return parts if len(parts) > 1 and _ALL_SAME.search(led_by) else [before]
