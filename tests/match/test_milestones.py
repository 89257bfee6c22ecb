"""The very thing must be reported, not another award, phase or batch; and what a report says of it decides."""

from __future__ import annotations

import pytest

from pipeline.match.names.named import is_spoken_of, is_touched, names
from pipeline.match.unnumbered.completions import complete_rows
from pipeline.match.unnumbered.milestone_pairs import Answered, answer_milestones, read_told_rows
from pipeline.match.unnumbered.milestones_elsewhere import answer_elsewhere_told
from pipeline.records import MilestoneRecord, TextRecord
from tests.match.builders import REPORT, actuals, milestones, row, same_link, task


def answered(promise: str, narrative: str) -> tuple[list[MilestoneRecord], Answered]:
    planned, reported = task(1, promise), row(1, promise, narrative)
    promised = milestones(planned)
    links = [same_link(reported.progress_id, planned.task_id)]
    texts = [TextRecord(REPORT, narrative)]
    return promised, answer_milestones(read_told_rows([reported], texts), links, promised, actuals(reported))


def reached(promise: str, narrative: str) -> dict[str, bool]:
    """Which things reached what was promised of them within the period."""
    milestones, found = answered(promise, narrative)
    stages = {stage.actual_id: stage for stage in found.stages}
    kept = {}
    for one, answer in zip(milestones, found.answers, strict=True):
        stage = stages.get(answer.actual_id or "")
        late = stage is not None and stage.reached_on is not None and stage.reached_on.isoformat() > "2023-09-30"
        kept[one.thing] = bool(answer.reached_rank and (answer.reached_rank >= (one.stage_rank or 0)) and not late)
    return kept


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("县二院建成三级乙等医院。", "县二院获评三级乙等医院。"),
        ("启用雁湖体育馆。", "雁湖体育馆展陈已完成，6月初已开馆试运营。"),
        ("建成城市书房。", "该项目已于6月建成投用。"),
        ("争创省级无废城市。", "8月获评省级无废城市。"),
        ("规划迁建东港保税仓。", "已确定项目选址并完成项目可研报告。"),
        ("谋划布局法兰克福等“境外集货中心”。", "6月法兰克福集货中心揭牌启用。"),
        ("县二院创成三级乙等医院。", "县二院获评“三乙”医院。"),
        ("启动建设松岭健身步道。", "松岭健身步道投资2亿元，9月先行段已开工。"),
        ("争取成立航运公司。", "6月25日，甲市陆港航运有限公司揭牌成立。"),
        ("建成投用县中医院新院区。", "新院区已于8月20日正式揭牌运营。"),
        ("打通城区断头路文昌路。", "文昌路已全线贯通。"),
        ("开工建设城东污水处理厂。", "项目已于5月进场施工，目前正在进行桩基施工。"),
        ("完成东湖片区控制性详细规划编制。", "东湖片区控规已完成编制并获批复。"),
        ("投用雁湖公交枢纽。", "雁湖公交枢纽5月起正式对外服务。"),
        ("启用县行政审批大厅。", "县行政审批大厅搬迁到位，4月起办件。"),
        ("争创省级园林县城。", "经公示，我县成功成为省级园林县城。"),
        ("争创省级湿地公园。", "省厅公布年度名单，苇湖省级湿地公园榜上有名。"),
        ("争创省级双拥模范城。", "我县第二次荣膺省级双拥模范城。"),
        ("获批省级现代农业园区。", "省厅发文同意建设苇塘省级现代农业园区。"),
        ("通过国家节水型城市复查。", "国家节水型城市顺利通过复查。"),
        ("建成投用县急救中心。", "县急救中心已整体搬入新址。"),
        ("举办首届河灯节。", "8月18日首届河灯节在北岸启幕。"),
        ("出台仓储用地出让办法。", "《仓储用地出让办法》经常务会议审议通过，6月1日起施行。"),
        ("成立县民宿协会。", "县民宿协会召开首届会员大会，选举产生理事会。"),
        ("完成县属水务企业整合。", "县属水务企业由5家并为1家，整合工作全面完成。"),
        ("启动南门片区更新。", "南门片区更新首批住户搬离，围墙开始施工。"),
        ("苔河大桥年底前合龙。", "苔河大桥8月12日顺利合龙。"),
        ("建成柳溪冷链园一期。", "柳溪冷链园一期主体完工并完成竣工验收。"),
        ("创成国家园林城市。", "顺利通过国家园林城市评审并获命名。"),
        ("苔河水库大坝通过蓄水验收。", "苔河水库大坝通过专项蓄水验收。"),
        ("县第六中学迁建项目秋季投入使用。", "县第六中学新校区9月1日正式开学。"),
        ("出台渡口管理条例。", "渡口管理条例8月29日经省人大常委会批准，自2024年1月1日起施行。"),
        ("出台民宿管理办法。", "继续抓好民宿管理办法落实。"),
        ("启用县急救中心。", "县急救中心运行平稳。"),
        ("柳溪电厂1号机组并网。", "柳溪电厂1号机组并网。"),
        ("出台稳定就业三十条，新建泵站3座。", "稳定就业三十条8月出台。"),
        ("县美术馆10月开放。", "县美术馆开放以来接待观众2万人。"),
        ("完成县美术馆布展并开放。", "县美术馆9月28日对公众开放。"),
        ("苔河隧道年底前贯通。", "苔河隧道双线贯通。"),
        ("柳溪快线二期建成试运行。", "柳溪快线二期9月26日开通。"),
        ("青岭蜜桃申报国家地理标志产品。", "青岭蜜桃地理标志申报获受理。"),
        ("编制完成《青岭旅游规划》。", "《青岭旅游规划》已编制完成。"),
        ("柳溪快线二期完成工可批复。", "柳溪快线一期预计11月通车，二期工可报告获批复。"),
    ],
)
def test_the_very_thing_at_the_promised_stage_is_kept(promise: str, narrative: str) -> None:
    assert set(reached(promise, narrative).values()) == {True}


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("争创全国文明典范城市。", "9月27日被评为省级节水型城市。"),  # another award
        ("争取获批综合保税区。", "6月获批市场采购贸易试点。"),  # another permit
        ("争创国家级示范县。", "获评省级示范县。"),  # another level
        ("创建第二批未来社区。", "第一批未来社区获评通过。"),  # another batch
        ("会展中心一期主体结顶。", "会展中心二期主体结顶。"),  # another phase
        ("建成投用东港监管区。", "东港监管区已完成工程验收。"),  # accepted is not in use
        ("创成省级健康县。", "省级健康县创建已完成现场评审，待公示。"),
        ("争取列入省级先行县名单。", "10月已列入省级先行县名单。"),  # after the period
        ("启用县档案馆新馆。", "县档案馆新馆10月底启用。"),
        ("建成县图书馆新馆。", "已完成县图书馆新馆主体结构。"),
        ("夺取丰收鼎。", "全市8个创建村均已全部开工。"),  # about something else
        ("开工建设城东污水处理厂。", "城东污水处理厂尚未开工，正在办理许可。"),
        ("完成老年大学主体工程。", "老年大学项目完成桩基工程，地下室施工完成60%。"),  # a part
        ("争创省级全域旅游示范县。", "获评省级乡村旅游示范村。"),  # of a village
        ("成立县文旅集团。", "县文旅集团组建方案已报县政府。"),  # a paper
        ("开工北门桥改造。", "北门桥改造完成施工许可办理，待进场。"),
        ("创成省级旅游度假区。", "省级旅游度假区创建已通过资源评估。"),  # a test on the way
        ("完成北洲征迁。", "北洲征迁签约率100%，腾空率93%。"),  # signed is not cleared
        ("全面完成老旧水闸加固。", "老旧水闸加固主体完工9座，剩余2座在建。"),  # a part
        ("建成柳溪冷链园一期。", "柳溪冷链园一期厂房主体完工。"),  # the shell alone
        ("建成苔河大桥。", "苔河大桥8月12日顺利合龙。"),  # joined is not built
        ("苔河大桥合龙并建成通车。", "苔河大桥8月12日顺利合龙。"),
        ("苔河大桥年底前合龙。", "苔河大桥距合龙还差30米。"),
        ("建成通车苔河绕城线。", "苔河绕城线路基已全线贯通。"),
        ("苔河隧道工程完工。", "苔河隧道双线贯通。"),
        ("完成苔河绕城线前期工作。", "苔河绕城线可研报告已获批。"),
        ("出台民宿管理办法。", "推进民宿管理办法落实。"),
        ("出台渡口管理条例。", "渡口管理条例已提请人大常委会审议。"),
        ("出台渡口管理条例。", "渡口管理条例自2024年1月1日起施行。"),
        ("出台渡口管理条例。", "渡口管理条例正在进行合法性审查。"),
        ("出台民宿管理办法。", "民宿管理办法经常务会议审议通过，待印发。"),
        ("柳溪电厂投产，新建泵站3座。", "柳溪电厂1号机组并网。"),
        ("争创全国双拥模范城。", "全国双拥模范城创建通过省级考评验收。"),  # judged below who awards it
        ("争创全国双拥模范城。", "全国双拥模范城创建通过省级评估。"),
    ],
)
def test_another_thing_or_an_earlier_stage_keeps_nothing(promise: str, narrative: str) -> None:
    assert set(reached(promise, narrative).values()) == {False}
    planned = row(1, promise, narrative)
    assert not complete_rows([planned])[0].is_done


