"""How alike the names of a promise and of a result are (``indicators.yml``)."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import takewhile

from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.match.names.text_forms import bigrams, normal_form

_said = partial(pattern_of, "indicators")

vocabulary = partial(load_vocabulary, "indicators")

_THRESHOLD = re.compile(r"(?:(?<!\d)(?P<number>\d+(?:\.\d+)?)|(?<![\d.]))(?P<scale>[百千]?[亿万])(?P<unit>美元|元)")
_DIGIT_OF = {"首": 1, **{digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)}}
HEADLESS = 0.65
LEAST_TOLD = 2  # characters by which one rate of a thing is told from another
_GRADE = re.compile(r"(?:(?<=国家)|(?<=省))级")  # 省级 and 省 are one
_QUARTER = re.compile(r"第?[一二三四]季度")


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """A name in normal form with its aliases resolved."""
    form = normal_form(name)
    for spelling, meant in vocabulary()["aliases"].items():
        if meant not in form or spelling != meant[-len(spelling) :]:
            form = form.replace(spelling, meant)
    return form


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """A canonical name without the words that carry it (新增…, …建设, …额)."""
    bare = _said("carrying").sub("", _QUARTER.sub("", canonical(name)))
    return _said("carried").sub("", _said("light").sub("", bare))


@lru_cache(maxsize=65536)
def name_similarity(promised: str, reported: str) -> float:
    """0 … 1: how far one name is contained in the other, by characters in order and by bigrams.

    A rate and an amount of the same thing (投资, 投资完成率) are less alike than their words.
    """
    left, right = _without_turned_work(core(promised), core(reported))
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    from rapidfuzz.distance import LCSseq

    common = LCSseq.similarity(left, right)
    shared = len(bigrams(left) & bigrams(right))
    covered = (common / len(left) + shared / len(bigrams(left))) / 2
    contained = (common / len(right) + shared / len(bigrams(right))) / 2
    if right in left and not left.endswith(right):
        contained *= HEADLESS  # 青少年 in 青少年宫: the head of the name is missing
    longer, shorter = max(covered, contained), min(covered, contained)
    alike = 0.8 * longer + 0.2 * shorter if min(len(left), len(right)) >= 2 else shorter
    return alike if bool(_said("rate").search(left)) == bool(_said("rate").search(right)) else 0.75 * alike


def coverage(promised: str, context: str) -> float:
    """How much of a promised name stands anywhere in a clause or sentence, by bigrams."""
    left, right = core(promised), canonical(context)
    grams = bigrams(left)
    return len(grams & bigrams(right)) / len(grams) if len(left) >= 2 else 0.0


@lru_cache(maxsize=1)
def _contrasts() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    groups = []
    for group in vocabulary()["contrasts"]:
        meaning = {word: entry.split("|")[0] for entry in group for word in entry.split("|")}
        words = sorted(meaning, key=len, reverse=True)
        groups.append((re.compile("|".join(map(re.escape, words))), meaning))
    return groups


@lru_cache(maxsize=65536)
def _contrast_words(text: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(meaning[m[0]] for m in pattern.finditer(text)) for pattern, meaning in _contrasts())


def contrast(promised: str, reported: str) -> str | None:
    """The two words that exclude each other (出栏/存栏), None when the texts do not contradict."""
    for left, right in zip(_contrast_words(canonical(promised)), _contrast_words(canonical(reported)), strict=True):
        if left and right and not left & right:
            return f"{'、'.join(sorted(left))}/{'、'.join(sorted(right))}"
    return None


@lru_cache(maxsize=65536)
def ordinals(text: str) -> dict[str, frozenset[str]]:
    """The batches, phases and rounds a text names: 第二批…一期 → {批: {2}, 期: {1}}."""
    named: dict[str, set[str]] = {}
    for match in _said("ordinal").finditer(normal_form(text)):
        number = match["number"]
        named.setdefault(match["sort"], set()).add(str(_DIGIT_OF.get(number, number)))
    return {sort: frozenset(numbers) for sort, numbers in named.items()}


def other_ordinal(promised: str, reported: str) -> bool:
    """Whether both name batches or phases of one sort, and none of them is the same: 第一批 never answers 第二批."""
    left, right = ordinals(promised), ordinals(reported)
    return any(sort in right and not right[sort] & numbers for sort, numbers in left.items())


def is_other_rate_of_it(promised: str, reported: str) -> bool:
    """Whether two rates of one thing share no word of what they are rates of: 农村公路优良路率, 农村公路列养率."""
    left, right = (_said("rate").sub("", canonical(name)) for name in (promised, reported))
    if not (_said("rate").search(canonical(promised)) and _said("rate").search(canonical(reported))):
        return False
    thing = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
    left, right = _apart(left[len(thing) :], right[len(thing) :])
    is_told = min(len(thing), len(left), len(right)) >= LEAST_TOLD
    is_alike = any({left, right} <= {*group} for group in vocabulary()["done_alike"])
    return is_told and not set(left) & set(right) and not is_alike


def differ_in_rate(promised: str, reported: str) -> bool:
    """Whether two names end in rates of different words: 办结率, 败诉率; 完成率 says nothing of what is done."""
    left, right = canonical(promised), canonical(reported)
    is_rate = left.endswith("率") and right.endswith("率") and not is_work(right)
    return is_rate and not set(left[-3:-1]) & set(right[-3:-1])


def _apart(left: str, right: str) -> tuple[str, str]:
    """Two words without the end that they share: 回收利用, 资源化利用 → 回收, 资源化."""
    alike = len([*takewhile(lambda pair: pair[0] == pair[1], zip(left[::-1], right[::-1], strict=False))])
    return left[: len(left) - alike], right[: len(right) - alike]


def narrower_statistic(promised: str, reported: str) -> str | None:
    """The word that makes the result a narrower published statistic (限上 for all retail), else None."""
    left, right = canonical(promised), canonical(reported)
    for entry in vocabulary()["narrower_statistics"]:
        if entry["whole"] in left and entry["part"] in right and entry["part"] not in left:
            return str(entry["part"])
    return None


def wider_statistic(promised: str, reported: str) -> str | None:
    """The word of the promise that makes the result a wider published statistic (all tourists for 过夜), else None."""
    return narrower_statistic(reported, promised)


@lru_cache(maxsize=1)
def _work_words() -> str:
    words = {word for sort in vocabulary()["works"] for word in sort}
    return "|".join(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _work() -> re.Pattern[str]:
    return re.compile(f"(?:{_work_words()}|完成|累计|已|完工|竣工){{0,6}}率?")


@lru_cache(maxsize=1)
def _work_around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of work that open a name, and those that end one."""
    run = f"(?:{_work_words()}){{1,3}}"
    return re.compile(f"{run}(?=.{{2}})"), re.compile(f"(?<=.{{2}}){run}$")


