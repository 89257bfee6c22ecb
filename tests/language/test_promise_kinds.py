"""What counts as a promise, kind by kind: invented sentences, each with the firm targets a reader takes from it."""

from __future__ import annotations

import pytest

from pipeline.language.promises.targets import read_targets
from pipeline.language.words.verbs import governing_verb, only_words, verbs_in


def firm(text: str, period: str = "2031") -> list[tuple[str, str, float, str]]:
    """Scope and indicator as one, comparator, value and unit of every firm target."""
    return [
        (_named(t.scope or "", t.indicator), t.comparator, float(t.value), t.unit)
        for t in read_targets(text, period)
        if t.is_firm
    ]


def _named(scope: str, indicator: str) -> str:
    return indicator if scope in indicator else scope + indicator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the last member of a list follows 和, and one verb governs all of it
        ("新建12座水闸、40公里渠道和6处蓄水池。", [("水闸", 12, "座"), ("渠道", 40, "公里"), ("蓄水池", 6, "处")]),
        ("培育25家以上领军企业和90家以上协作企业。", [("领军企业", 25, "家"), ("协作企业", 90, "家")]),
        ("建设2个县级急救站，11个乡镇急救点。", [("县级急救站", 2, "个"), ("乡镇急救点", 11, "个")]),
        ("完成新区规划编制和8个旧村搬迁。", [("旧村搬迁", 8, "个")]),
        # a grade alone shares the noun of the next member
        ("新建3个国家级、17个省级重点专科。", [("国家级重点专科", 3, "个"), ("省级重点专科", 17, "个")]),
        # the second of two clauses has an end of its own
        ("推进云岭等4座泵站建设，青山、南坪等7所幼儿园投入使用。", [("青山、南坪等幼儿园投入使用", 7, "所")]),
        ("城、乡居民可支配收入分别增长7%和8%。", [("城镇居民可支配收入", 7, "%"), ("农村居民可支配收入", 8, "%")]),
        ("河堤加固，加固长度为125米。", [("加固长度", 125, "米")]),
        # numbers that describe
        ("推进600公里90个渠段清淤。", []),
        ("落实高新区管理改革18条举措。", []),
        ("支持青山、绿水、南坪3个研究所平稳运行。", []),
        ("办好教师年会、校长60人论坛。", []),
        ("加快西环路改扩建、云岭路等9个道路项目建设。", []),
        # sizes, ratings, attributes, groups
        ("开工330千伏云岭、110千伏南坪输变电工程。", []),
        ("完成7万平方米保温率不低于22%的住宅改造。", [("住宅改造", 70000, "平方米")]),
        ("淘汰20万千瓦及以下机组。", []),
        ("今年办好9类33件惠民实事。", [("惠民实事", 33, "件")]),
        ("避险搬迁安置120户460人。", [("避险搬迁安置", 120, "户"), ("避险搬迁安置", 460, "人")]),
        # names that hold a number
        ("实施千万人才回乡计划。", []),
        # where and for whom
        ("在青山、南坪等5个重点乡镇建设茶园2.4万亩。", [("茶园", 24000, "亩")]),
        ("对9类困难群体发放补贴不少于3亿元。", [("发放补贴", 300000000, "元")]),
        # people without a measure word
        ("为26万重点群体提供帮扶。", [("重点群体", 260000, "人")]),
        ("县城新增人口4万。", [("新增人口", 40000, "人")]),
        ("实现47万以上低收入人口增收。", [("低收入人口增收", 470000, "人")]),
        ("为31万中小学生建立视力档案。", [("中小学生", 310000, "人")]),
        ("保持18万外出劳动力和6万返乡劳动力稳定就业。", [("外出劳动力", 180000, "人"), ("劳动力", 60000, "人")]),
        # the verb stands behind what is counted, is not known, or goes on from the clause before
        ("9个深山村、1个库区村出列。", [("深山村", 9, "个"), ("库区村", 1, "个")]),
        ("遴选6所学校试点走班。", [("学校试点走班", 6, "所")]),
        ("建成投产4座变电站和2座光伏站。", [("变电站", 4, "座"), ("光伏站", 2, "座")]),
        ("打造茶叶、竹木等8条省级，药材、食用菌等6条市级产业链。", [("省级", 8, "条"), ("市级产业链", 6, "条")]),
        ("青山、南坪3个镇率先发展。", []),
        # a grade or a threshold beside the count, a number in a name
        ("建成220千伏和110千伏输电工程5个。", [("输电工程", 5, "个")]),
        ("完成超120个30户以上连片村寨改造。", [("连片村寨改造", 120, "个")]),
        ("建成健身步道或5人制足球场16处。", [("5人制足球场", 16, "处")]),
        ("建成北山电厂等90万千瓦自备电源项目。", [("自备电源项目", 900000, "千瓦")]),
        # a rank is no amount
        ("平安建设进入全省前15名。", []),
        # units whole
        ("土壤含盐量降至3克/千克以下。", [("含盐量", 3, "克/千克")]),
        ("智算规模达到9EFlops。", [("智算规模", 9, "EFlops")]),
        ("事故死亡率控制在0.4人/百亿元以下。", [("死亡率", 0.4, "人/百亿元")]),
        ("细颗粒物浓度不超过28微克每立方米。", [("浓度", 28, "微克/立方米")]),
        ("电价比上年下降2分/千瓦时以上。", [("电价", 2, "分/千瓦时")]),
        ("城乡居民收入比缩小到1.9:1以内，三次产业比为2:4:4。", [("收入比", 1.9, "")]),
    ],
)  # fmt: skip
def test_the_firm_targets_of_a_sentence(text: str, expected: list[tuple[str, float, str]]) -> None:
    read = firm(text)
    assert [(value, unit) for _, _, value, unit in read] == [(value, unit) for _, value, unit in expected], read
    assert all(words in name for (name, *_), (words, *_) in zip(read, expected, strict=True)), read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("培训护理员400名。", ["培训护理员"]),
        ("推荐申报省级课题30个。", ["推荐申报省级课题"]),
        ("新增3个日托所。", ["新增日托所"]),
        ("新增省级样板村5个、样板镇2个。", ["新增省级样板村", "新增样板镇"]),
        ("7个镇全部达到卫生镇标准。", ["达到卫生镇标准的镇"]),
        ("加强生态修复，推进南坪沙地治理，完成造林6万亩、草场修复2万亩。", ["造林", "草场修复"]),
        ("绿色建筑面积占新建建筑比例达80%。", ["绿色建筑面积占新建建筑比例"]),
        ("油菜籽产量继续保持在5万吨以上。", ["油菜籽产量"]),
        ("地区生产总值按增长6%安排。", ["地区生产总值"]),
        ("十二是新建口袋公园9个。", ["新建口袋公园"]),
        ("实施好90项以上技改项目。", ["技改项目"]),
        ("实施90个县级重点项目，年度完成投资30亿元。", ["县级重点项目", "县级重点项目年度完成投资"]),
        (
            "实施县级重点项目90个，年度投资30亿元。其中，新开工40个，竣工20个。",
            ["县级重点项目", "县级重点项目年度投资", "新开工县级重点项目", "竣工县级重点项目"],
        ),
        ("开工技改项目40个，完成投资8亿元。", ["开工技改项目", "开工技改项目投资"]),
        ("村集体经营性收入全部达4万元以上，高于9万元的占60%。", ["村集体经营性收入", "村集体经营性收入高于9万元的占"]),
        ("客商恢复至日均3万人次。", ["日均客商"]),
        ("每个县建好1所示范高中。", ["每个县示范高中"]),
        ("入园比例：青山>71.5%。", ["青山入园比例"]),
        ("做强制茶产业，加快茶园建设。产值突破40亿元。", ["制茶产业产值"]),
        ("加快河滨新城建设，年度投资9亿元。", ["河滨新城年度投资"]),
        # a bare head is of what the clause before pushes along; of like things, of the first
        ("推进港区建设，全力加快南码头项目建设，今年完成有效投资6亿元。", ["南码头项目有效投资"]),
        ("加快云溪新城开发，实施项目15个以上，完成投资8亿元。", ["云溪新城项目", "云溪新城项目投资"]),
        ("推进“P+Q”绿色化改造，完成改造企业30家。", ["“P+Q”绿色化改造企业"]),
        ("建设物流集聚示范区2个、创意集聚示范区1个，年营业收入超9亿元。",
         ["物流集聚示范区", "创意集聚示范区", "物流集聚示范区年营业收入"]),
        ("东西铁路二期完成总工程量60%以上。", ["东西铁路二期总工程量"]),
        ("完成茶叶抽检900批次，确保合格率98%以上。", ["茶叶抽检", "茶叶抽检合格率"]),
        ("工业产值增长8%，税收增长6%。", ["工业产值", "税收"]),
        ("完善协调机制，完成投资5亿元。", ["投资"]),
        # what is added, and what of it
        ("新增护理人才90人，其中高级护理人才20人。", ["新增护理人才", "其中新增高级护理人才"]),
        ("新增网点40个，其中示范点3个。", ["新增网点", "其中示范点"]),
        ("新认定高新技术企业12家，新组建创新联盟2家。", ["新认定高新技术企业", "新组建创新联盟"]),
        # what the counted are or do
        ("力争4家企业成为省级“领航”企业。", ["省级“领航”企业"]),
        ("为8万名居民免费提供肺结节筛查。", ["居民免费肺结节筛查"]),
        ("在青禾、白石2个乡23个山村开展巡回送药服务。", ["青禾、白石2个乡山村巡回送药服务"]),
        # lists that share words and numbers
        ("接待游客人次、旅游总花费均增长7%以上。", ["接待游客人次", "旅游总花费"]),
        ("稻谷、大豆、蔬菜产量均稳定在3万吨以上。", ["稻谷产量", "大豆产量", "蔬菜产量"]),
        ("蜂蜜、黑木耳全产业链产值分别达到6亿元、9亿元。", ["蜂蜜全产业链产值", "黑木耳全产业链产值"]),
        ("实现茶园产值6亿元、接待茶客30万人次，均增长9%以上。", ["茶园产值", "接待茶客", "茶园产值", "接待茶客"]),
        (
            "城镇和农村居民收入分别达到4万元、2万元，分别增长6%、8%。",
            ["城镇居民收入", "农村居民收入", "城镇居民收入", "农村居民收入"],
        ),
        # notes at the foot are no words of a name
        ("新建充电站30座[4]、口袋公园9个[5]，开发“乡村岗”[12]70个。", ["新建充电站", "口袋公园", "开发“乡村岗”"]),
        ("一二三产增加值分别增长3%、7%、5%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("年收益超20万元、超60万元的村占比分别达70%、30%。", ["年收益超20万元的村占比", "年收益超60万元的村占比"]),
    ],
)  # fmt: skip
def test_the_name_says_what_is_counted(text: str, names: list[str]) -> None:
    assert [name for name, *_ in firm(text)] == names


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("到2040年走在前列。规划设定了今后五年主要指标，包括地区生产总值年均增长6%。", ["2035"]),
        ("“十六五”时期，新建公路60公里，新增学位900个。今年新建公路12公里。", ["2035", "2035", "2031"]),
        ("谋划“十六五”时期项目，新建公路12公里。", ["2031"]),
    ],
)
def test_five_years_named_at_the_head_of_a_sentence_govern_it(text: str, due: list[str]) -> None:
    assert [t.period_id for t in read_targets(text, "2031")] == due