def test_each_thing_of_a_list_is_answered_by_itself() -> None:
    promise = "北环隧道、柳溪大桥建成通车，争取获批水果、冰鲜等指定监管场地。"
    narrative = "1. 北环隧道已建成通车。 2. 柳溪大桥正在施工。 3. 9月获批冰鲜指定监管场地。"
    assert reached(promise, narrative) == {
        "北环隧道": True,
        "柳溪大桥": False,
        "水果指定监管场地": False,
        "冰鲜指定监管场地": True,
    }


def test_two_titles_side_by_side_are_two_things() -> None:
    promise = "出台《渡口管理办法》《河灯条例》，县二院创三级甲等。"
    assert reached(promise, "《渡口管理办法》8月印发实施，《河灯条例》正在征求意见。") == {
        "《渡口管理办法》": True,
        "《河灯条例》": False,
        "县二院三级甲等": False,
    }


def test_what_cannot_be_done_is_said_so() -> None:
    promise = "市七院创成专科类“三乙”。"
    _, found = answered(promise, "省厅通知，新申请创建“三级乙等”的专科医院均不参加本期等级医院创建范围。")
    assert found.answers[0].says_impossible


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("举办首届河灯节。", "首届河灯节取消。"),
        ("举办首届河灯节，新建泵站3座。", "首届河灯节因汛情未能举办。"),
        ("建成县游泳馆。", "县游泳馆因资金缺口停工，今年难以建成。"),
        ("争取列入国家海绵城市示范。", "在竞争性评审中未能入围国家海绵城市示范。"),
    ],
)
def test_what_fell_through_is_said_so(promise: str, narrative: str) -> None:
    assert answered(promise, narrative)[1].answers[0].says_impossible


