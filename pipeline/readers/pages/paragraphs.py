"""Lines → paragraphs, over line, column and page breaks: by indentation, by how full a line is, by size and white."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.readers.builder import ParagraphDraft
from pipeline.readers.document import BlockKind
from pipeline.readers.line_joining import ends_sentence, glue, starts_item
from pipeline.readers.pages.line_fit import CLOSING, ended_on_purpose
from pipeline.readers.pages.lines import Line
from pipeline.readers.pages.model import Page
from pipeline.readers.rich import Rich

INDENT = 1.0  # of the font size: a line that starts so far in opens a paragraph
CENTRED = 0.7  # left and right room of a centred line differ by less
FAR_RIGHT = 6.0  # a line that starts so far in is a signature or a date
MIN_BODY_LINES = 4
DISPLAY = 1.2  # of the body's size: print so much larger is a title
OTHER_SIZE = 1.12  # lines whose sizes differ more are not of one paragraph
OTHER_SIZE_OCR = 1.3
SHORT_LINE = 0.35  # of the column's width left free: the line was ended even inside a sentence
WHITE = 1.5  # of the usual pitch: so much white parts paragraphs
INDENTED_SHARE = 0.12  # of the lines: then the document opens paragraphs by indentation
HANGING_SHARE = 0.6
_NUMBER_LINE = re.compile(r".{2,12}[〔\[（(【]\s{0,4}\d{4}\s{0,4}[〕\]）)】]\s{0,4}第?\s{0,4}\d{1,6}\s{0,4}号$")
_BRACKETED = re.compile(r"[（(〔\[]|\d{4}\s*年")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: its body size and pitch, and whether paragraphs are indented or hang."""

    size: float
    pitch: float
    is_indented: bool
    is_hanging: bool
    left: float
    right: float

    @classmethod
    def of(cls, regions: list[list[Line]], pages: list[Page]) -> Setting:
        """Measured over all text outside tables; the body size over the pages, tables included."""
        size = _body_size([line for region in regions for line in region], pages)
        steps = [b.baseline - a.baseline for region in regions for a, b in pairwise(region)]
        steps = [step for step in steps if 0.8 * size < step < 4 * size]
        left, right = _margins(max(regions, key=len)) if regions else (0.0, 0.0)
        indents = [_indents(region) for region in regions if len(region) > 3]
        pitch = median(steps) if steps else 1.6 * size
        return cls(size, pitch, _opens_by_indent(indents), _hangs(indents), left, right)


