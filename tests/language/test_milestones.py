"""A promise without a number is a thing and a stage: of what, until when, and what promises nothing."""

from __future__ import annotations

import pytest

from pipeline.language.promises.ladders import rank_of
from pipeline.language.promises.milestone_promises import read_milestones
from pipeline.language.promises.relative import read_relatives
from pipeline.language.words.vocabulary import load_vocabulary


def promised(text: str) -> list[tuple[str, str | None]]:
    return [(m.thing, m.stage) for m in read_milestones(text, "2024") if m.is_firm]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("启用雁湖体育馆。", [("雁湖体育馆", "use")]),
        ("建成投用城北客运站。", [("城北客运站", "use")]),
        ("北环隧道、柳溪大桥和南苑路建成通车。", [("北环隧道", "use"), ("柳溪大桥", "use"), ("南苑路", "use")]),
        ("确保甲泽水库、乙河闸站等水利工程开工建设。", [("甲泽水库", "begin"), ("乙河闸站", "begin")]),
        ("桐岭高铁站力争完成土建工程。", [("桐岭高铁站土建工程", "structure")]),
        ("会展中心一期主体结顶，启动二期建设。", [("会展中心一期", "structure"), ("会展中心二期", "begin")]),
        ("老年大学校区主体完工、附属楼全面开工。", [("老年大学校区", "structure"), ("附属楼", "begin")]),
        ("完成东片区规划编制和3个村庄征迁。", [("东片区规划编制", "finish")]),
        ("市二院创成三级乙等医院。", [("市二院三级乙等医院", "obtain")]),
        ("争创全国文明城市、国家卫生县城。", [("全国文明城市", "obtain"), ("国家卫生县城", "obtain")]),
        ("争取来华工作、居留许可“两证合一”省级试点。", [("来华工作、居留许可“两证合一”省级试点", "obtain")]),
        ("争取获批水果、冰鲜等指定监管场地。", [("水果指定监管场地", "obtain"), ("冰鲜指定监管场地", "obtain")]),
        ("完成甲线、乙线用地报批。", [("甲线用地报批", "obtain"), ("乙线用地报批", "obtain")]),
        ("制定出台低空经济专项扶持政策。", [("低空经济专项扶持政策", "issue")]),
        ("上线“银龄通”系统。", [("“银龄通”系统", "issue")]),
        ("高规格举办第六届苔湖龙舟节。", [("第六届苔湖龙舟节", "hold")]),
        ("邀请省内专家组建山洪咨询组。", [("山洪咨询组", "found")]),
        ("丙线完成用地报批、征迁等前期工作，实现开工建设。", [("丙线用地报批", "obtain"), ("丙线", "begin")]),
        ("开工建设柏镇、松镇养老中心。", [("柏镇养老中心", "begin"), ("松镇养老中心", "begin")]),
        ("确保云岭水库6月底前开工、12月底前封顶。", [("云岭水库", "begin"), ("云岭水库", "structure")]),
        ("建成柳东水厂，明年6月底前通水投用。", [("柳东水厂", "finish"), ("柳东水厂", "use")]),
        ("完成苔湖征迁，年底前开工。", [("苔湖征迁", "finish")]),
        ("开工建设苔湖体育馆，加快城东小学建设，年底前竣工。", [("苔湖体育馆", "begin")]),
        ("开工建设苔湖体育馆，2025年底前建成。", [("苔湖体育馆", "begin"), ("苔湖体育馆", "finish")]),
        ("启用苔湖步道系统，年内完工。", [("苔湖步道系统", "use")]),
        ("完成投资2亿元，明年6月底前建成投用。", []),
        ("建成全省首个碳普惠平台并投入使用。", [("全省首个碳普惠平台", "use")]),
        ("苔湖体育馆竣工并投入使用。", [("苔湖体育馆", "use")]),
        ("推动雁荡高速复线动工。", [("雁荡高速复线", "begin")]),
        ("争创国家卫生县城、省级食品安全示范县。", [("国家卫生县城", "obtain"), ("省级食品安全示范县", "obtain")]),
        ("柳湾二期、苇塘三期安置区建成交房。", [("柳湾二期安置区", "use"), ("苇塘三期安置区", "use")]),
        ("推动青旗、白旗、云泽机场动工。", [("青旗机场", "begin"), ("白旗机场", "begin"), ("云泽机场", "begin")]),
        ("开工泽口至雁门和松岭至桐关等高速项目。", [("泽口至雁门", "begin"), ("松岭至桐关", "begin")]),
        ("启动强链补链、智改数转等三大行动。", [("强链补链行动", "begin"), ("智改数转行动", "begin")]),
        ("30万吨聚酯切片项目提前建成投产。", [("30万吨聚酯切片项目", "use")]),
        ("苇湖湿地公园向社会开放。", [("苇湖湿地公园", "use")]),
        ("确保梧州湾机场建成通航。", [("梧州湾机场", "use")]),
        ("按期完成水利工程确权勘界工作。", [("水利工程确权勘界工作", "finish")]),
        ("整合设立低空产业基金。", [("低空产业基金", "found")]),
        ("启动视力、心理、骨骼等“三健”促进行动。", [("“三健”促进行动", "begin")]),
        ("推动北岸泊位建成并具备停靠能力。", [("北岸泊位", "finish")]),
        ("力促松岭大桥主体建成。", [("松岭大桥", "structure")]),
        ("争创新材料及新材料装备国家先进集群。", [("新材料及新材料装备国家先进集群", "obtain")]),
        ("制定出台畜牧政策15条。", [("畜牧政策15条", "issue")]),
        ("举办首届苇湖马拉松。", [("首届苇湖马拉松", "hold")]),
        ("完成县医院能力提升二期。", [("县医院能力提升二期", "finish")]),
        ("打造北岸历史街区并开街。", [("北岸历史街区", "use")]),
        (
            "2024年底前松岭电厂一期开工建设，2025年底前二期建成投产。",
            [("松岭电厂一期", "begin"), ("松岭电厂二期", "use")],
        ),
        ("苔湖公路改线工程完成路基施工。", [("苔湖公路改线工程路基施工", "finish")]),
        ("加快雁荡大桥建设，年底前合龙。", [("雁荡大桥", "finish")]),
        ("推进柳溪码头建设，确保三季度投入使用。", [("柳溪码头", "use")]),
        ("推进县中医院迁建工程，6月底前完成主体施工。", [("县中医院迁建工程主体", "structure")]),
        ("推进重大项目建设，力争早日投产。", []),
        ("推动1号、2号机组建成并具备发电能力。", [("1号机组", "finish"), ("2号机组", "finish")]),
        ("开工建设苔湖一、二期标准厂房。", [("苔湖一期标准厂房", "begin"), ("苔湖二期标准厂房", "begin")]),
        ("建成投产松岭、桐关等风电项目。", [("松岭风电项目", "use"), ("桐关风电项目", "use")]),
        ("谋划苇湖综合管廊等重大工程。", [("苇湖综合管廊", "plan")]),
        ("实现松岭二号机组并网发电。", [("松岭二号机组", "use")]),
        ("完成桐河、杉岭智慧口岸试点建设。", [("桐河、杉岭智慧口岸试点建设", "finish")]),
        ("完成讲解词专业化、标准化升级工程。", [("讲解词专业化、标准化升级工程", "finish")]),
        ("建成青岭路南延、桐关湖慢行圈。", [("青岭路南延", "finish"), ("桐关湖慢行圈", "finish")]),
        ("推动柳溪矿业、云泽化工总部建成投用。", [("柳溪矿业、云泽化工总部", "use")]),
        ("建成松溪至柳口、桐关至杉岭公路。", [("松溪至柳口", "finish"), ("桐关至杉岭公路", "finish")]),
        ("云溪小学、丹桂幼儿园建成投用。", [("云溪小学", "use"), ("丹桂幼儿园", "use")]),
        ("推动清泽电池、松岭机场等项目建成投运。", [("清泽电池", "use"), ("松岭机场", "use")]),
        ("推进灌区改造，实现引青一期、二期工程通水。", [("引青一期工程", "use"), ("引青二期工程", "use")]),
        ("争取和田桥年底竣工。", [("和田桥", "finish")]),
        ("制定实施低空经济提升计划。", [("低空经济提升计划", "issue")]),
        ("办好用好茶博会、兰花展。", [("茶博会", "hold"), ("兰花展", "hold")]),
        ("开放包容的松岭充满机遇。", []),
        ("加强全链条谋划和推动。", []),
        ("开工建设一批海上风电、抽水蓄能项目。", []),
        ("提升信创产业能级。", []),
        ("实施文明创建提质扩面工程。", []),
        ("持续办好苔湖论坛。", [("苔湖论坛", "hold")]),
        ("制定低空产业措施支持柳镇、松镇发展。", [("低空产业措施", "issue")]),
        ("吸引更多企业安全测试运行。", []),
        ("举办百场专业会议。", []),
        ("松岭水库大坝完成填筑。", [("松岭水库大坝填筑", "finish")]),
        ("雁荡大桥完成主桥合龙。", [("雁荡大桥主桥合龙", "finish")]),
        ("县文旅集团挂牌成立。", [("县文旅集团", "found")]),
        ("争取松岭水库列入国家规划并加快实施。", [("松岭水库列入国家规划", "obtain")]),
        ("建成苇塘全民健身中心等运动场所。", [("苇塘全民健身中心", "finish")]),
        ("苔湖药港争取省特色小镇命名。", [("苔湖药港省特色小镇命名", "obtain")]),
        ("争取出口药品目录清单管理。", [("出口药品目录清单管理", "obtain")]),
        ("设立山区“一窗通办”专席。", [("山区“一窗通办”专席", "found")]),
        ("落地助企便利十条举措。", [("助企便利十条举措", "issue")]),
        ("收官消防隐患治理三年行动。", [("消防隐患治理三年行动", "finish")]),
        ("实现危房大县“摘帽”。", [("危房大县“摘帽”", "obtain")]),
        ("全面完成水源保护区整治优化。", [("水源保护区整治优化", "finish")]),
        ("完成省级水网项目引水渠建设任务。", [("省级水网项目引水渠建设任务", "finish")]),
    ],
)
def test_a_thing_and_its_stage(text: str, things: list[tuple[str, str]]) -> None:
    assert promised(text) == things