def test_both_sides_or_the_missing_one() -> None:
    _, found = answered("出口增速高于全省平均。", "出口增速18.9%。")
    (answer,) = found.answers
    assert (answer.own_value, answer.other_value, answer.missing) == (answer.own_value, None, "“全省平均”的数字")
    _, found = answered("败诉率低于全市平均水平，新建泵站3座。", "败诉率4.1%，全市平均6.8%。")
    assert [str(found.answers[0].own_value), str(found.answers[0].other_value)] == ["4.1", "6.8"]
    _, found = answered("老人收入增速高于居民收入增速。", "老人人均可支配收入增长13.2%，居民人均可支配收入增长6.1%。")
    assert [str(found.answers[0].own_value), str(found.answers[0].other_value)] == ["13.2", "6.1"]
    _, found = answered("民间投资增速高于全部投资增速，新建泵站3座。", "民间投资增长7.9%，全部投资增长6.2%。")
    assert [str(found.answers[0].own_value), str(found.answers[0].other_value)] == ["7.9", "6.2"]
    _, found = answered("村镇食堂实现全覆盖，新建泵站3座。", "9个村镇中已有8个建成食堂。")
    assert str(found.answers[0].own_value) == "88.9"
    _, found = answered("行政村5G网络全覆盖，新建泵站3座。", "全县40个行政村中已有30个通5G网络。")
    assert str(found.answers[0].own_value) == "75.0"
    _, found = answered("普惠园在园幼儿占比高于全省平均。", "普惠园在园幼儿占比64.2%，比全省平均高3.1个百分点。")
    assert (found.answers[0].is_claimed, found.answers[0].other_value) == (True, None)
    _, found = answered("村医培训全覆盖，新建泵站3座。", "全县50家村级卫生室中，20家完成村医培训。")
    assert str(found.answers[0].own_value) == "40.0"
    _, found = answered("村医培训全覆盖，新建泵站3座。", "全县50家村级卫生室，20家改造，村医培训在办。")
    assert found.answers[0].own_value is None
    _, found = answered("居民收入增长与经济增长基本同步。", "地区生产总值增长8%，全市居民人均可支配收入增长6%。")
    assert (found.answers[0].own_value, found.answers[0].other_value) == (6, 8)
    _, found = answered("综合评价保持全省首位。", "综合评价继续位居全省第一。")
    assert found.answers[0].is_claimed
    _, found = answered("综合评价进入全省前三。", "综合评价位居全省第五。")
    assert not found.answers[0].is_claimed
    assert found.answers[0].says_impossible


