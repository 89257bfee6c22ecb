"""A number that only looks like a result must leave its target open, with the cause told."""

from __future__ import annotations

import pytest

from pipeline.match import match
from tests.match.builders import reported


@pytest.mark.parametrize(
    ("promise", "words", "cause"),
    [
        ("新增市级美丽河湖3条。", "累计已创建市级美丽河湖8条。", "stock"),
        ("新增晨练点40处。", "全县现有晨练点310处。", "stock"),
        ("新增省级非遗工坊2个。", "已创建省级非遗工坊5个。", "stock"),
        ("秸秆综合利用率达到97%。", "持续推动秸秆综合利用率达到97%。", "mentioned"),
        ("净增规上企业10家。", "目前在库规上企业188家。", "stock"),
        ("实施二期管网改造36公里。", "一期管网改造40公里全部完工。", "mentioned"),
        ("新建寄宿制学校5所。", "5所寄宿制学校主体已完工。", "under_way"),
        ("新增乡村书屋6家。", "全市共有乡村书屋52家。", "stock"),
        ("上级补助资金获批额度占全市份额20%以上。", "补助资金需求3亿元，占全市份额31%。", "narrower"),
        ("亩均税收达到20万元。", "完成2022年度评价，亩均税收13万元/亩。", "other_year"),
        ("新增规上企业20家。", "规上企业增加值增长5%，新增家数年底由统计局公布。", "later"),
        ("新增规上工业企业20家。", "规上工业增加值增长9%。规上企业入库年底统一申报。", "later"),
        ("单位生产总值能耗下降3%。", "能耗数据由上级核算，暂未反馈。", "later"),
        ("接待过夜游客90万人次。", "接待游客170万人次。", "wider"),
        ("改造老旧校舍12栋。", "12栋老旧校舍全部完成招标。", "under_way"),
        ("建设科普馆4座。", "主体结构施工至三层。", "under_way"),
        ("新建初级中学3所、新增学位2400个。", "3所学校全部进入装修阶段。", "under_way"),
        ("新增高技能人才800人。", "新增技能人才1500人。", "wider"),
        ("新增规上企业20家。", "规上企业入库集中在四季度，目前储备9家。", "later"),
        ("森林覆盖率达到60%。", "森林覆盖率以年度监测结果为准。", "later"),
        ("科技型企业总数达到160家。", "今年新认定科技型企业21家。", "narrower"),
        ("加装住宅电梯200部。", "住宅加装电梯累计建成512部。", "stock"),
        ("新建乡村道路65公里。", "乡村道路开工26公里。", "under_way"),
        ("争取国债资金25亿元。", "国债资金需求41亿元。", "narrower"),
        ("创成国家5A级景区1家。", "天目景区5A创建材料已报送文旅部。", "under_way"),
        ("新建村级冷库60座。", "二季度新建村级冷库14座。", "narrower"),
        ("入库税收突破5亿元。", "本季度入库税收1.3亿元。", "narrower"),
        ("城镇调查失业率不高于5.5%。", "城镇登记失业率2.9%。", "other_name"),
        ("政务热线满意率不低于96%。", "政务热线办结率99.1%。", "other_name"),
        ("创建省级数字乡村样板片区1个。", "样板片区建设规划编制完成。", "under_way"),
        ("粮食总产量稳定在50万吨以上。", "全年粮食总产量有望达到52万吨。", "later"),
        ("粮食总产量稳定在50万吨以上。", "夏粮总产量21万吨。", "later"),
        ("农村公路优良路率不低于90%。", "农村公路列养率100%。", "not_mentioned"),
        ("内外贸总额达到70亿元。", "进出口总额43亿元。", "not_mentioned"),
        ("项目开工率达到95%。", "新签约项目42个，新开工30个。", "mentioned"),
        ("项目开工率达到95%。", "新建项目42个，续建项目开工30个。", "mentioned"),
        ("企业签约率达到95%。", "走访企业42家，已签约30个项目。", "mentioned"),
        ("力争完成投资90亿元。", "前期进展顺利。下一步，力争完成投资95亿元。", "mentioned"),
        ("解决山区缺水村3000人饮水安全。", "解决了700人的饮水安全问题。", "other_name"),
        ("解决山区缺水村3000人饮水安全。", "建成水厂2座，饮水安全进一步改善。", "mentioned"),
        ("低保月标准提高10元。", "10月1日起，低保月标准由760元提高到775元。", "mentioned"),
        ("公办养老床位扩充至1800张。", "新增公办养老床位1290张。", "narrower"),
        ("净增高新技术企业15家。", "新增高新技术企业18家。", "narrower"),
        ("新增连锁门店6家。", "新增连锁门店累计达到21家。", "stock"),
    ],
)
def test_what_is_no_result_answers_nothing(promise: str, words: str, cause: str) -> None:
    pair = match(reported(promise, words))["pairs"][0]
    assert (pair.converts, pair.cause) == (False, cause)


