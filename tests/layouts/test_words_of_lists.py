"""Each mark and word by which a list, its clauses and a report's chapters are known is one that a document may use."""

from __future__ import annotations

import pytest

from pipeline.layouts.families.progress_items import REPORTS
from pipeline.layouts.outline.clauses import find_clause, kinds_in
from pipeline.layouts.outline.items import supporting_name
from pipeline.layouts.outline.parts import outline
from pipeline.layouts.outline.stream import tokens_of
from pipeline.layouts.reports.report_lists import announced, matters_below, matters_inside, without_number
from pipeline.layouts.reports.report_outline import Chapter, kinds_named, window_of
from pipeline.layouts.reports.report_passages import level_of
from pipeline.readers.plain_text import read_text
from tests.language.evidence.facts_of_layouts import prose
from tests.layouts.building import lay
from tests.word_tables import each


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、做强产业。", "A"),
        ("十二．做强产业。", "A"),
        ("（一）做强产业。", "B"),
        ("( 二 )做强产业。", "B"),
        ("1.做强产业。", "C"),
        ("1.5亿元投产。", None),
        ("一是做强产业。", "S"),
        ("二要做强产业。", "S"),
        ("第三，做强产业。", "S"),
        ("一是，做强。", None),
        ("（1）做强产业。", "D"),
        ("2)做强产业。", "D"),
        ("③做强产业。", "D"),
        ("——做强产业。", "E"),
        ("-做强产业。", "E"),
        ("做强产业", "H"),
        ("做强", None),
        ("各位代表", None),
        ("做强产业，做优民生", "H"),
        ("（资料图片，与本文无关）", None),
        ("做强产业（新）", "H"),
    ],
)
def test_the_level_of_a_paragraph_of_a_report(text: str, level: str | None) -> None:
    assert level_of(text) == level


DOING = "办好 办实 实施 抓好 推进 做好 办理 组织 安排 落实 完成"


@each(DOING)
def test_a_list_is_announced_by_what_is_done_with_it(word: str) -> None:
    lead = announced(f"我们将{word}10件民生实事。新建泵站3座。")
    assert lead is not None and lead.count == 10
    assert announced("去年的10件民生实事。新建泵站3座。") is None


@pytest.mark.parametrize(
    ("words", "count"),
    [("10件", 10), ("十项", 10), ("12个", 12), ("十大类", 10), ("八方面", 8), ("十大", 10), ("", None)],
)
def test_an_announcement_counts_its_matters(words: str, count: int | None) -> None:
    lead = announced(f"办好{words}民生实事，让群众满意。")
    assert lead is not None and lead.count == count


def inside(text: str) -> list[str]:
    document = read_text(text.encode(), "x.txt")
    return [document.text[a:b] for a, b in matters_inside(document, (0, len(document.text)))]


@each("： : 包括： 包含： 分别是： 主要是： 即： 如下： 包括 分别是")
def test_matters_behind_their_announcement(word: str) -> None:
    assert inside(f"办好3件民生实事{word}新建泵站3座；改造水闸2座；绿化荒山9亩。") == [
        "新建泵站3座",
        "改造水闸2座",
        "绿化荒山9亩",
    ]


@pytest.mark.parametrize(
    "marks", [("（1）", "（2）"), ("①", "②"), ("一是", "二是"), ("1.", "2."), ("1、", "2、"), ("(1)", "(2)")]
)
def test_numbered_matters_in_the_paragraph(marks: tuple[str, str]) -> None:
    first, second = marks
    assert inside(f"办好2件民生实事。{first}新建泵站3座。{second}改造水闸2座。") == [
        f"{first}新建泵站3座。",
        f"{second}改造水闸2座。",
    ]
    assert f"{first}新建泵站3座。" not in inside(f"办好9件民生实事。{first}新建泵站3座。{second}改造水闸2座。")


@pytest.mark.parametrize(
    "marks", ["（1） （2）", "① ②", "一是 二是", "1. 2.", "第一， 第二，", "一、 二、", "(一) (二)"]
)
def test_numbered_matters_below_their_announcement(marks: str) -> None:
    first, second = marks.split()
    lines = ["办好2件民生实事。", f"{first}新建泵站3座。", f"{second}改造水闸2座。", f"{second}绿化荒山。"]
    document = read_text("\n".join(lines).encode(), "x.txt")
    spans = [(document.text.index(line), document.text.index(line) + len(line)) for line in lines]
    assert matters_below(document, spans[0], spans[1:]) == 2
    assert matters_below(document, spans[0], spans[2:]) == 0
    assert document.text[without_number(document, spans[1]) :].startswith("新建泵站")


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("2030年工作回顾", ["past"]),
        ("2031年工作安排", ["plan"]),
        ("2030年工作和2031年任务", ["past", "plan"]),
        ("到2035年的奋斗目标", ["five_year"]),
        ("2026—2030年工作", ["past"]),
        ("2031至2035年目标", ["five_year"]),
        ("“十六五”时期目标", ["five_year"]),
        ("“十五五”工作", ["past"]),
        ("第十六个五年规划目标", ["five_year"]),
        ("加强政府自身建设", ["self"]),
        ("今年工作安排", ["plan"]),
        ("产业", []),
    ],
)
def test_what_a_heading_of_a_report_names(heading: str, kinds: list[str]) -> None:
    assert kinds_named(heading, "2031") == kinds


