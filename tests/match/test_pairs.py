"""Pairing fails its readers when a target is judged by a number that speaks of something else."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from pipeline.match import match
from pipeline.match.names.promised_names import promised_names
from pipeline.match.told_words import told_words
from pipeline.records import ActualRecord, PairRecord
from tests.match.builders import reported, row


def _answers(promise: str, narrative: str) -> list[tuple[PairRecord, ActualRecord | None]]:
    records = reported(promise, narrative)
    matched = match(records)
    by_id = {actual.actual_id: actual for actual in [*records["actuals"], *matched["inferred_actuals"]]}
    return [(pair, by_id.get(pair.actual_id or "")) for pair in matched["pairs"]]


def _values(promise: str, narrative: str) -> list[Decimal | None]:
    return [actual and actual.value for _, actual in _answers(promise, narrative)]


def test_growth_answers_growth_and_the_level_is_left_aside() -> None:
    narrative = "1-9月进口额489.7亿元，同比增长52.8%。"
    assert _values("进口增长25%以上", narrative) == [Decimal("52.8")]


def test_every_target_of_a_row_gets_its_own_number() -> None:
    promise = "新增贷款600亿元以上，减税降费75亿元以上，新增就业4万人以上"
    narrative = "截至9月底，新增就业4.22万人；全市新增贷款597.33亿元，为市场主体减税降费65亿元。"
    assert _values(promise, narrative) == [Decimal("59733000000"), Decimal("6500000000"), Decimal("42200")]


def test_a_threshold_decides_between_results_of_one_kind() -> None:
    promise = "力争招引亿元以上项目37个以上，其中50亿元以上项目5个、100亿元以上项目2个以上"
    narrative = "招引投资额亿元以上项目58个，其中10亿元以上项目25个，50亿元以上项目7个，100亿元项目2个。"
    assert _values(promise, narrative) == [58, 7, 2]


def test_work_under_way_and_applications_answer_nothing() -> None:
    assert _values("新增智能工厂20家以上", "共有30个智能工厂项目正在推进中，共有14个智能工厂项目完成建设。") == [14]
    assert _values("制定团体标准5个以上", "其中2项团体标准进入报批阶段，3项进入送审阶段。") == [None]
    assert _values("加装住宅电梯200部", "加装电梯已签约148部，完工73部。") == [73]
    assert _values("新建寄宿制学校2所", "2所寄宿制学校完成主体工程的60%，计划8月底竣工。") == [None]


def test_none_happened_keeps_a_bound_and_anothers_rise_answers_nothing() -> None:
    assert _values("重污染天气控制在3天以内", "未发生重污染天气。") == [0]
    assert _values("重污染天气控制在3天以内", "未发生森林火灾。") == [None]
    assert _values("火灾事故起数控制在30起以内", "未发生较大火灾事故。") == [None]
    assert _values("生产事故死亡人数下降5%", "刑事发案数同比增长2.4%。") == [None]
    assert _values("创成国家4A级景区1个", "青岭景区于10月16日获评国家4A级景区。") == [None]  # after the period


def test_what_is_counted_must_be_what_was_promised() -> None:
    assert _values("培育孵化新行业3个以上", "完成三个新行业的招商培育方案。") == [None]
    towns = "宜居镇：北塘镇也已公布，我县5个镇均成功创建宜居镇。宜居村：截至9月25日全县120个村达到宜居镇村标准，占40%。"
    assert _values("5个镇全部达到宜居镇标准", towns) == [5]
    assert _values("生猪出栏量稳定在15万头以上", "生猪存栏13.68万头，生猪累计出栏14.59万头。") == [Decimal("145900")]


def test_a_narrower_published_statistic_is_not_the_indicator() -> None:
    [(pair, actual)] = _answers("社会消费品零售总额增长7%以上", "1-9月限上社零增速9.8%。")
    assert actual is None
    assert "口径" in pair.explanation


def test_another_currency_is_paired_and_not_converted() -> None:
    [(pair, actual)] = _answers("服务中小企业融资6000万元以上", "服务中小市场主体融资6612万美元。")
    assert actual is not None
    assert (actual.value, actual.unit) == (66120000, "美元")
    assert (pair.converts, pair.actual_value) == (False, None)
    assert "美元" in pair.explanation


def test_a_result_of_last_year_does_not_answer_this_year() -> None:
    [(pair, _)] = _answers("规上工业亩均税收达到22万元以上", "完成2022年度综合评价，规上工业亩均税收15.3万元/亩。")
    assert not pair.converts


def test_convertible_units_are_converted() -> None:
    [(pair, _)] = _answers("完成技术交易额50亿元以上", "完成技术交易额481600万元。")
    assert (pair.actual_value, pair.converts) == (Decimal("4816000000"), True)


def test_quarterly_steps_share_the_latest_value() -> None:
    promise = "确保重点项目开工率一季度达到30%、二季度达到60%、三季度达到85%"
    assert _values(promise, "重点项目均已开工，开工率100%。") == [100, 100, 100]


def test_things_named_in_a_list_are_counted() -> None:
    narrative = "稠江街道“童心丝路”风貌区、佛堂赤岸“对话千年，佛韵丹溪”风貌区已创成省级风貌样板区。"
    [(pair, actual)] = _answers("争创省级风貌样板区2个以上", narrative)
    assert actual is not None
    assert (actual.value, actual.basis, pair.basis) == (2, "counted", "counted")
    assert actual.quote == narrative.rstrip("。")


def test_a_ratio_of_two_incomes_is_derived() -> None:
    narrative = "城镇居民人均可支配收入69355元，增速6.4%，农村居民人均可支配收入38926元，增速6.5%。"
    [(pair, actual)] = _answers("城乡居民收入倍差低于1.82", narrative)
    assert actual is not None
    assert (actual.value, pair.basis) == (Decimal("1.78"), "derived")


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("普惠小微贷款200亿元以上", "普惠小微贷款已完成年度目标。"),
        ("力争安全生产事故起数同比下降20%以上", "全市安全形势平稳，实现事故数下降目标。"),
    ],
)
def test_a_claim_without_a_number_answers_as_claimed(promise: str, narrative: str) -> None:
    [(pair, actual)] = _answers(promise, narrative)
    assert actual is None
    assert (pair.basis, pair.claim_id) == ("claimed", "report/row/1#c1")


def test_a_claim_about_something_else_answers_nothing() -> None:
    [(pair, _)] = _answers("新增发明专利100件", "普惠小微贷款已完成年度目标。")
    assert (pair.actual_id, pair.claim_id) == (None, None)


def test_silence_is_a_row_of_its_own() -> None:
    [(pair, actual)] = _answers("实施项目24个以上", "绿化景观带工程先行段已进场施工。")
    assert actual is None
    assert "未见" in pair.explanation


def test_of_equal_answers_the_least_favourable_binds() -> None:
    narrative = "21个省级工程年度投资完成率142.5%；65个市级项目年度投资完成率113.9%。"
    assert _values("全年投资完成率120%以上", narrative) == [Decimal("113.9")]


def test_a_change_is_the_difference_of_two_states() -> None:
    narrative = "人均公园绿地面积由12.1平方米增加到12.5平方米。"
    [(pair, _)] = _answers("人均公园绿地面积提高0.3平方米", narrative)
    assert (pair.actual_value, pair.basis) == (Decimal("0.4"), "derived")


@pytest.mark.parametrize(
    ("promise", "narrative", "value"),
    [
        ("新建改建农村公路120公里", "目标任务120公里，已完成85公里，占年度任务的70.8%。", "85"),
        ("建成示范小区50个", "50个示范小区已建成45个，剩余5个正在验收。", "45"),
        ("改造老旧小区18个", "18个老旧小区已全部开工，其中13个已完工。", "13"),
        ("城镇登记失业率控制在4.2%以内", "城镇登记失业率为3.9%，控制在4.2%以内。", "3.9"),
        ("新建5G基站1200个", "累计建成5G基站3655个，今年新增655个。", "655"),
        ("新增市场主体2万户", "新登记市场主体21560户，市场主体总量达18.6万户。", "21560"),
        ("高标准农田建设5万亩", "计划建设高标准农田5万亩，目前已完成3.8万亩，正在施工1.2万亩。", "38000"),
    ],
)
def test_what_is_restated_begun_or_in_stock_is_not_the_answer(promise: str, narrative: str, value: str) -> None:
    assert _values(promise, narrative) == [Decimal(value)]


@pytest.mark.parametrize(
    ("promise", "narrative", "value"),
    [
        ("新增法治主题15个。", "法治主题累计48个。", None),  # all there is
        ("建成助餐点25个。", "建成助餐点31个（含去年建成的12个）。", None),
        ("家庭医生签约率70%。", "重点人群家庭医生签约率82%。", None),  # of a part
        ("生活垃圾回收利用率65%以上。", "生活垃圾资源化利用率100%。", None),  # another rate of it
        ("案件办结率100%，改造公厕20座。", "案件败诉率4.1%。", None),
        ("养殖企业总数突破900家。", "养殖企业总数预计可达910家。", None),  # expected
        ("新增上市企业2家。", "2家企业上市申请获受理，报会在审企业3家。", None),
        ("新建幼儿园3所。", "3所幼儿园中2所完工、1所封顶。", "2"),
        ("建成安置房2600套，交付1800套。", "安置房交付1120套。", None),  # of the other stage
        ("水质达标率100%，改造公厕20座。", "水质监测案件141件，办结139件。", None),
        ("长者食堂覆盖率100%，新增床位400张。", "7个镇均建有长者食堂。", "100"),
        ("水源地水质达标率100%。", "2个水源地水质全部达标。", "100"),
        ("水源地水质达标率100%。", "水源地水质监测点全部建成。", None),  # of the points
        ("案件办结率100%。", "受理案件141件，审结139件。", "98.6"),
        ("改造敬老院3所。", "3所敬老院改造均已进场。", None),  # begun
        ("新建桑园6万亩。", "桑园开工6万亩、完工2.3万亩。", "23000"),
        ("培育地理标志商标2件。", "2件地理标志商标获国家局受理。", None),  # applied for
        ("打造美丽村30个。", "确定美丽村创建名单30个。", None),
        ("争取水利资金8亿元，新建泵站3座。", "申报水利项目42个、资金15亿元。", None),  # one verb for the list
        ("光伏并网15万千瓦。", "光伏累计装机56万千瓦。", None),
        ("投诉按时办结率100%。", "受理投诉312件，按时办结312件。", "100.0"),
        ("油菜播种面积45万亩、总产量18万吨。", "油菜播种面积46万亩、总产17.6万吨。", "460000"),
    ],
)
def test_what_counts_another_state_or_thing_is_not_the_answer(promise: str, narrative: str, value: str | None) -> None:
    pair, actual = _answers(promise, narrative)[0]
    assert (str(actual.value) if actual and pair.converts else None) == value


def test_part_of_a_harvest_is_not_the_harvest() -> None:
    assert _values("粮食总产量稳定在25.6万吨以上", "夏粮总产12.3万吨，秋粮预计13.8万吨。") == [None]


def test_a_fall_answers_a_promised_rise() -> None:
    [(pair, actual)] = _answers("规上工业增加值增长8%以上", "规上工业增加值同比增长-3.2%。")
    assert actual is not None
    assert (actual.kind, actual.value, pair.converts) == ("decrease_rate", Decimal("3.2"), True)


def test_names_that_share_a_verb_get_a_number_each() -> None:
    promise = "城镇、农村居民人均可支配收入分别增长6.5%、7.8%"
    assert _values(promise, "城镇、农村居民人均可支配收入分别增长5.2%、8.1%。") == [Decimal("5.2"), Decimal("8.1")]


@pytest.mark.parametrize(
    ("promise", "narrative", "value"),
    [
        ("新改建公厕50座", "新建公厕32座、改建公厕20座。", "52"),
        ("培育市级以上龙头企业3家", "新认定省级龙头企业1家、市级龙头企业1家。", "2"),
    ],
)
def test_sorts_promised_together_are_added_up(promise: str, narrative: str, value: str) -> None:
    [(_, actual)] = _answers(promise, narrative)
    assert actual is not None
    assert (actual.value, actual.basis, actual.rule) == (Decimal(value), "derived", "sum_of_parts")
    assert actual.quote in narrative


@pytest.mark.parametrize("narrative", ["已完成。", "智慧停车位建设已全部完成。", "上半年已全部完工。"])
def test_all_said_to_be_done_is_a_claim(narrative: str) -> None:
    [(pair, _)] = _answers("新增智慧停车位500个", narrative)
    assert (pair.basis, pair.claim_id) == ("claimed", "report/row/1#c1")


def test_the_one_thing_promised_is_counted_when_it_is_reported_finished() -> None:
    assert _values("建成高铁站前广场1个", "高铁站前广场已建成投用。") == [1]
    assert _values("建成高铁站前广场1个", "高铁站前广场预计12月建成投用。") == [None]


def test_a_result_of_one_stage_says_nothing_of_another() -> None:
    """Fails if building begun answers building finished, or if the pair of stages stops the matching."""
    promise = "一季度公厕开工3座，三季度公厕完工2座，四季度公厕完工3座。"
    assert _values(promise, "公厕已开工3座，完工2座。") == [3, 2, 2]
    assert _values("新建变电站：一季度开工3座，三季度完工2座。", "变电站已开工3座。") == [3, None]


@pytest.mark.parametrize("period", ["", "近期"])
def test_a_report_that_names_no_year_is_matched_all_the_same(period: str) -> None:
    records = reported("新增床位50张", "已新增床位40张")
    records["progress"] = [dataclasses.replace(row, period_id=period) for row in records["progress"]]
    records["actuals"] = [dataclasses.replace(actual, as_of_period_id=period) for actual in records["actuals"]]
    [pair] = match(records)["pairs"]
    assert pair.actual_value == 40


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("取得经营许可6本以上。", "已有9家企业提出申办经营许可需求，其中3家企业经营许可已在办理。"),
        ("发放采砂许可证4张以上。", "已有7家公司有意向办理采砂许可证。"),
        ("5项主要指标均增长8%以上。", "5项主要指标中，工业用电量增长9.1%。"),
    ],
)
def test_who_asks_and_one_of_several_answer_nothing(promise: str, narrative: str) -> None:
    assert _values(promise, narrative) == [None]


def test_so_much_a_head_is_answered_by_so_much_per_head() -> None:
    promise = "将集中供养孤儿养育标准提高到每人每月2200元，分散供养孤儿养育标准提高到每人每月1400元"
    narrative = "已将集中供养孤儿养育标准提高到2250元/人月，分散供养孤儿养育标准提高到1400元/人月。"
    assert _values(promise, narrative) == [2250, 1400]


@pytest.mark.parametrize(
    ("narrative", "basis"),
    [("已完成建设并投入使用。", "claimed"), ("已完成选址。", "measured"), ("已完成招标并进场。", "measured")],
)
def test_works_said_to_be_finished_finish_what_the_row_names(narrative: str, basis: str) -> None:
    (pair, _), *_ = _answers("新改扩建村卫生室5家", narrative)
    assert pair.basis == basis
    assert bool(pair.claim_id) == (basis == "claimed")


def test_all_above_the_bound_is_measured_by_the_share_of_those_above_it() -> None:
    [(pair, actual)] = _answers("确保所有村集体经营性收入达30万元以上", "经营性收入30万元以上的村271个，占比为100%。")
    assert actual is not None
    assert (pair.basis, actual.value, actual.unit) == ("measured", 300000, "元")
    assert "271个" in (pair.parts or "")


def test_the_progress_of_works_is_measured_and_a_stated_share_of_the_plan_is_not() -> None:
    assert _values("东环路一期形象进度达60%以上", "东环路一期完成形象进度约25%。") == [Decimal(25)]
    assert _values("完成造林90亩", "已完成序时进度80%。") == [None]


def test_a_result_whose_clause_names_nothing_stops_no_other() -> None:
    assert len(_answers("工业投资增长15%以上", "增长14.6%，低于目标0.4个百分点。")) == 1


def test_the_items_of_a_count_do_not_answer_for_others() -> None:
    """Fails if one of the five answers for another village's: 5座，即：东岗村1座、西岗村4座."""
    assert _values("新建公厕4座", "今年公厕建设5座，即：东岗村1座、西岗村4座，已通过验收。") == [5]
    assert _values("新建泵站9座", "已建成泵站6座，包括北塘2座、南塘4座。") == [6]


