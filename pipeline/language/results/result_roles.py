"""Which numbers of a progress text are results, and which only name, bound, restate or plan something.

A plan's numbers fall into promises, descriptions and neither (``promises/role_rules``), a report's only into results
and others; both are tables of rules of one form (``numbers/role_table``). What both ask is asked once
(``numbers/number_place``: ranks, bases of a rise).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from pipeline.language.numbers.measures import comparable, is_discrete
from pipeline.language.numbers.number_place import is_rank, starts_from
from pipeline.language.numbers.phrases import Phrases
from pipeline.language.numbers.quantities import Quantity
from pipeline.language.numbers.role_table import RoleTable, role_by
from pipeline.language.results.stages import stages_of
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "result_roles")

_BOUND_AFTER = ("以上", "及以上", "或以上", "以下", "及以下", "或以下", "以内")
_STANDS_ALONE = re.compile(r"[，,。；;）)\n]|$")
_LISTED = re.compile(r"(?:\d[\d.]{0,7}%[、和]){1,12}$")  # 分别占计划的49.3%、50.1%: the second stands as the first
REACH = 200  # characters before a number: more than the longest list of shares
_MAGNITUDES = ("百", "千", "万", "亿")  # alone they count nothing: 千项万亿 is a name
_AMONG = re.compile(r"[^，。；\d]{0,12}中(?:[，,]|(?:已|现|目前|均|有)*(?=\d))")


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


@dataclass(frozen=True, slots=True)
class Reported:
    """A number of a report in its place: what its words name, and the next number."""

    statements: Statements
    quantity: Quantity
    phrases: Phrases
    later: Quantity | None

    @property
    def text(self) -> str:
        return self.statements.text

    @property
    def clause(self) -> Range:
        """The clause that the number stands in."""
        return self.statements.clause(self.quantity.start)

    @property
    def lead(self) -> str:
        """The words of its clause before the number."""
        return self.text[self.clause.start : self.quantity.start]


def is_result(statements: Statements, quantity: Quantity, phrases: Phrases, later: Quantity | None) -> bool:
    """Whether a number reports something measured: no baseline, claim, plan, restated target or base of another."""
    return role_by(_RULES, Reported(statements, quantity, phrases, later)) is None


def _is_compared_with(place: Reported) -> bool:
    """较2019年全年（7.35%）略升: the bracket holds what the result is compared with."""
    before = place.text[max(0, place.quantity.phrase_start - 30) : place.quantity.phrase_start]
    return bool(_said("compared_with").search(before) or _said("from_year").search(before))


def _is_gap(place: Reported) -> bool:
    """低于目标0.9个百分点: how far a result is from what was asked."""
    return bool(_said("gap").search(_end_of(place.lead)))


def _is_tally(place: Reported) -> bool:
    """三项任务均已完成, 以上三项绿化任务均已完成: how many tasks there are."""
    opens = not place.lead.strip("上述以这各目前截至，")
    asked = "named_tasks" if _said("these").match(place.lead) else "tasks"
    return opens and is_discrete(place.quantity.unit) and bool(_said(asked).match(place.text, place.quantity.end))


def _is_one_among(place: Reported) -> bool:
    """被列为全省9个试点区之一: how many others there are."""
    return is_discrete(place.quantity.unit) and bool(_said("one_among").match(place.text, place.quantity.end))


def _is_whole(place: Reported) -> bool:
    """占全县236个村的60%: how many there are, of which the share is told."""
    return bool(_said("whole").match(place.text, place.quantity.end) and _said("of_whole").search(place.lead))


def _is_ranked_among(place: Reported) -> bool:
    """在全市7个县区中排名第3位: among how many a place is held."""
    ways = (("among", "ranked"), ("stands", "placed"))  # 在…中排名第3, 居全省14个市州第2
    is_ranked = any(_said(r).match(place.text, place.quantity.end) and _said(w).search(place.lead) for w, r in ways)
    return is_ranked and is_discrete(place.quantity.unit)


def _is_effort(place: Reported) -> bool:
    """持续推动利用率达到96%: a share that somebody goes on working for was not measured."""
    lead, quantity = place.lead, place.quantity
    if quantity.is_percent and (quantity.reaches or lead.endswith(("至", "到"))) and _said("towards").match(lead):
        return True  # 着力提升处理率至95%
    return quantity.is_percent and not quantity.direction and bool(_said("effort").match(lead))


def _is_unkept(place: Reported) -> bool:
    """Whether the sentence counts the promises that were not kept and the number stands in their list."""
    start = place.quantity.start
    return bool(_said("unkept").search(place.text, place.statements.sentence(start).start, start))


def _is_asked_for(place: Reported) -> bool:
    """按照培育龙头企业11家的要求，加大培育力度: the number is what was asked for."""
    is_in_line = _said("in_line_with").match(place.lead)
    return bool(is_in_line and _said("asked_for").match(place.text, place.quantity.phrase_end))


def _is_rest(place: Reported) -> bool:
    """总数达到3家（其余2家为甲、乙）: what remains is told of beside the number that counts."""
    return bool(_said("rest").search(_end_of(place.lead)))


def _is_goal(place: Reported) -> bool:
    """已实现50%以上的村达标的目标: a goal said again."""
    if not place.quantity.comparator_after and _said("reached").search(place.lead):
        return False  # 已提前实现500个行政村通硬化路的目标
    return bool(_said("goal_end").match(place.text[place.quantity.phrase_end : place.clause.end]))


def _is_baseline(place: Reported) -> bool:
    """由56%提高到60%: where the rise starts."""
    return starts_from(place.text, place.clause, place.quantity)


def _is_nameless(place: Reported) -> bool:
    """A bare number that no words before it name."""
    return not place.quantity.unit and not place.quantity.magnitude and not place.phrases.before


def _is_share_of_target(place: Reported) -> bool:
    """完成年度目标95.4%: a claim, which is read as one."""
    is_stated = place.quantity.is_percent and _said("stated_percent").search(_end_of(place.lead))
    return bool(is_stated) and not place.phrases.after


def _is_restated(place: Reported) -> bool:
    return restates_target(place.statements, place.quantity)


def restates_target(statements: Statements, quantity: Quantity) -> bool:
    """目标任务120公里, 占年度目标190亿元的11%: the number is the target's own."""
    lead = statements.text[statements.clause(quantity.start).start : quantity.start]
    return bool(_said("restated").search(_end_of(lead)))


