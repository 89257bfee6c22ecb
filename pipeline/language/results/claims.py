"""Statements of completion in progress texts (``claims.yml``): targets met, things done, under way, planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.language.numbers.phrases import bare_name, is_generic, without_closers
from pipeline.language.words.compact import CompactText
from pipeline.language.words.mentions import ClaimMention
from pipeline.language.words.statements import Statements
from pipeline.language.words.vocabulary import load_vocabulary

_CLAIM_WORDS = re.compile(
    r"^(?:已|均|全部|全面|提前|超额|圆满|顺利|基本)*(?:完成|实现|达到|达成)了?"
    r"|(?:全年|年度|年初|当年|本年度?)|(?:的)?(?:目标任务|任务目标|工作目标|目标|任务|计划)(?:指标|数)?$"
)
# 三项任务均已完成, 上述项目全部完工: all that was asked, which is no name
_ALL_ASKED = re.compile(
    r"(?:截至)?(?:目前|现)?[，,]?(?:(?:上述|以上|这|各|全部|所有)+(?:[\d一二两三四五六七八九十]+[项个件])?(?:目标|任务|指标|工作|项目|工程|事项|实事)*"
    r"|(?:上述|以上|这(?=[\d一二两三四五六七八九十]))(?:[\d一二两三四五六七八九十]+[项个件])?[一-龥]{0,10}?(?:目标|任务|指标|工作|项目|工程|事项|实事)"
    r"|[\d一二两三四五六七八九十]+[项个件](?:年度|重点|主要|工作)*(?:任务|目标|指标)+)(?=[已均都全提超圆顺按如])"
)
_NO_MORE = re.compile(
    r"(?:了|全部|年度|全年|建设|改造|施工|任务|目标|工作|并|及|投入|使用|通过|验收|交付|投用){0,8}(?=[，,。；;\n]|$)"
)
_QUANTITY = re.compile(r"\d[\d.,]{0,24}[万亿]?[一-龥%/]{0,4}$|[，,、]$")


def read_claims(text: str) -> list[ClaimMention]:
    """Every statement of completion of ``text``, in reading order, overlapping ones read once.

    ``subject`` is what the statement speaks of, None when its sentence does not say. Offsets refer to ``text``.
    """
    compact = CompactText.of(text)
    statements = Statements.of(compact.text)
    claims = []
    for kind, match in _matches(compact.text):
        percent = Decimal(match["percent"]) if kind == "percent_of_target" else None
        subject = _subject(statements, kind, match)
        start, end = compact.span(match.start(), match.end())
        claims.append(ClaimMention(kind, subject, percent, start, end))
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = load_vocabulary("claims")
    return tuple((kind, re.compile(pattern)) for kind, patterns in data.items() for pattern in patterns)


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            if match.end() > match.start() and not any(s < match.end() and match.start() < e for s, e in taken):
                taken.append(match.span())
                yield kind, match


def _subject(statements: Statements, kind: str, match: re.Match[str]) -> str | None:
    """What a claim speaks of: its own words (完成科普培训目标), its clause, else the clause before."""
    clause = statements.clause(match.start())
    asked = _ALL_ASKED.match(statements.text, clause.start, match.end())
    if asked and _NO_MORE.match(statements.text, match.end()):  # 上述项目均已完成|方案编制: of each its papers
        return None
    # 完成科普培训目标 names it; 年度任务已全部完成 does not
    ends_done = match[0].endswith(("完成", "实现", "达成"))
    named_inside = kind == "target_met" and not ends_done and _CLAIM_WORDS.match(match[0])
    inside = bare_name(_CLAIM_WORDS.sub("", match[0])) if named_inside else ""
    before = without_closers(bare_name(statements.text[clause.start : match.start()]))
    after = bare_name(statements.text[match.end() : clause.end]) if kind != "percent_of_target" else ""
    named = next((name for name in (inside, before, after) if not is_generic(name)), None)
    return named or _clause_before(statements, clause.start)


def _clause_before(statements: Statements, start: int) -> str | None:
    sentence = statements.sentence(start)
    if start <= sentence.start:
        return None
    previous = statements.clause(start - 1).of(statements.text).rstrip("，,；;。：: \n")
    name = without_closers(bare_name(_QUANTITY.sub("", previous)))
    return name if not is_generic(name) else None