def test_what_each_noun_of_a_list_has_reached_is_added_up() -> None:
    assert _values("引进甲类、乙类和丙类企业6家", "引进甲类企业2家；引进乙类企业3家；引进丙类企业1家。") == [6]
    assert _values("新建、改造农贸市场5个", "新建农贸市场2个、改造农贸市场2个。") == [4]
    assert _values("新增养老床位和护理床位300张", "新增养老床位300张，其中护理床位120张。") == [300]


def test_a_total_behind_its_parts_is_not_the_last_part() -> None:
    assert _values("新建公园6个、游园6个", "已建成公园3个、游园5个，共8个。") == [3, 5]
    assert _values("新建公厕4座", "城东建成公厕1座、城西建成公厕2座，共计3座。") == [3]


def test_what_came_before_the_end_does_not_take_the_end_back() -> None:
    assert _values("改造供水站6个", "6个供水站改造项目于1月完成招投标、6月全面完工。") == [6]
    assert _values("改造供水站6个", "6个供水站改造项目于1月完成招投标、预计9月完工。") == [None]


def test_works_reported_finished_say_nothing_of_their_money() -> None:
    [(pair, _)] = _answers("计划投资15万元，对东街进行硬化", "道路已全部完成硬化并投入使用。")
    assert pair.basis != "claimed"