@pytest.mark.parametrize(
    ("promise", "narrative", "kept"),
    [
        ("火灾起数、受伤人数实现双下降，建站3座。", "火灾9起、受伤4人，起数下降10%，受伤人数持平。", [True, False]),
        ("火灾起数、受伤人数实现双下降，建站3座。", "火灾9起、受伤4人，同比分别下降10%、20%。", [True, True]),
        ("火灾起数、受伤人数实现双下降，建站3座。", "火灾9起、受伤4人，同比分别下降10%、上升20%。", [None, None]),
        ("危房隐患动态清零，新建泵站3座。", "排查危房隐患212处，完成整改209处。", [False]),
        ("危房隐患动态清零，新建泵站3座。", "排查危房隐患212处，完成整改212处，危房隐患全部消除。", [True]),
        ("盗窃案件立案数稳中有降，建站3座。", "盗窃案件立案同比上升2.1%，火灾警情下降11.8%。", [False]),
        ("盗窃案件立案数稳中有降，建站3座。", "火灾警情下降11.8%。", [None]),
        ("进出口总额与地区生产总值同步增长，建站3座。", "进出口总额增长4.1%。", [None]),
        ("考核保持全市前三，新建泵站3座。", "上半年考核列全市第五位。", [False]),
        ("考核保持全市前三，新建泵站3座。", "上半年考核列全省第五位。", [None]),
        ("黑臭水体零反弹，新建泵站3座。", "全县黑臭水体无反弹。", [True]),
        ("考核保持全市前三，新建泵站3座。", "前三季度考核86分，第三产业发展好。", [None]),
        ("考核保持全市前三，新建泵站3座。", "考核由全市第5位升至全市第2位。", [True]),
        ("考核保持全市前三，新建泵站3座。", "一季度考核列全市第5位。上半年，考核列全市第2位。", [True]),
        ("考核保持全市前三。", "考核较去年的全市第8位前移6位，居全市第2位。", [True]),
        ("危房隐患清零，新建泵站3座。", "排查农户1200户，发现危房隐患35户，完成整改35户。", [True]),
        ("农民工讨薪案件清零，新建泵站3座。", "收到举报40件，受理讨薪线索52件，办结41件。", [False]),
        ("农民工讨薪案件清零，新建泵站3座。", "受理讨薪线索52件，办结52件。", [True]),
        ("农民工讨薪案件清零，新建泵站3座。", "受理市场投诉52件，办结41件。", [None]),
        ("较大及以上火灾“零发生”，新建泵站3座。", "全年发生较大火灾1起。", [False]),
        ("较大及以上火灾“零发生”，新建泵站3座。", "全年发生一般火灾6起、溺水2起。", [None]),
        ("较大及以上火灾“零发生”，新建泵站3座。", "全年未发生较大火灾。", [True]),
        ("隐性债务化解完成年度计划，新建泵站3座。", "隐性债务化解完成年度计划的108%。", [True]),
        ("吨钢耗水完成市下达任务，新建泵站3座。", "吨钢耗水下降4%，完成市下达目标任务。", [True]),
        ("吨钢耗水完成市下达任务，新建泵站3座。", "吨钢耗水下降4%，力争完成市下达目标任务。", [None]),
        ("隐性债务化解完成年度计划，新建泵站3座。", "隐性债务化解完成年度计划的61%。", [None]),
        ("公益林面积不低于上年，新建泵站3座。", "公益林面积4.2万亩，上年为4.5万亩。", [False]),
        ("公益林面积不低于上年，新建泵站3座。", "公益林面积4.6万亩，上年为4.5万亩。", [True]),
        ("公益林面积不低于上年，新建泵站3座。", "经济林面积4.2万亩，上年为4.5万亩。", [None]),
        ("公益林面积不低于上年，新建泵站3座。", "公益林面积4.2万亩，上年植树4.5万株。", [None]),
        ("闲置宅基地只减不增，新建泵站3座。", "闲置宅基地由年初的1.3万亩减少到0.9万亩。", [True]),
        ("闲置宅基地只减不增，新建泵站3座。", "闲置宅基地从上年的1.3万亩增加到1.4万亩。", [False]),
        ("闲置宅基地只减不增，新建泵站3座。", "批复由上年的30日缩短至9日。", [None]),
        ("败诉率低于全市平均水平。", "败诉率4.1%，比全市平均低2个百分点。", [True]),
        ("败诉率低于全市平均水平。", "败诉率4.1%，比全市平均高2个百分点。", [False]),
        ("败诉率低于全市平均水平。", "败诉率4.1%，比去年低2个百分点。", [None]),
        ("税收增速高于全市平均，新建泵站3座。", "税收增长7.4%，较一季度提高2个百分点。", [None]),
        ("火灾起数、受伤人数只减不增，建站3座。", "发生火灾9起、受伤4人，起数上升10%，受伤人数持平。", [False, True]),
        ("火灾起数、受伤人数只减不增，建站3座。", "火灾9起；斗殴案件4起，起数上升10%。", [None, None]),
        ("困难儿童保障标准与孤儿持平，建站3座。", "困难儿童保障标准与孤儿持平。", [True]),
        ("危房隐患清零，新建泵站3座。", "排查校舍120处，整改危房隐患35处。", [None]),
        ("重大危房隐患清零。", "排查隐患212处，其中重大危房隐患12处，重大危房隐患整改12处，实现清零。", [True]),
        ("黑臭水体清零。", "群众诉求全部办结，仍有2条黑臭水体在治理。", [None]),
        ("生产安全死亡人数稳中有降，建站3座。", "道路火灾起数、受伤人数同比分别下降10%、20%。", [None]),
        ("黑臭水体零反弹，新建泵站3座。", "黑臭水体2处反弹。", [False]),
        ("公共机构用水量较上年下降，新建泵站3座。", "公共机构用水量同比下降1.3%。", [True]),
        # one thing's fall says nothing of another's, nor do cases of their dead
        ("溺水死亡人数只降不升，新建泵站3座。", "斗殴案件发案下降22.4%，溺水起数下降4%。", [None]),
        ("溺水死亡人数只降不升，新建泵站3座。", "溺水死亡3人，比上年增加2人。", [False]),
        ("溺水死亡人数只降不升，新建泵站3座。", "溺水死亡3人，校车增加2辆。", [None]),
        # the clause before says of what; a margin is no value of the other side
        ("税收增速高于全市平均，新建泵站3座。", "税收增长7.4%，低于全市平均0.2个百分点。", [False]),
        ("税收增速高于全市平均，新建泵站3座。", "税收减免办件时间低于全市平均。", [None]),
        ("税收增速高于全市平均，新建泵站3座。", "税收9亿元，增长9.1%，高于全市平均1.3个百分点。", [True]),
        ("税收增速高于全市平均，新建泵站3座。", "用电增长5%，高于全市平均，税收增长7.4%。", [None]),
        ("败诉率低于全市平均水平。", "败诉率4.1%，同比下降0.5个百分点。", [None]),
        ("败诉率低于全市平均水平。", "败诉率4.1%，低于全市平均2个百分点。", [True]),
        ("社会消费品零售总额增幅居全市第一，新建泵站3座。", "社零总额增长5.6%，居全市第二。", [False]),
        ("跨省结算全覆盖，新建泵站3座。", "跨省结算已覆盖县内全部医院。", [True]),
        ("积水点全部消除，新建泵站3座。", "15处积水点消除11处。", [False]),
        ("较大火灾零发生，新建泵站3座。", "未发生较大火灾。", [True]),
        ("零就业家庭清零，新建泵站3座。", "未发生较大火灾。", [None]),
        ("PM2.5年均浓度持续下降，新建泵站3座。", "PM2.5平均浓度30微克/立方米，同比上升3.4%。", [False]),
        ("积案清零，新建泵站3座。", "化解积案2起，尚有1起。", [False]),
        ("积案清零，新建泵站3座。", "化解积案2起，尚有4个项目待验收。", [None]),
        ("桥梁隐患全部整改销号，新建泵站3座。", "排查桥梁隐患31处，全部整改销号。", [True]),
    ],
)  # fmt: skip
def test_what_is_held_against_something_is_kept_broken_or_open(
    promise: str, narrative: str, kept: list[bool | None]
) -> None:
    answers = [answer for answer in answered(promise, narrative)[1].answers if answer.promised_rank is None]
    assert [None if a.is_claimed == a.says_impossible else a.is_claimed for a in answers] == kept


