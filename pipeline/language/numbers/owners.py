"""What a bare head belongs to where the number before already says it: the owner, inside the name before.

甲平台注册商家90万、在线交易额70亿元: the sales are the platform's.
新建省、市重点项目开工率85%，投资完成率120%: both are of the projects.
固定资产投资增长9%，完成投资300亿元: one and the same investment, once as a rate, once as a sum.
"""

from __future__ import annotations

import re

# Places and bodies that have sales, income and visitors of their own, as the owner a name opens with.
_OWNER = re.compile(
    r"^(?P<owner>.{2,20}?(?:平台|园区|产业园|商城|市场|景区|集聚区|开发区|示范区|试验区|度假区|街区|基地))(?=.{2,})"
)
_OWNED = re.compile(r"^(?:在线|线上|平台|年|全年)?(?:总)?(?:交易额|成交额|营业收入|营收|销售额|客流量?|入驻企业)$")
_RATE_OF = re.compile(
    r"^(?:新建|新开工|续建)?(?P<owner>.*?(?:项目|工程|企业))(?:投资)?(?:开工率|竣工率|投产率|完成率|入库率)$"
)
_SPENT = re.compile(r"^(?:累计|年度)?(?:完成)?投资$")
_RATE_NOUN = re.compile(r"(?:年均|同比)?(?:增速|增幅|增长率?)$")
_PART_OF_SUM = re.compile(
    r"^(?:省内|省外|市内|市外|县内|境内|境外|海外|国内|区内|本地|线上|线下)(?P<head>[一-龥]{2,5})$"
)


def owner_of_rate(name: str) -> str:
    """省、市重点项目开工率 → 省、市重点项目; '' where the name has no owner that says whose (新建项目开工率)."""
    found = _RATE_OF.match(name)
    return found["owner"] if found and len(found["owner"]) > len("项目") else ""


def completed(name: str, previous: str) -> str:
    """A listed head with the owner of the name before it; the head as it is where that one has none."""
    owner = _OWNER.match(previous)
    if owner and _OWNED.match(name):
        return owner["owner"] + name
    part = _PART_OF_SUM.match(name)
    if part and previous.endswith(part["head"]):
        return re.sub(rf"总?{part['head']}$", "", previous) + name
    return name


def sum_of_rate(name: str, previous: str) -> str:
    """累计完成投资 behind 固定资产投资年均增速 → 固定资产累计完成投资; '' for any other two."""
    spent = _RATE_NOUN.sub("", previous)
    is_same = _SPENT.match(name) and spent.endswith("投资") and len(spent) > len("投资")
    return spent.removesuffix("投资") + name if is_same else ""
