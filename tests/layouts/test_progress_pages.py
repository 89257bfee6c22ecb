"""Progress pages of districts and newspapers: results that say themselves what was promised, items that only report."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from tests.layouts.building import lay, treatments

PLACE = SourceEntry("x.txt", jurisdiction="岚溪区")

PICTURED = """养老、托育、健身……2031年岚溪区12项为民办实事项目完成 2032年01月15日

来源： 天津河西

2031年岚溪区共安排12个为民办实事项目，在各单位共同努力下已全部完成，具体情况如下：

（一）新增养老床位150张

新增162张养老床位，超额完成年度任务。

2.png

（二）完成4家社区食堂建设

完成北塘片区、南街片区等5家社区食堂建设，超额完成年度任务。

3.jpg

（三）新增2个托育园

新增桥头路1个、柳溪路1个，共2个托育园。

4.png
"""


def test_a_promise_and_below_it_what_came_of_it_between_pictures():
    document, parsed = lay(PICTURED, PLACE)
    assert (parsed.identity.plan_period_id, parsed.identity.report_period_id) == ("2031", "2031-Q4")
    assert [(row.row_no, row.task_name) for row in parsed.progress] == [
        (1, "新增养老床位150张"),
        (2, "完成4家社区食堂建设"),
        (3, "新增2个托育园"),
    ]
    assert parsed.progress[1].narrative.startswith("完成北塘片区")
    assert [aside.text for aside in document.asides] == ["2.png", "3.jpg", "4.png"]


PAPER = """第A4版：城事 上一版3  4下一版

标题导航

2032年01月12日 星期一

下一篇 4 放大 缩小 默认

2031年6个民生实事项目全面落实

    本报讯（记者 周一） 昨日下午，岚溪市人大常委会举行情况通报会，市政府通报民生实事项目落实情况。

    河道清淤工程。截至2031年12月25日，已完成9条河道清淤，完成年度目标任务。

    食品抽检工程。全年开展食品抽检2.4万批次，样本量达到每千人6.1批次，超额完成2万批次的年度目标任务。

    幼儿园扩容工程。全年改建幼儿园18所，超额完成15所的年度目标任务；增加学位2300个，超额完成2000个的年度目标任务。

    旧厂房改造。全年改造厂房8.2万平方米，超额完成7万平方米的年度目标任务。
"""


def test_a_newspaper_names_each_task_and_says_behind_each_result_what_was_promised():
    document, parsed = lay(PAPER, SourceEntry("x.txt", jurisdiction="岚溪市"))
    assert parsed.identity.title == "2031年6个民生实事项目全面落实"
    assert parsed.identity.report_period_id == "2031-Q4"
    assert [row.task_name for row in parsed.progress] == [
        "河道清淤工程",
        "食品抽检工程",
        "幼儿园扩容工程",
        "旧厂房改造",
    ]
    told = [(document.text[t.start : t.end], t.indicator) for t in parsed.target_texts if t.indicator]
    assert told == [
        ("2万批次", "食品抽检"),
        ("15所", "幼儿园"),
        ("2000个", "学位"),
        ("7万平方米", "厂房"),
    ]
    results = [document.text[r.start : r.end] for r in parsed.result_texts]
    assert not any("15所" in result or "2万批次" in result for result in results)


BARE = """2031年区政府实事项目完成情况

2032年01月22日 来源： 天津河西

  一、截至2031年12月底，扶持创业240人，完成全年目标的109.4%；完成岚溪创业园建设。

  二、北塘学校加固工程主体完工，南街学校调整方案，预计2032年6月完工；完成8所学校场地开放。

  三、完成了2.9万平方米的旧房修缮，完成全年目标的104.5%；向500户家庭发放租金491万元。