@pytest.mark.parametrize(
    ("promise", "words", "value"),
    [
        ("新增市级美丽河湖3条。", "今年已创建市级美丽河湖3条。", 3),
        ("新增冷库40座。", "新增冷库25座，累计达310座。", 25),
        ("秸秆综合利用率达到97%。", "秸秆综合利用率已达到97%。", 97),
        ("接待过夜游客90万人次。", "接待游客170万人次，其中过夜游客52万人次。", 520000),
        ("改造老旧校舍12栋。", "12栋校舍完工7栋。", 7),
        ("新建初级中学3所。", "3所学校9月1日开学。", 3),
        ("新建改建口袋公园14个。", "新建口袋公园5个、改建3个。", 8),
        ("跨境电商交易额翻一番。", "跨境电商交易额31亿元，是去年同期的2.4倍。", 140),
        ("入库税收突破5亿元。", "本季度入库税收1.3亿元，累计入库2.9亿元。", 290000000),
        ("新建村级冷库60座。", "截至二季度末，新建村级冷库34座。", 34),
        ("新建村级冷库12座。", "二季度新建村级冷库14座。", 14),
        ("争取上级资金12亿元。", "争取到位上级资金7亿元。", 700000000),
        ("新建项目开工率达到95%。", "40个新建项目已开工30个。", 75),
        ("新建村级冷库60座。", "至本季度新建村级冷库34座。", 34),
        ("村级冷库达到60座。", "本季度末村级冷库34座。", 34),
        ("引进博士以上高层次人才20名。", "引进高层次人才31名，其中博士17名。", 17),
        ("签约项目计划总投资90亿元。", "签约项目16个，签约项目计划总投资61亿元。", 6100000000),
        ("低保月标准提高10元。", "7月1日起，低保月标准由760元提高到775元。", 15),
        ("公办养老床位扩充至1800张。", "公办养老床位已扩充至1650张。", 1650),
        ("净增高新技术企业15家。", "新增高新技术企业9家。", 9),
        ("净增高新技术企业15家。", "净增高新技术企业16家。", 16),
        ("新增城镇就业4000人。", "新增城镇就业累计达6100人。", 6100),
        ("新增连锁门店6家。", "今年新增连锁门店累计达到21家。", 21),
        ("旅游收入增长20%。", "接待游客130万人次，实现旅游收入9亿元，分别增长18%和22%。", 22),
    ],
)
def test_a_result_said_to_be_of_this_year_answers(promise: str, words: str, value: int) -> None:
    [pair] = match(reported(promise, words))["pairs"]
    assert pair.actual_value == value


@pytest.mark.parametrize(
    ("words", "cause"), [("建成公共充电桩2100个。", "far_over"), ("今年建成公共充电桩2100个。", None)]
)
def test_several_times_what_was_to_be_added_answers_with_a_doubt(words: str, cause: str | None) -> None:
    """Fails if the stock of many things passes for this year's without a word, or if this year's own is doubted."""
    [pair] = match(reported("新建公共充电桩400个。", words))["pairs"]
    assert (pair.converts, pair.cause) == (True, cause)


def test_a_name_that_says_only_the_work_is_the_promise_s_own() -> None:
    """Fails if 整治完成41条 in a street's own row is doubted as another thing."""
    [pair] = match(reported("整治背街小巷46条。", "整治完成41条。"))["pairs"]
    assert (pair.converts, pair.cause) == (True, None)


@pytest.mark.parametrize("words", ["全区拥有省级项目17项。", "全区现有省级项目17项。"])
def test_what_a_place_has_is_not_what_was_added(words: str) -> None:
    """Fails if a stock meets a promise of additions."""
    [pair] = match(reported("新增省级项目4项。", words))["pairs"]
    assert (pair.converts, pair.cause) == (False, "stock")


@pytest.mark.parametrize(
    ("promise", "words", "cause"),
    [
        ("新增充电桩300个。", "据摸排，城区需补建充电桩410个，选址已完成。", None),
        ("发放养老贷款2亿元。", "受理养老贷款申请3亿元。", "under_way"),
        ("新开工亿元以上项目30个。", "亿元以上项目入库52个。", None),
        ("新增国家级专精特新“小巨人”企业5家。", "新增省级专精特新中小企业22家。", None),
    ],
)
def test_what_is_needed_asked_for_or_of_a_lower_grade_answers_nothing(
    promise: str, words: str, cause: str | None
) -> None:
    [pair] = match(reported(promise, words))["pairs"]
    assert not pair.converts
    assert cause in (None, pair.cause)


@pytest.mark.parametrize(
    ("promise", "words", "value"),
    [
        ("加装电梯80台。", "收到加装申请112台，其中26台已加装完成。", 26),
        ("培训护理员500名。", "按需培训护理员420名。", 420),
        ("引进急需紧缺人才90名。", "引进急需紧缺人才70名。", 70),
        ("举办供需对接会12场。", "举办供需对接会9场。", 9),
        ("受理法律援助申请400件。", "受理法律援助申请310件。", 310),
    ],
)
def test_what_came_of_it_answers_and_a_need_in_a_name_does_not_hinder(promise: str, words: str, value: int) -> None:
    [pair] = match(reported(promise, words))["pairs"]
    assert pair.actual_value == value


def test_a_result_that_says_only_that_something_was_added_is_of_no_other_name() -> None:
    [pair] = match(reported("新增规上服务业企业12家。", "新增3家。"))["pairs"]
    assert (pair.actual_value, pair.cause) == (3, None)
