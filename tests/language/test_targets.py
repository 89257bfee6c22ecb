"""Targets of real sentences: what is promised, how it is bounded, what it is called, and what only looks like one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.targets_on_labels import labelled_texts, score
from pipeline.language.promises.explain_targets import REASONS, RULES, explain
from pipeline.language.promises.roles import assign_roles
from pipeline.language.promises.targets import read_targets
from pipeline.language.words.compact import CompactText
from pipeline.language.words.vocabulary import load_vocabulary

REPOSITORY = Path(__file__).resolve().parents[2]
GIVEN_LABELS = REPOSITORY.parent / "shared/score/labels"


def promises(text: str, plan: str = "2023") -> list[tuple[str, str, Decimal, str, str]]:
    """Indicator, comparator, value, unit and kind of every firm target."""
    return [(t.indicator, t.comparator, t.value, t.unit, t.kind) for t in read_targets(text, plan) if t.is_firm]


def test_a_bare_planned_count_is_a_floor() -> None:
    assert promises("新增医养结合机构医疗床位 50 张。") == [
        ("新增医养结合机构医疗床位", ">=", Decimal(50), "张", "count")
    ]


def test_a_fall_is_a_positive_rate() -> None:
    (target,) = promises("推动规上工业单位增加值能耗下降10%以上")
    assert target == ("规上工业单位增加值能耗", ">=", Decimal(10), "%", "decrease_rate")


def test_a_verb_of_change_in_front_makes_a_rate() -> None:
    assert promises("提高农村人居环境长效管护保障经费 25%以上")[0][4] == "growth_rate"
    assert promises("压减一般性支出10%以上") == [("一般性支出", ">=", Decimal(10), "%", "decrease_rate")]
    assert promises("提高随迁子女公办学校就读率达到66%")[0][4] == "share"
    assert promises("降低PM2.5浓度至30微克/立方米以下")[0][:3] == ("PM2.5浓度", "<=", Decimal(30))


def test_from_to_promises_the_end() -> None:
    assert promises("护理型养老床位占比由56%提高到60%。") == [("护理型养老床位占比", ">=", Decimal(60), "%", "share")]
    (screened,) = promises("将新生儿遗传代谢性疾病免费筛查项目从 4 种提升至 29 种。")
    assert screened[2:] == (Decimal(29), "种", "count")
    (standard,) = promises("城市低保标准由每人每月640元提高到670元")
    assert standard[2:4] == (Decimal(670), "元")


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("推动PM2.5浓度降至26微克/立方米以下", "<=", "26"),
        ("城乡居民收入倍差低于 1.82", "<", "1.82"),
        ("城乡居民收入倍差缩小至1.75以内", "<=", "1.75"),
        ("城镇登记失业率控制在4.5%以内", "<=", "4.5"),
        ("空气质量优良率保持在97%以上", ">=", "97"),
        ("政府采购项目预留给中小企业比例不低于40%", ">=", "40"),
        ("义乌中国小商品城总营业收入突破 2000 亿元", ">=", "200000000000"),
        ("区内服务业企业营业收入增速高于面上2个百分点", ">=", "2"),
        ("社会消费品零售总额增长7.5%左右", "=", "7.5"),
        ("天然气保障能力达到2亿方左右", ">=", "200000000"),
    ],
)
def test_words_around_the_number_bound_it(text: str, comparator: str, value: str) -> None:
    ((_, read_comparator, read_value, _, _),) = promises(text)
    assert (read_comparator, read_value) == (comparator, Decimal(value))


def test_ranges_have_two_ends() -> None:
    (target,) = read_targets("固定资产投资增长5%—6%", "2025")
    assert (target.comparator, target.value, target.value_high) == ("between", Decimal(5), Decimal(6))


def test_the_stretch_half_is_read_and_not_firm() -> None:
    firm, stretch = read_targets("确保全年完成固定资产投资增长 15%以上、力争 20%。", "2023")
    assert firm.is_firm and firm.value == 15
    assert not stretch.is_firm and stretch.scope == "力争" and stretch.kind == "growth_rate"


def test_a_bare_best_effort_is_firm() -> None:
    (target,) = read_targets("力争招引亿元以上项目 37 个以上", "2023")
    assert target.is_firm and target.value == 37


def test_a_threshold_is_scope_and_the_count_is_promised() -> None:
    text = "力争招引亿元以上项目 37 个以上，其中 50 亿元以上项目 5 个、100 亿元以上项目 4 个以上。"
    assert [(name, value) for name, _, value, _, _ in promises(text)] == [
        ("亿元以上项目", 37),
        ("50亿元以上项目", 5),
        ("100亿元以上项目", 4),
    ]
    assert [p[2] for p in promises("完成 4 个 100 亩以上集中连片区块整治")] == [4]
    assert [p[2] for p in promises("集体经济年经营性收入 50 万元以上行政村占比达 85%以上")] == [85]


def test_a_threshold_without_a_noun_takes_the_noun_before() -> None:
    names = [p[0] for p in promises("新签约亿元以上项目150个，其中10亿元以上20个")]
    assert names == ["新签约亿元以上项目", "10亿元以上项目"]


def test_those_who_reach_a_sum_are_counted() -> None:
    text = "确保所有行政村集体经营性收入达50万元以上，其中150个村达100万元以上。"
    every, counted = read_targets(text, "2023")
    assert (every.indicator, every.value, every.scope) == ("行政村集体经营性收入", 500000, "所有")
    assert (counted.value, counted.unit, counted.kind) == (150, "个", "count")
    assert "达100万元以上的村" in counted.indicator


def test_one_rate_over_several_nouns_is_one_target_each() -> None:
    text = "推动电诈发案率和案损率均下降 10% 以上，传统侵财警情、矛盾纠纷警情下降 3% 以上。"
    assert [p[0] for p in promises(text)] == ["电诈发案率", "案损率", "传统侵财警情", "矛盾纠纷警情"]
    assert [p[0] for p in promises("旅游人次、收入均增长10%以上")] == ["旅游人次", "旅游收入"]


def test_an_amount_over_several_nouns_is_their_sum() -> None:
    assert len(promises("制定国家、行业标准30项以上")) == 1
    assert len(promises("批而未供土地消化、存量用地盘活、低效用地再开发 14000 亩")) == 1
    assert len(promises("争取专项债、政策性开发性金融工具获批额度均占金华份额 20%以上")) == 1


def test_each_makes_an_amount_one_target_per_noun() -> None:
    names = [p[0] for p in promises("招引游戏、动漫、音乐类企业各 10 家以上,后期制作头部企业 5 家以上。")]
    assert names == ["游戏类企业", "动漫类企业", "音乐类企业", "后期制作头部企业"]


def test_respectively_pairs_numbers_with_nouns_or_with_their_bearers() -> None:
    text = "财政总收入、一般公共预算收入分别增长 13.8%和 12%以上"
    assert [(p[0], p[2]) for p in promises(text)] == [("财政总收入", Decimal("13.8")), ("一般公共预算收入", 12)]
    text = "推进绿色动力、智能显示材料两大“万亩千亿”重大产业平台建设，力争产值分别突破 100 亿元、1000 亿元"
    assert [(t.indicator, t.scope) for t in read_targets(text, "2023")] == [
        ("绿色动力产值", "绿色动力"),
        ("智能显示材料产值", "智能显示材料"),
    ]
    for words in ("公厕、垃圾设施覆盖率分别提高到68%和60%", "公厕、垃圾设施覆盖率提高到68%、60%"):
        assert [t.kind for t in read_targets(words, "2023")] == ["share", "share"]
    text = "家庭可支配收入10-50万元群体占比、20-60万元群体占比分别达到79%和42%"
    assert [p[2] for p in promises(text)] == [79, 42]
    text = "城镇、农村居民人均可支配收入分别增长6.5%、7.8%"
    assert [p[0] for p in promises(text)] == ["城镇居民人均可支配收入", "农村居民人均可支配收入"]


def test_a_number_without_a_subject_takes_the_one_it_speaks_of() -> None:
    text = "全市服务业增加值占 GDP 比重达 70%，年均增长 6%。"
    assert [p[0] for p in promises(text, "2023/2025")] == ["全市服务业增加值占GDP比重", "全市服务业增加值"]
    text = "多措并举提高随迁子女公办学校就读率，确保达到66.2%以上"
    assert promises(text)[0][0].endswith("随迁子女公办学校就读率")
    text = "以“义新欧”班列开行十周年为契机，常态化运行老挝专线，全年开行1600列以上"
    assert promises(text)[0][0] == "“义新欧”班列"
    text = "其中制造业投资增长 30%、占比达 30%以上"
    assert [p[0] for p in promises(text)] == ["制造业投资", "制造业投资占比"]


def test_a_verb_of_its_own_tells_two_numbers_apart() -> None:
    assert [p[0] for p in promises("新开工亿元以上项目35个，竣工投产20个")] == [
        "新开工亿元以上项目",
        "竣工投产亿元以上项目",
    ]


def test_a_number_relative_to_a_base_keeps_its_own_subject() -> None:
    text = "使融合型、共建型教共体学校数量达到公办学校总数的90%以上"
    (target,) = read_targets(text, "2023")
    assert target.indicator == "融合型、共建型教共体学校数量" and "公办学校总数" in (target.scope or "")


def test_brackets_may_promise_as_well() -> None:
    assert [p[2] for p in promises("新建增加托位800个（普惠托位276个）")] == [800, 276]
    assert [p[2] for p in promises("首年完成提升项目6所(吴宁二中、巍山高中)")] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "全面承接国家系列政策、省“8+4”政策",
        "拓宽“4+X”产业链路，建立“1+14+X”服务体系",
        "迭代市场采购 2.0 版，打造小微企业园 3.0 版",
        "打造15分钟托育服务圈",
        "办好第四届世界东阳人发展大会，认真做好第五次全国经济普查",
        "完成国际商贸城 4A 级旅游购物景区复核验收",
        "加快 G235 龙回至祥贝段、351国道改建",
        "全力推动上溪、大陈、义亭、赤岸四个镇赶超发展",
        "全力瞄准世界 500 强、中国民营经济 500 强企业开展招商引资",
        "完成3亩以上宗地企业智能电表安装",
        "确保国控、省控断面水质Ⅲ类以上",
        "满足新能源充电桩辐射半径 2 公里的覆盖要求",
        "坚决落实中央八项规定，落地城市国际化提升十项举措",
        "确保政府工作定一件、干一件、成一件",
        "实现山塘水库视频感知系统全覆盖",
        "义务教育、养老服务全覆盖，零就业家庭动态清零",
        "新建城东小学，总投资1.2亿元，建筑面积2.5万平方米",
        "日处理能力5万吨的污水处理厂建成投运",
        "推进浙大“一带一路”国际医学院（一期）2023 年 9 月首批学生入驻",
        "去年新增就业4.2万人",
        "每季度召开1次调度会，每月开展1次安全检查",
        "联系电话：0579-85520000，邮编322000",
        "过去一年，地区生产总值增长6.3%，新增就业2256人",
    ],
)
def test_what_only_looks_like_a_target(text: str) -> None:
    assert promises(text) == []


@pytest.mark.parametrize(
    "text", ["加快推进 254 个实施类市重点项目建设", "每年滚动推进260项左右重大项目", "加快16项核心改革事项落地"]
)
def test_what_is_pushed_along_is_read_and_not_firm(text: str) -> None:
    (target,) = read_targets(text, "2023")
    assert not target.is_firm


def test_a_rate_of_counted_things_does_not_promise_the_count() -> None:
    assert [p[2] for p in promises("50个省市县三级重大项目年度投资完成率达115%以上")] == [115]


def test_a_counted_subject_that_reaches_something_is_promised() -> None:
    text = "6 个镇全部达到健康镇标准，50% 以上的村达到健康村标准"
    assert [(p[2], p[4]) for p in promises(text)] == [(6, "count"), (50, "share")]


def test_a_column_gives_its_cells_name_and_unit() -> None:
    (target,) = read_targets("350", "2023", indicator="新增床位", unit="张")
    assert (target.indicator, target.value, target.unit, target.rule) == ("新增床位", 350, "张", "column_header")
    (bounded,) = read_targets("≥95", "2023-Q3", indicator="优良率", unit="%")
    assert (bounded.comparator, bounded.kind, bounded.period_id) == (">=", "share", "2023-Q3")


@pytest.mark.parametrize(
    ("cell", "indicator", "unit", "comparator", "value", "kind"),
    [
        ("3.5", "收入倍差", None, "<=", "3.5", "level"),
        ("1.2", "城镇新增就业", "万人", ">=", "12000", "count"),
        ("３５０", "完成投资", "亿元", ">=", "35000000000", "level"),
        ("-3%", "单位增加值能耗", None, ">=", "3", "decrease_rate"),
        ("6.5%左右", "地区生产总值增速", None, "=", "6.5", "growth_rate"),
        ("≤26", "PM2.5浓度", "微克/立方米", "<=", "26", "level"),
        ("0", "重大事故", "起", "<=", "0", "count"),
    ],
)
def test_cells_of_numbers(cell: str, indicator: str, unit: str | None, comparator: str, value: str, kind: str) -> None:
    (target,) = read_targets(cell, "2024", indicator=indicator, unit=unit)
    assert (target.indicator, target.comparator, target.value, target.kind) == (
        indicator,
        comparator,
        Decimal(value),
        kind,
    )
    assert cell[target.start : target.end]


def test_a_milestone_takes_the_name_of_the_tasks_promise_in_its_unit() -> None:
    (target,) = read_targets("改造5公里", "2024-Q1", subjects=[("教育集团", "个"), ("雨污分流改造管网", "公里")])
    assert (target.indicator, target.period_id) == ("雨污分流改造管网", "2024-Q1")


def test_a_density_is_a_level() -> None:
    (target,) = promises("每千人口拥有3岁以下婴幼儿托位数达到5.7个")
    assert target[2:] == (Decimal("5.7"), "个", "level")


def test_what_builds_up_and_what_stands() -> None:
    text = (
        "完成投资350亿元以上，投资完成率120%以上，空气质量优良率97%以上，国企资产总规模达3000亿元，PM2.5浓度低于22ug/m³"
    )
    assert [t.aggregation for t in read_targets(text, "2023")] == [
        "cumulative", "cumulative", "snapshot", "snapshot", "snapshot"
    ]  # fmt: skip


def test_quotes_are_the_sources_own_words() -> None:
    text = "加快建设，完成投资 190 亿元以上，蓄水区累计开挖 1000 万立方米以上。"
    assert [text[t.start : t.end] for t in read_targets(text, "2023")] == [
        "完成投资 190 亿元以上",
        "蓄水区累计开挖 1000 万立方米以上",
    ]


def test_every_number_is_explained() -> None:
    lines = list(explain("加快推进254个项目建设，由56%提高到60%，打造“8+4”政策，完成投资3亿元", "2023"))
    assert sum(not line.startswith("→") for line in lines) == 6  # 254, 56, 60, 8, 4, 3亿
    assert any("pushed along" in line for line in lines) and any("quoted_name" in line for line in lines)


def test_every_reason_and_rule_has_words_for_it() -> None:
    names = {entry["reason"] for entry in load_vocabulary("names")} | {"quoted_name"}
    texts = [
        task["text"]
        for path in (REPOSITORY / "tests/labels").glob("*tasks*.json")
        for task in json.loads(path.read_text("utf-8"))["tasks"]
    ]
    assert len(texts) > 100
    for text in texts:
        assert {target.rule for target in read_targets(text, "2023")} <= RULES.keys()
        assert {mark.reason for mark in assign_roles(CompactText.of(text).text, "2023")} <= REASONS.keys() | names


@pytest.mark.parametrize("folder", ["tests/labels", "given"])
def test_labelled_texts_are_read_as_labelled(folder: str) -> None:
    path = GIVEN_LABELS if folder == "given" else REPOSITORY / folder
    if not path.exists() or not GIVEN_LABELS.exists():
        pytest.skip("needs ../shared: the given labels and the work report's text")
    counts = score(list(labelled_texts(path)), misses=True)
    hits, wrong = sum(c["tp"] for c in counts.values()), sum(c["fp"] + c["fn"] for c in counts.values())
    assert hits > 100
    assert 2 * hits / (2 * hits + wrong) >= 0.99
    assert sum(c["kind"] for c in counts.values()) / hits >= 0.99
    assert sum(c["indicator"] for c in counts.values()) / hits >= 0.99


def test_respectively_may_divide_by_year_or_by_place() -> None:
    text = "2023年、2024年分别完成投资100亿元、120亿元"
    assert [(t.indicator, t.period_id) for t in read_targets(text, "2023/2027")] == [("投资", "2023"), ("投资", "2024")]
    text = "2024年、2025年全县冷库容量分别达到6万吨、9万吨"
    assert [(t.indicator, t.period_id) for t in read_targets(text, "2023/2025")] == [
        ("全县冷库容量", "2024"),
        ("全县冷库容量", "2025"),
    ]
    assert [p[0] for p in promises("东区、西区分别完成投资10亿元、5亿元")] == ["东区完成投资", "西区完成投资"]
    assert [p[0] for p in promises("巩固提升80万亩蔬菜保供基地")] == ["巩固提升蔬菜保供基地"]
    assert [p[0] for p in promises("有组织有规模外出就业2万人次以上")] == ["有组织有规模外出就业"]
    text = "城市散居和农村集中供养人员补助标准分别提高30元、50元"
    assert [p[0] for p in promises(text)] == ["城市散居补助标准提高", "农村集中供养人员补助标准提高"]
    assert [p[0] for p in promises("存贷款余额分别突破1500亿元和1200亿元")] == ["存款余额", "贷款余额"]


def test_a_number_behind_a_bracket_speaks_of_what_stands_before_it() -> None:
    names = [p[0] for p in promises("实现工业投资200亿元（其中技改投资80亿元），增长15%")]
    assert names == ["工业投资", "技改投资", "工业投资"]


def test_a_size_without_a_noun_belongs_to_what_was_spoken_of() -> None:
    text = "村级集体经济经营性收入 50 万以上全覆盖，100 万元以上超 50%"
    assert [p[0] for p in promises(text)] == ["村级集体经济经营性收入100万元以上"]


def test_a_comma_lost_in_print_does_not_join_two_promises() -> None:
    text = "地区生产总值增长7.5%以上固定资产投资增长15%以上"
    assert [(p[0], p[2]) for p in promises(text)] == [("地区生产总值", Decimal("7.5")), ("固定资产投资", 15)]


def test_brackets_and_item_words_are_no_part_of_a_name() -> None:
    assert [p[0] for p in promises("一是新建幼儿园3所，二是改造卫生院5家")] == ["新建幼儿园", "改造卫生院"]
    assert [p[0] for p in promises("建成（含在建）高标准农田12万亩")] == ["高标准农田"]
    names = [p[0] for p in promises("新增“专精特新”企业10家（其中国家级2家）、“单项冠军”3家")]
    assert names == ["新增“专精特新”企业", "国家级", "“单项冠军”"]
    assert [p[0] for p in promises("PM10、PM2.5平均浓度分别下降5%、3%")] == ["PM10平均浓度", "PM2.5平均浓度"]


def test_a_sum_set_aside_for_a_count_is_promised_as_well() -> None:
    text = "安排财政资金1.2亿元实施30个农村道路项目"
    assert [(p[0], p[2]) for p in promises(text)] == [("安排财政资金", 120000000), ("农村道路项目", 30)]


def test_a_count_that_is_the_scope_of_another_is_named_as_scope() -> None:
    (target,) = read_targets("培育引进年销售额超5亿元电商企业10家以上", "2023")
    assert (target.indicator, target.scope) == ("年销售额超5亿元电商企业", "年销售额超5亿元")


def test_a_number_in_a_bracket_counts_what_stands_before_the_bracket() -> None:
    text = "1.完成11家村卫生室改造提升。2.完成基层医务人员能力培训全覆盖(600人次以上)，深化医共体建设。"
    rooms, training = read_targets(text, "2023")
    assert (rooms.indicator, rooms.value) == ("村卫生室改造提升", 11)
    assert (training.indicator, training.value, training.unit) == ("基层医务人员能力培训全覆盖", 600, "人次")


def test_a_sum_per_mu_is_per_mu_however_it_is_printed() -> None:
    targets = [*read_targets("亩均税收达到18万元以上", "2023"), *read_targets("亩均税收达到18万元/亩以上", "2023")]
    assert [(t.unit, t.value) for t in targets] == [("元/亩", 180000)] * 2
    assert read_targets("税收达到18万元以上", "2023")[0].unit == "元"


def test_parts_made_stronger_are_not_what_is_counted() -> None:
    (target,) = read_targets("做大工程机械，补齐液压阀等核心零部件，力争产量突破4万台。", "2024")
    assert "工程机械" in target.indicator and "零部件" not in target.indicator


def test_what_is_done_to_a_thing_stands_behind_it() -> None:
    """Fails if 口袋公园新建、提升18处 counts improvements of nothing."""
    [one] = read_targets("口袋公园新建、提升18处。", "2023")
    assert (one.indicator, one.value) == ("口袋公园新建、提升", 18)


def test_a_density_without_its_first_word_is_a_level() -> None:
    [one] = read_targets("千人托位数达到5个。", "2023")
    assert one.kind == "level"
    [other] = read_targets("为老年人免费接种流感疫苗2.8万剂。", "2023")
    assert (other.kind, other.value) == ("count", 28000)


def test_the_phase_in_brackets_behind_a_name_is_no_promise() -> None:
    assert promises("高标准重建海滨公园（1期）") == []
    assert promises("举办培训班（共3期）") == [("培训班", ">=", Decimal(3), "期", "count")]


def test_what_is_added_in_a_list_is_added_though_it_is_measured_otherwise() -> None:
    """Fails if a length behind a count loses 新增, so that all there is would answer it; or if a total gets it."""
    names = [name for name, *_ in promises("新增公园14处、绿道26公里、广场7个。")]
    assert names == ["新增公园", "新增绿道", "新增广场"]
    assert promises("新增装机90万千瓦、总装机突破300万千瓦。")[1][0] == "总装机"
    assert promises("新增公园5个、改造道路3公里、绿道6公里。")[2][0] == "绿道"


@pytest.mark.parametrize(
    ("words", "people"), [("为4.6万65岁以上老人免费体检", 46000), ("为2万60周岁及以上老年人发放补贴", 20000)]
)
def test_people_of_an_age_are_counted_without_a_measure_word(words: str, people: int) -> None:
    assert [(value, unit, kind) for _, _, value, unit, kind in promises(words)] == [(people, "人", "count")]


@pytest.mark.parametrize(
    ("words", "sign", "unit"),
    [("溶解氧浓度保持在6毫克/升以上", ">=", "毫克/升"), ("负离子浓度保持在1500个/立方厘米以上", ">=", "个/立方厘米"),
     ("氨氮浓度降至0.5mg/L以下", "<=", "mg/L"), ("供热室温不低于20℃", ">=", "℃")],
)  # fmt: skip
def test_units_of_what_is_in_water_and_air_are_whole(words: str, sign: str, unit: str) -> None:
    """Fails if a unit is cut (个/立方), by which the bound behind it is lost and a floor becomes a ceiling."""
    assert [(comparator, said) for _, comparator, _, said, _ in promises(words)] == [(sign, unit)]


def test_all_of_two_rise_alike_and_share_the_name_behind_what_tells_them_apart() -> None:
    assert [t[0] for t in promises("城镇和农村低保标准都提高8%。")] == ["城镇低保标准", "农村低保标准"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("100个社区食堂开展500场培训", [("培训", 500)]),
        ("9个乡镇建成垃圾中转站12座", [("垃圾中转站", 12)]),
        ("全区30家单位组织不少于200场文化活动", [("文化活动", 200)]),
        ("12家医院开设护理门诊", [("医院开设护理门诊", 12)]),  # nothing else is counted
        ("新增床位30张、护士12名", [("新增床位", 30), ("新增护士", 12)]),  # both are handed over
        ("整治125个村庄（包括63个山区村、62个库区村）", [("村庄", 125)]),
        ("完成东岭、三台2个街道安置房建设", [("东岭、三台街道安置房建设", 2)]),
        ("推动3家企业上市、储能电站项目开工", [("企业上市", 3)]),
        ("茶园面积较2019年增长10%", [("茶园面积", 10)]),
    ],
)
def test_who_does_it_and_what_it_holds_are_no_promises(text: str, named: list[tuple[str, int]]) -> None:
    assert [(target.indicator, int(target.value)) for target in read_targets(text, "2024")] == named


def test_steps_below_a_promise_are_of_what_it_promises() -> None:
    text = "新修渠道35公里。一季度：完成勘测设计；二季度：建成12公里；四季度：全面建成35公里。"
    found = [(one.indicator, one.value, one.period_id) for one in read_targets(text, "2031")]
    assert found == [("新修渠道", 35, "2031"), ("新修渠道", 12, "2031-H1"), ("新修渠道", 35, "2031")]


@pytest.mark.parametrize("text", ["推动24个小区全部验收", "确保5家全部上市", "新增24个项目投产"])
def test_what_all_of_them_reach_stays_where_nothing_else_names_them(text: str) -> None:
    assert read_targets(text, "2031")[0].indicator


def test_what_is_added_is_added_of_each_of_a_list_but_of_no_rate() -> None:
    added = "新增助餐点、助浴点分别为12个、7个"
    assert [name for name, *_ in promises(added)] == ["新增助餐点", "新增助浴点"]
    assert [name for name, *_ in promises("新增参保人数、参保率分别达到9000人、97%")] == ["新增参保人数", "参保率"]
