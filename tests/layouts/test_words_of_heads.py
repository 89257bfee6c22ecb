"""Each word by which a heading, a date, an issuer or a page's foot is known is one that a document may use."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.layouts.collecting.refusals import run_together
from pipeline.layouts.outline.page_foot import without_foot
from pipeline.layouts.outline.parts import is_notice_title, mark_of
from pipeline.layouts.reports.report_passages import ADDRESS
from pipeline.layouts.whose.dates import issued_on, read_date, session_date, tens
from pipeline.layouts.whose.heading import report_words
from pipeline.layouts.whose.issuer import read_issuer, whole_name
from pipeline.layouts.whose.places import full_name, parents_of, run_at
from pipeline.layouts.whose.speaker import place_of
from pipeline.readers.plain_text import read_text
from tests.word_tables import each

PERIODS = {
    "Q1": "第一季度 一季度 1季度 首季 Q1 1—3月 一至三月 前3个月 前三个月 3月份",
    "H1": "上半年 半年度 第二季度 二季度 2季度 Q2 半年 1-6月 前六个月 6月",
    "Q3": "前三季度 前三个季度 第三季度 三季度 3季度 Q3 1－9月 1至9月 一—九月 前九个月 9月份",
    "Q4": "第四季度 四季度 4季度 全年 年度完成 年终 年底 Q4 1–12月 一至十二月 12月",
    "8M": "1—8月 1－8月 一至八月 前8个月 前八个月 8月份",
    "10M": "一至十月 前十个月 10月",
    "11M": "一至十一月 前十一个月 11月份",
    "None": "13月 8月25日 0月 计划",
}


@pytest.mark.parametrize(
    ("period", "words"), [(period, one) for period, many in PERIODS.items() for one in many.split()]
)
def test_the_words_for_the_period_of_a_report(period: str, words: str) -> None:
    assert str(report_words(f"重点工作{words}进展")) == period


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("二〇二四年一月一日", (2024, 1, 1)),
        ("二○二四年十月十日", (2024, 10, 10)),
        ("二Ｏ二四年十二月三十一日", (2024, 12, 31)),
        ("二O二四年二月二十日", (2024, 2, 20)),
        ("二零二四年九月十九日", (2024, 9, 19)),
        ("2024年元月5日", (2024, 1, 5)),
        ("1998年3月5日", (1998, 3, 5)),
        ("2024/3/5", (2024, 3, 5)),
        ("2024.3.5", (2024, 3, 5)),
        ("2024-3/5", None),
        ("12024-03-05", None),
        ("2024-03-0510:20", (2024, 3, 5)),
        ("二〇二四年十三月一日", None),
    ],
)
def test_a_day_in_digits_or_numerals(words: str, day: tuple[int, int, int] | None) -> None:
    assert read_date(words) == (dt.date(*day) if day else None)


def test_numerals_below_a_hundred() -> None:
    assert [tens(words) for words in ["零", "九", "十", "十一", "二十", "九十九"]] == [0, 9, 10, 11, 20, 99]


SESSIONS = "第九届 第三次会议 人民代表大会 人大第 人大常委会第 九届人大 全体会议"


@each(SESSIONS)
def test_a_session_is_named_in_many_ways(word: str) -> None:
    assert session_date([f"2024年1月28日在岚屿市{word}上"]) == dt.date(2024, 1, 28)
    assert session_date([f"（方案已于2024年1月28日经{word}通过）"]) is None
    assert session_date(["——2024年1月28日在岚屿市", f"{word}上"]) == dt.date(2024, 1, 28)


LABELS = (
    "成文日期 成文时间 发文日期 印发日期 制发日期",
    "发布日期 发布时间 发表时间 公开日期 公布日期 PubDate",
    "时间 日期",
)


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_a_label_that_speaks_of_the_document_comes_first(rank: int) -> None:
    for label in LABELS[rank].split():
        assert issued_on(None, [], [], [f"{label}：2024-03-05"]) == dt.date(2024, 3, 5), label
        assert issued_on(None, [], [], [f"{label}2024-03-05 10:20"]) == dt.date(2024, 3, 5), label
        for later in " ".join(LABELS[rank + 1 :]).split():
            assert issued_on(None, [], [], [f"{later}：2024-04-01", f"{label}：2024-03-05"]) == dt.date(2024, 3, 5), (
                label
            )


@each("。 ； 已于 来源 时间 日期 浏览 字体 截至 截止 编辑 10时30分 10点30分 10:3")
def test_a_line_with_other_words_is_no_signature(word: str) -> None:
    assert issued_on(None, [f"2024年3月5日{word}", "2024年3月8日"], [], []) == dt.date(2024, 3, 8)


@each("2024-03-05 2024/03/05 2024.03.05 2024年3月5日")
def test_a_bare_day_on_a_page_is_better_than_none(word: str) -> None:
    assert issued_on(None, [], [], [f"来源：某某日报 {word}"]) == dt.date(2024, 3, 5)
    assert issued_on(None, [], [], [f"见于{word}"]) is None


FOOT = "主办 承办单位： 主管： 版权所有： 技术支持 运维单位： 维护 地址： 联系电话 网站"


@each(FOOT)
def test_the_foot_of_a_page_begins_with_its_labels(word: str) -> None:
    for sign in ("云ICP备2024号", "云公网安备2024号", "网站标识码123"):
        document = read_text(f"1. 新建泵站。\n\n{word}云川县政府办\n\n{sign}\n\n返回".encode(), "x.txt")
        kept = without_foot(document, list(document.blocks))
        assert [document.slice(block) for block in kept] == ["1. 新建泵站。"]


def test_a_page_without_such_a_sign_has_no_foot() -> None:
    document = read_text("1. 新建泵站。\n\n主办：云川县水利局\n\n2. 新建水闸。".encode(), "x.txt")
    assert len(without_foot(document, list(document.blocks))) == len(document.blocks)


@each("内容 任务 项目 事项 工作 指标 实事 目标")
def test_a_table_without_signs_between_its_cells_is_told(word: str) -> None:
    for last in ["单位", "部门", "情况", "进展", "进度"]:
        refused = run_together(read_text(f"类别序号重点{word}牵头{last}1新建泵站".encode(), "x.txt"))
        assert refused is not None and "run together" in refused.found, last
    assert run_together(read_text(f"类别重点{word}牵头单位1新建泵站".encode(), "x.txt")) is None


@each("印发 下发 转发 公布 报送 做好 通报")
def test_the_title_of_a_notice(word: str) -> None:
    assert is_notice_title(f"关于{word}2031年重点工作")
    assert not is_notice_title(f"关于{word}2031年重点工作的意见已经研究同意。")


def test_a_title_may_say_only_at_its_end_that_it_is_a_notice() -> None:
    assert is_notice_title("云川县2031年民生实事的通知")
    assert is_notice_title("云川县2031年民生实事的通报")
    assert not is_notice_title("云川县2031年民生实事")


@each("一、 十二. 百． （三） (四) 1. 12． 3、 5。 之一： 第三项： 第3件、 ☑ ✔ ✓ ✅ ❖ ➤ ► ▶ ➢")
def test_the_marks_of_a_list(word: str) -> None:
    assert mark_of(f"{word}新建泵站")
    assert not mark_of("1.5亿元") and not mark_of("一是新建泵站")


@each("各位代表 各位委员 各位同志 同志们 代表们 让我们")
def test_an_address_opens_a_paragraph(word: str) -> None:
    assert ADDRESS.match(f" {word}，2031年要抓好项目")


GOVERNING = "人民政府 管理委员会 管委会 人民政府办公室 人民政府办公厅"


@each(f"{GOVERNING} 委办公室 委办公厅 发展改革委员会 工作领导小组 工作领导小组办公室 财政局 政府督查室")
def test_who_signs(word: str) -> None:
    assert read_issuer(None, [f"云川县{word}", "2031年3月5日"]) == f"云川县{word}"
    assert read_issuer(None, [f"云川县{word}2031年3月5日"]) == f"云川县{word}"
    assert read_issuer(f"云川县{word}关于印发重点工作的通知", []) == f"云川县{word}"
    assert read_issuer(None, [f"关于云川县{word}"]) is None
    assert whole_name(word, [f"云川县{word}"]) == f"云川县{word}"


def test_short_names_of_places() -> None:
    assert full_name("西藏") == "西藏自治区"
    assert full_name("内蒙古") == "内蒙古自治区"
    assert full_name("浙江") == "浙江省"
    assert full_name("云") is None


def test_places_nested_in_one_another() -> None:
    assert parents_of("东阳市", "") == "浙江省/金华市"
    run = run_at("东阳市巍山镇2031年", 0, towns=True)
    assert run is not None and run.names == ("东阳市", "巍山镇") and run.end == 6
    plain = run_at("东阳市巍山镇2031年", 0)
    assert plain is not None and plain.names == ("东阳市",)


@each("镇 乡 街道 苏木")
def test_a_towns_own_assembly_makes_it_the_towns(word: str) -> None:
    assert place_of([f"在东阳市青岭{word}人民代表大会上"], None, [], []) == f"青岭{word}"


@each("城区 郊区 矿区 新区 东区 西区 南区 北区")
def test_a_word_that_some_district_bears_too_is_no_place(word: str) -> None:
    assert place_of([], f"{word}道路改造2031年重点工作", [], []) is None


def test_how_far_up_a_foot_is_looked_for() -> None:
    def kept(*lines: str) -> int:
        document = read_text("\n\n".join(lines).encode(), "x.txt")
        return len(without_foot(document, list(document.blocks)))

    tasks = [f"{number}. 新建泵站。" for number in range(1, 4)]
    assert kept("云ICP备2031号") == 0
    assert kept("主办：云川县水利局", "云ICP备2031号", *tasks) == 0
    assert kept(*tasks, "云ICP备2031号", *["返回"] * 7) == 3
    assert kept(*tasks, "云ICP备2031号", *["返回"] * 8) == 12
