"""corrections.yml: what a person says is right, item by item; an item that does not fit says so and stops nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.layouts.entries.corrections import read_corrections

TARGET, RESULT = "plan00000001/key_work/1/1#t2", "rept000000q3/row/4#a1"
JUDGEMENT = f"{TARGET}@rept000000q3/row/4"


def item(record=TARGET, field="value", right="12.5", **changes):
    fields = {"record": record, "field": field, "right": right, "reason": "核对原件", "who": "督查室 王五"}
    fields = {**fields, "when": "2024-04-09", **changes}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in fields.items() if value is not None) + "}\n"


@pytest.fixture
def read(tmp_path):
    folder = tmp_path / "云川县"
    folder.mkdir()

    def read_text(text):
        (folder / "corrections.yml").write_text(text, "utf-8")
        return read_corrections(folder)

    return read_text


def test_an_item_names_record_field_right_value_reason_who_and_when(read):
    (record,) = read(item())
    assert (record.correction_id, record.record_key, record.field) == ("云川县/corrections.yml#1", TARGET, "value")
    assert (record.right_value, record.record_kind, record.problem) == ("12.5", "target", None)
    assert (record.reason, record.said_by, record.said_on) == ("核对原件", "督查室 王五", dt.date(2024, 4, 9))


@pytest.mark.parametrize(
    ("right", "value"),
    [("190亿元", "19000000000"), ("1.5万亩", "15000"), ("70%", "70"), ("0", "0"), ("-2.5", "-2.5"), ("三百户", "300")],
)
def test_numbers_are_written_as_people_write_them(read, right, value):
    (record,) = read(item(right=right))
    assert (record.right_value, record.problem) == (value, None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"right": "许多"}, "一个数"),
        ({"right": "3个和4个"}, "一个数"),
        ({"right": "[1, 2]"}, "一个值"),
        ({"right": None}, "缺right"),
        ({"who": None, "when": None}, "缺who、when"),
        ({"when": "2024-02-30"}, "日期"),
        ({"note": "另注"}, "不认识note"),
        ({"record": "第3行"}, "不是编号"),
        ({"record": "plan00000001/key_work/1/1"}, "不是编号"),
        ({"field": "colour"}, "不能更正"),
        ({"record": RESULT, "field": "comparator"}, "不能更正"),
        ({"record": JUDGEMENT, "field": "verdict", "right": "good"}, "met、on_pace"),
        ({"record": JUDGEMENT, "field": "actual_id", "right": TARGET}, "结果编号"),
        ({"field": "period_id", "right": "明年"}, "期限"),
        ({"field": "period_id", "right": "9999"}, "期限"),
        ({"field": "is_firm", "right": "maybe"}, "true或false"),
        ({"right": "9" * 40}, "一个数"),
    ],
)
def test_an_item_that_does_not_fit_says_what_to_mend_and_the_others_stand(read, changes, said):
    wrong, good = read(item(**changes) + item())
    assert said in wrong.problem
    assert good.problem is None


@pytest.mark.parametrize(
    "text", ["不是列表", "- [", "a: {b: 1}", "- 5\n", "- {record: [1]}\n", "[[[[", "\x00", "- &a [*a]\n"]
)
def test_a_broken_file_is_one_problem_and_no_error(read, text):
    records = read(text)
    assert records
    assert all(record.problem for record in records)


def test_an_empty_file_or_none_says_nothing(read, tmp_path):
    assert read("") == []
    assert read_corrections(tmp_path / "无此处") == []
