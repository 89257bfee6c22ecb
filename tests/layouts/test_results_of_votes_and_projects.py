"""What was voted for, announced as a result; tables of projects whose money stands beside what is to be built."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from pipeline.understand import understand
from tests.layouts.building import lay

LIST = "\n1.更换老旧水管42公里。\n\n2.新建发热诊室6个。\n\n3.改建幼儿园4所。\n"


@pytest.mark.parametrize(
    "opening",
    [
        "松岚县2030年民生实事项目票决结果公告\n\n松岚县第九届人大六次会议选出3件民生实事项目，现公告如下：",
        "松岚县关于2030年民生实事项目投票表决情况的公告\n\n现公告如下：",
        "松岚县人民代表大会常务委员会公告\n\n会议经无记名投票，从5件中选出3件作为2030年县政府民生实事项目，现公告如下：",
    ],
)
def test_the_result_of_a_vote_is_a_plan(opening):
    assert len(lay(f"{opening}\n{LIST}")[1].tasks) == 3


@pytest.mark.parametrize("title", ["松岚县2030年招标公告", "松岚县2030年民生实事候选项目投票结果公告"])
def test_another_announcement_is_none(title):
    with pytest.raises(SetAside):
        lay(f"{title}\n{LIST}")


PAGE = """<html><head><title>{title}</title></head><body><table>
<tr><th rowspan=2>序号</th><th rowspan=2>项目名称</th><th colspan=2>投资（万元）</th><th rowspan=2>年度建设内容</th>
<th rowspan=2>形象进度</th><th rowspan=2>责任单位</th></tr><tr><th>年度计划</th><th>1-9月完成</th></tr>
<tr><td>1</td><td>青岭产业园</td><td>32000</td><td>25600</td><td>建成厂房8万平方米</td><td>5栋厂房封顶</td>
<td>经开区管委会</td></tr></table></body></html>"""
TITLE = "松岚市人民政府 关于2030年重点项目1-9月完成情况的公示"


def test_money_under_a_head_of_its_own_is_the_projects_whatever_else_its_content_counts():
    records = understand(PAGE.format(title=TITLE).encode(), SourceEntry("inbox/x.html")).records
    told = [(actual.indicator, actual.value, actual.unit) for actual in records["actuals"]]
    assert ("青岭产业园", 256_000_000, "元") in told
    promised = {(target.indicator, target.value) for target in records["targets"]}
    assert promised == {("青岭产业园", 320_000_000), ("厂房", 80_000)}


@pytest.mark.parametrize("title", [TITLE, f"{TITLE}_松岚市人民政府门户网站", f"{TITLE}-松岚市人民政府"])
def test_a_page_that_opens_with_its_table_is_named_by_its_window(title):
    _, parsed = lay_out(
        read(PAGE.format(title=title).encode(), "x.html"), SourceEntry("inbox/x.html"), document_id="0" * 12
    )
    assert parsed.identity.title == "松岚市人民政府关于2030年重点项目1-9月完成情况的公示"
    assert parsed.identity.jurisdiction == "松岚市"
    assert parsed.identity.report_period_id == "2030-Q3"


def test_a_short_window_title_says_nothing():
    with pytest.raises(SetAside):
        lay_out(
            read(PAGE.format(title="信息公开").encode(), "x.html"), SourceEntry("inbox/x.html"), document_id="0" * 12
        )
