"""Answers outside a target's own row fail an office when another thing's number is taken, or one is passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.match import match
from pipeline.records import PairRecord, TextRecord
from tests.match.builders import PLAN, REPORT, actuals, claims, document, row, targets, task


def _report(*rows: tuple[str, str], plan: str = "key_work", period: str = "2023") -> dict[str, list[Any]]:
    """A plan of the rows' names and a report that tells each row's words, one document after the other."""
    tasks = [task(i, name, list_type=plan, period_id=period) for i, (name, _) in enumerate(rows, start=1)]
    told, start = [], 0
    for number, (name, words) in enumerate(rows, start=1):
        told.append(row(number, name, words, start=start))
        start += len(words)
    return {
        "documents": [document(PLAN, "responsibility_breakdown", period), document(REPORT, "progress_report", "2023")],
        "tasks": tasks,
        "task_units": [],
        "progress": told,
        "targets": [target for one in tasks for target in targets(one)],
        "actuals": [actual for one in told for actual in actuals(one)],
        "claims": [claim for one in told for claim in claims(one)],
        "texts": [TextRecord(PLAN, ""), TextRecord(REPORT, "".join(words for _, words in rows))],
    }


def _elsewhere(records: dict[str, list[Any]]) -> list[PairRecord]:
    return [pair for pair in match(records)["pairs"] if pair.is_elsewhere]


def test_a_number_in_another_row_answers_and_the_own_row_stays_open() -> None:
    records = _report(
        ("全年完成水产品总产量8万吨。", "渔船已全部检修。"),
        ("办好开渔节。", "开渔节已举办。1—9月，全市水产品总产量5.2万吨。"),
    )
    pairs = match(records)["pairs"]
    own = [pair for pair in pairs if not pair.is_elsewhere]
    [other] = [pair for pair in pairs if pair.is_elsewhere]
    assert [(pair.progress_id, pair.actual_id, pair.cause) for pair in own] == [("report/row/1", None, "not_mentioned")]
    assert (other.progress_id, other.actual_value) == ("report/row/2", 52000)


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ("新增残疾人就业150人。", "截至9月底，新增就业2300人。"),  # a wider thing
        ("新增老年食堂6家。", "全市现有老年食堂41家。"),  # the stock
        ("培育省级绿色工厂3家。", "推送2家企业参加展会。"),  # a bare noun
        ("规上工业单位增加值能耗下降5%。", "规上工业增加值增长6.1%。"),  # part of the name
        ("完成第二批老旧小区改造9个。", "完成第一批老旧小区改造9个。"),  # another batch
        ("日均接待游客3万人次。", "1-9月接待游客310万人次。"),  # a total for an average
        ("发放创业担保贷款5000万元。", "全市新增贷款31亿元。"),
    ],
)
def test_another_things_number_never_answers_from_elsewhere(promise: str, words: str) -> None:
    assert _elsewhere(_report((promise, "正在推进。"), ("办好丰收节。", f"丰收节已举办。{words}"))) == []


def test_the_subject_before_a_bare_name_decides() -> None:
    records = _report(
        ("湖滨路东段完成总工程量60%以上。", "征地手续已办结。"),
        ("畅通城区道路。", "湖滨路西段完成总工程量80%。湖滨路东段完成工程量45%。"),
    )
    assert [pair.actual_value for pair in _elsewhere(records)] == [45]


def test_two_equal_numbers_make_up_for_a_loose_name() -> None:
    records = _report(
        ("将适龄女性常见疾病免费筛查项目从3种提升至11种。", "宣传已开展。"),
        ("提升医疗服务。", "5月1日起女性疾病筛查范围从3种扩大到11种。"),
    )
    assert [pair.actual_value for pair in _elsewhere(records)] == [11]


def test_a_stock_due_later_is_told_from_what_adds_up() -> None:
    words = ("办好推介会。", "推介会已举办。新增标准厂房21万平方米，培育链主企业3家。")
    records = _report(
        ("五年新增标准厂房100万平方米，到2027年培育链主企业10家。", "规划已定。"), words, period="2023/2027"
    )
    assert {pair.actual_value: pair.is_cumulated for pair in _elsewhere(records)} == {210000: True, 3: False}


def test_the_members_of_a_list_share_what_the_first_name_begins_with() -> None:
    records = _report(
        ("建成和美乡村精品村40个。", "规划已定。"),
        ("办好丰收节。", "丰收节已举办。已创建和美乡村示范村70个，精品村15个。"),
    )
    assert [pair.actual_value for pair in _elsewhere(records)] == [15]


def test_what_a_row_alone_promises_is_asked_of_its_own_report() -> None:
    records = _report(
        ("全年完成水产品总产量8万吨。", "渔船已全部检修。"), ("办好开渔节。", "1—9月，全市水产品总产量5.2万吨。")
    )
    told = [target for one in records["progress"] for target in targets(one)]
    [other] = _elsewhere({**records, "tasks": [], "targets": told})
    assert (other.progress_id, other.actual_value) == ("report/row/2", 52000)
    elsewhere = [replace(target, document_id="another") for target in told]
    assert _elsewhere({**records, "tasks": [], "targets": elsewhere}) == []
