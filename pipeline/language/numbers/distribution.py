"""One number for several nouns, several numbers for several nouns: 均, 各, 分别 and plain lists.

A rate that governs a list of nouns is one target per noun (A、B增长30%). An amount is the list's sum unless 各 or 均
says otherwise (国家、行业标准30项以上 is one target).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from pipeline.language.numbers import indicators
from pipeline.language.numbers.measures import comparable, is_discrete
from pipeline.language.promises.target_drafts import Draft
from pipeline.language.words.lists import complete, split_list, split_pair, with_shared_head, with_shared_verb
from pipeline.language.words.sentences import sentences
from pipeline.language.words.verbs import delivers

_AVERAGES = re.compile(r"[年月日平人户亩]均|均衡")  # 年均增长30%: no word of a list
_EACH = re.compile("均|(?<![首成])都(?!市)")
_EACH_DONE = re.compile(r"(?P<nouns>[^各，]+)各(?P<verb>[一-龥]{2,4})$")
_YEAR = re.compile(r"(?P<year>20\d{2})年")
_YEARS = re.compile(r"^(?:到|至)?(?:20\d{2}年?[底末]?[、和及])*20\d{2}年[底末]?(?:分别)?")


def spread(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts with lists spread: one draft per noun where a number speaks of each."""
    spread_drafts: list[Draft] = []
    position = 0
    while position < len(drafts):
        group = _respective_group(drafts, position)
        if len(group) > 1:
            spread_drafts.extend(_pair_respectively(group, _names_before(spread_drafts, group), text))
        else:
            spread_drafts.extend(_of_each_before(spread_drafts, drafts[position]) or _one_per_noun(drafts[position]))
        position += len(group)
    return spread_drafts


def _respective_group(drafts: list[Draft], position: int) -> list[Draft]:
    """The numbers behind one 分别 (分别增长13.8%和12%), or as many rates as nouns (甲、乙覆盖率提高到68%、60%)."""
    first = drafts[position]
    is_told = "分别" in first.beside or "分别" in first.lead
    if not is_told and not (_is_rate(first) and "、" in first.subject):
        return [first]
    listed = [first]
    for draft in drafts[position + 1 :]:
        if draft.mark.clause != first.mark.clause or not re.fullmatch(r"[、和及与]|以及", draft.lead or ""):
            break
        listed.append(draft)
    alike = list(takewhile(lambda d: comparable(d.mark.quantity.unit, first.mark.quantity.unit), listed))
    fits = len(split_list(first.subject))
    if not is_told:
        return alike if len(alike) == fits else [first]
    is_each = len(listed) == fits and not any(draft.noun for draft in listed)
    return listed if is_each else alike  # 人次和收入分别达到200万人次、30亿元


def _of_each_before(earlier: list[Draft], draft: Draft) -> list[Draft]:
    """旅游人次600万、收入48亿元，均增长15%: the rate is of every number of the clause before."""
    if "均" not in _AVERAGES.sub("", draft.lead[-2:] + draft.beside) or draft.rule != "subject_of_previous_number":
        return []
    last = earlier[-1].mark.clause if earlier else None
    named = [d.name for d in earlier if d.mark.clause == last and d.mark.sentence == draft.mark.sentence]
    return [replace(draft, subject=name, noun="", rule="one_number_for_each_noun") for name in dict.fromkeys(named)]


def _names_before(earlier: list[Draft], group: list[Draft]) -> list[str]:
    """旅游人次2000万、收入150亿元，分别增长15%和18%: the names of the numbers before, when the group names none."""
    if group[0].rule != "subject_of_previous_number":
        return []
    return [d.name for d in earlier if d.mark.sentence == group[0].mark.sentence][-len(group) :]


