"""Whether a line was ended on purpose: the next word would still have found room on it."""

from __future__ import annotations

from pipeline.readers.pages.lines import Line, is_chinese

ON_PURPOSE = 0.6  # of the font size: room left over beyond what the next word needs
ON_PURPOSE_OCR = 1.8
_QUOTES = "“”‘’\"'"  # opening and closing look alike to many programs: no break on either side of one
_OPENING = "（(《〈【〔「『“‘[{"
CLOSING = "，。、；：！？）)》〉】〕」』”’]}%％…,.;:!?℃"


def first_word_width(line: Line) -> float:
    """The width of what could not have been parted from the line's first character: a number, a word, its marks."""
    glyphs = line.glyphs
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in _OPENING:
        end += 1
    while end < len(glyphs) - 1 and _stays_together(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def _stays_together(before: str, after: str) -> bool:
    if not before.strip() or not after.strip():
        return False
    if before in _QUOTES or after in _QUOTES or after in CLOSING:
        return True
    if before in CLOSING:
        return after.isascii() and after.isalnum()  # some programs keep a mark and the number behind it together
    return not (is_chinese(before) or is_chinese(after))


def ended_on_purpose(room: float, following: Line) -> bool:
    """Whether ``room`` points at the end of a line would have held the first word of the ``following`` one."""
    spare = ON_PURPOSE_OCR if following.is_ocr else ON_PURPOSE
    return room >= first_word_width(following) + spare * following.size