@pytest.mark.parametrize(
    ("promise", "narrative", "is_kept"),
    [
        ("工业用电增速位居全市前三。", "工业用电增长9%，居全市第2位。", True),
        ("工业用电增速位居全市前三。", "工业用电增长4%，居全市第7位。", False),
        ("实现农村客运行政村全覆盖。", "全县206个行政村全部通客车。", True),
        ("完成上级下达的减排任务。", "氨氮减排完成年度任务的68%。", False),
        ("工业用电增速高于全省平均。", "工业用电增速高于全省2.1个百分点。", True),
        ("工业用电增速高于全省平均。", "工业用电增速高于全国平均水平。", False),  # another side
    ],
)
def test_what_a_report_says_of_a_rank_a_whole_or_a_task(promise: str, narrative: str, is_kept: bool) -> None:
    assert answered(promise, narrative)[1].answers[0].is_claimed is is_kept


@pytest.mark.parametrize(
    ("thing", "words", "siblings", "is_named"),
    [
        ("“雁湖”灯会", "“雁湖”灯会如期举行", (), True),
        ("浙贸“天工杯”", "入选浙贸集群核心区", (), False),
        ("水果指定监管场地", "获批冰鲜指定监管场地", ("冰鲜指定监管场地",), False),
        ("美术馆", "美术馆展陈项目", (), True),
        ("美术馆", "博物馆展陈项目", (), False),
    ],
)
def test_a_name_is_more_than_what_it_shares(thing: str, words: str, siblings: tuple[str, ...], is_named: bool) -> None:
    assert names(thing, words, siblings) is is_named