def test_a_magnitude_before_a_word_is_no_tenth() -> None:
    assert firm("形成千亿支柱、百亿成势的产业格局。") == []


def test_a_printed_sign_is_strict_and_words_are_not() -> None:
    assert [c for _, c, *_ in firm("参保率>95%。入学率高于95%。覆盖率超过95%。")] == [">", ">=", ">="]


def test_growth_said_behind_its_rate_is_growth() -> None:
    read = read_targets("7个分项指标均实现11%以上增长，服务业增加值实现8%的增长。", "2031")
    assert [(t.kind, float(t.value)) for t in read] == [("growth_rate", 11), ("growth_rate", 8)]


def test_what_builds_up_is_cumulative_and_an_average_is_not() -> None:
    kinds = ["新增贷款规模20亿元。", "东线争取完成40%。", "客商恢复至日均3万人次。"]
    assert [read_targets(text, "2031")[0].aggregation for text in kinds] == ["cumulative", "cumulative", "snapshot"]


def test_verbs_are_found_as_whole_words_only() -> None:
    assert [word for _, word, _ in verbs_in("落实开发区管理")] == ["落实"]
    assert governing_verb("加快西环路改扩建、云岭路等") == "pushing"
    assert only_words("新上线", ("delivering",))
    assert not only_words("新上架", ("delivering",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持18个山区县高质量发展。", []),
        ("提升21个偏远县域帮扶质效。", []),
        ("推广甲镇、乙镇2个片区治理经验。", []),
        ("加快700个更新项目、90个服务项目建设。", []),
        ("培育一批产值超30亿、60亿特色产业集群。", []),
        ("实施百项古桥保护工程。", []),
        ("完成今年到期12万农户延包任务。", [("农户", 120000, "户")]),
        ("七是在80个行政村实施健身提升工程。", [("健身提升工程", 80, "个")]),
        (
            "补贴甲、补贴乙标准分别从每人每月105元、130元提高到118元、141元。",
            [("补贴甲", 118, "元"), ("补贴乙", 141, "元")],
        ),
        ("粮食播种面积90万亩、产量35万吨以上。", [("播种面积", 900000, "亩"), ("粮食产量", 350000, "吨")]),
        # a bound, or what each is to get, makes it one
        ("大力推动12个以上绿色社区试点。", [("绿色社区试点", 12, "个")]),
        ("支持60个乡村日托点建设。", [("乡村日托点建设", 60, "个")]),
        ("支持14所山区初中改善住宿条件。", [("山区初中改善住宿条件", 14, "所")]),
        ("做强1—2个主导品牌。", []),
        # what is there, and how the plan is laid out
        ("对已经入库的近800个项目，要逐一过堂。", []),
        ("我县年接待旅客近2亿人次，二产占比近六成，还有21万独居老人。", []),
        ("规划从创新、开放等7个维度设置了31项主要指标。", []),
        ("对9个山区县的转移支付补助高于平均水平4个百分点。", [("补助", 4, "个百分点")]),
        # what each of a number passes is no amount of its own
        ("盯紧抓实41个产值过5亿元、730个过900万元的增长点。", []),
        ("推动7家企业产值超30亿元。", [("企业", 7, "家")]),
        (
            "新签约项目90个，其中过亿元25个、过10亿元4个。",
            [("项目", 90, "个"), ("过亿元", 25, "个"), ("过10亿元", 4, "个")],
        ),
    ],
)
def test_what_is_helped_or_left_open_is_no_goal(text: str, expected: list[tuple[str, float, str]]) -> None:
    read = firm(text)
    assert [(value, unit) for _, _, value, unit in read] == [(value, unit) for _, value, unit in expected], read
    assert all(words in name for (name, *_), (words, *_) in zip(read, expected, strict=True)), read
