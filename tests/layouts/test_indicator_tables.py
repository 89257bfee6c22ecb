"""Tables of a plan of several years: the base year is no promise, yearly growth and sums of years are their own."""

from __future__ import annotations

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.tables.year_columns import yearly_number
from pipeline.readers.document import Cell, Document
from pipeline.understand.promised import target_records
from tests.layouts.building import lay, lay_table

TITLE = "云川县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
HEAD = ["指标", "单位", "2020年", "2025年", "年均增速（%）/[累计]", "属性"]
ROWS = [
    ["地区生产总值", "亿元", "82.5", "120", "7.5", "预期性"],
    ["居民人均可支配收入", "元", "23456", "35000左右", "8以上", "预期性"],
    ["城镇调查失业率", "%", "5.1", "—", "5.5以内", "预期性"],
    ["常住人口城镇化率", "%", "52", "58", "1.2", "预期性"],
    ["单位GDP能耗降低", "%", "—", "—", "〔14〕", "约束性"],
    ["人均预期寿命", "岁", "78", "79", "[1]", "预期性"],
    ["粮食总产量", "万吨", "31", ">32", "—", "约束性"],
]


def targets(document, parsed):
    return [
        (t.indicator, t.comparator, str(t.value.normalize()), t.unit, t.kind, t.period_id, t.is_annual)
        for t in target_records(document, parsed)
    ]


def test_years_yearly_growth_and_sums_of_years_are_promises_of_their_own():
    document, parsed = lay_table(TITLE, [HEAD, *ROWS])
    assert (parsed.identity.doc_type, parsed.identity.plan_period_id) == ("program_plan", "2021/2025")
    assert targets(document, parsed) == [
        ("地区生产总值", ">=", "1.2E+10", "元", "level", "2025", False),
        ("地区生产总值增长", ">=", "7.5", "%", "growth_rate", "2025", True),
        ("居民人均可支配收入", "=", "3.5E+4", "元", "level", "2025", False),
        ("居民人均可支配收入增长", ">=", "8", "%", "growth_rate", "2025", True),
        ("城镇调查失业率", "<=", "5.5", "%", "share", "2025", True),
        ("常住人口城镇化率", ">=", "58", "%", "share", "2025", False),
        ("单位GDP能耗降低", ">=", "14", "%", "decrease_rate", "2025", False),
        ("人均预期寿命", ">=", "79", "岁", "level", "2025", False),
        ("粮食总产量", ">", "3.2E+5", "吨", "level", "2025", False),
    ]


def test_the_first_year_of_a_window_beside_its_last_alone_is_the_base():
    rows = [["规划指标体系", "2022年", "2035年", "属性"], ["耕地保有量（公顷）", "85.4", "127.1", "约束性"]]
    document, parsed = lay_table("青岭村村庄规划（2022—2035年）", rows)
    assert targets(document, parsed) == [("耕地保有量", ">=", "127.1", "公顷", "level", "2035", False)]


def test_the_first_year_of_a_window_beside_others_is_promised():
    rows = [["指标", "2021年", "2022年", "2023年"], ["新建泵站（座）", "3", "5", "9"]]
    document, parsed = lay_table("云川县水利补短板三年行动计划（2021—2023年）", rows)
    assert [(t[2], t[5]) for t in targets(document, parsed)] == [("3", "2021"), ("5", "2022"), ("9", "2023")]


def test_a_head_of_nothing_but_the_name_and_years_is_one():
    rows = [["指标", "2020年", "2025年"], ["公路总里程（公里）", "812", "960"], ["建成区面积（平方公里）", "9", "12"]]
    document, parsed = lay_table("云川县“十四五”城乡建设规划", rows)
    assert [(t[0], t[2], t[5]) for t in targets(document, parsed)] == [
        ("公路总里程", "9.6E+2", "2025"),
        ("建成区面积", "12", "2025"),
    ]


def test_the_title_above_a_copied_table_is_no_head_of_it():
    cells = ["指标", "2020年基期值", "2025年目标值", "年均增长", "粮食产量（万吨）", "31", "33", "1.3"]
    more = ["公路总里程（公里）", "812", "960", "3.4", "高标准农田（万亩）", "20", "35", "11.8"]
    lines = ["云川县“十四五”乡村振兴规划", "“十四五”乡村振兴主要指标", *cells, *more]
    document, parsed = lay("\n\n".join(lines) + "\n\n云川县人民政府办公室\n\n2021年9月1日\n")
    assert [(t[0], t[2]) for t in targets(document, parsed) if t[4] != "growth_rate"] == [
        ("粮食产量", "3.3E+5"),
        ("公路总里程", "9.6E+2"),
        ("高标准农田", "3.5E+5"),
    ]


def test_rows_whose_names_are_numbers_fit_another_head():
    rows = [["序号", "任务", "责任单位"], ["新建泵站3座", "40", "县水利局"], ["新建公园2个", "55", "县住建局"]]
    with pytest.raises(SetAside) as refused:
        lay_table("云川县2024年重点工作责任分解表", rows)
    assert "do not fit its head" in refused.value.found


@pytest.mark.parametrize(
    "word", ["降低", "下降", "减少", "削减", "压减", "降幅", "增长", "增加", "新增", "增速", "提高"]
)
def test_a_sum_of_years_is_promised_of_what_falls_or_rises(word):
    text = "[13.5]"
    number = yearly_number(Cell(0, 6, 1, 1, 1, 1), Document("x", text, ()), f"单位产值能耗{word}", "%", has_value=False)
    assert number and (text[number.start : number.end], number.unit, number.is_annual) == ("13.5", "%", False)


@pytest.mark.parametrize("word", ["率", "比重", "占比", "比例", "比率", "指数", "程度"])
def test_a_yearly_number_of_a_rate_is_the_rate_where_no_year_has_one(word):
    cell, document = Cell(0, 3, 1, 1, 1, 1), Document("x", "5.5", ())
    number = yearly_number(cell, document, f"林草覆盖{word}", "%", has_value=False)
    assert number and number.indicator == f"林草覆盖{word}"
    assert yearly_number(cell, document, f"林草覆盖{word}", "%", has_value=True) is None
