"""When a document was issued: the lines that tell it, and those that tell another day."""

import datetime as dt

import pytest

from pipeline.layouts.families.clause_lists import deadline_of
from pipeline.layouts.whose.dates import issued_on, read_date


@pytest.mark.parametrize("text", ["2024-03-05", "2024/3/5", "2024.03.05", "2024-03-05 10:20:31", "2024年3月5日"])
def test_dates_of_web_pages(text):
    assert read_date(text) == dt.date(2024, 3, 5)


@pytest.mark.parametrize("text", ["2024-13-05", "2024-03", "1.2024-2025", "2024.5.100"])
def test_what_is_no_date(text):
    assert read_date(text) is None


def test_the_session_comes_before_the_days_a_page_tells():
    lines = ["政府工作报告", "来源：某日报2024-02-03 09:02", "——2024年1月28日在岚屿市第九届人民代表大会第三次会议上"]
    assert issued_on(None, [], lines, ["PubDate：2024-02-05"]) == dt.date(2024, 1, 28)


@pytest.mark.parametrize(
    "lines",
    [
        ["——2024年1月28日在岚屿市松岚区", "第九届人民代表大会第三次会议上"],
        ["（2024年1月28日在自治县九届人大三次会议上）"],
    ],
)
def test_a_session_on_two_lines_and_in_short_words(lines):
    assert issued_on(None, [], ["政府工作报告", *lines, "区长 周一"], ["发布时间：2024-02-05"]) == dt.date(2024, 1, 28)


def test_the_signature_comes_before_the_day_of_publication():
    assert issued_on(None, ["发布时间：2024-03-09 10:20", "松岚县人民政府", "2024年3月5日"], [], []) == dt.date(
        2024, 3, 5
    )


def test_labelled_days_in_the_order_of_what_they_say():
    assert issued_on(None, [], ["发布日期：2024-03-09", "成文日期：2024-03-05"], []) == dt.date(2024, 3, 5)
    assert issued_on(None, [], [], ["PubDate：2024-03-09 10:00:00"]) == dt.date(2024, 3, 9)
    assert issued_on("2024-03-01", ["2024年3月5日"], [], []) == dt.date(2024, 3, 1)


def test_a_date_alone_below_a_letter_is_its_signature():
    lines = ["产生日期 2024-03-09", "现将分解方案印发给你们。", "松岚县人民政府", "2024年3月5日", "一、重点工作"]
    assert issued_on(None, [], lines, []) == dt.date(2024, 3, 5)


def test_a_day_inside_a_sentence_is_another_day():
    assert issued_on(None, ["截至2024年3月5日，已开工3个项目。"], ["新建公园2个。"], []) is None


@pytest.mark.parametrize(
    ("words", "period"), [("10月", "2024-10M"), ("9月份", "2024-Q3"), ("12月", "2024"), ("10月至11月", "2024-11M")]
)
def test_a_bare_month_behind_the_label_of_a_deadline_is_by_its_end(words, period):
    """Fails if a month that stands alone names no deadline; in a sentence it is only when something happens."""
    assert deadline_of(words, "2024") == period


def test_the_day_another_plan_was_voted_for_is_not_the_documents():
    lines = [
        "发布时间：2024-03-08",
        "投资增长由6%调整为正增长（方案已于2023年12月22日经区第九届人大常委会第4次会议审议通过）",
    ]
    assert issued_on(None, [], lines, []) == dt.date(2024, 3, 8)
