"""raw/<jurisdiction>/corrections.yml → CorrectionRecord: what a person says is right, record by record.

The file is a list; each item has ``record`` (a key as board and tables show it), ``field``, ``right`` (the right
value), ``reason``, ``who`` and ``when`` (YYYY-MM-DD). Which fields a record has is data (``corrections.yml``). An item
that does not fit becomes a record with its problem, in Chinese for its writer, and changes nothing; nothing raises.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.errors import SourceEntryError
from pipeline.language.numbers.quantities import scan_quantities
from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.entries.sources import load_yaml
from pipeline.period import is_in_range
from pipeline.raw_names import CORRECTIONS_FILE
from pipeline.records import CorrectionRecord, storable

_KEYS = ("record", "field", "right", "reason", "who", "when")
_ALL_KEYS = "、".join(_KEYS)
_DOCUMENT = r"[^/\s@#]{12}/[^\s@]+"
_RECORD_KINDS = {
    "judgement": re.compile(rf"{_DOCUMENT}#[tmr]\d+@{_DOCUMENT}"),
    "result": re.compile(rf"{_DOCUMENT}#[as]\d+"),
    "target": re.compile(rf"{_DOCUMENT}#t\d+"),
    "promise": re.compile(rf"{_DOCUMENT}#[mr]\d+"),
}
_TRUTHS = {"true": "true", "false": "false", "是": "true", "否": "false"}
_LARGEST = Decimal(10) ** 21
_LONGEST = 500  # characters of a text that a person writes here


class _Misfit(Exception):
    """What is wrong with one item, in the words its writer needs."""


def read_corrections(folder: Path) -> list[CorrectionRecord]:
    """The corrections of ``raw/<jurisdiction>``, in the file's order; [] where there is no such file."""
    path = folder / CORRECTIONS_FILE
    if not path.is_file():
        return []
    try:
        items = load_yaml(path) or []
    except SourceEntryError as error:
        return [_record(folder.name, 0, {}, problem=str(error))]
    items = items.get("corrections", items) if isinstance(items, dict) else items
    if not isinstance(items, list):
        return [_record(folder.name, 0, {}, problem=f"整个文件应是条目列表，每条写{_ALL_KEYS}")]
    return [_correction(folder.name, number, item) for number, item in enumerate(items, start=1)]


def _correction(folder: str, number: int, item: Any) -> CorrectionRecord:
    if not isinstance(item, dict):
        return _record(folder, number, {}, problem=f"每条应写{_ALL_KEYS}")
    try:
        kind, right = _checked(item)
    except _Misfit as misfit:
        return _record(folder, number, item, problem=str(misfit))
    return _record(folder, number, item, kind=kind, right=right)


def _checked(item: dict[Any, Any]) -> tuple[str, str]:
    """The kind of record an item corrects and its right value as the models take it. Raises ``_Misfit``."""
    problems = list(_problems(item))
    if problems:
        raise _Misfit("; ".join(problems))
    kind = _kind_of(str(item["record"]).strip())
    fields = load_vocabulary("corrections").get(kind, {})
    if kind is None:
        raise _Misfit(f"record“{item['record']}”不是编号，请从晾晒台“更正用编号”处或数据表复制")
    form = fields.get(str(item["field"]).strip())
    if form is None:
        raise _Misfit(f"field“{item['field']}”不能更正，这类记录可更正{'、'.join(fields)}")
    return kind, _normalised(item["right"], form)


def _problems(item: dict[Any, Any]) -> Iterator[str]:
    missing = [key for key in _KEYS if item.get(key) is None or not str(item[key]).strip()]
    unknown = sorted(set(map(str, item)) - set(_KEYS))
    if missing:
        yield f"缺{'、'.join(missing)}"
    if unknown:
        yield f"不认识{'、'.join(unknown)}，只写{_ALL_KEYS}"
    if item.get("when") is not None and _date(item["when"]) is None:
        yield f"when应写成2023-10-30这样的日期，不是“{item['when']}”"
    if isinstance(item.get("right"), (list, dict)):
        yield "right只写一个值"


def _kind_of(key: str) -> str | None:
    return next((kind for kind, form in _RECORD_KINDS.items() if form.fullmatch(key)), None)


def _normalised(value: Any, form: Any) -> str:
    """A right value as text: numbers in the base unit without magnitudes, truths as true or false."""
    text = str(value).strip().lower() if isinstance(value, bool) else str(value).strip()
    if form == "number":
        return _number(text)
    if form == "truth":
        return _demanded(_TRUTHS.get(text), "true或false", text)
    if form == "period":
        return _demanded(text if is_in_range(text) else None, "期限，如2023、2023-Q3、2023/2027", text)
    if form == "key":
        return _demanded(text if _kind_of(text) == "result" else None, "结果编号，以#a1之类结尾", text)
    if isinstance(form, list):
        return _demanded(text if text in form else None, f"{'、'.join(form)}之一", text)
    return text[:_LONGEST]


def _number(text: str) -> str:
    found = scan_quantities(text)
    whole = len(found) == 1 and not text[: found[0].start].strip("+") and not text[found[0].end :].strip()
    value = storable(found[0].value) if whole and abs(found[0].value) < _LARGEST else None
    if value is None and re.fullmatch(r"-\d{1,21}(?:\.\d+)?", text):
        value = storable(Decimal(text))
    return _demanded(None if value is None else format(value, "f"), "一个数，如190亿元、12.5、70%", text)


def _demanded(value: str | None, expected: str, found: str) -> str:
    if value is None:
        raise _Misfit(f"right应写{expected}，不是“{found[:60]}”")
    return value


def _date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def _record(
    folder: str,
    number: int,
    item: dict[Any, Any],
    kind: str | None = None,
    right: str | None = None,
    problem: str | None = None,
) -> CorrectionRecord:
    told = {key: None if item.get(key) is None else str(item[key]).strip()[:_LONGEST] for key in _KEYS}
    return CorrectionRecord(
        correction_id=f"{folder}/{CORRECTIONS_FILE}#{number}",
        jurisdiction=folder,
        entry_no=number,
        record_key=told["record"],
        record_kind=kind,
        field=told["field"],
        right_value=right if problem is None else told["right"],
        reason=told["reason"],
        said_by=told["who"],
        said_on=_date(item["when"]) if item.get("when") is not None else None,
        problem=problem,
    )