def test_a_silent_row_is_helped_by_the_row_that_names_the_very_thing() -> None:
    """Fails if a promise of a list that nobody reports on stays silent, or another thing of the row answers it."""
    milestones, told = answered("启用雁湖体育馆，建成柳溪大桥。", "其他工作有序开展。")
    narrative = "站前配套：雁湖体育馆已于6月启用，柳溪二桥已建成。"
    other = row(2, "推进城建项目。", narrative)
    rows = read_told_rows([other], [TextRecord(REPORT, narrative)])
    answer_elsewhere_told(rows, [task(1, "启用雁湖体育馆，建成柳溪大桥。")], milestones, told)
    found = [answer for answer in told.answers if answer.is_elsewhere]
    assert [(answer.target_id, answer.reached_rank) for answer in found] == [(milestones[0].target_id, 6)]


def test_of_a_lists_things_each_has_to_show_what_tells_it_apart() -> None:
    told = "5月，获批进境水果指定监管场地。"
    assert is_spoken_of("水果指定监管场地", told, ["木材指定监管场地"])
    assert not is_spoken_of("木材指定监管场地", told, ["水果指定监管场地"])


def test_a_body_and_what_it_is_to_pass_are_spoken_of_together() -> None:
    thing = "县人民医院三级综合医院评审"
    assert is_spoken_of(thing, "县人民医院完成省级预评审。")
    assert not is_spoken_of(thing, "县人民医院新院区投用。")
    assert is_spoken_of(thing, "县人民医院接受省卫健委组织的现场评审。")
    assert is_spoken_of("县职业中专省级优质学校", "县职业中专已提交创建方案。")
    assert is_spoken_of("青岭机器人产业园省级特色园区名单", "机器人产业园申报材料已提交。")


