"""What answers a promise, kind by kind: invented sentences, each with the results a careful reader takes from it."""

from __future__ import annotations

import pytest

from pipeline.language.results.completion import read_completion
from pipeline.language.results.measured import read_results


def results(text: str) -> list[tuple[str, float]]:
    """Indicator and value of every result."""
    return [(result.indicator, float(result.value)) for result in read_results(text, "2031-Q3")]


@pytest.mark.parametrize(
    "text",
    [
        "经排查共需更换水表830只，招标公告已发布。",  # a need
        "预计绿色产业占比较2030年全年（6.1%）略升。",  # what it is compared with
        "持续推动厨余垃圾利用率达到93%。",  # an effort
        "综合考评比去年同期提升3位。",  # a rank
        "有管道改造需求的楼栋共140栋，正在汇总。",  # another need
        "计划维修危桥31座。",  # a plan
        "全县校车缺口17辆。",  # a lack
        "着力提升清洁取暖率至88%。",  # an effort with its number behind 至
        "按照新增龙头企业6家的要求，加大培育力度。",  # what is asked for
        "示范企业总数在2030年底（210家）基础上继续增加。",  # what it is compared with
        "学习贯彻中央八项规定精神，为全省唯一一个双提升县。",  # names
    ],
)
def test_what_is_no_result(text: str) -> None:
    assert results(text) == []


def test_a_rise_is_named_by_what_rose_and_read_at_its_end() -> None:
    assert results("绿化覆盖率由上年的41.3%提高到42.6%。") == [("绿化覆盖率", 42.6)]
    assert results("城镇化率比2030年末的61.2%提高0.9个百分点，达到62.1%。") == [("城镇化率", 0.9), ("城镇化率", 62.1)]
    assert results("签订出口订单31亿元，出口24亿元。")[0] == ("出口订单", 3.1e9)
    assert results("计划维修危桥31座，已完成维修12座。") == [("维修", 12)]


def test_a_second_respectively_goes_on_about_the_nouns_of_the_first() -> None:
    read = results("专利授权量、商标核准量分别为910件、120件，分别同比增长6%、2.5%。")
    assert read == [("专利授权量", 910), ("商标核准量", 120), ("专利授权量", 6), ("商标核准量", 2.5)]


def test_the_parts_of_a_total_are_marked_as_parts() -> None:
    read = read_results("已开通线路21条，其中新辟5条，调整16条。", "2031-Q3")
    assert [(float(r.value), r.scope) for r in read] == [(21, None), (5, "其中"), (16, "其中")]


def test_a_name_is_not_cut_where_it_begins_like_a_verb() -> None:
    assert results("新增工业企业、服务业企业分别为8家、5家。")[1] == ("服务业企业", 5)


@pytest.mark.parametrize(
    ("task", "narrative", "is_done"),
    [
        ("建成南坪科技馆。", "南坪科技馆主体结构已完成。", False),
        ("建成南坪科技馆。", "南坪科技馆主体结构已完成，并已建成投用。", True),
        ("建成南坪科技馆。", "南坪科技馆完成装修，进入竣工验收阶段。", False),
        ("启用青山体育馆。", "青山体育馆11月中旬启用。", False),
        ("启用青山体育馆。", "青山体育馆8月中旬启用。", True),
        ("争创全国文明城市。", "8月被评为省级节水型城市。", False),
    ],
)
def test_a_stage_or_another_honour_finishes_nothing(task: str, narrative: str, is_done: bool) -> None:
    assert read_completion(task, narrative, "2031-Q3").is_done is is_done


@pytest.mark.parametrize("words", ["3所学校已建成，可新增学位2400个。", "建成公租房3处，可提供住房2400套。"])
def test_what_a_finished_thing_brings_is_a_result(words: str) -> None:
    """Fails if a capacity that is there is taken for one to come."""
    assert [one.value for one in read_results(words, "2031-Q3")] == [3, 2400]