def test_a_promise_has_a_name_however_short() -> None:
    """Fails if a name of one character, as a damaged table gives it, stops the matching of its place."""
    assert promised_names("3", None, "1") == ("3",)


def test_what_is_another_thing_or_waits_in_a_pool_answers_no_count() -> None:
    assert _values("建成公共自习室7处", "新建公厕7处，自习室正在选址。") == [None]
    assert _values("培育专精特新企业14家", "走访服务企业14家次。") == [None]
    assert _values("新增上市企业2家", "3家企业进入上市后备库。") == [None]
    assert _values("6个乡镇供水普及率均达到88%", "其中青岭乡供水普及率达到91%。") == [None]
    assert _values("新建中小学4所", "4所学校9月1日开学。") == [4]
    assert _values("纳入省级储备库项目9个", "10个项目纳入省级储备库。") == [10]


def test_others_trained_asked_for_or_one_of_several_answer_nothing() -> None:
    assert _values("培训养老护理员210人次", "培训家政服务人员350人次。") == [None]
    assert _values("培训乡村教师210人", "培训教师230人。") == [230]
    assert _values("新增专利授权90件", "受理专利申请140件。") == [None]
    assert _values("4个街道分类达标率均达到85%", "4个街道中，青岭街道分类达标率达90%。") == [None]


