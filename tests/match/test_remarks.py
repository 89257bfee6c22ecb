"""Remarks cost a report's author time: each must point at something that is really there, and once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from pipeline.language.time.event_dates import events_in
from pipeline.match.pairs.remarks import remark
from pipeline.match.pairs.report_rows import read_rows
from pipeline.records import RemarkRecord, TextRecord
from tests.match.builders import REPORT, actuals, row


def _remarks(*told: tuple[str, str]) -> list[RemarkRecord]:
    rows, start = [], 0
    for number, (name, words) in enumerate(told, start=1):
        rows.append(row(number, name, words, start=start))
        start += len(words)
    text = TextRecord(REPORT, "".join(words for _, words in told))
    return remark(read_rows(rows, [actual for one in rows for actual in actuals(one)], [], [text]))


def _kinds(*told: tuple[str, str]) -> Sequence[str]:
    return [found.kind for found in _remarks(*told)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("截至9月底，盘活闲置校舍51处。", "截至9月底，盘活闲置校舍33处。"),
        ("新增就业5.6万人。", "截至9月末，新增就业4.3万人。"),
        ("完成第二批36家县级工坊推荐申报并获备案。", "推荐申报第二批县级工坊12家。"),
        ("已培训村医和接生员960人。", "完成村医及接生员培养870人。"),
        ("全县科技型企业达到109家。", "科技型企业总数112家。"),
        ("工业技改投资同比增长11.3%。", "建成厂房8万平方米，带动全县工业技改投资增长9.6%。"),
    ],
)
def test_two_rows_that_tell_the_same_differently_are_one_remark(one: str, other: str) -> None:
    assert _kinds(("稳就业", one), ("促增收", other)) == ["self_contradiction"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("新增养老床位490张，其中护理型床位350张、普通床位180张。", ["self_contradiction"]),
        ("新增养老床位490张，其中护理型床位300张、普通床位180张。", []),
        ("建成乡村食堂37个，其中东山镇14个、西山镇12个、南口乡13个。", ["self_contradiction"]),
        ("建成乡村食堂37个，其中东山镇14个、西山镇12个。", []),
        ("建成乡村食堂37个，其中东山镇30个、西山镇带动就业12人。", []),
        ("引进亿元以上项目5个，其中10亿元以上项目7个。", ["self_contradiction"]),
        ("引进亿元以上项目5个，其中10亿元以上项目2个。", []),
        ("文旅企业总数120家，新增5家，其中规上企业30家。", []),  # of the 120
        ("引进亿元以上项目5个。其中续建项目7个。", []),
        ("认定高新技术企业120家，其中规上企业80家、专精特新企业60家。", []),  # may be the same
        ("新建道路10.3公里，其中东镇6.16公里、西镇4.142公里。", []),  # rounded
        ("山羊存栏13.6万只（其中母羊存栏1.6万只），山羊出栏14.5万只。", []),
        ("其中2项标准进入报批阶段，3项标准进入送审阶段。", []),
    ],
)
def test_parts_are_no_more_than_their_whole(words: str, kinds: list[str]) -> None:
    assert _kinds(("新增养老床位600张", words)) == kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("完成投资21亿元。", "完成投资3.2亿元。"),  # of two projects
        ("1-8月新增就业4.1万人。", "1-9月新增就业4.6万人。"),  # two dates
        ("新增小微企业4.4万家。", "新增八大产业小微企业7700家。"),  # a part
        ("改造老旧小区18个。", "计划改造老旧小区25个。"),  # a plan
        ("新增床位60张。", "累计床位2100张。"),  # what was added, what there is
        ("新增学位1200个。", "新增学位1200余个。"),
        ("工业技改投资同比增长11.3%。", "工业技改投资环比增长9.6%。"),  # two bases
        ("工业技改投资同比增长11.3%。", "9月当月，工业技改投资增长9.6%。"),
    ],
)
def test_different_facts_contradict_nothing(one: str, other: str) -> None:
    assert _kinds(("甲项工作", one), ("乙项工作", other)) == []


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("10月已列入省级培育名单。", dt.date(2023, 10, 1)),
        ("10月12日，苇湖景区获评省级旅游度假区。", dt.date(2023, 10, 12)),
        ("10月1日起，低保月标准由760元提高到775元。", dt.date(2023, 10, 1)),
        ("全县技能大赛于11月8日在城东举行。", dt.date(2023, 11, 8)),
        ("两个社区已于10月24日通过验收。", dt.date(2023, 10, 24)),
    ],
)
def test_what_is_told_as_done_after_the_period_is_remarked(words: str, on: dt.date) -> None:
    assert [found.happened_on for found in _remarks(("办好实事", words))] == [on]


def test_a_day_before_the_year_began_is_remarked_and_a_bare_year_is_not() -> None:
    [found] = _remarks(("办好实事", "云桥古镇于2022年12月6日获得省级称号，现筹备申报国家级称号。"))
    assert (found.kind, found.happened_on) == ("after_period", dt.date(2022, 12, 6))
    assert _kinds(("办好实事", "2022年度评估结果已公布，等次为优秀。")) == []


def test_what_one_row_dates_after_the_period_another_cannot_have_held() -> None:
    dated = ("发展电商", "2023云桥青年龙舟公开赛于10月22-25日在南河举行。")
    told = ("建好园区", "举办茶商大会、2023云桥青年龙舟公开赛等活动，引进企业9家。")
    plan = ("办好赛事", "筹备2023云桥青年龙舟公开赛。")
    assert [found.progress_id for found in _remarks(dated, told, plan)] == ["report/row/1", "report/row/2"]


@pytest.mark.parametrize(
    "words",
    [
        "会议将在11月13日至15日举办。",
        "预计10月完成招标。",
        "10月底前完成验收。",
        "1—9月完成投资3亿元。",
        "6月25日已揭牌。",
        "《雁湖文明养犬条例》已审议通过，自10月15日起施行。",
        "计划10月份发布公告。",
        "项目11月底开展验收准备。",
    ],
)
def test_plans_and_what_was_done_in_time_are_not(words: str) -> None:
    assert _kinds(("办好实事", words)) == []


def test_a_day_that_is_none_is_no_event() -> None:
    assert list(events_in("2月30日已完成验收", 2023)) == []


def test_a_promise_given_up_is_remarked_where_it_is_the_row_s_own() -> None:
    told = ("支持骨科医院创建专科类三乙医院", "省里通知，新申请创建三乙的骨科医院不参加本期评审。")
    assert _kinds(told) == ["impossible"]
    assert _kinds(("优化营商环境", "外地车辆不再参加本地年检，减轻负担。")) == []
