"""What a number measures: the noun phrases before it, behind it, and the thing it becomes (``phrases.yml``).

Chinese progress texts put the name before the number (建成零工市场2家), behind it (23个便民服务站建成启用), on both
sides (团体标准5项翻译), in the clause before (规上工业总产值1268亿元，同比增长4.65%), or behind a verb of becoming
(7项工作入选省级标志性成果). All readings are kept; who compares them with a promise picks the one that fits.
A promise has nothing to be compared with: ``indicators`` and ``subjects`` decide on the one name that is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.numbers.quantities import Quantity
from pipeline.language.words.enclosed import without_brackets
from pipeline.language.words.sentences import Range
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import alternatives, load_vocabulary

_LIST_NUMBER = re.compile(r"^[（(]?\d{1,2}[.．、)）](?!\d)|^[一二三四五六七八九十]+[是、]")
_TRIMMED = "，,。；;：:、 \n\t（()）-—"
_LONGEST_NAME = 40
_NUMBERS = re.compile(r"、?\d[\d.,]*[万亿]*(?:人次|家次|户次|场次|[个家项人名户场次件条处所座套])?")
_HEADING = re.compile(r"[^，,。；;\n：:]*$")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The readings of what one number measures; '' where there is none."""

    before: str  # the name in front of the number, in its clause
    after: str  # the name behind the number
    said: str  # the name behind the number with what is said of it (1175家外贸企业…赴境外参展)
    becomes: str  # what the counted things became
    inherited: str  # the name of the number before, when this clause names nothing
    subject: str  # the name that holds in this sentence so far
    scope: str | None  # 其中, or the heading or threshold the number stands under

    @property
    def name(self) -> str:
        """The reading to show: the fullest that says something by itself."""
        order: tuple[str, ...] = (self.before, self.after, self.becomes, self.inherited)
        if self.before.endswith("等"):  # 美创园等3家园区获评四星级园区, 上报甲、乙等5个企业案例
            order = (self.becomes, self.after, self.before)
        elif self.becomes and self.after and _patterns()["standard"].search(self.becomes):
            return f"达到{self.becomes}的{self.after}"  # 276个村达到健康村标准
        shown = (bare_name(phrase) for phrase in order)
        own = [name for name in shown if not is_generic(name)]
        return own[0] if own else self.before or self.after or self.inherited

    def readings(self) -> tuple[str, ...]:
        """Every reading, most direct first, without repeats."""
        joined = f"{self.before}{self.after}" if self.before and self.after else ""
        share_of = f"{self.subject}{self.before}" if self.before.startswith("占") else ""
        found = (self.before, self.after, joined, self.said, self.becomes, share_of, self.inherited)
        return tuple(dict.fromkeys(p for p in found if p))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words, guards = load_vocabulary("phrases"), load_vocabulary("promises")["verb_guards"]
    return {
        "opener": re.compile("^(?:" + "|".join(words["openers"]) + ")"),
        "change": re.compile(f"(?:{alternatives(words['changes'])})$"),
        "closer": re.compile("(?:" + "|".join(words["closers"]) + ")$"),
        "verb": re.compile(
            f"^(?!{alternatives(guards)})(?:{alternatives(words['verbs'])})(?:了|出(?![口租让资栏版生行台境]))?"
        ),
        "follower": re.compile("^(?:" + "|".join(words["followers"]) + ")"),
        "standard": re.compile("(?:" + "|".join(words["standards"]) + ")$"),
        "joins": re.compile("^(?:" + "|".join(words["joined"]) + ")"),
        "joined": re.compile("(?:" + "|".join(words["joined"]) + ")$"),
        "name_end": re.compile("|".join(words["name_ends"])),
        "becomes": re.compile("(?:" + "|".join(words["becomes"]) + ")(?P<name>[^，。；、]{2,40})"),
    }


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(load_vocabulary("phrases")["generic"])


def is_generic(name: str) -> bool:
    """Whether a name says nothing without its surroundings (总数, 项目, 同比)."""
    return len(name) < 2 or name in _generic() or not without_openers(_patterns()["verb"].sub("", name, count=1))


@lru_cache(maxsize=8192)
def bare_name(phrase: str) -> str:
    """A phrase without openers and the verb that carries it: 截至9月底，已新增就业 → 就业."""
    name = without_openers(phrase)
    shorter = _patterns()["verb"].sub("", name, count=1).strip(_TRIMMED)
    return shorter if len(shorter) >= 2 else name


