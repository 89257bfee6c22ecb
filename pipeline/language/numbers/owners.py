"""What a bare head belongs to where the number before already says it: the owner, inside the name before.

甲平台注册商家90万、在线交易额70亿元: the sales are the platform's.
新建省、市重点项目开工率85%，投资完成率120%: both are of the projects.
固定资产投资增长9%，完成投资300亿元: one and the same investment, once as a rate, once as a sum.
"""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "owners")


def owner_of_rate(name: str) -> str:
    """省、市重点项目开工率 → 省、市重点项目; '' where the name has no owner that says whose (新建项目开工率)."""
    found = _said("rate_of").match(name)
    return found["owner"] if found and len(found["owner"]) > len("项目") else ""


def completed(name: str, previous: str) -> str:
    """A listed head with the owner of the name before it; the head as it is where that one has none."""
    owner = _said("owner").match(previous)
    if owner and _said("owned").match(name):
        return owner["owner"] + name
    part = _said("part_of_sum").match(name)
    if part and previous.endswith(part["head"]):
        return re.sub(rf"总?{part['head']}$", "", previous) + name
    return name


def sum_of_rate(name: str, previous: str) -> str:
    """累计完成投资 behind 固定资产投资年均增速 → 固定资产累计完成投资; '' for any other two."""
    spent = _said("rate_noun").sub("", previous)
    is_same = _said("spent").match(name) and spent.endswith("投资") and len(spent) > len("投资")
    return spent.removesuffix("投资") + name if is_same else ""
