"""Text that knows which of its characters are bold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.readers.document import Span

BLANKS = re.compile(r"[\t\v\f\xa0\u2002-\u200a\u3000 ]+")
# Control characters, marks of direction, halves of surrogate pairs and what is no character: no text of a document.
UNPRINTABLE = (
    r"\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\u20e3\ufe0e\ufe0f\U0001f000-\U0001faff"  # small pictures that decorate a page's lines, and what makes signs such
)
INVISIBLE = re.compile(rf"[{UNPRINTABLE}\u00ad]")


@dataclass(frozen=True, slots=True)
class Rich:
    """A string and, character for character, ``b`` where it is bold and ``.`` where it is not."""

    text: str = ""
    mask: str = ""

    @classmethod
    def of(cls, text: str, bold: bool = False) -> Rich:
        """A stretch that is bold or plain throughout."""
        return cls(text, ("b" if bold else ".") * len(text))

    @classmethod
    def of_spans(cls, text: str, bold: Iterable[Span]) -> Rich:
        """A text with bold ranges."""
        mask = ["."] * len(text)
        for span in bold:
            mask[span.start : span.end] = "b" * (span.end - span.start)
        return cls(text, "".join(mask))

    def __add__(self, other: Rich) -> Rich:
        return Rich(self.text + other.text, self.mask + other.mask)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, place: slice) -> Rich:
        return Rich(self.text[place], self.mask[place])

    def bold_spans(self) -> tuple[Span, ...]:
        """The bold ranges that hold a visible character."""
        runs = (Span(*match.span()) for match in re.finditer("b+", self.mask))
        return tuple(run for run in runs if self.text[run.start : run.end].strip())

    def split(self, mark: str) -> list[Rich]:
        """The stretches between the single-character ``mark``."""
        parts, start = [], 0
        while (end := self.text.find(mark, start)) >= 0:
            parts.append(self[start:end])
            start = end + 1
        return [*parts, self[start:]]

    def strip(self) -> Rich:
        """Without blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def without(self, spans: Iterable[tuple[int, int]]) -> Rich:
        """Without the characters of some ascending, disjoint ranges."""
        kept, position = [], 0
        for start, end in spans:
            kept.append(self[position:start])
            position = end
        return join_rich([*kept, self[position:]])

    def replace(self, pattern: re.Pattern[str], by: str) -> Rich:
        """Every match replaced; the replacement is as bold as the match's first character."""
        parts, start = [], 0
        for match in pattern.finditer(self.text):
            mark = self.mask[match.start()] if match.end() > match.start() else "."
            parts += [self[start : match.start()], Rich(by, mark * len(by))]
            start = match.end()
        return join_rich([*parts, self[start:]]) if start else self

    def clean(self) -> Rich:
        """Invisible characters dropped, runs of blanks (no-break and full-width ones too) as one, ends bare."""
        return self.replace(INVISIBLE, "").replace(BLANKS, " ").strip()


def join_rich(parts: Iterable[Rich], mark: str = "") -> Rich:
    """The parts in a row, a plain ``mark`` between them."""
    joined, texts, masks = False, [], []
    for part in parts:
        if joined:
            texts.append(mark)
            masks.append("." * len(mark))
        texts.append(part.text)
        masks.append(part.mask)
        joined = True
    return Rich("".join(texts), "".join(masks))
