"""A name completed with its topic is matched by its head; a threshold is part of the thing."""

from __future__ import annotations

import pytest

from pipeline.match.names.bare_heads import head_of


@pytest.mark.parametrize(
    ("indicator", "scope", "head"),
    [
        ("云溪新城年度投资", "云溪新城", "年度投资"),
        ("云溪新城项目", "云溪新城", "项目"),
        ("茶叶抽检合格率", "茶叶抽检", "合格率"),
        ("亿元以上项目", "亿元以上", "亿元以上项目"),
        ("云溪新城泵站", "云溪新城", "云溪新城泵站"),
        ("投资", "云溪新城", "投资"),
        ("投资", None, "投资"),
    ],
)
def test_only_a_topic_comes_off_and_only_a_bare_head_is_left(indicator: str, scope: str | None, head: str) -> None:
    assert head_of(indicator, scope) == head