def _without_turned_work(one: str, other: str) -> tuple[str, str]:
    """加固改造危桥, 危桥改造 → 危桥 twice: what is done stands before the thing in one, behind it in the other."""
    opening, ending = _work_around()
    for left, right, is_turned in ((one, other, False), (other, one, True)):
        before, behind = opening.match(left), ending.search(right)
        if before and behind and set(re.findall(_work_words(), before[0])) & set(re.findall(_work_words(), behind[0])):
            bare = left[before.end() :], right[: behind.start()]
            return (bare[1], bare[0]) if is_turned else bare
    return one, other


def is_work(name: str) -> bool:
    """Whether a name says only what was done (整治完成)."""
    return bool(_work().fullmatch(normal_form(name)))


def narrowing_word(promised: str, reported: str) -> str | None:
    """A word that narrows the result's name and not the promise's (规上), else None."""
    left, right = canonical(promised), canonical(reported)
    return next((word for word in vocabulary()["narrowing"] if word in right and word not in left), None)


@lru_cache(maxsize=65536)
def qualifiers(name: str) -> frozenset[str]:
    """The words of a name that tell it from a wider or neighbouring one (高技能人才, 省级未来乡村)."""
    form = without_grade_mark(canonical(name))
    return frozenset(word for word in vocabulary()["qualifiers"] if word in form)


def without_grade_mark(name: str) -> str:
    """省级科技型企业 is 省科技型企业."""
    return _GRADE.sub("", name)


@lru_cache(maxsize=65536)
def thresholds(text: str) -> frozenset[str]:
    """The money bounds inside a name: 50亿元以上项目 → {50亿元}, 亿元以上 → {1亿元}."""
    return frozenset(f"{m['number'] or 1}{m['scale']}{m['unit']}" for m in _THRESHOLD.finditer(canonical(text)))
