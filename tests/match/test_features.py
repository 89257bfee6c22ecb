"""The table of features: each feature shows in a sentence, each weight counts, and a changed weight is seen."""

from __future__ import annotations

import pytest

from pipeline.match.pairs.features import weights
from pipeline.match.pairs.fit import Fit, fit
from pipeline.match.pairs.report_rows import read_rows
from tests.match.builders import reported

# Feature, promise, what is reported, and the score of the two.
EXAMPLES = (
    ("name", "改造老旧小区18个", "已改造老旧小区15个。", 1.15),
    ("same_unit", "改造老旧小区18个", "已改造老旧小区15个。", 1.15),
    ("same_family", "举办招聘会20场", "已举办招聘会12场次。", 1.11),
    ("both_count", "举办赛事8场", "举办赛事5项。", 1.06),
    ("other_sort", "培训新型农民600人", "已培训新型农民合作社30家。", 0.69),
    ("other_measure", "外贸进出口总额90亿元", "外贸进出口总额10亿美元。", 1.05),
    ("no_unit", "人均公园绿地面积15平方米", "人均公园绿地面积达到14.2。", 1.1),
    ("unfinished", "改造老旧小区18个", "18个老旧小区已全部开工。", 0.28),
    ("one_of_all", "各项指标均增长8%", "6个指标中，城市更新投资增长13%。", -0.56),
    ("newly", "新建充电桩400个", "今年新建充电桩310个。", 1.25),
    ("stock_for_new", "新建充电桩400个", "累计建成充电桩2150个。", 0.88),
    ("running_total", "到2025年新建充电桩4000个", "累计建成充电桩2150个。", 1.19),
    ("bound_repeated", "城镇调查失业率控制在5.5%以内", "城镇调查失业率控制在5.5%以内。", 1.05),
    ("same_verb", "盘活闲置厂房40处", "盘活闲置厂房31处。", 1.15),
    ("part", "招引项目60个", "完成签约45亿元，其中招引项目22个。", 0.99),
    ("same_part", "招引项目60个，其中外资项目8个", "招引项目22个，其中外资项目3个。", 1.24),
    ("restated_goal", "农村生活污水治理覆盖率50%以上", "推进实现农村生活污水治理覆盖率50%以上的目标。", 0.75),
    ("past", "培育专精特新企业12家", "2022年培育专精特新企业7家。", 0.99),
    ("same_threshold", "引进10亿元以上项目6个", "引进10亿元以上项目4个。", 1.24),
    ("other_threshold", "引进10亿元以上项目6个", "引进50亿元以上项目2个。", 0.45),
    ("one_threshold", "引进10亿元以上项目6个", "引进项目31个。", -0.07),
    ("same_average", "日均接待游客3万人次", "日均接待游客2.4万人次。", 1.35),
    ("other_average", "日均接待游客3万人次", "月均接待游客71万人次。", 0.68),
    ("one_average", "日均接待游客3万人次", "接待游客640万人次。", 0.86),
    ("equal_value", "改造老旧小区18个", "已改造老旧小区18个。", 1.2),
    ("orders_apart", "改造老旧小区18个", "已改造老旧小区1800个。", 1.09),
    ("narrower_statistic", "粮食产量32万吨", "早稻粮食产量9万吨。", 0.79),
    ("narrowing_word", "工业增加值增长7%", "规上工业增加值增长8.2%。", 1.01),
)


def fits_of(promise: str, narrative: str) -> list[Fit]:
    records = reported(promise, narrative)
    rows = read_rows(records["progress"], records["actuals"], records["claims"], records["texts"])
    found = [fit(target, one) for target in records["targets"] for row in rows for one in row.evidence]
    return [one for one in found if one is not None]


@pytest.mark.parametrize(("feature", "promise", "narrative", "score"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_a_feature_shows_and_weighs(feature, promise, narrative, score):
    shown = [one for one in fits_of(promise, narrative) if one.features.get(feature)]
    assert [round(one.score, 2) for one in shown[:1]] == [score]


def test_every_feature_has_a_weight_and_an_example():
    of_rivals = {"another_unit"}  # test_rivals.py: two promises of one row
    assert weights().keys() == {feature for feature, *_ in EXAMPLES} | of_rivals