@pytest.mark.parametrize(
    "text",
    [
        "深化营商环境改革，打造一流园区。",
        "加快推进城西片区建设。",
        "高水平建设国家进口示范区，推动文创、科创融合发展。",
        "高质量办好人大代表建议和政协委员提案。",
        "通过资源共享等方式促进均衡。",
        "支持县医院创建三级乙等医院。",
        "健全项目推进机制。",
        "推进全国文明城市创建。",
        "启动应急响应。",
        "推动借港出海、借台开放。",
        "推进首创性改革、制度型开放。",
        "争创人才高地。",
        "打造滨江总部经济区。",
        "特色现代产业体系初步建成。",
        "加快苇湖海洋学院筹建。",
        "加密至周边枢纽机场航线。",
        "完成年度建设任务。",
        "深入开展水源保护区整治。",
        "“青岭行动”圆满收官之年。",
        "落地一批重大项目清单。",
        "推动十条举措落地见效。",
        "争取项目清单更多支持。",
    ],
)
def test_effort_is_no_firm_promise(text: str) -> None:
    assert promised(text) == []


def test_what_a_number_promises_is_no_milestone() -> None:
    text = "开工甲厂、乙园等项目21个以上，投用丙馆。"
    counted = [(0, text.index("，"))]
    assert [m.thing for m in read_milestones(text, "2024", counted)] == ["丙馆"]


