"""What a strange text costs, and what strange numbers become, from bytes to what the store holds."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.records import storable
from pipeline.store import read_records, write_records
from pipeline.understand import understand

SOURCE = SourceEntry("云溪市/a.txt")
LONG = 10_000  # characters of one thing, held against a quarter of them: quadratic code takes 16 times as long
GROWTH = 9
INSTANT = 0.5  # seconds of processor time; what takes less may grow as it likes


def plan(text: str) -> str:
    return (
        "云溪市2024年政府工作报告重点工作责任分解\n一、重点工作\n"
        f"1.新建公园8个，{text}。（责任单位：建设局）\n2.新增床位50张。（责任单位：卫健局）\n"
    )


def report(text: str) -> str:
    return (
        "云溪市2024年重点工作三季度进展情况\n序号\t重点工作\t牵头单位\t进展情况\n"
        f"1\t新建公园8个\t建设局\t已建成公园6个，{text}。\n2\t新增床位50张\t卫健局\t已新增床位40张\n"
    )


@pytest.mark.parametrize(
    "part", ["1万", "1,", "、", "市委书记、", "一、", "新建学校3所、", "增长8%，", "已完成", "（", "2024年"]
)
@pytest.mark.parametrize("document", [plan, report])
def test_ten_thousand_characters_of_one_thing_cost_in_proportion(document, part):
    short, long = (cost(document(part * (length // len(part)))) for length in (LONG // 4, LONG))
    assert long < GROWTH * max(short, INSTANT)


def test_a_line_of_a_hundred_thousand_characters_costs_in_proportion():
    short, long = (cost(plan("好" * (10 * length) + "。" + "1," * (length // 2))) for length in (LONG // 4, LONG))
    assert long < GROWTH * max(short, INSTANT)


def cost(document: str) -> float:
    """Seconds of processor time to read a document, so that what else runs here counts nothing."""
    started = time.process_time()
    understand(document.encode(), SOURCE)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("覆盖率达到66.6666666666667%", "66.666667"),
        ("增长5.1234567%", "5.123457"),
        ("新增绿地0.1234565亩", "0.123456"),
        ("增长12.5%", "12.5"),
    ],
)
def test_a_number_with_more_decimals_than_the_store_holds_is_rounded_once_and_quoted_as_printed(
    printed, kept, tmp_path
):
    records = understand(report(f"已{printed}").encode(), SOURCE).records
    write_records(tmp_path / "actuals.parquet", "actuals", records["actuals"])
    actuals = read_records(tmp_path / "actuals.parquet", "actuals")
    (actual,) = [actual for actual in actuals if actual.quote in printed and actual.value == Decimal(kept)]
    assert any(character.isdigit() for character in actual.quote)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("0.0000005", "0"),
        ("0.0000015", "0.000002"),
        ("1E+3", "1E+3"),
        ("1234567890123456789012.1234565", "1234567890123456789012.123456"),
    ],
)
def test_rounding_is_half_to_even_at_any_size(value, kept):
    assert storable(Decimal(value)) == Decimal(kept)
