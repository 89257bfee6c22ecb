"""Whose a document is: what may name its place, what never does."""

import pytest

from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.whose.places import full_name, parents_of, run_at
from pipeline.layouts.whose.speaker import place_of
from pipeline.readers.web.html import read_html

TITLE = "关于印发2024年重点任务分工的通知"


def place(*lines, title=TITLE, issuers=(), hosts=()):
    return place_of(list(lines), title, issuers, hosts)


@pytest.mark.parametrize(
    "line",
    [
        "各县（市、区）人民政府，翠屿高新区管委会，市政府各部门：",
        "各设区市、直管县人民政府，省直各部门：",
        "有关市（州）人民政府，松岚区管委会：",
        "抄送：云川县人民政府办公室。",
        "李明远省长牵头重点工作",
        "王松岚县长分管的工作",
        "我省是直辖市以外经济第一大省。",
        "2024年度省级重点项目涉及本区的有三个",
        "根据区十一届人大二次会议通过的报告，现将任务分解如下。",
        "按照县九届人大三次会议要求",
        "木溪镇人民政府",
        "关于推进海绵城市、老旧小区和示范园区建设",
        "2024年城区道路改造",
        "现将进展情况公示，接受社会监督。下阶段市政府办公室将继续督查",
        "我们继续努力，下阶段市政府办公室将继续督查",
        "翠屿区、松岚县人民政府，市直有关单位：",
        "全市经济平稳运行，翠屿区人民政府与某集团签约后，松岚县人民政府也跟进洽谈，项目建设取得了新的进展和明显成效，群众满意度不断提高。",
    ],
)
def test_what_names_no_place(line):
    assert place(line) is None


@pytest.mark.parametrize(
    ("line", "jurisdiction"),
    [
        ("——2024年1月16日在岚屿市第九届人民代表大会第三次会议上", "岚屿市"),
        ("——2024年1月16日在岚屿市第九届", "岚屿市"),
        ("2024年1月18日在松岚省第九届人民代表大会第三次会议上松岚省人民政府省长周一作政府工作报告", "松岚省"),
        ("2024年1月15日周一市长在上海市第十六届人民代表大会第三次会议的政府工作报告", "上海市"),
        ("来源：某日报2024-02-03【字体：大中小】——2024年1月28日在云南省第十四届人民代表大会第四次会议上", "云南省"),
        ("（2024年1月12日在松山市第六届人民代表大会第七次会议上由松山市人民政府代市长周一所作的报告）", "松山市"),
        ("松岚县县长 周一", "松岚县"),
        ("松岚市九届人大三次会议文件（一）", "松岚市"),
        ("现在，我代表松岚市人民政府，向大会报告工作，请予审议。", "松岚市"),
        ("松岚县人民政府办公室", "松岚县"),
        ("——2024年1月23日在松岚县木溪镇第二十届人民代表大会第八次会议上", "木溪镇"),
        ("在木溪乡第七届人民代表大会第五次会议上的报告", "木溪乡"),
        ("时间：2024-02-03松岚市人民政府市长周一", "松岚市"),
        ("受松岚县人民政府委托，向大会报告工作", "松岚县"),
        ("欢迎访问松岚市人大网站", None),
        ("1月27日，岚屿省省长周一向省十四届人大四次会议作政府工作报告，要点如下：", "岚屿省"),
        (
            "云岭社青汀1月20日电 (记者 周一)岚屿市第九届人民代表大会第四次会议20日在青汀开幕，市长吴二作报告，"
            + "回顾了一年来的各项工作，对新一年的工作作出了全面的安排，代表们认真听取了报告，会场内气氛热烈，" * 3
            + "审议随后分组进行。",
            "岚屿市",
        ),
    ],
)
def test_the_line_that_names_the_place(line, jurisdiction):
    assert place("政府工作报告", line) == jurisdiction


def test_the_letterhead_is_stronger_than_the_session_and_both_than_the_host():
    session = "——2024年1月16日在岚屿市第九届人民代表大会第三次会议上"
    hosts = ["主办：青汀县人民政府办公室  承办：信息中心"]
    assert place(session, issuers=["松岚县人民政府"], hosts=hosts) == "松岚县"
    assert place(session, hosts=hosts) == "岚屿市"
    assert place("各乡镇人民政府：", hosts=hosts) == "青汀县"
    assert place("各乡镇人民政府：", hosts=["SiteName：青汀县人民政府门户网站"]) == "青汀县"
    assert place("各乡镇人民政府：", hosts=["发布日期：2023-07-03 来源：青汀县人民政府办公室 字体：大"]) == "青汀县"
    assert place("各乡镇人民政府：", hosts=["来源：岚屿日报"]) is None
    assert place("各乡镇人民政府：", hosts=["时间：2023-07-11 信息来源: 青汀县政府"]) == "青汀县"