def test_a_deadline_in_the_clause_is_the_promise_s_own() -> None:
    (mention,) = read_milestones("力争9月底前完成雁湖泵站项目验收。", "2024")
    assert mention.period_id == "2024-Q3"
    (mention,) = read_milestones("启用雁湖泵站。", "2024")
    assert mention.period_id == "2024"


def test_every_entry_of_the_vocabulary_has_an_example_that_it_reads() -> None:
    """An entry whose example it does not read is a rule for nothing."""
    words = load_vocabulary("milestones")
    for place in ("leading", "trailing", "inner"):
        for entry in words[place]:
            read = [m.stage for m in read_milestones(entry["example"], "2024")]
            assert entry["stage"] in read, entry["example"]


def test_later_stages_stand_higher_on_every_ladder() -> None:
    """Fails if accepted counts as used, announced as awarded, or collected opinions as an issued rule."""
    order = {
        "works": ["plan", "prepare", "begin", "structure", "finish", "use"],
        "honour": ["plan", "apply", "obtain"],
        "permit": ["plan", "apply", "obtain"],
        "rule": ["draft", "apply", "issue"],
        "event": ["prepare", "hold"],
        "organisation": ["prepare", "found"],
    }
    for thing_class, stages in order.items():
        ranks = [rank_of(thing_class, stage) for stage in stages]
        assert ranks == sorted(set(ranks), key=lambda rank: rank or 0) and None not in ranks


