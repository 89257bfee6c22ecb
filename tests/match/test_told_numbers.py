"""Two numbers decide a relative promise only where they count the same thing, here, in the same span, all done."""

from __future__ import annotations

import pytest

from tests.match.test_milestones import answered


def verdict(promise: str, narrative: str) -> str:
    answer = answered(promise, narrative)[1].answers[0]
    return "broken" if answer.says_impossible else "kept" if answer.is_claimed else "open"


@pytest.mark.parametrize(
    ("promise", "narrative", "kept"),
    [
        ("重大安全隐患动态清零。", "排查重大安全隐患30处，整改30处。", "kept"),
        ("重大安全隐患动态清零。", "排查重大安全隐患30处，整改28处。", "broken"),
        ("重大安全隐患动态清零。", "发现重大安全隐患30处，正在整改30处。", "open"),
        ("重大安全隐患动态清零。", "发现重大安全隐患30处，下达整改通知书30处。", "open"),
        ("较大以上生产安全事故零发生。", "发生较大生产安全事故1起。", "broken"),
        ("较大以上生产安全事故零发生。", "邻县发生较大生产安全事故1起。", "open"),
        ("较大以上生产安全事故零发生。", "去年发生较大生产安全事故1起，今年未发生。", "open"),
        ("较大以上生产安全事故零发生。", "发生生产安全事故12起。", "open"),
        ("新增就业人数不低于上年。", "上半年新增就业人数0.5万人，上年为1.1万人。", "open"),
        ("新增就业人数不低于上年。", "上半年新增就业人数1.2万人，上年同期1.1万人。", "kept"),
        ("外出务工人数不低于上年。", "外出务工人均月收入0.5万元，上年为0.6万元。", "open"),
        ("城乡居民收入倍差持续缩小。", "农村居民人均可支配收入增长6.5%，全省城镇居民人均可支配收入增长6.4%。", "open"),
        ("能耗强度完成省下达目标。", "能耗强度有望完成省下达目标。", "open"),
        ("能耗强度完成省下达目标。", "能耗强度完成年度计划40%。", "open"),
        ("煤炭消费总量只减不增。", "煤炭消费总量与全省平均水平持平。", "open"),
        ("村级卫生室全覆盖。", "村级卫生室全覆盖列入年度计划。", "open"),
        ("粮食产量与上年持平。", "粮食产量32.1万吨，与上年持平。", "kept"),
        ("粮食产量与上年持平。", "粮食产量同比增长1.2%。", "kept"),
        ("粮食产量与上年持平。", "粮食产量31.1万吨，比上年减少0.5万吨。", "broken"),
        ("粮食产量与上年持平。", "粮食产量同比下降1.6%。", "broken"),
        ("粮食产量与上年持平。", "油料产量与上年持平。", "open"),
        ("粮食产量与上年持平。", "粮食播种面积与上年持平。", "open"),
        ("粮食产量与上年持平。", "粮食产量力争与上年持平。", "open"),
    ],
)
def test_what_two_numbers_decide(promise: str, narrative: str, kept: str) -> None:
    assert verdict(promise, narrative) == kept


@pytest.mark.parametrize(
    ("promise", "narrative"),
    [
        ("成立青岭水务公司。", "青岭水务公司已筹建，待工商登记。"),
        ("建成雁湖隧道。", "雁湖隧道已打通进场道路，正在开挖洞身。"),
        ("建成雁湖公园。", "雁湖公园已打通消防通道。"),
        ("出台青岭办法。", "青岭办法已修订，报县政府审定。"),
        ("颁布养犬管理条例。", "养犬管理条例草案已提请市人大常委会批准。"),
        ("颁布养犬管理条例。", "养犬管理条例已报请市人大常委会审议通过。"),
    ],
)
def test_what_another_verb_or_another_body_is_asked_for_is_not_reached(promise: str, narrative: str) -> None:
    answer = answered(promise, narrative)[1].answers[0]
    assert (answer.reached_rank or 0) < (answer.promised_rank or 9)