@pytest.mark.parametrize(
    ("narrative", "is_broken"),
    [
        ("死亡人数同比上升。", True),
        ("事故起数同比下降12.5%，死亡人数同比上升16.7%。", True),
        ("事故起数、死亡人数同比分别下降12.5%、16.7%。", False),
        ("事故起数下降12.5%，用电量增长9%。", False),
        ("事故起数下降12.5%，死亡人数增长0%。", False),
    ],
)
def test_a_promise_of_two_things_is_broken_by_one(narrative: str, is_broken: bool) -> None:
    """Fails if the fall of one thing hides that the other rose, or if the rise of a third breaks the promise."""
    answer = answered("事故起数和死亡人数只降不升。", narrative)[1].answers[0]
    assert (answer.says_impossible, answer.is_claimed) == (is_broken, not is_broken)


def test_the_main_works_of_the_only_thing_are_its_own() -> None:
    assert reached("青岭抽水蓄能电站主体工程开工。", "8月18日主体工程开工。") == {"青岭抽水蓄能电站主体工程": True}


def test_one_bore_of_a_tunnel_is_a_part() -> None:
    assert reached("青岭隧道实现双洞贯通。", "青岭隧道左洞已贯通，右洞掘进2公里。") == {"青岭隧道": False}


@pytest.mark.parametrize(
    ("thing", "told", "is_so"),
    [
        ("跨江隧道工程", "隧道竖井已挖成，衬砌已做一半。", True),
        ("铁轨作业区", "项目用地报批已完成，配套仓储已洽谈。", False),
        ("数字票据推广应用典型案例", "拓展应用场景，建设管理平台。", False),  # words that any name may have
    ],
)
def test_a_row_touches_a_thing_by_a_telling_word_of_its_name(thing: str, told: str, is_so: bool) -> None:
    assert is_touched(thing, told) is is_so


def test_a_promise_that_no_row_is_about_is_not_passed_over_where_another_row_speaks_of_it() -> None:
    promise = task(1, "打通跨境数据流动便利化通道。")
    milestones, _ = answered("打通跨境数据流动便利化通道。", "")
    told = [row(1, "落实试点", "推进16项任务，其中完善跨境数据安全流动便利化措施、外籍人员待遇等5项取得进展。")]
    found = Answered()
    answer_elsewhere_told(read_told_rows(told, [TextRecord(REPORT, told[0].narrative)]), [promise], milestones, found)
    assert [(one.is_elsewhere, one.is_mentioned, one.actual_id) for one in found.answers] == [(True, True, None)]
