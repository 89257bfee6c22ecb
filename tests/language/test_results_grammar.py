"""Results of generated sentences, true by construction, and of arbitrary text, which must never break."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.results.claims import read_claims
from pipeline.language.results.completion import read_completion
from pipeline.language.results.measured import read_results

TIMES = {"": "2023-Q3", "截至9月底，": "2023-9M", "1-9月，": "2023-9M", "前三季度，": "2023-Q3", "上半年，": "2023-H1"}
THINGS = ["公共停车泊位", "城镇困难人员就业", "口袋公园", "高新技术企业", "便民服务站", "老年食堂"]
LEADS = ["新增", "建成", "已完成", "累计建成", "共新建"]
UNITS = ["个", "家", "处", "人", "座"]
SIGNS = list("，。；、（）“”《》：%万亩占均达-\n 3")
WORDS = [
    *("亿元", "其中", "同比增长", "下降", "分别", "目标", "任务", "完成率", "正在", "计划"),
    *("1.", "12.5", "2023年", "9月", "PM2.5", "全部", "已完成"),
]
FRAGMENTS = [*THINGS, *LEADS, *UNITS, *SIGNS, *WORDS]


@given(
    time=st.sampled_from(sorted(TIMES)),
    lead=st.sampled_from(LEADS),
    thing=st.sampled_from(THINGS),
    value=st.integers(min_value=1, max_value=99999),
    unit=st.sampled_from(UNITS),
)
def test_a_generated_count_is_read_whole(time: str, lead: str, thing: str, value: int, unit: str) -> None:
    sentence = f"{time}{lead}{thing}{value}{unit}。"
    [mention] = read_results(sentence, "2023-Q3")
    assert (mention.value, mention.unit, mention.kind) == (value, unit, "count")
    assert mention.indicator.endswith(thing)
    assert mention.as_of_period_id == TIMES[time]
    assert sentence[mention.start : mention.end] == f"{value}{unit}"


@given(thing=st.sampled_from(THINGS), level=st.integers(1, 9999), tenths=st.integers(-300, 300).filter(bool))
def test_a_level_and_its_growth_are_two_results_of_one_name(thing: str, level: int, tenths: int) -> None:
    rate = Decimal(tenths) / 10
    word = "增长" if rate > 0 else "下降"
    first, second = read_results(f"{thing}投资{level}万元，同比{word}{abs(rate)}%。", "2023-Q3")
    assert (first.value, first.unit) == (level * 10000, "元")
    assert (second.value, second.indicator) == (abs(rate), first.indicator)
    assert second.kind == ("growth_rate" if rate > 0 else "decrease_rate")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_arbitrary_text_never_breaks_and_quotes_stand(text: str) -> None:
    for mention in read_results(text, "2023-Q3"):
        assert 0 <= mention.start < mention.end <= len(text)
    for claim in read_claims(text):
        assert 0 <= claim.start < claim.end <= len(text)
    assert read_completion(text, text).explanation.endswith("。")


@pytest.mark.parametrize("word", ["为", "达", "达到", "超过", "超", "突破", "增长", "下降", "保持在", "稳定在"])
def test_what_all_of_a_list_reach_each_of_it_has(word: str) -> None:
    found = read_results(f"就诊率、转诊率均{word}90%。", "2031-Q3")
    assert [(one.indicator, one.value) for one in found] == [("就诊率", 90), ("转诊率", 90)]
