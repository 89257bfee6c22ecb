"""What cells of progress say: narrative, problems, next steps and percentages told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.words.vocabulary import load_vocabulary
from pipeline.layouts.tables.column_heads import REPORT_CLASSES
from pipeline.readers.document import Cell, Document

_MARK = r"(?:[一二三四五]、|\d{1,2}\s*[.．、]|[（(][一二三四五\d][)）])?"
_PERCENT = re.compile(r"\s*(?:已|约|已完成|完成)?\s*\d+(?:\.\d+)?\s*[%％]\s*(?:[（(][^（()）]*[)）]?)?\s*。?\s*")
_SHARE = re.compile(r"\d\s*[%％]")


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    fields = load_vocabulary("headers")["fields"]
    kinds = {word: kind for kind in REPORT_CLASSES for word in fields[kind] if len(word) > 1}
    words = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[。；;！\s])){_MARK}\s*[【\[]?(?P<word>{words})(?:[】\]]\s*[:：]?|\s*[:：])\s*"
    ), kinds


def parts_of(document: Document, cell: Cell) -> list[tuple[str, int, int]]:
    """The stretches of a cell of progress with what each is (progress, issues, next_steps, status), by its labels."""
    text = document.slice(cell)
    pattern, kinds = _labels()
    marks = list(pattern.finditer(text))
    starts = [(0, 0, "progress")] if not marks or text[: marks[0].start()].strip() else []
    starts += [(mark.start(), mark.end(), kinds[mark["word"]]) for mark in marks]
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return [
        (kind, cell.start + begin, cell.start + end)
        for (_, begin, kind), end in zip(starts, ends, strict=True)
        if text[begin:end].strip()
    ]


def is_percent_of_promise(text: str, promise: str) -> bool:
    """Whether progress is given as nothing but a percentage (95%, 70%（滞后）) of a promise that is none itself."""
    return bool(_PERCENT.fullmatch(text)) and not _SHARE.search(promise)
