"""A value that its own quote denies must not pass; one that it bears out, in whatever form, must."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.numbers.quote_guard import objection


@pytest.mark.parametrize(
    ("value", "kind", "unit", "comparator", "quote"),
    [
        ("15000", "level", "亩", ">=", "整治耕地1.5万亩以上"),
        ("35000000000", "level", "元", ">=", "完成投资 350 亿元以上"),
        ("1000000000000", "level", "元", ">=", "力争产值突破万亿元"),
        ("120", "count", "个", ">=", "建成示范点一百二十个"),
        ("383100000000", "level", "元", "=", "出口3,831亿元"),
        ("10", "decrease_rate", "%", ">=", "均下降10％以上"),
        ("12", "decrease_rate", "%", "=", "12%"),  # what falls is said before the quote
        ("5.3", "level", "个", ">=", "每千人口拥有3岁以下婴幼儿托位数达到5.3个"),
        ("100", "growth_rate", "%", ">=", "转口实现翻番"),
        ("11", "count", "个", ">=", "做好以下11个方面工作"),
        ("2", "count", "个", "=", "甲、乙已创成示范点"),  # counted by their names: nothing is written
        ("7", "count", "所", ">=", "７所以上"),
        ("2310000000", "level", "元", "=", "23.1"),  # a cell of its own: 亿元 stands in the column of units
        ("46000", "level", "亩", "=", "4.6"),
        ("90", "share", "%", "=", "占比九成"),
        ("50", "share", "%", ">", "超过半数"),
        ("-3.5", "growth_rate", "%", "=", "同比-3.5%"),
        ("12", "count", "个", "=", "2024年建成3号院等12个"),
        ("3", "count", "家", ">=", "新增3岁以下托育机构3家"),
        ("2", "level", "元/亩", "=", "亩均2%以上、2元"),
        ("0.35", "level", "吨标准煤/万元", "<=", "单位能耗不得高于0.35吨标准煤/万元"),
        ("4", "share", "%", "<=", "失业率不得超过4%"),
        ("80", "share", "%", ">=", "合格率不得低于80%"),
        ("520", "level", "千瓦时/万元", "<=", "电耗降至520千瓦时/万元"),
        ("90", "level", "千米", ">=", "铺设管线90千米"),
    ],
)
def test_what_the_quote_bears_out_passes(value: str, kind: str, unit: str, comparator: str, quote: str) -> None:
    assert objection(Decimal(value), kind, unit, comparator, quote) is None


@pytest.mark.parametrize(
    ("value", "kind", "unit", "comparator", "quote", "reason"),
    [
        ("1.5", "level", "亩", ">=", "整治耕地1.5万亩以上", "digits"),  # the magnitude lost
        ("3500000000", "level", "元", ">=", "完成投资350亿元以上", "digits"),
        ("530", "count", "人", ">=", "培训350人", "digits"),  # transposed
        ("12", "count", "个", ">=", "建成示范点一百二十个", "digits"),
        ("2130000000", "level", "元", "=", "23.1", "digits"),
        ("37", "share", "%", ">=", "招引项目37个", "percent"),
        ("8", "decrease_rate", "%", ">=", "增长8%以上", "direction"),
        ("8", "growth_rate", "%", "=", "同比下降8%", "direction"),
        ("26", "level", "微克/立方米", ">=", "控制在26微克/立方米以下", "bound"),
        ("12000000", "level", "元", ">=", "筹资120万元以上", "digits"),
        ("0.85", "share", "%", ">=", "覆盖率达85%", "digits"),
        ("150", "count", "座", ">=", "建成一百零五座", "digits"),
        ("2024", "count", "个", "=", "2024年建成12个", "digits"),  # the year for the number
        ("3", "count", "个", "=", "建成3号楼等12个", "digits"),
        ("9", "share", "%", "=", "占比九成", "digits"),
        ("5", "share", "%", "=", "超过半数", "digits"),
        ("7", "count", "项", "=", "完成7成", "digits"),
        ("40", "count", "个", "=", "投放40%的设备", "percent"),
        ("40", "level", "元", "=", "单价下降40%", "percent"),
        ("40", "share", "%", "=", "完成40公里", "percent"),
        ("-3.5", "growth_rate", "%", "=", "同比增长3.5%", "direction"),
        ("3.5", "decrease_rate", "%", ">=", "能耗上升3.5%", "direction"),
        ("6", "growth_rate", "%", ">=", "涨幅控制在6%以内", "bound"),
        ("30", "count", "天", "<=", "培训不少于30天", "bound"),
        ("25", "level", "微克/立方米", ">=", "浓度不高于25微克/立方米", "bound"),
        ("18", "count", "个", "<=", "改造老旧小区18个以上", "bound"),
    ],
)
def test_what_the_quote_denies_is_objected_to(
    value: str, kind: str, unit: str, comparator: str, quote: str, reason: str
) -> None:
    assert objection(Decimal(value), kind, unit, comparator, quote) == reason


@pytest.mark.parametrize(
    ("bound", "comparator", "opposite"),
    [
        *((f"{word}26个", ">=", "<=") for word in ("不低于", "不少于", "不小于", "至少", "超", "超过", "突破")),
        *((f"{word}26个", ">", "<") for word in ("高于", "大于", "≥", ">")),
        *((f"{word}26个", "<=", ">=") for word in ("不超过", "不高于", "不大于", "不多于", "控制在", "降至", "降到")),
        *((f"{word}26个", "<", ">") for word in ("低于", "小于", "少于", "压至", "≤", "<")),
        *((f"26个{word}", "<=", ">=") for word in ("以下", "以内", "之内")),
        ("26个以上", ">=", "<="),
    ],
)
def test_every_bound_allows_its_own_side_alone(bound: str, comparator: str, opposite: str) -> None:
    assert objection(Decimal(26), "level", "个", comparator, f"泵站{bound}") is None
    assert objection(Decimal(26), "level", "个", opposite, f"泵站{bound}") == "bound"


@pytest.mark.parametrize("word", ["增长", "上升", "提高", "提升", "增加", "增速", "增幅"])
def test_what_rises_does_not_fall(word: str) -> None:
    assert objection(Decimal(8), "growth_rate", "%", "=", f"能耗{word}8%") is None
    assert objection(Decimal(8), "decrease_rate", "%", "=", f"能耗{word}8%") == "direction"


@pytest.mark.parametrize("word", ["下降", "降低", "减少", "压减"])
def test_what_falls_does_not_rise(word: str) -> None:
    assert objection(Decimal(8), "decrease_rate", "%", "=", f"能耗{word}8%") is None
    assert objection(Decimal(8), "growth_rate", "%", "=", f"能耗{word}8%") == "direction"


@pytest.mark.parametrize("word", ["翻番", "翻一番", "3倍", "减半", "清零", "为零", "持平", "全部", "全覆盖"])
def test_a_turn_says_its_number_in_words(word: str) -> None:
    assert objection(Decimal(100), "share", "%", "=", f"2个乡{word}完成") is None
    assert objection(Decimal(100), "share", "%", "=", "2个乡完成") == "digits"


@pytest.mark.parametrize(
    ("said", "value"), [("一亿二千万", 120_000_000), ("两万", 20_000), ("三百零五", 305), ("十", 10)]
)
def test_numbers_in_words_are_what_they_say(said: str, value: int) -> None:
    assert objection(Decimal(value), "count", "个", ">=", f"新建{said}个") is None
    assert objection(Decimal(value + 1), "count", "个", ">=", f"新建{said}个") == "digits"
