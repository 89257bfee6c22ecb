"""Progress pages of districts and newspapers: results that say themselves what was promised, items that only report."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from tests.layouts.building import lay, treatments

PLACE = SourceEntry("x.txt", jurisdiction="岚溪区")

PICTURED = """岚溪区2031年12项为民办实事项目年底完成情况 2032年01月15日

来源： 天津河西

到年底，区里去年排定的12个为民办实事项目已全部完成，逐项如下：

（一）新建托老床位130张

全区新建托老床位141张，超额完成年度目标。

2.png

（二）完成3处邻里厨房建设

完成北塘片区、南街片区等4处邻里厨房建设，超额完成年度目标。

3.jpg

（三）新增2个托育园

新增桥头路1个、柳溪路1个，共2个托育园。

4.png
"""


def test_a_promise_and_below_it_what_came_of_it_between_pictures():
    document, parsed = lay(PICTURED, PLACE)
    assert (parsed.identity.plan_period_id, parsed.identity.report_period_id) == ("2031", "2031-Q4")
    assert [(row.row_no, row.task_name) for row in parsed.progress] == [
        (1, "新建托老床位130张"),
        (2, "完成3处邻里厨房建设"),
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

  一、截至2031年12月底，帮扶开店210户，完成全年目标的105%；完成岚溪创业街建设。

  二、北塘学校加固工程主体完工，南街学校改了方案，预计2032年6月完工；完成6所学校操场开放。

  三、完成了1.7万平方米的旧房修缮，完成全年目标的103%；向420户家庭发放租金310万元。
"""


def test_items_that_are_nothing_but_reports_promise_nothing_and_are_rows():
    """Fails if what came of it (帮扶开店210户) is taken for what was promised and so is met by itself."""
    _, parsed = lay(BARE)
    assert parsed.identity.jurisdiction == "河西区"  # what the site is called by, with what it lies in
    assert [row.task_name for row in parsed.progress] == [
        "帮扶开店210户",
        "北塘学校加固工程主体完工",
        "完成了1.7万平方米的旧房修缮",
    ]
    assert parsed.target_texts == []
    assert "unread" not in treatments(parsed)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "岚溪市一季度重大项目进展良好\n\n一季度，全市41个年度项目完成投资9亿元，占年度计划的18%。"
            "37个重点项目达到序时进度。22个产业项目开工，开工率92%。\n",
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
        "岚溪市2031年一季度重点项目进展情况\n\n1.省重大项目推进情况\n2个省重大项目已开工1个，完成投资0.9亿元。\n"
        "2.市重大项目推进情况\n14个市重大项目已开工5个，完成投资4.3亿元。\n"
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
        "承诺上墙之后\n\n岚溪县人民政府办公室\n2031年3月27日\n\n"
        "说到做到，已然成为干部的习惯、办事效率的保证、引来企业的招牌。\n"
    )
    with pytest.raises(SetAside):
        lay(text)
