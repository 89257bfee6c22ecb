"""Each way to write a time, a bound or a direction: what is due when, and what a quote denies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.numbers.quote_guard import objection
from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.time.as_of import REACH, as_of_period
from pipeline.language.time.period_words import find_periods
from tests.word_tables import each


def told(text: str, plan: str = "2023/2027") -> list[tuple[str, str, str]]:
    """The words that name a period, the period, and how far they govern."""
    return [(text[one.start : one.end], one.period_id, one.reach) for one in find_periods(text, plan)]


ONE_YEAR = [
    (words, period, reach)
    for period, reach, lists in [
        (
            "2023-Q1",
            "number",
            "一季度 第一季度 首季 首季度 截至一季度 到一季度 至一季度 一季度末 一季度底",
        ),
        ("2023-H1", "number", "二季度 第二季度 上半年 半年度 年中 截至二季度 到二季度 至上半年 二季度末 上半年底"),
        ("2023-Q3", "number", "三季度 前三季度 第三季度 前三个季度 截至三季度 到三季度 至三季度 三季度末 三季度底"),
        ("2023", "number", "四季度 第四季度 截至四季度 到四季度 至四季度 四季度末 四季度底"),
        ("2023", "clause", "全年 今年 本年度 本年 当年 年内 年底 年末 到年底 至年末 年底前 年底之前"),
        (
            "2023-5M",
            "item",
            ("5月前 5月底前 5月末前 5月份前 5月之前 截至5月前 到5月 至5月 于5月 截至5月 到5月底 5月底 5月末"),
        ),
        ("2023-Q1", "item", "3月底"),
        ("2023-H1", "item", "6月底"),
        ("2023-Q3", "item", "9月底"),
        ("2023", "item", "12月底"),
        (
            "2023-8M",
            "clause",
            (
                "2023年8月 截至2023年8月 到2023年8月 至2023年8月 于2023年8月 在2023年8月 "
                "2023年8月份 2023年8月底 "
                "2023年8月末 2023年8月底前 2023年8月之前"
            ),
        ),
        ("2023", "paragraph", "到2023年 至2023年 截至2023年 到2023年底 到2023年末 到2023年度 到2023年前"),
        ("2023", "clause", "2023年 2023年底 2023年末 2023年度 2023年前 2023年内"),
    ]
    for words in lists.split()
]


@pytest.mark.parametrize(("words", "period", "reach"), ONE_YEAR)
def test_times_of_a_plan_of_one_year(words: str, period: str, reach: str) -> None:
    assert told(f"{words}建成泵站20座", "2023") == [(words, period, reach)]


SEVERAL_YEARS = [
    (words, period, reach)
    for period, reach, lists in [
        ("2027", "item", "每年 每年度 逐年 五年内 五年间 五年累计 五年合计 五年共 5年内 五年间累计"),
        ("2027", "number", "年均 年平均 年度 第五年"),
        ("2023", "number", "第一年"),
        ("2024", "number", "第二年"),
        ("2025", "number", "第三年"),
        ("2026", "number", "第四年"),
        ("2027", "sentence", "今后五年 未来5年"),
        ("2025", "sentence", "十四五时期 “十四五”期间 “十四五”期末 “十四五”末"),
        ("2030", "sentence", "十五五时期 “十五五”期间"),
        ("2035", "sentence", "十六五时期 “十六五”末"),
    ]
    for words in lists.split()
]


@pytest.mark.parametrize(("words", "period", "reach"), SEVERAL_YEARS)
def test_times_of_a_plan_of_several_years(words: str, period: str, reach: str) -> None:
    text, plan = (f"{words}投放泵站20座", "2023/2027")
    assert told(text, plan) == [(words, period, reach)]


@each("完成 招引 新增 培育 建成 实现 引进 建设 打造 投资 创建", as_="verb")
def test_years_right_before_a_verb_are_a_span(verb: str) -> None:
    assert told(f"泵站三年{verb}20座") == [("三年", "2025", "item")]


@pytest.mark.parametrize("words", ["年增长", "年增幅", "年均"])
def test_a_rate_of_each_year_is_annual(words: str) -> None:
    (found,) = find_periods(f"产值{words}8%", "2023/2027")
    assert (found.period_id, found.is_annual) == ("2027", True)


@pytest.mark.parametrize(
    "words", ["上年度", "2023年基础上", "2023年基数", "2023年的基数", "2022年", "十四五公司", "13月底前"]
)
def test_what_names_no_deadline(words: str) -> None:
    assert told(f"较{words}", "2023") == []


@pytest.mark.parametrize(("words", "years"), [("一年内", 0), ("二十年内", 20), ("二十一年内", 0)])
def test_a_span_is_of_two_to_twenty_years(words: str, years: int) -> None:
    assert told(f"泵站{words}") == ([(words, str(2022 + years), "item")] if years else [])


@pytest.mark.parametrize("dash", ["-", "—", "–", "~", "～", "－", "至", "到", "——"])
def test_years_in_brackets_may_be_joined_by_any_dash(dash: str) -> None:
    assert told(f"整修山塘300口（2023年{dash}2025年）")[-1][1:] == ("2025", "behind")


AS_OF = [
    (words, period)
    for period, lists in [
        (
            "2031-8M",
            (
                "1-8月 1—8月 1–8月 1至8月 1到8月 1~8月 1～8月 1－8月 1月至8月 元月至8月 "
                "1月1日至8月31日 年初至8月 1-8月份 1-8月底 1-8月末 "
                "1月1日至8月31号 截至8月 截止8月 到8月 截至8月31日 截至8月31号 截至8月份 "
                "截至8月底 截至8月末 截至8月初 截至8月中旬 截至8月上旬 "
                "截至8月下旬 8月底 8月末 8月份底"
            ),
        ),
        ("2031-Q3", "前三季度 前三个季度 第三季度 三季度"),
        ("2031-H1", "上半年 前两季度 前两个季度"),
        ("2031-Q1", "一季度 第一季度"),
        ("2031-Q2", "二季度 第二季度"),
        ("2031-Q4", "四季度 第四季度"),
        ("2031-08", "8月 8月份"),
        ("2030", "2030年 2030年度 2030年全年 2030年末 2030年底"),
        ("2030-8M", "2030年1-8月 截至2030年8月 2030年8月底"),
        ("2030-Q3", "2030年前三季度"),
        ("2030-H1", "2030年上半年"),
        ("2030-Q1", "2030年一季度"),
        ("2030-Q2", "2030年二季度"),
        ("2030-Q4", "2030年四季度"),
        ("2030-08", "2030年8月"),
        (
            "2031-9M",
            (
                "2031年 8月初 8月起 8月前 8月上旬 8月中旬 8月下旬 8月25日 13月底 较2030年 "
                "比2030年 同2030年 到2030年 与2030年 以2030年 自2030年 "
                "从2030年 于2030年 2030年以来 2030年起 2030年同期 《2030年报告》 “2030年行动”"
            ),
        ),
    ]
    for words in lists.split()
]


@pytest.mark.parametrize(("words", "period"), AS_OF)
def test_up_to_when_a_result_speaks(words: str, period: str) -> None:
    assert as_of_period(f"{words}，全县新建", "2031-9M") == period


def test_the_last_words_count_and_only_near_ones() -> None:
    assert as_of_period("上半年略降，1-8月", "2031-9M") == "2031-8M"
    assert as_of_period("1-8月回升，上半年", "2031-9M") == "2031-H1"
    assert as_of_period("上半年" + "，" * (REACH - 3), "2031-9M") == "2031-H1"
    assert as_of_period("上半年" + "，" * REACH, "2031-9M") == "2031-9M"


DEADLINES = (
    "到8月 在8月 于8月 争取8月 力争8月 确保8月 2031年8月 8月份 8月底 8月末 8月初 "
    "8月上旬 8月中旬 8月下旬 8月25日 8月25号 年底 年末 年内 今年 上半年 "
    "下半年 一季度 二季度 三季度 四季度 2031年 年底前 年底之前 8月内"
)


@pytest.mark.parametrize("words", DEADLINES.split())
def test_a_stage_may_be_promised_behind_any_deadline(words: str) -> None:
    assert [(one.stage, one.thing) for one in read_milestones(f"{words}启用青岭文化馆。", "2031")] == [
        ("use", "青岭文化馆")
    ]


def denied(value: str, kind: str, unit: str, comparator: str, quote: str) -> str | None:
    return objection(Decimal(value), kind, unit, comparator, quote)


@each("不低于 不少于 不小于 至少 超过 超 突破 高于 大于 ≥ >", as_="words")
def test_a_floor_before_the_number_is_no_ceiling(words: str) -> None:
    assert denied("25", "level", "吨", "<=", f"产量{words}25吨") == "bound"
    assert denied("25", "level", "吨", ">=", f"产量{words}25吨") is None
    assert denied("25", "level", "吨", "=", f"产量{words}25吨") is None


@each("不超过 不高于 不大于 不多于 低于 小于 少于 控制在 降至 降到 压至 ≤ <", as_="words")
def test_a_ceiling_before_the_number_is_no_floor(words: str) -> None:
    assert denied("25", "level", "吨", ">=", f"排放{words}25吨") == "bound"
    assert denied("25", "level", "吨", ">", f"排放{words}25吨") == "bound"
    assert denied("25", "level", "吨", "<=", f"排放{words}25吨") is None


@pytest.mark.parametrize(("words", "opposed"), [("以上", "<="), ("以下", ">="), ("以内", ">="), ("之内", ">=")])
def test_a_bound_behind_the_number_is_that_one(words: str, opposed: str) -> None:
    assert denied("25", "level", "吨", opposed, f"排放25吨{words}") == "bound"
    assert denied("250000", "level", "吨", opposed, f"排放25万吨{words}") == "bound"


@each("增长 上升 提高 提升 增加 增速 增幅", as_="words")
def test_a_rise_is_no_fall(words: str) -> None:
    assert denied("3", "decrease_rate", "%", "=", f"能耗{words}3%") == "direction"
    assert denied("3", "growth_rate", "%", "=", f"能耗{words}3%，排放下降") is None


@each("下降 降低 减少 压减", as_="words")
def test_a_fall_is_no_rise(words: str) -> None:
    assert denied("3", "growth_rate", "%", "=", f"能耗{words}3%") == "direction"


@each("下降 降低 减少 压减 下调 降幅 降 减 负 -", as_="words")
def test_a_fall_is_said_in_many_words(words: str) -> None:
    assert denied("3", "decrease_rate", "%", "=", f"提升行动{words}3%") is None


@each("- − – — － 负 下降 降 减 跌 回落 缩 下滑", as_="words")
def test_a_negative_value_has_its_sign_or_word(words: str) -> None:
    assert denied("-3", "growth_rate", "%", "=", f"出口增长{words}3%") is None


@each("翻番 翻一番 翻两番 翻二番 翻三番 两倍 2.5倍 减半 清零 为零 持平 全部 全覆盖", as_="words")
def test_a_turn_of_words_says_its_number_by_itself(words: str) -> None:
    assert denied("77", "level", "元", "=", f"产值{words}，3年") is None


@pytest.mark.parametrize(
    ("words", "value"), [("九成", 90), ("两成", 20), ("2.5成", 25), ("过半", 50), ("半数", 50), ("一半", 50)]
)
def test_tenths_and_halves_are_percentages(words: str, value: int) -> None:
    assert denied(str(value), "share", "%", "=", f"占比{words}") is None
    assert denied(str(value + 1), "share", "%", "=", f"占比{words}") == "digits"


@pytest.mark.parametrize("behind", "效果本立功都为员长熟交渝绩品年")
def test_a_number_before_a_word_with_cheng_is_no_tenth(behind: str) -> None:
    assert denied("70", "share", "%", "=", f"完成7成{behind}3项") == "digits"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("两万", 20000),
        ("千万", 10**7),
        ("一亿二千万", 120000000),
        ("3百", 300),
        ("3千", 3000),
        ("3十", 30),
        ("3百万", 3000000),
        ("3万亿", 3 * 10**12),
        ("3余万", 30000),
        ("3多万", 30000),
        ("3来万", 30000),
        ("3几万", 30000),
        ("3万方", 30000),
        ("3方万", 30000),
        ("〇", 0),
        ("九", 9),
    ],
)
def test_numbers_in_words_and_with_magnitudes(words: str, value: int) -> None:
    assert denied(str(value), "count", "", "=", f"建成{words}") is None
    assert denied(str(value + 7), "count", "", "=", f"建成{words}") == "digits"


@pytest.mark.parametrize("times", [10**3, 10**4, 10**6, 10**7, 10**8])
def test_a_cell_of_its_own_may_leave_its_magnitude_to_the_column(times: int) -> None:
    assert denied(str(23 * times), "level", "元", "=", "23") is None
    assert denied(str(23 * times), "level", "元", "=", "共23") == "digits"
    assert denied(str(23 * times * 10), "level", "元", "=", "23") == (
        "digits" if times not in (10**3, 10**6, 10**7) else None
    )


@pytest.mark.parametrize("unit", "个家人元亩户吨项处座公辆场米台套间名次条张株头所")
def test_a_count_is_no_percentage(unit: str) -> None:
    assert denied("40", "share", "%", "=", f"完成40{unit}") == "percent"
    assert denied("40", "count", unit, "=", "完成40%") == "percent"