def _pair_respectively(group: list[Draft], named: list[str], text: str) -> Iterator[Draft]:
    nouns = named or _listed_apart(group[0]) or complete(split_list(group[0].subject))
    nouns = nouns if len(nouns) == len(group) else split_pair(group[0].subject)
    if all(is_discrete(draft.mark.quantity.unit) for draft in group):
        nouns = with_shared_verb(nouns)
    bearers = _listed_before(text, group[0]) if len(nouns) != len(group) else []
    years = _years_before(text, group)
    for index, draft in enumerate(group):
        paired = replace(draft, start=group[0].start, rule="respectively")
        if not draft.direction:  # 分别提高到68%和60%: the second is reached as the first is
            paired.direction = group[0].direction
            reaches = draft.mark.quantity.reaches or group[0].mark.quantity.reaches
            paired.mark = replace(draft.mark, quantity=replace(draft.mark.quantity, reaches=reaches))
        paired.subject = nouns[index] if len(nouns) == len(group) else group[0].subject
        if len(nouns) == len(group) and (year := _YEAR.fullmatch(nouns[index])):
            # 2023年、2024年分别完成投资100亿元、120亿元: the list names the deadlines
            measured = group[0].subject.rpartition("分别")[2]
            paired.subject, paired.period_id = measured.removeprefix("完成"), year["year"]
        if len(years) == len(group):
            paired.subject, paired.period_id = _YEARS.sub("", group[0].subject).removeprefix("完成"), years[index]
        elif len(bearers) == len(group):
            paired.scope = bearers[index]
            paired.subject = bearers[index] + paired.subject.removeprefix(draft.topic or group[0].topic)
        yield _with_shared_comparator(paired, group)


def _years_before(text: str, group: list[Draft]) -> list[str]:
    """2024年、2025年全市装机分别达到…: the years in front of the name, to each of which one of the numbers belongs."""
    first = group[0].mark
    listed = _YEARS.match(text[first.clause.start : first.quantity.start])
    years = re.findall(r"20\d{2}", listed[0]) if listed else []
    return years if len(years) > 1 else []


def _with_shared_comparator(draft: Draft, group: list[Draft]) -> Draft:
    """分别控制在200万吨、150万吨以内: what bounds the first or the last bounds each, as does 左右 behind the last."""
    bounds = [d.mark.quantity.comparator for d in (group[0], group[-1])]
    shared = next((bound for bound in bounds if bound in ("<=", "<")), None)
    is_about = group[-1].mark.quantity.is_approximate
    if draft.mark.quantity.comparator or not (shared or is_about):
        return draft
    nearly = draft.mark.quantity.is_approximate or is_about
    quantity = replace(draft.mark.quantity, comparator=shared, is_approximate=nearly)
    return replace(draft, mark=replace(draft.mark, quantity=quantity))


def _listed_apart(draft: Draft) -> list[str]:
    """东区、西区分别完成投资10亿元、5亿元: the list stands before 分别, what is measured behind it."""
    years = split_list(draft.lead.partition("分别")[0])
    if all(map(_YEAR.fullmatch, years)):
        return years
    listed, _, measured = draft.subject.partition("分别")
    return [noun + measured for noun in complete(split_list(listed))] if measured else []


def _listed_before(text: str, draft: Draft) -> list[str]:
    """绿色动力、智能显示材料两大产业平台，产值分别…: the list of the clause before, whose members bear the numbers."""
    sentence = next((s for s in sentences(text) if s.covers(draft.start)), None)
    before = [c for c in sentence.clauses if c.end <= draft.mark.clause.start] if sentence else []
    if not before:
        return []
    phrase = indicators.topic_phrase(text[before[-1].start : before[-1].end], "2000")
    return split_list(re.sub(r"(?:[一二三四五六七八九十两]|(?<!\d)\d+)(?:个|大|家|条|座|项).*$", "", phrase))


def _each_done(draft: Draft) -> list[Draft]:
    """高速公路、国省干线各开工2条: the verb between 各 and the number is said of each."""
    each = _EACH_DONE.match(draft.subject)
    nouns = split_list(each["nouns"]) if each and delivers(each["verb"]) else []
    if len(nouns) < 2 or draft.noun or each is None:
        return []
    named = with_shared_head(nouns)
    return [replace(draft, subject=each["verb"] + noun, rule="one_number_for_each_noun") for noun in named]


def _one_per_noun(draft: Draft) -> list[Draft]:
    if each := _each_done(draft):
        return each
    beside = _AVERAGES.sub("", draft.lead[-2:] + draft.beside)
    nouns = split_list(draft.subject)
    if len(nouns) == 1 and re.search(r"各|均|分别", beside):
        nouns = split_pair(draft.subject)
    if len(nouns) < 2 or draft.noun:
        return [draft]
    if "各" in beside:
        names = with_shared_head(nouns)
    elif _is_rate(draft) or _EACH.search(beside):
        names = complete(nouns)
        names = names if _EACH.search(beside) or all(map(indicators.carries_a_number, nouns)) else []
    else:
        names = []
    if not names:
        return [draft]
    rule = "one_number_for_each_noun"
    return [replace(draft, subject=name, rule=rule if draft.is_firm else draft.rule) for name in names]


def _is_rate(draft: Draft) -> bool:
    return draft.mark.quantity.is_percent or draft.mark.quantity.is_points