def _end_of(lead: str) -> str:
    """The last words of a lead; of a list of shares those before it."""
    return _LISTED.sub("", lead[-REACH:])[-12:]


def _is_base(place: Reported) -> bool:
    """50个示范小区已建成45个; 21个项目中，已开工20个: the first number is what the second is a part of."""
    quantity, phrases, later = place.quantity, place.phrases, place.later
    if phrases.before or not phrases.after or later is None:
        return False
    if _AMONG.match(place.text, quantity.end):
        return True
    between = place.text[quantity.end : later.start]
    is_part = later.start < place.clause.end and later.unit != "" and comparable(quantity.unit, later.unit)
    return is_part and "、" not in between and bool(stages_of(between) & {"finished"})


def _is_planned(place: Reported) -> bool:
    """计划加固15座, 下达任务30个: wanted, or handed down."""
    return bool(stages_of(place.clause.of(place.text)) & {"goal", "planned"})


_RULES: RoleTable[Reported] = (
    ("compared_with", "none", _is_compared_with),
    ("effort", "none", _is_effort),
    ("unkept", "none", _is_unkept),
    ("asked_for", "none", _is_asked_for),
    ("gap", "none", _is_gap),
    ("tally", "none", _is_tally),
    ("one_among", "none", _is_one_among),
    ("whole", "none", _is_whole),
    ("ranked_among", "none", _is_ranked_among),
    ("rest", "none", _is_rest),
    ("goal", "none", _is_goal),
    ("baseline", "none", _is_baseline),
    ("no_unit", "none", _is_nameless),
    ("share_of_target", "none", _is_share_of_target),
    ("restated_target", "none", _is_restated),
    ("base_of_another", "none", _is_base),
    ("planned", "none", _is_planned),
)
