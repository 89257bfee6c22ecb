"""Who issued a document: by its letterhead, its title, its signature, or the head of government who speaks."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.outline.parts import LETTERHEAD

_said = partial(pattern_of, "issuer")

_GOVERNING = r"(?:人民政府|管理委员会|管委会)"
ISSUER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,30}}{_GOVERNING}(?:办公室|办公厅)?"
    r"|[\u4e00-\u9fff]{4,30}(?:办公室|办公厅|委员会|领导小组(?:办公室)?|局|督查室))$"
)
_TITLE = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{4,40}?)关于")


def whole_name(issuer: str, signatures: list[str]) -> str:
    """An issuer whose place is left out (区人民政府办公室 in a page's title) as the document is signed."""
    return max((signed for signed in signatures if signed.endswith(issuer)), key=len, default=issuer)


def read_issuer(title: str | None, short: list[str]) -> str | None:
    """The issuing body of a document's title and its short lines at head and tail, None where they name none."""
    lines = [re.sub(r"\s+", "", text) for text in short]
    for text, plain in zip(short, lines, strict=True):
        if LETTERHEAD.match(text) and _said("letterhead_words").search(plain):
            return plain.removesuffix("文件")
    signed = [plain for plain in (re.sub(r"20\d{2}年.*", "", line) for line in lines) if "关于" not in plain]
    signatures = [plain for plain in signed if ISSUER.match(plain)]
    opening = _TITLE.match(title or "")
    if opening and ISSUER.match(opening["issuer"]):
        return whole_name(opening["issuer"], signatures)
    if signatures:
        return signatures[0]
    return next((match["issuer"] for match in map(_said("speaker").match, lines) if match), None)
