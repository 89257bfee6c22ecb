"""Results fail their readers when a number is missed, misread, or taken for one it is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.results.measured import measure, read_results
from pipeline.language.words.mentions import ResultMention


def _one(text: str) -> ResultMention:
    [mention] = read_results(text, "2023-Q3")
    return mention


def test_a_growth_rate_inherits_the_name_before_it() -> None:
    level, growth = read_results("1-9月，规上工业总产值1268亿元，同比增长4.65%。", "2023-Q3")
    assert (level.indicator, level.value, level.unit, level.kind) == ("规上工业总产值", 126800000000, "元", "level")
    assert (growth.indicator, growth.value, growth.kind) == ("规上工业总产值", Decimal("4.65"), "growth_rate")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("1-9月", "2023-9M"),
        ("截至9月底，", "2023-9M"),
        ("截止9月30日，", "2023-9M"),
        ("前三季度", "2023-Q3"),
        ("上半年", "2023-H1"),
        ("2022年度", "2022"),
        ("1-8月我市", "2023-8M"),
        ("6月25日，", "2023-Q3"),
        ("根据《2022年度评估结果》，", "2023-Q3"),
    ],
)
def test_the_period_a_result_speaks_of(words: str, period: str) -> None:
    assert _one(f"{words}新增就业4.22万人。").as_of_period_id == period


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("23个便民服务站建成启用。", "便民服务站"),
        ("已建成零工市场2家。", "零工市场"),
        ("“标准进市场”试点等7项工作入选省级以上标志性成果。", "省级以上标志性成果"),
        ("年销售额超5亿元电商企业4家。", "年销售额超5亿元电商企业"),
        ("PM2.5: 24。", "PM2.5"),
    ],
)
def test_names_stand_before_behind_and_after_becoming(text: str, name: str) -> None:
    assert _one(text).indicator == name


@pytest.mark.parametrize(
    "text",
    [
        "完成年度目标95.4%。",  # a claim
        "明确创建省高标准垃圾分类示范村46个的重点任务目标。",  # a goal
        "年度计划投资210.8亿元。",  # a plan
        "分别占年计划的49.3%、50.1%和40.8%。",
        "参加2023宁波国际旅游展。",
        "组织“618”大促，引导9610出口试点。",
        "为外商提供一件事办理服务。",
        "印发义政办发〔2023〕42号文件。",
        "8月9-11日赴广州。",
    ],
)
def test_what_only_looks_like_a_result(text: str) -> None:
    assert read_results(text, "2023-Q3") == []


def test_promises_that_were_not_kept_are_no_results() -> None:
    text = "未达到序时进度的任务有2项，占比20%，分别为新建泵站9座、森林覆盖率达到60%。已建成桥梁4座。"
    assert [(result.value, result.unit) for result in read_results(text, "2023-Q3")] == [
        (2, "项"),
        (20, "%"),
        (4, "座"),
    ]


def test_a_list_number_joins_no_number_behind_it() -> None:
    first, second = read_results("1. 新增车位20个。2. 14个镇街卫生院全部挂牌。", "2023-Q3")
    assert (first.value, second.value) == (20, 14)


def test_money_without_its_unit() -> None:
    mention = _one("完成投资21亿，绿化先行段已进场施工。")
    assert (mention.value, mention.unit, mention.kind) == (2100000000, "元", "level")


def test_items_of_a_list_have_stages_of_their_own() -> None:
    done, building = read_results("老旧小区改造已完工13个、在建5个。", "2023-Q3")
    assert (done.rule, building.rule) == ("result:finished", "result:under_way")


def test_quotes_stand_in_the_source_with_its_blanks() -> None:
    text = "截至 9 月底，盘活闲置农房 3386 宗。"
    mention = _one(text)
    assert text[mention.start : mention.end] == "3386 宗"


def test_a_column_names_its_numbers() -> None:
    [mention] = read_results("231.6", "2024-H1", indicator="完成投资", unit="亿元")
    assert (mention.indicator, mention.value, mention.unit) == ("完成投资", Decimal("23160000000.0"), "元")


@pytest.mark.parametrize("words", ["同比增长-3.2%", "增速为-3.2%", "增速为负3.2%", "负增长3.2%", "同比下降3.2%"])
def test_a_fall_in_all_its_spellings(words: str) -> None:
    mention = _one(f"规上工业增加值{words}。")
    assert (mention.indicator, mention.value, mention.kind) == ("规上工业增加值", Decimal("3.2"), "decrease_rate")


def test_one_number_for_several_names() -> None:
    first, second = read_results("按时核查率和结果应用率均达95%以上。", "2023-Q3")
    assert (first.indicator, second.indicator) == ("按时核查率", "结果应用率")
    assert (first.value, second.value) == (95, 95)


def test_a_part_of_one_is_counted_only_under_a_unit_of_thousands() -> None:
    (jobs,) = read_results("1.18", "2023-Q3", indicator="城镇新增就业", unit="万人")
    (books,) = read_results("人均藏书量1.22册。", "2023-Q3")
    assert (jobs.kind, books.kind) == ("count", "level")


def test_among_how_many_a_place_ranks_is_no_result() -> None:
    """Fails if 在7个县区中排名第3 counts counties, or if what was built in a place is taken for a rank's field."""
    for words in ("在全市7个县区中排名第3位。", "居全省14个市州第2位。"):
        assert [r.unit for r in read_results("工业增加值增长7.6%，" + words, "2023-Q3")] == ["%"]
    assert [r.value for r in read_results("列入改造计划5个小区前期工作完成。", "2023-Q3")] == [5]
    assert [r.value for r in read_results("在城区建成6个停车场，排全市前列。", "2023-Q3")] == [6]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("成为全省9个示范县之一。", []),
        ("以上四项管护任务均已完成。", []),
        # innocent: what was done is counted, whatever stands near it
        ("建成示范点9个，成为全省样板之一。", [9]),
        ("以上渠道清淤35公里。", [35]),
        ("完成管护任务4项。", [4]),
    ],
)
def test_one_among_some_and_the_tasks_named_before_are_no_results(text: str, values: list[int]) -> None:
    assert [result.value for result in read_results(text, "2031-Q3")] == values


def test_what_ends_a_list_of_subjects_tells_how_far_the_first_of_them_is():
    def stages(text):
        return [(int(one.mention.value), sorted(one.stages)) for one in measure(text, "2030-H1")]

    assert stages("9个小区改造、4条道路整修处于准备阶段。")[0] == (9, ["under_way"])
    assert stages("9个小区改造已完工、4条道路整修处于准备阶段。")[0] == (9, ["finished"])
    assert stages("投资9亿元、4条道路正在整修。")[0] == (9_0000_0000, [])
    assert stages("新增泊位9个、4条道路正在整修。")[0][1] == ["finished"]