@pytest.mark.parametrize(
    ("text", "thing", "direction", "against"),
    [
        ("确保会议费、培训费只减不增。", ["会议费", "培训费"], "not_above", "上年"),
        ("进口增速高于全省平均。", ["进口增速"], "above", "全省平均"),
        ("涉农贷款增速不低于各项贷款平均增速。", ["涉农贷款增速"], "not_below", "各项贷款平均增速"),
        ("居民收入增长与经济增长基本同步。", ["居民收入增长"], "in_step", "经济增长"),
        ("实现村级快递网点全覆盖。", ["村级快递网点"], "coverage", "全覆盖"),
        ("新建村邮站90个，实现全县行政村全覆盖。", ["新建村邮站"], "coverage", "全县行政村"),
        ("确保存量欠薪案件动态清零。", ["存量欠薪案件"], "clearance", "清零"),
        ("完成上级下达的减排指标计划。", ["减排指标计划"], "assigned", "上级下达"),
        ("减排指标完成上级下达的任务。", ["减排指标"], "assigned", "上级下达"),
        ("平安考核进入全省前10。", ["平安考核"], "rank", "全省前10"),
        ("城乡收入倍差持续缩小。", ["城乡收入倍差"], "falls", "上年"),
        ("确保零工断档家庭持续动态清零。", ["零工断档家庭"], "clearance", "清零"),
        ("实现社区助餐点和村级养老驿站全覆盖。", ["社区助餐点", "村级养老驿站"], "coverage", "全覆盖"),
        ("实现文艺进校园、进社区全覆盖。", ["文艺进校园、进社区"], "coverage", "全覆盖"),
        ("圆满完成老旧电梯更新省民生实事任务。", ["老旧电梯更新省民生实事任务"], "assigned", "既定任务"),
        ("用水、用能等指标全面完成任务。", ["用水、用能等指标"], "assigned", "既定任务"),
        ("市区PM2.5浓度稳中有降。", ["市区PM2.5浓度"], "falls", "上年"),
        ("按照国家要求完成节能降碳任务。", ["节能降碳"], "assigned", "上级下达"),
        ("单位产值碳排放完成目标任务。", ["单位产值碳排放"], "assigned", "既定任务"),
        ("快递业务量保持全省第3位。", ["快递业务量"], "rank", "全省第3位"),
        ("平安柳城建设跃居全省前10。", ["平安柳城建设"], "rank", "全省前10"),
        ("县域实现“乡乡通国道”。", ["“乡乡通国道”"], "coverage", "全覆盖"),
    ],
)
def test_a_promise_against_something_else(text: str, thing: list[str], direction: str, against: str) -> None:
    found = read_relatives(text, "2024")
    assert [m.thing for m in found] == thing
    assert {(m.direction, m.against) for m in found} == {(direction, against)}


