"""The name of what is measured: the noun phrase that a number belongs to, verbs and adverbs dropped.

Names stay close to the source's words: 力争规上企业研发机构设置率达到90%以上 → 规上企业研发机构设置率.
What only says where or of whom (在…, 其中…) is the scope.
"""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.time.period_words import find_periods
from pipeline.language.words.enclosed import shielded
from pipeline.language.words.verbs import only_words, verbs_in
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "indicator_names")

_EDGE = "、，,：:；;的了-—–●■◆★▪• \n"
_ITEM_NUMBER = re.compile(
    r"^(?:\d{1,2}[.．﹒](?!\d)|\d{1,2}、|[（(]?[一二三四五六七八九十\d]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}是)"
)
_LEADING_BRACKET = re.compile(r"^[（(][^（()）]*[)）](?=[、，“]?[一-龥“])(?!建)")
_YEARS_BEHIND = re.compile(r"[（(]20\d{2}[^（()）]{0,20}年[^（()）]{0,8}[)）]$")  # …整治（2013—2017年）
# …村（含新增村3个）
_PARTS_BEHIND = re.compile(r"[（(][^（()）\d]{0,20}\d[\d.]{0,8}[万千百]?[个家条所座处户件名人][^（()）]{0,40}[)）]$")
_DASHED = re.compile("[—–]{2}(?=[一-龥])")  # 今年的主要预期目标——地区生产总值增长7.5%
_IN_NAMES = ("年度", "年均", "年平均", "年")
_MAX_JOINED = 24
_ACT_LENGTH = 7


def noun_phrase(lead: str, plan_period_id: str) -> tuple[str, str | None]:
    """The noun phrase before a number ('' when only verbs stand there) and its scope: 在A新增B → (新增B, A)."""
    phrase = _without_periods(_DASHED.split(lead)[-1] or lead, plan_period_id)
    scope = "其中" if re.match(r"^[、，]*其中", phrase) else None
    phrase = _strip(phrase)
    if each := _said("each_place").match(phrase) or _said("places_each").match(phrase):
        return "", each["place"]
    place = _said("place_prefix").match(phrase)
    if place:
        scope, phrase = place["place"], _strip(place["verb"] + place["rest"])
    if says_only_verbs(phrase):
        return "", scope
    cut, front = _cut_inner_verb(phrase)
    return (front + cut, scope or front) if front else (cut, scope)


def topic_phrase(clause: str, plan_period_id: str) -> str:
    """What a clause speaks of, '' when only verbs: 基本生活标准实现城乡一致 → 基本生活标准; 提高就读率 → 就读率."""
    phrase = _strip(_without_periods(clause, plan_period_id))
    predicate = _said("predicate").search(phrase)
    if predicate and predicate.start() >= 3:
        phrase = phrase[: predicate.start()]
    raised = re.match(r".*(?:提高|提升|降低|扩大|增加|压减)(.{4,})$", phrase)
    phrase = _strip(raised[1] if raised else phrase)
    return "" if says_only_verbs(phrase) else phrase


def says_only_verbs(phrase: str) -> bool:
    """Whether a phrase names nothing: verbs, adverbs and fillers only."""
    return only_words(phrase, ("delivering", "pushing", "dropped_verbs", "light", "adverbs", "fillers"))


def noun_behind(trail: str) -> str:
    """The noun phrase behind a number: 1家|省级创新发展示范区; 6个|镇全部达到健康镇标准 → 达到健康镇标准的镇."""
    phrase = re.sub(r"^(?:的|以上的?|以下的?|大关)", "", trail).strip(_EDGE)
    phrase = _PARTS_BEHIND.sub("", _YEARS_BEHIND.sub("", phrase))
    phrase = _without_next_act(_said("uncounted").sub("", phrase))
    phrase = _said("being_built").sub("", _said("then_done").sub("", phrase))
    return _what_they_do(phrase) or phrase


def _without_next_act(phrase: str) -> str:
    """20个|长者食堂、因地制宜解决老年人就餐问题: what is done besides is no part of what is counted."""
    for joint in re.finditer("、", phrase):
        if _said("reached_at_end").search(phrase[: joint.start()]):
            return phrase[: joint.start()]  # 3家|企业上市、新能源项目开工: others reach something else
        act = _said("how").sub("", phrase[joint.end() :])
        if joint.start() >= 2 and len(act) >= _ACT_LENGTH and "的" not in act and begins_with_verb(act):
            return phrase[: joint.start()]
    return phrase


def _what_they_do(phrase: str) -> str:
    """The counted by what they become, get, do or reach, '' where the phrase is a plain noun."""
    if becomes := _said("becomes").match(phrase):
        what, who = becomes["what"], becomes["who"]
        return what if what.endswith(who) else f"成为{what}的{who}"
    if offered := _said("offered").match(phrase):
        return f"{offered['whom']}{offered['free'] or ''}{offered['what']}"
    if acting := _said("acting").match(phrase):
        return f"{acting['does']}的{acting['who']}"
    reached = _said("reached").match(phrase)
    return f"{reached['reaches'] or reached['whole']}的{reached['who'] or reached['all']}" if reached else ""