def _body_size(lines: list[Line], pages: list[Page]) -> float:
    """The usual size of the text outside tables; where that is but a title or two, of all text."""
    usual = Counter(round(line.size * 2) / 2 for line in lines for _ in line.glyphs).most_common(1)
    if usual and sum(abs(line.size - usual[0][0]) < 0.5 for line in lines) >= MIN_BODY_LINES:
        return usual[0][0]
    sizes = Counter(round(glyph.size * 2) / 2 for page in pages for glyph in page.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _indents(region: list[Line]) -> list[float]:
    left = _margins(region)[0]
    return [(line.x0 - left) / line.size for line in region]


def _opens_by_indent(indents: list[list[float]]) -> bool:
    """Whether paragraphs open with an indented first line: enough lines are, or those that are stand alone."""
    opening = [(i, region) for region in indents for i, indent in enumerate(region) if INDENT <= indent < FAR_RIGHT]
    alone = sum(i + 1 < len(region) and region[i + 1] < INDENT for i, region in opening)
    total = sum(map(len, indents))
    enough = INDENTED_SHARE * total <= len(opening) < HANGING_SHARE * total
    return enough or (len(opening) >= 2 and alone >= 0.5 * len(opening) and not _hangs(indents))


def _hangs(indents: list[list[float]]) -> bool:
    """Whether most lines are set in: then the ones that are not open paragraphs."""
    flat = [indent for region in indents for indent in region]
    return bool(flat) and sum(INDENT <= indent < FAR_RIGHT for indent in flat) >= HANGING_SHARE * len(flat)


def _margins(region: list[Line]) -> tuple[float, float]:
    """Left and right edge of a column: the leftmost place where more than one line starts, the rightmost end."""
    starts = sorted(line.x0 for line in region)
    left = next((a for a, b in pairwise(starts) if b - a < 3), starts[0])
    return left, max(_end_without_mark(line) for line in region)


def _end_without_mark(line: Line) -> float:
    """Where the line's last character that is no closing mark ends: a mark may hang over the edge."""
    return next((glyph.x1 for glyph in reversed(line.glyphs) if glyph.text not in CLOSING), line.x1)


@dataclass(slots=True)
class _Placed:
    """A line and where it stands in its column."""

    line: Line
    left: float
    right: float
    region: int

    @property
    def indent(self) -> float:
        return (self.line.x0 - self.left) / self.line.size

    @property
    def room(self) -> float:
        return self.right - self.line.x1

    @property
    def is_centred(self) -> bool:
        left, right = self.line.x0 - self.left, self.room
        return min(left, right) > self.line.size and abs(left - right) < CENTRED * self.line.size


def paragraphs(regions: list[list[Line]], setting: Setting) -> list[ParagraphDraft]:
    """The paragraphs of regions that follow one another (no table between them)."""
    return [_draft(lines, setting) for lines in group_paragraphs(regions, setting)]


def group_paragraphs(regions: list[list[Line]], setting: Setting) -> list[list[Line]]:
    """The lines of each paragraph."""
    placed = [item for number, region in enumerate(regions) for item in _place(region, number, setting)]
    groups: list[list[_Placed]] = []
    for item in placed:
        if groups and not _opens(groups[-1], item, setting):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [[item.line for item in group] for group in groups]


def _place(region: list[Line], number: int, setting: Setting) -> list[_Placed]:
    """A column without a line at the document's margin, but inside it, is set in: the document's margins hold."""
    left, right = _margins(region)
    reach = 3 * setting.size
    if setting.left - 3 <= left <= setting.left + reach and right <= setting.right + 3:
        left = min(left, setting.left)
        right = setting.right if len(region) < 6 else right
    return [_Placed(line, left, right, number) for line in region]


def _opens(group: list[_Placed], item: _Placed, setting: Setting) -> bool:
    """Whether a line opens a new paragraph after the group of lines before it."""
    before, line = group[-1], item.line
    ratio = line.size / before.line.size
    if max(ratio, 1 / ratio) > (OTHER_SIZE_OCR if line.is_ocr else OTHER_SIZE):
        return True
    same_region = item.region == before.region
    step = line.baseline - before.line.baseline
    if same_region and line.size >= DISPLAY * setting.size and (item.is_centred or before.is_centred):
        return step > 2.2 * line.size or starts_item(line.text.text) or ends_sentence(before.line.text.text)
    if same_region and step > WHITE * setting.pitch and step > 1.6 * line.size:
        return True
    if item.is_centred or (before.is_centred and ended_on_purpose(before.room, line)):
        return _opens_centred(before, item)
    if item.indent >= FAR_RIGHT or before.indent >= FAR_RIGHT:
        return True
    if setting.is_hanging:
        return item.indent < INDENT and (before.indent < INDENT or ended_on_purpose(before.room, line))
    if item.indent >= INDENT:
        return not _goes_on_indented(group, item, setting)
    text = before.line.text.text
    if ended_on_purpose(before.room, line):
        short = before.room > SHORT_LINE * (before.right - before.left)
        return not setting.is_indented or short or ends_sentence(text)
    return not setting.is_indented and ends_sentence(text) and starts_item(line.text.text)


def _opens_centred(before: _Placed, item: _Placed) -> bool:
    """Centred lines in a row are one title, unless one of them is the document's number, a date or in brackets."""
    if not (item.is_centred and before.is_centred):
        return item.is_centred or before.is_centred
    first, second = before.line.text, item.line.text
    if _NUMBER_LINE.match(first.text) or _NUMBER_LINE.match(second.text) or _BRACKETED.match(second.text):
        return True
    return starts_item(second.text) or ends_sentence(first.text) or ("b" in first.mask) != ("b" in second.mask)


def _goes_on_indented(group: list[_Placed], item: _Placed, setting: Setting) -> bool:
    """A block that is set in as a whole: the line starts where the full line before it starts, without a number."""
    before = group[-1]
    if setting.is_indented or abs(before.indent - item.indent) > 0.5:
        return False
    return not ended_on_purpose(before.room, item.line) and not starts_item(item.line.text.text)


def _draft(lines: list[Line], setting: Setting) -> ParagraphDraft:
    text = Rich()
    for line in lines:
        text = glue(text, line.text) if text.text else line.text
    is_title = lines[0].size >= DISPLAY * setting.size
    kind: BlockKind = "heading" if is_title else "paragraph"
    return ParagraphDraft(text.text, kind, lines[0].page, 1 if is_title else None, text.bold_spans())
