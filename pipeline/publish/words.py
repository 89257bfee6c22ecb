"""Words for people: the Chinese words for codes, numbers as they are written, text without what cannot be seen."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.settings import REPOSITORY

VOCABULARY = Path(__file__).with_name("vocabulary.yml")
SEED = REPOSITORY / "dbt_project" / "seeds" / "vocabulary.csv"
_UNREPORTED = "未报告"
# Characters that draw nothing, or turn the direction of what follows them: a document's, never ours.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


@cache
def vocabulary() -> Mapping[str, Any]:
    """What is shown beside the words of the warehouse's vocabulary: symbols, meanings, stages."""
    import yaml

    content: Mapping[str, Any] = yaml.safe_load(VOCABULARY.read_text("utf-8"))
    return content


@cache
def _labels() -> Mapping[tuple[str, str], str]:
    with SEED.open(encoding="utf-8", newline="") as stream:
        return {(row["vocabulary"], row["code"]): row["label_zh"] for row in csv.DictReader(stream)}


def label(kind: str, code: str | None) -> str:
    """The Chinese word for a code of the warehouse; a code without one stands for itself."""
    if code == "unreported":
        return _UNREPORTED
    return _labels().get((kind, code or ""), code or "")


def place(kind: str, code: str | None) -> int:
    """Where a code stands among its kind; the last where it has no word."""
    codes = [known for vocabulary_name, known in _labels() if vocabulary_name == kind]
    return codes.index(code) if code in codes else len(codes)


def symbol(status: str | None) -> str:
    """The sign that stands beside a status's word."""
    return str(vocabulary()["symbols"].get(status, "·"))


def seen(text: str) -> str:
    """A document's text without the characters that show nothing or turn the line around."""
    return _UNSEEN.sub("", text)


def percent(share: Any) -> str:
    """A share as a percentage with one place at most: 0.377 → 37.7%."""
    return "" if share is None else f"{float(share) * 100:.1f}".removesuffix(".0") + "%"


def text_width(text: str) -> int:
    """Width in columns of a fixed-width font: a Chinese character takes two."""
    return sum(2 if ord(character) >= 0x2E80 else 1 for character in text)
