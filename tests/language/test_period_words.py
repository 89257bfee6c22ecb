"""The words that name a period or a deadline."""

from __future__ import annotations

import pytest

from pipeline.language.promises.targets import read_targets
from pipeline.language.time.period_words import find_periods


@pytest.mark.parametrize(
    ("text", "plan", "due", "annual"),
    [
        ("二季度达到60%", "2023", "2023-H1", False),
        ("三季度末完成40个", "2023", "2023-Q3", False),
        ("9月底前建成20个", "2023", "2023-Q3", False),
        ("11月底前建成20个", "2023", "2023-11M", False),
        ("年底前建成20个", "2023", "2023", False),
        ("到2025年建成20个", "2023/2027", "2025", False),
        ("三年累计建成20个", "2023/2025", "2025", False),
        ("用3—5年时间，培养工匠20个", "2023", "2027", False),
        ("用三年左右的时间，培养工匠20个", "2023", "2025", False),
        ("明年6月底前建成20个", "2023", "2024-H1", False),
        ("五年累计建成20个", "2023/2027", "2027", False),
        ("每年新增20个", "2023/2027", "2027", True),
        ("产值年均增长8%", "2023/2025", "2025", True),
        ("年税收超100亿元", "2023/2027", "2027", False),
    ],
)
def test_the_words_beside_a_number_say_when_it_is_due(text: str, plan: str, due: str, annual: bool) -> None:
    (target,) = read_targets(text, plan)
    assert (target.period_id, target.is_annual) == (due, annual)


def test_a_quarterly_series_has_a_deadline_each_and_the_rest_is_the_years() -> None:
    text = "开工率一季度达到30%、二季度达到60%、三季度达到85%，投资完成率120%以上"
    due = [target.period_id for target in read_targets(text, "2023")]
    assert due == ["2023-Q1", "2023-H1", "2023-Q3", "2023"]


def test_every_year_covers_a_list_up_to_the_comma() -> None:
    text = "每年滚动推进260项左右重大项目、完成投资350亿元以上，五年完成重大项目投资2000亿元以上"
    annual = [(target.is_annual, target.period_id) for target in read_targets(text, "2023/2027")]
    assert annual == [(True, "2027"), (True, "2027"), (False, "2027")]


def test_years_before_the_plan_name_no_deadline() -> None:
    assert find_periods("在2022年基础上", "2023") == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("整修山塘300口（2023—2025年）", ["2025"]),
        ("420个村通硬化路(2022-2026年)", ["2026"]),
        ("新增泊位500个（2023—2024年），改造公厕20座", ["2024", "2023"]),
        ("改造公厕20座（2019—2021年）", ["2023"]),  # past, when the plan was made: no deadline of it
    ],
)
def test_years_in_brackets_behind_a_promise_are_its_own(text: str, due: list[str]) -> None:
    found = read_targets(text, "2023")
    assert [target.period_id for target in found] == due
    assert not any("20" in target.indicator for target in found)


def test_a_year_that_labels_a_list_holds_for_all_of_it_and_for_its_months() -> None:
    first = "2024年任务：一是编制规划12个；评估率达到50%。二是9月底前改造村道35公里。"
    text = first + "\n2025年目标：新建泵站8座，年底前新增床位90张"
    due = [target.period_id for target in read_targets(text, "2024/2026")]
    assert due == ["2024", "2024", "2024-Q3", "2025", "2025"]