@pytest.mark.parametrize(
    ("title", "window"),
    [
        ("2032—2036年目标", "2032/2036"),
        ("“十六五”时期目标", "2031/2035"),
        ("“十四五”回顾", "2031/2035"),
        ("今后五年", "2031/2035"),
        ("2025—2029年目标", "2031/2035"),
        ("“十五五”收官和“十六五”开局", "2031/2035"),
    ],
)
def test_the_years_a_chapter_plans_for(title: str, window: str) -> None:
    assert window_of(Chapter(title, "five_year", (0, 0)), "2031") == window


@each("已 目前 截至 截止 累计 今年以来 年初以来 同比 正在 一季度 前三季度 第二季度 上半年 1—8月 1至8月 8月")
def test_words_of_a_report(word: str) -> None:
    assert REPORTS.search(f"{word}新建泵站")
    assert not REPORTS.search("12月底前新建泵站")


def clause(text: str) -> str | None:
    found = find_clause(text, 0, len(text))
    return text[slice(*found.body)] if found else None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("新建泵站3座。（责任单位：县水利局）", "责任单位：县水利局"),
        ("新建泵站3座。【责任单位：县水利局】", "责任单位：县水利局"),
        ("新建泵站3座。〔责任单位：县水利局〕", "责任单位：县水利局"),
        ("新建泵站（含水闸）3座。（县水利局、县财政局）", "县水利局、县财政局"),
        ("新建泵站（县水利局、县财政局）3座，方便群众。", None),
        ("新建泵站3座。（县水利局牵头，县财政局配合）", "县水利局牵头，县财政局配合"),
        ("新建泵站3座。由县水利局牵头，县财政局配合。", "县水利局牵头，县财政局配合"),
        ("新建泵站3座。由专业队伍负责。", None),
        ("新建泵站3座。（责任单位：县水利局（河湖科））", "责任单位：县水利局（河湖科）"),
        ("新建泵站3座。（责任单位：县水利局", "责任单位：县水利局"),
        ("新建泵站3座（其中大型1座）。", None),
        ("新建泵站3座。（）", None),
        ("新建泵站3座。责任单位：县水利局。改造水闸。", "责任单位：县水利局。"),
        ("落实责任单位：县水利局来办", "落实责任单位：县水利局来办"),
        ("新建泵站3座。——责任单位：县水利局", "责任单位：县水利局"),
    ],
)
def test_where_a_clause_says_who_answers(text: str, body: str | None) -> None:
    assert clause(text) == body


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("一、甲\n\n（一）新建泵站。\n\n1.改造水闸。\n\n（1）绿化。\n\n①清淤。\n\n2)护岸。", "ABCDDD"),
        ("一、甲\n\n任务一：新建泵站。\n\n第2项：改造水闸。\n\n☑绿化。", "ACCD"),
        ("之一：新建泵站。\n\n实事2、改造水闸。\n\n➢绿化。", "CCD"),
        ("1.新建泵站。（责任单位：县水利局）2.改造水闸。（责任单位：县水利局）", "CC"),
        ("1.新建泵站。（责任单位：县水利局）7.改造水闸。", "C"),
        ("1.5亿元投产。", ""),
    ],
)
def test_the_marks_of_a_text(text: str, marks: str) -> None:
    document = read_text(text.encode(), "x.txt")
    found = [token.kind for part in outline(document).parts for token in tokens_of(document, part)]
    assert "".join(kind for kind in found if len(kind) == 1) == marks


def test_a_clause_may_go_on_in_the_next_paragraph() -> None:
    text = (
        "云川县2031年重点工作责任分解\n云川县人民政府\n\n1.新建泵站3座。（责任单位：县水利局、\n\n县财政局）"
        "\n\n2.改造水闸。（责任单位：县水利局）"
    )
    parsed = lay(text)[1]
    assert [unit.name_as_written for unit in parsed.task_units] == ["县水利局", "县财政局", "县水利局"]


def test_what_a_section_without_tasks_is_called() -> None:
    assert supporting_name("保障措施") is not None
    assert supporting_name("重点任务") is None
    assert len(kinds_in("牵头单位：县水利局；配合单位：县财政局")) == 2


HOW_ALL_GOES = (
    "项目 未开工项目 已竣工项目 新完工项目 拟建成项目 续建项目 新建项目 在建项目 投资 总投资 "
    "项目投资 投资额 全省投资 全市投资 全县投资 全区投资 省级投资 市级投资 县级投资 区级投资 年投资 月投资 "
    "月份投资 累计投资 共投资 已投资 实际投资 其中投资 目前投资 完成投资 实现投资 到位投资"
)
TASKS = "12处停车场建设已完成8处；改造敬老院3家，已完工2家；6条断头路打通已完成4条。"


@each(HOW_ALL_GOES)
def test_how_all_goes_is_no_task_of_a_report_in_prose(word: str) -> None:
    assert prose(f"{word}完成率60%；{TASKS}") == prose(TASKS) != "nothing"
