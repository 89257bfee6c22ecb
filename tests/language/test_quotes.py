"""Facts about quotes and columns that SQL judges by."""

import pytest

from pipeline.language.bodies.people import office_of
from pipeline.language.numbers.quotes import decimal_places, label_of, quote_facts
from pipeline.language.results.stated import has_words, is_filled, stated_code, states_issue


@pytest.mark.parametrize(
    ("quote", "count", "names_years"),
    [
        ("新建3座、改造5座", 2, False),
        ("五年新增学位1.2万个", 1, True),
        ("2024年达到90%", 2, False),
        ("三 年 内", 0, True),
    ],
)
def test_a_quote_tells_its_numbers_and_its_years(quote, count, names_years):
    assert quote_facts(quote) == {"number_count": count, "names_years": names_years}


def test_the_years_may_stand_at_the_head_of_the_sentence():
    assert quote_facts("新增绿道90公里", "全年植树。五年新建公园20个，")["names_years"]
    assert not quote_facts("新增绿道90公里", "三年行动收官；")["names_years"]


@pytest.mark.parametrize(("quote", "places"), [("完成年度目标95.4%", 1), ("完成62.25%", 2), ("完成80%", 0)])
def test_a_percentage_is_held_against_as_many_places_as_it_is_written_with(quote, places):
    assert decimal_places(quote) == places


@pytest.mark.parametrize(
    ("indicator", "scope", "label"),
    [
        ("投资", "江口新区", "投资（江口新区）"),
        ("江口新区投资", "其中江口新区", "江口新区投资"),
        ("投资", None, "投资"),
    ],
)
def test_a_label_says_the_scope_once(indicator, scope, label):
    assert label_of(indicator, scope) == label


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("县委常委、副县长", "副县长"),
        ("副书记，镇长", "镇长"),
        ("副县长、公安局局长", "副县长、公安局局长"),
        (None, None),
    ],
)
def test_an_office_is_a_title_without_its_party_post(title, office):
    assert office_of(title) == office


@pytest.mark.parametrize(
    ("status", "code"),
    [("已 完成", "met"), ("达序时进度", "on_pace"), ("滞后", "behind"), ("见附件", None), (None, None)],
)
def test_the_sources_own_verdict_has_a_meaning_where_its_word_is_known(status, code):
    assert stated_code(status) == code


@pytest.mark.parametrize(
    ("issues", "is_one"),
    [("无", False), ("暂无问题。", False), (" 没有 ", False), ("——", False), (None, False), ("征地无进展", True)],
)
def test_a_column_of_problems_may_say_that_there_are_none(issues, is_one):
    assert states_issue(issues) is is_one


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("未填报", None, ""), False),
        (("无", "未 填 报"), False),
        (("——", "暂未上报。"), False),
        (("", "未启动"), True),
        (("暂无进展", None), True),
        (("12.5", None), True),
        (("无", "资金缺口较大"), True),
    ],
)
def test_a_row_whose_cells_were_left_open_says_nothing(cells, says):
    """Fails if 未填报 or a dash counts as a report, or a word on a late start does not."""
    assert is_filled(*cells) is says


def test_bare_numbers_are_no_words():
    assert not has_words("95.4 %\n12/20")
    assert has_words("完成12")