def test_what_is_still_to_be_done_or_striven_for_is_no_result() -> None:
    assert _values("改造危旧房800户", "全县尚有870户危旧房待改造，施工队伍已选定。") == [None]
    assert _values("改造危旧房800户", "已改造危旧房530户，待改造270户。") == [530]
    assert _values("供水普及率达到92%", "加快水厂扩建，努力实现供水普及率92%。") == [None]
    assert _values("供水普及率达到92%", "经过共同努力实现了供水普及率92.5%。") == [Decimal("92.5")]


def test_what_is_finished_counts_beside_the_steps_that_come_first() -> None:
    assert _values("建设村级驿站23个", "完成地勘19个，已建成11个。") == [11]
    assert _values("新建幸福食堂7家", "7家均已完成选址，其中3家建成运营。") == [3]
    assert _values("新建幸福食堂7家", "已建成5家，其中3家由企业运营。") == [5]
    assert _values("征收土地800亩", "完成征收土地830亩。") == [830]
    assert _values("改造老旧小区14个", "完成招标14个，开工9个。") == [None]
    assert _values("加装电梯90部", "已签订加装协议72部，开工60部，投入使用31部。") == [31]
    assert _values("新建健身步道30公里", "规划步道34公里，完成招投标。") == [None]
    striven = _answers("污水处理率达到83%", "加大投入，稳步提升污水处理率达83%。")
    assert [(pair.cause, pair.actual_value) for pair, _ in striven] == [("effort", None)]


