"""Kinds of places that share one 各 and one 人民政府 are one group; named places beside them are not."""

import pytest

from pipeline.language.words.name_lists import split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省水利厅，各州、市人民政府", ["省水利厅", "各州、市人民政府"]),
        ("各县、自治县、区人民政府，市体育局", ["各县、自治县、区人民政府", "市体育局"]),
        ("各乡、民族乡、镇人民政府", ["各乡、民族乡、镇人民政府"]),
        ("各盟市、旗县人民政府、自治区财政厅", ["各盟市、旗县人民政府", "自治区财政厅"]),
        ("各镇、青石镇人民政府", ["各镇", "青石镇人民政府"]),
        ("各区、县教育局", ["各区", "县教育局"]),
    ],
)
def test_one_group_or_several_names(text, names):
    assert [name.text for name in split_names(text, 0, len(text))] == names
