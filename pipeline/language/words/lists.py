"""Lists of nouns that share words or numbers: taken apart, each member given back what it shares with the others."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.numbers.indicators import carries_a_number, is_bare
from pipeline.language.words.enclosed import parts_between
from pipeline.language.words.vocabulary import alternatives, load_vocabulary

_JOINT = re.compile(r"、|(?<![饱缓平温总共调])和(?![美谐睦])|以及|(?<![普以])及(?![时格第])|(?<![参给])与(?!会)")
_FIRST_HEAD = re.compile(r"(?:人次|收入|人数|产值|投资|面积|数量|数|额|量|率)$")
_SIZE = re.compile(
    r"^(?P<stem>[^\d超达过]+)[超达过]*\d[\d.]*(?:[-—~]\d[\d.]*)?[万亿]*[元吨亩个家](?:以上|以下)?(?P<tail>.*)$"
)
_SIZED = re.compile(r"^[超达过]*\d")
_WORD = 2  # characters of most words


def split_list(phrase: str) -> list[str]:
    """The members of a list joined by 、和及与; the phrase itself when it is no list. Quotes and brackets are whole."""
    joint = next((word for word in load_vocabulary("promises")["paired_words"] if "、" in word and word in phrase), "")
    if joint:
        return split_pair(phrase)  # 城、乡居民收入
    return parts_between(phrase, _JOINT)


def split_pair(phrase: str) -> list[str]:
    """存贷款余额 → 存款余额, 贷款余额: things run together in one word; the phrase itself when it is none."""
    for word, members in sorted(load_vocabulary("promises")["paired_words"].items(), key=lambda pair: -len(pair[0])):
        if word in phrase:
            return [phrase.replace(word, member) for member in members]
    return [phrase]


def with_shared_head(parts: list[str]) -> list[str]:
    """游戏、动漫、音乐类企业 → 游戏类企业, 动漫类企业, 音乐类企业; 新增甲、乙 → 新增甲, 新增乙."""
    tail = re.search(r"[类型级等].*$", parts[-1])
    parts = with_shared_verb(parts)
    if not tail:
        return parts
    whole = (part if part.endswith(tail[0]) else part.removesuffix(tail[0][0]) + tail[0] for part in parts[:-1])
    return [*whole, parts[-1]]  # 一级公路 beside 二级公路 is whole


def with_shared_verb(parts: list[str]) -> list[str]:
    """新增甲、乙 → 新增甲, 新增乙."""
    verb = re.match(r"新增|净增", parts[0])
    return [parts[0], *(verb[0] + part for part in parts[1:])] if verb else parts


def complete(nouns: list[str]) -> list[str]:
    """Give back to each noun of a list what it shares with the others.

    旅游人次、收入 → 旅游收入: what stands before the first one's head.
    收益超15万元、超40万元的村占比 → what stands before the first one's size, and behind the last one's.
    城镇、农村居民收入 → 城镇居民收入: what stands behind the last one's distinguishing word.
    """
    if len(nouns) < 2:
        return nouns
    first, last = nouns[0], nouns[-1]
    sized, head = _SIZE.match(first), _FIRST_HEAD.search(first)
    if sized and all(map(_SIZED.match, nouns[1:])):
        tail = "" if sized["tail"] else _SIZE.sub(r"\g<tail>", "x" + last)
        return [first + tail, *(sized["stem"] + noun + ("" if noun is last else tail) for noun in nouns[1:])]
    if head:
        stem = first[: head.start()]
        return [first, *(stem + noun if stem and _lacks_stem(noun, head[0]) else noun for noun in nouns[1:])]
    apart, lent = _patterns()["distinguishing"], tuple(load_vocabulary("promises")["lent_heads"])
    tells_apart = apart.match(last) and all(map(apart.fullmatch, nouns[:-1]))
    if carries_a_number(last) or last.endswith(lent) or tells_apart:
        return [*(noun + _shared_tail(noun, last) for noun in nouns[:-1]), last]
    return nouns


def _lacks_stem(noun: str, head: str) -> bool:
    """旅游人次、|收入 lacks it; 预算收入和|税收收入 names its own kind of what the first one is."""
    return is_bare(noun) and (noun == head or not noun.endswith(head))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_vocabulary("promises")
    heads = [*data["indicator_heads"], *data["lent_heads"]]
    modified = rf"(?:{alternatives(data['head_modifiers'])}){{0,4}}{alternatives(heads)}"
    return {
        "distinguishing": re.compile(alternatives(data["distinguishing"])),
        "head": re.compile(rf"(?<=[一-龥A-Za-z\d]){modified}$"),
    }


def _shared_tail(noun: str, last: str) -> str:
    """城镇居民 | 农村居民收入 → 收入; 城镇 | 农村居民收入 → 居民收入; 茶叶 | 食用菌全产业链产值 → 全产业链产值."""
    if carries_a_number(noun) or noun.endswith(last[-_WORD:]):
        return ""
    code = re.match(r"[A-Za-z][A-Za-z\d.]*", last)
    if code and noun.isascii():
        return last[code.end() :]  # PM10 | PM2.5平均浓度
    for start in range(max(0, len(noun) - 4), len(noun) - 1):
        place = last.find(noun[start:])
        if place >= 0:
            return last[place + len(noun) - start :]
    told_apart = _patterns()["distinguishing"].match(last)
    if told_apart and _patterns()["distinguishing"].fullmatch(noun):
        return last[told_apart.end() :]
    head = _patterns()["head"].search(last)
    return _whole_word(last, head[0]) if head else last[len(noun) :]


def _whole_word(last: str, head: str) -> str:
    """入学率 of 小学入学率, found by its 率: a head of one character is no word and takes two before it."""
    return last[-3:] if len(head) == 1 and len(last) > len(head) + _WORD + 1 else head
