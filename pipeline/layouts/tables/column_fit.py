"""Which column each line of a row belongs to, where only the lines' order is known: the fit of words to columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.numbers.indicators import begins_with_verb
from pipeline.language.numbers.measures import magnitudes, unit_pattern
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "column_fit")

_UNITS = ("lead_unit", "unit", "support_unit", "other_unit")
_NUMBERS = ("target_value", "actual_value", "actual_rate", "baseline", "year_value")
_PROSE = ("task", "content", "goal", "measures", "progress", "issues", "next_steps", "indicator")
_NUMBER = re.compile(r"[≥≤><＞＜=约]?-?[\d.,，]+\s*[\u4e00-\u9fff%％/]{0,6}(?:[（(][^（()）]{1,12}[)）])?")
_RATE = re.compile(r"[\d.]{1,12}\s{0,4}[%％]|\d{1,3}(?:\.\d{1,8})?")
_SHORT_MEASURE = 4  # characters of a measure word nobody knows
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、，,][\u4e00-\u9fff]{2,4})*")
_STATUS = re.compile(r"[^\d，,；;]{1,12}[。]?")
_NEXT_PART = re.compile(r"[（(](?!1[)）])\d[)）]|(?!1[.．、])\d[.．、](?!\d)|[②-⑳]|[二三四五六七八九十]是")
_EMPTY = {"task": 2.5, "content": 1.5, "progress": 2.0, "goal": 1.0, "number": 9.0}
_EMPTY_CELLS = ("|", "-", "—", "/", "——", "－")
_LINE_TOO_MANY = 0.5
_WORST = 4.0  # a row that fits worse is not told


@dataclass(frozen=True, slots=True)
class FittedRow:
    """The lines of each filled column of a row: column → (first, last + 1)."""

    runs: dict[int, tuple[int, int]]
    cost: float


def fit_row(fields: tuple[str | None, ...], texts: list[str]) -> FittedRow | None:
    """The cheapest way to give the lines, in order, to the columns; None where even that does not fit."""
    best: dict[tuple[int, int], tuple[float, int]] = {}

    def cost(column: int, line: int) -> float:
        """The least cost of giving the lines from ``line`` on to the columns from ``column`` on."""
        if column == len(fields):
            return 0.0 if line == len(texts) else float("inf")
        if (column, line) not in best:
            options = [
                (_run_cost(fields[column], texts[line:stop]) + cost(column + 1, stop), stop)
                for stop in range(line, len(texts) + 1)
            ]
            best[column, line] = min(options)
        return best[column, line][0]

    total = cost(0, 0)
    if total > _WORST:
        return None
    runs, line = {}, 0
    for column in range(len(fields)):
        stop = best[column, line][1]
        if stop > line:
            runs[column] = (line, stop)
        line = stop
    return FittedRow(runs, total)


def _run_cost(field: str | None, texts: list[str]) -> float:
    if not texts:
        return _EMPTY.get(field or "", 0.6)
    filled = [text for text in texts if text != "|"] or texts[:1]  # signs of a row's end are no lines of a cell
    signs, texts = 0.1 * (len(texts) - len(filled)), filled
    cut = 1.5 * bool(_NEXT_PART.match(texts[0]) and field != "number")  # part (2) stands in the column of part (1)
    more = cut + signs + (len(texts) - 1) * _line_too_many(field, texts)
    return more + max(misfit(field, text) for text in texts)


def _line_too_many(field: str | None, texts: list[str]) -> float:
    """What each further line of a cell costs: prose has paragraphs, a cell of units a unit a line."""
    if field in _UNITS and all(map(_is_units, texts)):
        return 0.2
    return _LINE_TOO_MANY if field in _PROSE else 2.0


@lru_cache(maxsize=4096)
def misfit(field: str | None, text: str) -> float:
    """How badly a line fits a column: 0 well, 3 not at all."""
    if text in _EMPTY_CELLS:
        return 0.2
    if field == "number":
        return 0.0 if re.fullmatch(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?", text) else 9.0
    if field in _UNITS:
        return 0.0 if _is_units(text) else 1.0 if len(text) <= 8 and not _said("says").search(text) else 3.0
    if field in _NUMBERS:
        pattern = _RATE if field == "actual_rate" else _NUMBER
        if field == "actual_rate" and text.isdigit() and text != "100":
            return 0.9  # a whole number without its sign more likely counts something
        in_words = field in ("actual_value", "actual_rate") and _said("says").search(text) and not text[0].isdigit()
        return 0.0 if pattern.fullmatch(text) else 1.0 if in_words else 2.0
    shaped = {"deadline": _said("date"), "lead_leader": _NAMES, "person": _NAMES, "status": _STATUS}
    if field == "person" and _is_units(text):
        return 0.2  # 责任科室: an office
    if field in shaped:
        return 0.0 if shaped[field].fullmatch(text) and not _is_units(text) else 2.5
    if field == "measure_unit":
        return 0.0 if _is_measure(text) else 0.6 if len(text) <= _SHORT_MEASURE and not re.search(r"\d", text) else 3.0
    return _prose_misfit(field, text)


def _is_measure(text: str) -> bool:
    """Whether a text is a unit of measure, with or without a magnitude: 万人, 元/月/人."""
    return bool(re.fullmatch(rf"(?:{'|'.join(magnitudes())})?{unit_pattern()}", text))


def _prose_misfit(field: str | None, text: str) -> float:
    if field == "progress":
        return 2.0 if _is_units(text) else 0.0 if _said("reports").search(text) or _NUMBER.fullmatch(text) else 0.4
    if field in ("task", "content", "indicator", "goal", "measures"):
        if _is_units(text) or _RATE.fullmatch(text):
            return 0.3 if field == "goal" and not _is_units(text) else 2.0
        return 0.2 if len(text) < 4 else 0.1 * bool(re.match(r"(?:已|截至|目前)", text))
    return 0.5


def _is_units(text: str) -> bool:
    names = [name for name in re.split(r"[、，,；;\s]+", text.strip("。")) if name]
    if any(map(begins_with_verb, names)):
        return False  # 新建泵站
    return (
        bool(names)
        and not _said("says").search(text)
        and all(ends_like_unit(name) and len(name) <= 20 for name in names)
    )
