"""Where the rules of matching begin and end: one character, one row or one number more or less is told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.match import match
from pipeline.match.links.blocking import BigramIndex
from pipeline.match.links.row_links import link_rows
from pipeline.match.links.target_links import link_targets
from pipeline.match.links.task_links import link_tasks
from pipeline.match.names.same_measure import measure_relation
from pipeline.match.names.similarity import coverage, name_similarity
from pipeline.match.pairs.newness import answers_with_stock, is_far_over
from pipeline.records import TaskLinkRecord
from tests.language.evidence.facts_of_pairs import answer, remarks
from tests.match.builders import actuals, document, row, targets, task
from tests.match.test_word_lists_of_pairs import told

OTHER = "second"


def linked(one: str, other: str) -> list[TaskLinkRecord]:
    return link_tasks([task(1, one), task(1, other, document_id=OTHER)], [], [])


@pytest.mark.parametrize(
    ("one", "other", "is_linked"),
    [
        ("清淤北塘长河", "清淤北塘长河", True),  # six characters
        ("清淤北塘河", "清淤北塘河", False),  # five
        ("北塘长河1公里", "北塘长河2公里", True),
        ("完成北塘河12座", "完成北塘河13座", False),  # three characters of its own
        ("清淤青溪镇北塘长河道两岸", "清淤青岭镇北塘长河道两岸", True),  # twelve, one of them another
        ("清淤青溪镇北塘河道两岸", "清淤青岭镇北塘河道两岸", False),  # eleven have to agree better
    ],
)
def test_how_long_and_how_alike_two_clauses_are(one: str, other: str, is_linked: bool) -> None:
    assert bool(linked(f"{one}。", f"{other}。")) is is_linked


def test_of_several_clauses_the_most_alike_tells() -> None:
    (link,) = linked("清淤北塘长河，护岸青溪支流南段。", "护岸青溪支流北段，清淤北塘长河。")
    assert link.matched.startswith("“清淤北塘长河”") and link.link_score == 1


def test_what_everything_says_finds_nothing() -> None:
    """A pair of characters that stands in more texts than the limit does not make a candidate."""
    common = [f"建设{number}" for number in range(400)]
    index = BigramIndex([*common, "建设泵站"])
    assert index.candidates("建设泵站", 3) == [400]
    assert BigramIndex(["北塘泵站", "青溪泵站"]).candidates("泵站", 1) == [0]
    assert BigramIndex([]).candidates("泵站", 1) == []


@pytest.mark.parametrize(("one", "other"), [("", "泵站"), ("泵站", ""), ("", "")])
def test_nothing_is_like_no_name(one: str, other: str) -> None:
    assert name_similarity(one, other) == 0.0
    assert coverage(one, other) == 0.0


def test_one_character_is_covered_by_nothing() -> None:
    assert coverage("桥", "桥") == 0.0


@pytest.mark.parametrize(
    ("promised", "reported", "relation"),
    [
        ("个", "个", "same_unit"), ("家", "家次", "same_family"), ("亩", "公顷", "same_family"),
        ("个", "", "both_count"),
        ("人", "个", "other_sort"), ("个", "项", "same_family"), ("列", "家", "other_sort"),
        ("元", "美元", "other_measure"), ("元", "", "no_unit"), ("公里", "元", None),
    ],
)  # fmt: skip
def test_how_two_units_measure(promised: str, reported: str, relation: str | None) -> None:
    target, told_of = told("改造老旧小区18个。", "18个老旧小区。")
    evidence = told_of.evidence[0]
    evidence = replace(evidence, actual=replace(evidence.actual, unit=reported))
    kind = "count" if promised in "个家人" else "level"
    assert measure_relation(replace(target, unit=promised, kind=kind), evidence) == relation


@pytest.mark.parametrize(("number", "is_stock"), [(2, False), (3, True), (9, True)])
def test_half_as_many_again_may_be_all_there_are(number: int, is_stock: bool) -> None:
    target, row_of = told("新增省级示范村2个。", f"已创建省级示范村{number}个。")
    assert answers_with_stock(target, row_of.evidence[0]) is is_stock


@pytest.mark.parametrize(("promised", "number", "is_far"), [(20, 59, False), (20, 60, True), (19, 60, False)])
def test_several_times_as_many_of_many_things_are_not_all_new(promised: int, number: int, is_far: bool) -> None:
    target, row_of = told(f"新建基站{promised}个。", f"建成基站{number}个。")
    assert is_far_over(target, row_of.evidence[0]) is is_far


ROWS = ["清淤北塘长河道", "改造青溪水闸群", "护岸南山支流段", "绿化东岭荒山坡", "整修西坡机耕路"]


def beside(*names: str) -> list[bool]:
    """Whether each row's link tells of the order of its neighbours."""
    plan = [task(number, name + "。") for number, name in enumerate(ROWS, start=1)]
    rows = [row(number, name) for number, name in enumerate(names, start=1)]
    return ["相邻" in link.matched for link in link_rows(rows, plan, [])]


