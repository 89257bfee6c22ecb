"""What the words of a column's head mean: its field, the period and the unit of measure it names (headers.yml).

A head is told by its words as a whole: by a list of known heads, then by the patterns that class an unknown head by its
noun, then by the known head it ends with. A word inside a head never tells it (占年任务之比 promises nothing).
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from pipeline.language.bodies.responsibility import LABEL_KINDS, kind_of_label
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of

_said = partial(pattern_of, "column_heads")

REPORT_CLASSES = ("progress", "issues", "next_steps", "status")
_PROMISED = ("task", "content", "measures", "goal")  # what a column may tell together with its demands
_BRACKETED = re.compile(r"[（(\[【]([^（()）\]】]*)[)）\]】]")
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_JOINTS = re.compile(r"[、，,/]|以及|[及与和暨]")
_LONGEST_HEAD = 24


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    labels = load_vocabulary("responsibility")["labels"]
    fields = load_vocabulary("headers")["fields"]
    found = {word: field for field, words in fields.items() for word in words}
    for kind in LABEL_KINDS:
        found.update({word: kind for word in labels[kind] if len(word) > 2})
    return found


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(field, re.compile(pattern)) for field, pattern in load_vocabulary("headers")["patterns"]]


@lru_cache(maxsize=1)
def _period_words() -> dict[str, str]:
    return {word: period for period, words in load_vocabulary("headers")["periods"].items() for word in words}


@lru_cache(maxsize=1024)
def field_of(words: str) -> str | None:
    """The field a column head means, None when no rule knows it."""
    plain = plain_head(words)
    if not plain or len(plain) > _LONGEST_HEAD:
        return None
    if plain in _synonyms():
        return _synonyms()[plain]
    classes = classes_of(words)
    if len(set(classes)) > 1:
        return "progress" if "progress" in classes else classes[0]
    return _field_by_noun(plain)


def _field_by_noun(plain: str) -> str | None:
    """The field of a head that no list holds: by the patterns of its whole, else by the known head it ends with."""
    fits = next((field for field, pattern in _patterns() if pattern.fullmatch(plain)), None)
    if fits:
        return fits
    if _said("units").fullmatch(plain):
        return kind_of_label(plain)
    demanding = _said("with_demands").fullmatch(plain)
    if demanding and (field := field_of(demanding["head"])) in _PROMISED:
        return field
    ends = [word for word in _synonyms() if len(word) > 1 and plain.endswith(word)]
    return _synonyms()[max(ends, key=len)] if ends else None


def classes_of(words: str) -> list[str]:
    """What a head of several parts holds (进展情况、存在问题及下一步打算), [] where any part is no report's."""
    parts = [part for part in _JOINTS.split(plain_head(words)) if part]
    classes = [_synonyms().get(part) or _field_by_noun(part) for part in parts]
    return [str(field) for field in classes] if all(field in REPORT_CLASSES for field in classes) else []


def period_of_head(words: str) -> str | None:
    """The period a column head names, as Q1, H1, Q3 or year; None when it names none."""
    plain = plain_head(words)
    if plain in _period_words():
        return _period_words()[plain]
    fits = [word for word in _period_words() if word in plain and word not in ("年度", "全年")]
    return _period_words()[max(fits, key=len)] if fits else None


def is_period(words: str) -> bool:
    """Whether a head is nothing but a period: 一季度, 全年."""
    return plain_head(words) in _period_words()


def plain_head(words: str) -> str:
    """A head without blanks, brackets, years and marks."""
    return _YEAR.sub("", _BRACKETED.sub("", re.sub(r"\s+", "", words))).strip("：:*★▲%％")


def unit_of_head(words: str) -> str | None:
    """The unit of measure in a head's bracket: 累计完成（万元）→ 万元."""
    for inside in _BRACKETED.findall(re.sub(r"\s+", "", words)):
        if _said("measure_unit").match(inside):
            return re.sub(r"^单位[:：]", "", inside).replace("％", "%")
    return None