@pytest.mark.parametrize(
    ("title", "jurisdiction"),
    [
        ("2024年西藏政府工作报告", "西藏自治区"),
        ("2024年漳州为民办实事项目", "漳州市"),
        ("中共松岚县委关于2024年工作要点", "松岚县"),
        ("2024年松岚州市民生实事项目清单", "松岚州市"),
        ("松岚市长江路片区2024年改造计划", "松岚市"),
        ("松岚市翠屿区木溪镇人民政府关于印发2024年政府工作报告的通知", "木溪镇"),
        ("2024年木溪街道办事处工作报告", None),
        ("木溪街道办事处关于2024年民生实事的报告", "木溪街道"),
        ("2024年木溪镇十大民生实事完成情况表", "木溪镇"),
        ("【松岚市】提前完成16项民生实事", "松岚市"),
        ("记者从松岚县获悉：2024年民生实事项目公布", "松岚县"),
        ("昨日从青汀市了解到今年为民实事", "青汀市"),
        ("从江县2024年民生实事项目", "从江县"),
        ("漳州今年为民办实事项目", "漳州市"),
        ("西藏今年重点工作", "西藏自治区"),
        ("木溪街道召开2024年议事会", "木溪街道"),
        ("木溪镇人大票决2024年民生实事", "木溪镇"),
    ],
)
def test_the_title(title, jurisdiction):
    assert place(title=title) == jurisdiction


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("济南市市中区人民政府", ("济南市", "市中区")),
        ("荆州市沙市区", ("荆州市", "沙市区")),
        ("丰县人民政府", ("丰县",)),
        ("襄樊市人民政府", ("襄樊市",)),
        ("松岚自治州青汀县", ("松岚自治州", "青汀县")),
    ],
)
def test_where_a_name_ends(text, names):
    assert run_at(text, 0).names == names


def test_what_stands_above_a_place():
    assert parents_of("义乌市", "") == "浙江省/金华市"
    assert parents_of("朝阳区", "长春市朝阳区人民政府") == "吉林省/长春市"
    assert parents_of("朝阳区", "朝阳区人民政府") is None
    assert parents_of("松岚县", "") is None
    assert parents_of("木溪镇", "义乌市木溪镇人民政府") == "浙江省/金华市/义乌市"
    assert parents_of("木溪镇", "木溪镇人民政府") is None
    assert (full_name("广西"), full_name("朝阳")) == ("广西壮族自治区", None)


def test_a_saved_page_tells_its_host():
    page = (
        "<html><head><title>2023年重点工作任务分解_信息公开</title>{head}</head><body>"
        "<h1>2023年重点工作任务分解</h1><p>各县（市、区）人民政府，翠屿区管委会：</p>"
        "<p>1.新增学位500个。（责任单位：教育局）</p><p>2.新建公园2个。（责任单位：建设局）</p>{foot}</body></html>"
    )
    forms = (
        {"head": '<meta name="SiteName" content="松岚市人民政府门户网站">', "foot": ""},
        {"head": "", "foot": '<div class="footer">主办单位：松岚市人民政府办公室 承办：松岚市大数据局</div>'},
    )
    for form in forms:
        document = read_html(page.format(**form).encode(), "x.html")
        parsed = lay_out(document, SourceEntry("inbox/x.html"), document_id="0" * 12)[1]
        assert parsed.identity.jurisdiction == "松岚市"


def test_a_place_whose_prefecture_was_renamed_is_one_place():
    assert parents_of("玉屏侗族自治县", "") == "贵州省/铜仁市"


def test_a_titles_place_is_the_one_whose_report_it_is():
    assert place(title="（广东省）2021年岚屿市人民政府工作报告（全文）") == "岚屿市"


def test_a_department_signs_for_a_place_that_is_known():
    assert place("松岚项目完成表", issuers=["松阳县发展和改革局"]) == "松阳县"
    assert place("松岚项目完成表", issuers=["松岚县发展和改革局"]) is None
    assert place_of([], "重点工作", [], [], ["松岚县发展和改革局"]) == "松岚县"
    assert place_of([], "重点工作", [], [], ["县发展和改革局", "发展和改革局", "各县发展和改革局"]) is None


def test_the_plan_of_a_subdistricts_office_is_the_subdistricts():
    assert place("党建引领", title="松岚区木溪街道办事处2024年工作计划") == "木溪街道"


def test_a_newspapers_first_sentence_and_the_department_a_page_is_from_name_the_place():
    told = "今年以来，云川县委、县政府始终把民生放在首位，" + "年初承诺的十件实事稳步推进，" * 5
    assert place(told, title="十件惠民实事进展顺利") == "云川县"
    hosts = ["信息来源：义乌市机关事务管理局 发布时间：2025-07-18"]
    assert place("上半年落实情况", title="上半年落实情况", hosts=hosts) == "义乌市"