def test_neighbours_are_the_two_rows_before_and_behind() -> None:
    reworded = "护岸南山支流全段"
    assert beside("清淤北塘长河道", "新事一", reworded)[2]
    assert not beside("清淤北塘长河道", "新事一", "新事二", reworded)[3]
    assert beside(reworded, "新事一", "整修西坡机耕路")[0]
    assert not beside(reworded, "新事一", "新事二", "整修西坡机耕路")[0]


def values(one: str, other: str) -> list[tuple[Any, ...]]:
    """The links of two plans' targets: by whatever values and times."""
    tasks = [task(1, one), task(1, other, document_id=OTHER)]
    plans = [document("plan", "responsibility_breakdown", "2023"), document(OTHER, "responsibility_breakdown", "2023")]
    promised = [target for owner in tasks for target in targets(owner)]
    return [(link.same_period, link.same_value) for link in link_targets(plans, tasks, promised, [])]


def test_one_value_for_another_time_links_no_other_words() -> None:
    assert values("新增机动车停车位2300个。", "挖潜增建公共停车泊位2300个。") == [(True, True)]
    assert values("新增机动车停车位2300个。", "到2025年挖潜增建公共停车泊位2300个。") == []
    assert values("新增机动车停车位2300个。", "到2025年新增机动车停车位2300个。") == [(False, True)]
    assert values("新增机动车停车位2300个。", "新增机动车停车位2400个。") == [(True, False)]


@pytest.mark.parametrize(
    ("narrative", "is_sum"),
    [
        ("新建公厕32座，改建公厕20座。", True),
        ("新建公厕32座。改建公厕20座。", False),  # of another sentence
        ("新建公厕32座，改建公厕20万元。", False),  # in another unit
    ],
)
def test_parts_are_added_up_within_one_sentence_and_unit(narrative: str, is_sum: bool) -> None:
    assert (answer(f"新改建公厕50座。|{narrative}") == "52座") is is_sum


def test_two_tellings_of_one_fact_contradict_beyond_rounding() -> None:
    assert remarks("就业|新增城镇就业4200人。|新增城镇就业4300人。") == "self_contradiction"
    assert remarks("就业|新增城镇就业4200人。|新增城镇就业4200人。") == "nothing"
    assert remarks("就业|新增城镇就业4.2万人。|新增城镇就业4.21万人。") == "nothing"
    assert remarks("就业|新增城镇就业4.2万人。|新增城镇就业4.3万人。") == "self_contradiction"


def test_a_promise_is_answered_by_the_same_promise_of_another_plan_once() -> None:
    plans = [task(1, "新增城镇就业1.2万人。"), task(1, "新增城镇就业1.3万人。", document_id=OTHER)]
    reported_on = row(1, "新增城镇就业1.2万人", "新增城镇就业9000人。")
    pairs = match(
        {
            "documents": [
                document("plan", "responsibility_breakdown", "2023"),
                document(OTHER, "work_report", "2023"),
            ],
            "tasks": plans,
            "progress": [reported_on],
            "targets": [target for owner in plans for target in targets(owner)],
            "actuals": actuals(reported_on),
        }
    )["pairs"]
    assert [(pair.target_id.split("/")[0], pair.actual_value, pair.is_elsewhere) for pair in pairs] == [
        ("plan", 9000, False),
        (OTHER, 9000, True),
    ]
