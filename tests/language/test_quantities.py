"""Quantities: value, unit and the words beside a number; names, dates and codes set apart with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.quantities import scan_marks, scan_quantities
from pipeline.language.words.compact import CompactText


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("一般公共预算收入增长 8%以上", "8", "%", ">="),
        ("完成建设用地供应 1.5 万亩以上", "15000", "亩", ">="),
        ("完成投资350亿元", "35000000000", "元", None),
        ("内外贸总额达1万亿元", "1000000000000", "元", ">="),
        ("培育人才2千名", "2000", "名", None),
        ("新增光伏装机4万千瓦", "40000", "千瓦", None),
        ("美丽河湖建设5万米", "50000", "米", None),
        ("提供保障性租赁住房1.5万套（间）", "15000", "套（间）", None),
        ("实际使用外资2亿美元以上", "200000000", "美元", ">="),
        ("劳动生产率25万元/人以上", "250000", "元/人", ">="),
        ("降至26微克/立方米以下", "26", "微克/立方米", "<="),
        ("浓度低于 22 ug/m³", "22", "ug/m³", "<"),
        ("控制在3.5%以内", "3.5", "%", "<="),
        ("不低于200亿元以上", "20000000000", "元", ">="),
        ("投入４６８．９亿元", "46890000000", "元", None),
        ("建设二百家", "200", "家", None),
        ("覆盖面过半", "50", "%", ">"),
        ("提高五成", "50", "%", None),
        ("达到百分之二十以上", "20", "%", ">="),
        ("转口实现翻番", "100", "%", None),
        ("完成分质供水2000方万。", "20000000", "方", None),
        ("突破百亿元", "10000000000", "元", ">="),
        ("增速高于面上2个百分点", "2", "个百分点", None),
    ],
)
def test_one_number_is_read_whole(text: str, value: str, unit: str, comparator: str | None) -> None:
    (quantity,) = scan_quantities(text)
    assert (quantity.value, quantity.unit, quantity.comparator) == (Decimal(value), unit, comparator)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("收入10-50万元", "100000", "500000", "元"),
        ("收入20 万—60 万元", "200000", "600000", "元"),
        ("达到50—60%", "50", "60", "%"),
        ("增长6%—6.5%", "6", "6.5", "%"),
        ("培育3至5个", "3", "5", "个"),
    ],
)
def test_ranges_have_two_ends_in_one_unit(text: str, low: str, high: str, unit: str) -> None:
    (quantity,) = scan_quantities(text)
    assert (quantity.value, quantity.value_high, quantity.unit) == (Decimal(low), Decimal(high), unit)
    assert quantity.comparator in ("between", ">=")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("省“8+4”政策", "quoted_name"),
        ("1+14+X服务体系", "formula"),
        ("推进市场采购2.0版", "version"),
        ("深化揭榜挂帅3.0行动", "version"),
        ("打造15分钟托育服务圈", "duration"),
        ("举办第17届博览会", "ordinal"),
        ("国家4A级景区", "code"),
        ("G235龙回至祥贝段", "code"),
        ("加快351国道改建", "road_or_line"),
        ("世界500强企业", "rank"),
        ("2023—2027年", "date"),
        ("9月底前", "date"),
        ("为60周岁以上老人服务", "age"),
        ("东政办发〔2023〕3号", "document_number"),
        ("12345热线", "hotline"),
        ("厚植3大行业", "named_set"),
        ("每2周召开例会", "per_head"),
    ],
)
def test_numbers_inside_names_carry_the_reason(text: str, reason: str) -> None:
    assert not scan_quantities(text)
    assert reason in {mark.name_reason for mark in scan_marks(text)}


def test_words_beside_a_number_say_where_it_starts_and_where_it_ends() -> None:
    start, end = scan_quantities("占比由56%提高到60%")
    assert start.is_baseline and not end.is_baseline
    assert end.reaches and end.direction == "rise"


def test_a_word_inside_a_longer_word_is_not_read() -> None:
    for text in ("节约10%", "新增2个", "公共5个", "用能2.5万吨"):
        (quantity,) = scan_quantities(text)
        assert text[quantity.phrase_start :] == text[quantity.start :]
        assert not quantity.is_approximate and not quantity.direction


@given(st.text(alphabet="新增达到第万亿个家%年月 \n0123456789.,-—/“”（）以上三二零百分之由至约半", max_size=60))
def test_offsets_stand_in_the_text_and_nothing_fails(text: str) -> None:
    end = 0
    for mark in scan_marks(text):
        assert end <= mark.start < mark.end <= len(text)
        assert mark.phrase_start <= mark.start and mark.end <= mark.phrase_end <= len(text)
        end = mark.end


@given(st.text(alphabet="PM2.5<sub>/_{} 　\t\n亩１２％", max_size=40))
def test_compact_text_leads_back_to_the_source(source: str) -> None:
    compact = CompactText.of(source)
    assert len(compact.origin) == len(compact.text) + 1
    for place, character in enumerate(compact.text):
        assert CompactText.of(source[compact.origin[place]]).text in (character, "")
