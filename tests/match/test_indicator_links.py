"""A programme's indicator system: which printed name stands for which target."""

import pytest

from pipeline.match.links.indicator_links import core_of, kinds_of


@pytest.mark.parametrize(
    ("printed", "core", "kinds"),
    [
        ("规上工业增加值增速（%）", "规上工业增加值", ("growth_rate",)),
        ("单位产值能耗下降率", "单位产值能耗", ("decrease_rate",)),
        ("垃圾分类覆盖率（%）", "垃圾分类覆盖率", ("share",)),
        ("新增托育机构数", "托育机构", ("count", "level")),
    ],
)
def test_a_printed_name_says_what_is_measured_and_how(printed, core, kinds):
    assert (core_of(printed), kinds_of(printed)) == (core, kinds)