"""


def test_items_that_are_nothing_but_reports_promise_nothing_and_are_rows():
    """Fails if what came of it (扶持创业240人) is taken for what was promised and so is met by itself."""
    _, parsed = lay(BARE)
    assert parsed.identity.jurisdiction == "河西区"  # what the site is called by, with what it lies in
    assert [row.task_name for row in parsed.progress] == [
        "扶持创业240人",
        "北塘学校加固工程主体完工",
        "完成了2.9万平方米的旧房修缮",
    ]
    assert parsed.target_texts == []
    assert "unread" not in treatments(parsed)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "岚溪市一季度重大项目进展良好\n\n一季度，全市56个年度建设项目完成投资12亿元，占年度计划的16.3%。"
            "49个重大项目达到序时进度。31个产业项目开工，开工率95%。\n",
            "sums over many projects",
        ),
        (
            "岚溪市召开民生实事推进会\n\n周一强调，要压实责任。会议指出，各项实事进展顺利。会议要求，加快进度。\n",
            "news of a meeting",
        ),
    ],
)
def test_the_reason_says_that_a_text_only_sums_up_or_tells_of_a_meeting(text, what):
    with pytest.raises(SetAside) as refused:
        lay(text)
    assert refused.value.reason == "unknown_layout"
    assert what in refused.value.found and "annex" in refused.value.advice


def test_what_all_projects_have_spent_is_no_row():
    text = (
        "岚溪市2031年一季度重点项目进展情况\n\n1.省重大项目推进情况\n3个省重大项目已开工2个，完成投资1.6亿元。\n"
        "2.市重大项目推进情况\n18个市重大项目已开工4个，完成投资6.6亿元。\n"
    )
    with pytest.raises(SetAside, match="no_task"):
        lay(text)


def test_a_short_name_before_counted_matters_is_the_place():
    _, parsed = lay(
        "2022年嘉兴“十件实事”办得怎样\n\n实事一：新改扩建农村路30公里。\n\n截至6月30日，完成16公里。\n\n"
        "实事二：改造危桥12座。\n\n截至6月30日，已完成8座。\n"
    )
    assert parsed.identity.jurisdiction == "嘉兴市"


def test_a_bare_number_answers_the_one_promise_of_its_rows_name():
    document, parsed = lay(
        "岚溪市2031年民生实事上半年完成情况\n\n序号 | 项目 | 完成情况 | 占全年计划 |\n"
        "1 | 新增就业5.8万人 | 6.1 | 105% |\n2 | 培训青年1.2万人 | 13100 | 109% |\n"
        "3 | 改造小区3个，新增泊位200个 | 150 | 75% |\n4 | 打造60条公交线路 | 61 | 102% |\n"
    )
    told = {document.text[r.start : r.end]: (r.indicator, r.unit) for r in parsed.result_texts}
    assert told["6.1"] == ("新增就业", "万人")
    assert told["13100"] == ("培训青年", "人")
    assert told["61"] == ("公交线路", "条")
    assert told["150"] == (None, None)  # of two promises it does not say which


def test_names_of_places_with_nothing_but_numbers_are_the_cells_of_a_table():
    """Fails if the districts of a matrix copied one cell a line become rows that report nothing."""
    cells = "".join(
        f"{n}\n{place}\n15{n}\n14{n}\n95.3%\n8615{n}\n" for n, place in enumerate(("北塘区", "南街区", "东溪县"), 1)
    )
    head = "序号\n市 区\n计划完成数\n累计开工数\n开工率\n计划投资额\n"
    with pytest.raises(SetAside) as refused:
        lay(f"岚溪市2031年重点民生实事项目完成进度表\n（截至2031年8月底）\n{head}{cells}")
    assert refused.value.reason == "unknown_layout"
    assert "北塘区" in refused.value.found and "cells" in refused.value.advice


def test_what_has_become_of_a_promise_in_an_essay_is_no_list():
    text = (
        "公开承诺成为岚溪发展的动力\n\n岚溪县人民政府办公室\n2031年3月27日\n\n"
        "公开承诺，已然成为各级干部的试金石、行政效能的助推器、加快发展的发动机。\n"
    )
    with pytest.raises(SetAside):
        lay(text)