@pytest.mark.parametrize("text", ["完善户户通电视补贴。", "推进村村通公交。", "村村通道路管护到位。"])
def test_a_way_to_each_place_is_covered_only_where_it_is_reached(text: str) -> None:
    assert read_relatives(text, "2024") == []


def test_a_length_of_time_is_a_number_and_no_other_side() -> None:
    assert not read_relatives("落实不少于三个月公示期要求。", "2024")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("工资增速快于全省平均水平、快于物价涨幅。", ["全省平均水平", "物价涨幅"]),
        ("工资增速高于全省、全市平均水平。", ["全省平均水平", "全市平均水平"]),
        ("外贸增速高于全省平均水平和全国平均水平。", ["全省平均水平", "全国平均水平"]),
        ("跨境电商增长快于货物贸易。", ["货物贸易"]),
    ],
)
def test_two_sides_are_two_promises_of_one_thing(text: str, sides: list[str]) -> None:
    found = read_relatives(text, "2024")
    assert [m.against for m in found] == sides
    assert len({m.thing for m in found}) == 1


def test_a_promised_rank_is_a_number() -> None:
    assert [m.value for m in read_relatives("综合评价保持全省首位。", "2024")] == [1]
    assert [m.value for m in read_relatives("平安考核进入全省前30。", "2024")] == [30]


def test_what_comes_first_is_no_rank() -> None:
    assert read_relatives("始终把校园安全放在首位。", "2024") == []


def test_a_vague_rank_and_a_way_of_doing_are_not_firm() -> None:
    assert not any(m.is_firm for m in read_relatives("继续走在全省前列。通过结对共建促进质量提升。", "2024"))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("柳溪大桥明年底建成通车。", "2025"),
        ("县医院次年5月投入使用。", "2025-5M"),
        ("县医院明年6月底前建成。", "2025-H1"),
    ],
)
def test_the_year_after_the_plans_is_named_by_its_word(text: str, due: str) -> None:
    assert [m.period_id for m in read_milestones(text, "2024")] == [due]


def test_the_label_of_a_step_dates_all_that_stands_below_it() -> None:
    text = "渠道新修。一季度：完成勘测设计，启动招标；二季度：启动衬砌施工；年底前完成渠道验收。"
    due = [(one.thing, one.period_id) for one in read_milestones(text, "2031")]
    assert due == [("勘测设计", "2031-Q1"), ("招标", "2031-Q1"), ("衬砌施工", "2031-H1"), ("渠道验收", "2031")]


@pytest.mark.parametrize(
    ("text", "named", "things"),
    [
        ("一季度：开工；四季度：建成通车。", "雁湖隧道建设。一季度：开工；四季度：建成通车", ["雁湖隧道建设"] * 2),
        ("梅山水厂：5月底前开工，年底前建成通水。", "", ["梅山水厂"] * 2),
        ("进度安排：6月底前开工，年底前建成。", "", []),
        ("第三季度末：建成投用。", "第三季度末：建成投用", []),
        ("民生实事：建成投用。", "民生实事：建成投用", []),
    ],
)
def test_a_name_before_a_colon_is_the_thing_and_a_label_is_none(text: str, named: str, things: list[str]) -> None:
    assert [one.thing for one in read_milestones(text, "2031", named=named)] == things