def is_only_reached(phrase: str) -> bool:
    """Whether words behind a number say what all of them reach, and not what they are: 16座|全部完工."""
    return bool(_said("only_reached").match(phrase))


def carries_a_number(noun: str) -> bool:
    """Whether a noun can have a rate or an amount by itself (率, 收入, 警情 …)."""
    return bool(_said("heads").search(noun))


def begins_with_verb(words: str) -> bool:
    """Whether words begin with a verb of the plan (扩大跨区通办…): a clause of its own."""
    return bool(_said("plan_verb").match(words))


def begins_with_size(words: str) -> bool:
    """Whether words begin with the name of a size (30项总投资12亿元): it belongs to the number behind it."""
    return bool(_said("size_first").match(words))


def without_head(name: str) -> str:
    """Whose a number is by its name: 规模工业产值 → 规模工业; the name itself where it ends in no head."""
    head = _said("heads").search(name)
    return name[: head.start()].removesuffix("总") if head else name


def is_share(noun: str) -> bool:
    """Whether a noun is a share of a whole (率, 占比, 覆盖面)."""
    return bool(_said("share").search(noun))


def is_bare(noun: str) -> bool:
    """Whether a noun is too bare to stand without the subject named before it (占比, 面积)."""
    return bool(_said("bare").match(noun))


def is_work(noun: str) -> bool:
    """Whether a noun names a thing that is being built (G235上佛路段, 体育馆二期)."""
    return bool(_said("thing").search(noun))


def is_generic(noun: str) -> bool:
    """Whether a counted noun says nothing without its topic (实施项目24个, 改造企业50家)."""
    return bool(_said("generic").match(noun))


def telling_verb(lead: str, plan_period_id: str) -> str:
    """The verb of a lead that tells its number apart from the one before (竣工投产), '' for plain ones (完成)."""
    verb = _said("plain").sub("", _without_periods(lead.strip(_EDGE), plan_period_id).strip(_EDGE))
    return verb if re.fullmatch(r"[一-龥]{2,6}", verb) else ""


def without_verb(name: str) -> str:
    """新开工亿元以上项目 → 亿元以上项目; 新能源开工 → 新能源."""
    shorter = _said("delivering").sub("", name, count=1)
    behind = [start for start, word, _ in verbs_in(name) if start >= 2 and start + len(word) == len(name)]
    shorter = name[: behind[0]] if behind and shorter == name else shorter
    return shorter if len(shorter) >= 2 else name


def bearer_of(name: str) -> str:
    """The thing that a name ends in (亿元以上项目 → 项目), '' when it is none that bears a size."""
    found = _said("bearer_end").search(name)
    return found[0] if found else ""


def of_whole(noun: str) -> str:
    """X占Y比重 → X: what grows when a share of a whole was named before."""
    match = re.match(r"^(.{1,60}?)占.{1,60}(?:比重|比例|份额|比)$", noun)
    return match[1] if match else noun


def _without_periods(phrase: str, plan_period_id: str) -> str:
    """Drop period words at either end; inside and in 年度投资, 年均增速 they are part of the name."""
    for words in reversed(find_periods(phrase, plan_period_id)):
        at_start = not _strip(phrase[: words.start])
        if (at_start or not phrase[words.end :].strip(_EDGE)) and phrase[words.start : words.end] not in _IN_NAMES:
            phrase = phrase[: words.start] + phrase[words.end :]
    return phrase


def _strip(phrase: str) -> str:
    """Drop what may stand around a noun phrase, until nothing more goes."""
    before = None
    while phrase != before:
        before = phrase
        phrase = _ITEM_NUMBER.sub("", _said("conjunction").sub("", phrase.strip(_EDGE)))
        phrase = _said("for_whom").sub(r"\g<relieved>", _LEADING_BRACKET.sub("", phrase))
        phrase = _said("comparison").sub("", phrase)
        phrase = _said("leading").sub("", phrase, count=1)
        shorter = _said("trailing").sub("", phrase)
        phrase = shorter if len(shorter) >= 2 or not shorter else phrase
    return phrase


def _cut_inner_verb(phrase: str) -> tuple[str, str]:
    """深化…改革建成X → X: what stands behind the last verb that hands something over, when enough is left.

    The thing in front comes with it where X is a bare head: 东西铁路二期完成总工程量 → (总工程量, 东西铁路二期).
    """
    shield = shielded(phrase)
    cuts = [match for match in _said("inner_verb").finditer(shield) if len(shield) - match.end() >= 3]
    cuts = [match for match in cuts if "占" not in shield[: match.start()]]  # X占新建建筑比例
    if not cuts:
        return phrase, ""
    kept = cuts[-1].start() if cuts[-1][0] in ("新增", "净增") else cuts[-1].end()
    cut, front = phrase[kept:].strip(_EDGE), _strip(phrase[: cuts[-1].start()])
    return cut, front if is_bare(cut) and _said("thing").search(front) else ""


def join(subject: str, noun: str) -> str:
    """A subject and the noun behind its number: 海外政务服务驿站布局新增|国家和地区."""
    if not subject or not noun:
        return subject or noun
    return subject + noun if len(subject) + len(noun) <= _MAX_JOINED else noun
