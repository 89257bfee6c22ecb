"""Which numbers of a progress text are results, and which only name, bound, restate or plan something.

A plan's numbers fall into promises, descriptions and neither (``promises/role_rules``, a table of rules in order); a
report's only into results and others. What both ask is asked once (``numbers/number_place``: ranks, bases of a rise).
"""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.numbers.measures import comparable, is_discrete
from pipeline.language.numbers.number_place import is_rank, starts_from
from pipeline.language.numbers.phrases import Phrases
from pipeline.language.numbers.quantities import Quantity
from pipeline.language.results.stages import stages_of
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "result_roles")

_BOUND_AFTER = ("以上", "及以上", "或以上", "以下", "及以下", "或以下", "以内")
_STANDS_ALONE = re.compile(r"[，,。；;）)\n]|$")
_LISTED = re.compile(r"(?:\d[\d.]{0,7}%[、和]){1,12}$")  # 分别占计划的49.3%、50.1%: the second stands as the first
_MAGNITUDES = ("百", "千", "万", "亿")  # alone they count nothing: 千项万亿 is a name
_AMONG = re.compile(r"[^，。；\d]{0,12}中[，,]")


def is_named(text: str, quantity: Quantity) -> bool:
    """Numbers that count nothing: 361路 lines and 2023 fairs without a unit, 千人 inside a name, 一件事, 9-11日."""
    if quantity.unit == "日" or is_rank(text[max(0, quantity.start - 10) : quantity.start], quantity):
        return True
    is_bare = (
        quantity.form == "bare_magnitude" or text[quantity.start : quantity.end - len(quantity.unit)] in _MAGNITUDES
    )
    if is_bare and quantity.unit not in ("元", "美元"):
        return not quantity.comparator
    return not quantity.unit and not quantity.magnitude and not _STANDS_ALONE.match(text, quantity.end)


def is_threshold(statements: Statements, quantities: list[Quantity], place: int) -> bool:
    """A bound inside a name: 亿元以上项目, 年销售额超5亿元电商企业 … when what is counted follows in the clause."""
    quantity, text = quantities[place], statements.text
    if is_discrete(quantity.unit):
        return False
    clause = statements.clause(quantity.start)
    rest = text[quantity.phrase_end : clause.end]
    if not _said("noun").match(rest):
        return False
    if quantity.comparator_after in _BOUND_AFTER and "目标" not in rest:
        return True
    following = next((q for q in quantities[place + 1 :] if q.start < clause.end), None)
    if following is None or not is_discrete(following.unit):
        return False
    between = text[quantity.phrase_end : following.phrase_start]
    return 2 <= len(between) <= 16 and "、" not in between and not stages_of(between)


def is_result(statements: Statements, quantity: Quantity, phrases: Phrases, later: Quantity | None) -> bool:
    """Whether a number reports something measured: no baseline, claim, plan, restated target or base of another."""
    checks = (_is_compared_with, _is_effort, _is_unkept, _is_asked_for, _is_gap, _is_rest, _is_goal)
    if any(is_none(statements, quantity) for is_none in checks):
        return False
    if starts_from(statements.text, statements.clause(quantity.start), quantity) or (
        not quantity.unit and not quantity.magnitude and not phrases.before
    ):
        return False
    if quantity.is_percent and _said("stated_percent").search(_led_by(statements, quantity)) and not phrases.after:
        return False  # 完成年度目标95.4%
    if restates_target(statements, quantity) or _is_base(statements, quantity, phrases, later):
        return False
    return not stages_of(statements.clause(quantity.start).of(statements.text)) & {"goal", "planned"}


def _is_compared_with(statements: Statements, quantity: Quantity) -> bool:
    """较2019年全年（7.35%）略升: the bracket holds what the result is compared with."""
    before = statements.text[max(0, quantity.phrase_start - 30) : quantity.phrase_start]
    return bool(_said("compared_with").search(before) or _said("from_year").search(before))


def _is_gap(statements: Statements, quantity: Quantity) -> bool:
    """低于目标0.9个百分点: how far a result is from what was asked."""
    return bool(_said("gap").search(_led_by(statements, quantity)))


def _is_effort(statements: Statements, quantity: Quantity) -> bool:
    """持续推动利用率达到96%: a share that somebody goes on working for was not measured."""
    lead = statements.text[statements.clause(quantity.start).start : quantity.start]
    if quantity.is_percent and (quantity.reaches or lead.endswith(("至", "到"))) and _said("towards").match(lead):
        return True  # 着力提升处理率至95%
    return quantity.is_percent and not quantity.direction and bool(_said("effort").match(lead))


def _is_unkept(statements: Statements, quantity: Quantity) -> bool:
    """Whether the sentence counts the promises that were not kept and the number stands in their list."""
    return bool(_said("unkept").search(statements.text, statements.sentence(quantity.start).start, quantity.start))


def _is_asked_for(statements: Statements, quantity: Quantity) -> bool:
    """按照培育龙头企业11家的要求，加大培育力度: the number is what was asked for."""
    clause, text = statements.clause(quantity.start), statements.text
    is_in_line = _said("in_line_with").match(text[clause.start : quantity.start])
    return bool(is_in_line and _said("asked_for").match(text, quantity.phrase_end))


def _is_rest(statements: Statements, quantity: Quantity) -> bool:
    """总数达到3家（其余2家为甲、乙）: what remains is told of beside the number that counts."""
    return bool(_said("rest").search(_led_by(statements, quantity)))


def _is_goal(statements: Statements, quantity: Quantity) -> bool:
    """已实现50%以上的村达标的目标: a goal said again."""
    clause, text = statements.clause(quantity.start), statements.text
    if not quantity.comparator_after and _said("reached").search(text, clause.start, quantity.start):
        return False  # 已提前实现500个行政村通硬化路的目标
    return bool(_said("goal_end").match(text[quantity.phrase_end : clause.end]))


def restates_target(statements: Statements, quantity: Quantity) -> bool:
    """目标任务120公里, 占年度目标190亿元的11%: the number is the target's own."""
    return bool(_said("restated").search(_led_by(statements, quantity)))


def _led_by(statements: Statements, quantity: Quantity) -> str:
    before = statements.text[statements.clause(quantity.start).start : quantity.start]
    return _LISTED.sub("", before)[-12:]


def _is_base(statements: Statements, quantity: Quantity, phrases: Phrases, later: Quantity | None) -> bool:
    """50个示范小区已建成45个; 21个项目中，已开工20个: the first number is what the second is a part of."""
    if phrases.before or not phrases.after or later is None:
        return False
    text, clause = statements.text, statements.clause(quantity.start)
    if _AMONG.match(text, quantity.end):
        return True
    between = text[quantity.end : later.start]
    is_part = later.start < clause.end and later.unit != "" and comparable(quantity.unit, later.unit)
    return is_part and "、" not in between and bool(stages_of(between) & {"finished"})