def without_openers(phrase: str) -> str:
    """A phrase without the words that only place it in time, space or manner."""
    return _stripped(_LIST_NUMBER.sub("", phrase), "opener")


def without_closers(phrase: str) -> str:
    """A phrase without the words that lead over to its number (累计达, 同比, 突破)."""
    return _stripped(phrase, "closer")


def _stripped(phrase: str, which: str) -> str:
    name, before = phrase.strip(_TRIMMED), None
    while name != before:
        before = name
        name = _patterns()[which].sub("", name, count=1).strip(_TRIMMED)
    return name


def read_phrases(
    statements: Statements, quantity: Quantity, earlier: Quantity | None, later: Quantity | None, inherited: str
) -> Phrases:
    """What ``quantity`` measures; ``earlier``/``later`` are its neighbours, ``inherited`` the subject so far."""
    clause = statements.clause(quantity.start)
    before = _before(statements, quantity, earlier, clause)
    after, rest = _after(statements.text, quantity, later, clause)
    becomes = _patterns()["becomes"].search(rest)
    name = without_openers(becomes["name"]) if becomes else ""
    carried = inherited if is_generic(before) else ""
    said = _NUMBERS.sub("", rest).strip(_TRIMMED)[:_LONGEST_NAME] if after else ""
    return Phrases(before, after, said, name, carried, inherited, _scope(statements, quantity, clause))


def _before(statements: Statements, quantity: Quantity, earlier: Quantity | None, clause: Range) -> str:
    text = statements.text
    start = clause.start if earlier is None else max(clause.start, earlier.end)
    phrase = text[start : max(start, quantity.start)]
    if earlier is not None and "、" in phrase:
        phrase = phrase[phrase.rindex("、") + 1 :]  # 34家、低效设施140家: a new item of the list
    elif earlier is not None:  # 87家组货人和30家金银牌组货人: the words between are the first number's
        phrase = "" if _patterns()["joined"].search(phrase) else _patterns()["joins"].sub("", phrase)
    name = _shortened(_undirected(without_openers(without_brackets(phrase)), quantity))
    if not name and earlier is None and text[clause.start - 1 : clause.start] in (":", "："):
        name = without_openers(_HEADING.search(text[: clause.start - 1])[0])  # type: ignore[index]
    return name


def _undirected(name: str, quantity: Quantity) -> str:
    """The name without 同比增长, 增速, 提升至 …: the kind of the number says that."""
    name = without_closers(name)
    if quantity.is_percent or quantity.is_points or quantity.reaches:
        name = without_closers(_patterns()["change"].sub("", name))
    return name


def _shortened(name: str) -> str:
    """The end of a name that is too long, from its last list item or quotation on."""
    if len(name) <= _LONGEST_NAME:
        return name
    tail = name[-_LONGEST_NAME:]
    cut = max((tail.find(mark) for mark in "、》，"), default=-1)
    return tail[cut + 1 :].strip(_TRIMMED)


def _after(text: str, quantity: Quantity, later: Quantity | None, clause: Range) -> tuple[str, str]:
    """The name behind the number and the rest of its clause."""
    end = later.phrase_start if later is not None and later.phrase_start < clause.end else clause.end
    rest = text[min(quantity.phrase_end, clause.end) : clause.end]
    named = _patterns()["follower"].sub("", text[quantity.phrase_end : max(end, quantity.phrase_end)], count=1)
    named = named.lstrip("的")
    stop = _patterns()["name_end"].search(named + text[end : end + 1])  # a conjunction ends it before a number only
    name = _patterns()["joined"].sub("", (named[: stop.start()] if stop else named).strip(_TRIMMED))
    return name[:_LONGEST_NAME], rest


def _scope(statements: Statements, quantity: Quantity, clause: Range) -> str | None:
    if "其中" in statements.text[max(clause.start - 3, 0) : quantity.phrase_start]:
        return "其中"
    before = statements.text[max(clause.start - 24, 0) : clause.start]
    heading = re.search(r"(?:^|[。；\n.．、])([^，。；\n.．、：:]{2,16})[：:]$", before)
    return without_openers(heading[1]) or None if heading else None