@pytest.mark.parametrize(
    "words",
    [
        "三项任务均已提前完成年度目标。",
        "上述任务均已超额完成。",
        "3项指标均已完成。",
        "以上项目均已完成建设。",
        "年度任务已全部完成。",
    ],
)
def test_what_sums_up_all_that_was_asked_claims_each(words: str) -> None:
    """Fails if a sentence on all of a row's tasks is taken for one on a thing of that name."""
    pairs = match(reported("新建管网12公里、改造泵站3座、清淤沟渠20公里。", words))["pairs"]
    assert [pair.basis for pair in pairs] == ["claimed"] * 3
    assert all(pair.claim_id for pair in pairs)


@pytest.mark.parametrize(
    "words",
    [
        "2个项目均已完工。",
        "上述工程均已开工。",
        "各项目均已完成招标。",
        "上述项目均已完成方案编制。",
        "以上工作均已完成部署。",
    ],
)
def test_what_sums_up_others_or_a_start_claims_none(words: str) -> None:
    pairs = match(reported("新建管网12公里、改造泵站3座、清淤沟渠20公里。", words))["pairs"]
    assert not any(pair.claim_id or pair.actual_id for pair in pairs)


@pytest.mark.parametrize(
    ("words", "percent"),
    [("完成75%，2处正在招标", 75), ("已完成60%（其余在建）", 60), ("完成进度68%，受用地影响。", 68)],
)
def test_a_report_that_opens_with_a_percentage_says_it_of_what_was_asked(words: str, percent: int) -> None:
    """Fails if it is lost, or if a percentage of something else is taken for it."""
    records = reported("修缮历史建筑16处。", words)
    [pair] = match(records)["pairs"]
    assert [c.stated_percent for c in records["claims"] if c.claim_id == pair.claim_id] == [percent]
    [other] = match(reported("修缮历史建筑16处。", "完成75%的招标工作。"))["pairs"]
    several = match(reported("修缮历史建筑16处、新建博物馆2座。", words))["pairs"]
    assert not any(pair.claim_id for pair in [other, *several])


def test_what_stands_between_two_cells_of_a_row_is_no_word_of_its_report() -> None:
    """Fails if a result takes its name from the units or the next promise, which stand between the cells."""
    text = "新建卫生室12个\t已建成卫生室7个\t县卫健局\n为妇女免费筛查5000人\t已筛查2100人"
    told = row(1, "健康惠民", "已建成卫生室7个\n已筛查2100人")
    start = text.index("已建成")
    told = dataclasses.replace(told, narrative_start=start, narrative_end=len(text))
    words = told_words(told, text)
    assert (len(words), words.split()) == (len(text) - start, ["已建成卫生室7个", "已筛查2100人"])
    assert text[start:].index("已筛查") == words.index("已筛查")


def test_what_was_set_up_more_answers_under_its_verb_alone() -> None:
    """Fails if 已增设610个 is taken for a thing called 增设."""
    assert _values("增设停车位900个", "已增设610个") == [Decimal(610)]
