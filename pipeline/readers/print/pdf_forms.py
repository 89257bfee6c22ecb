"""Form XObjects that draw each other: 900 bytes that would make pdfium draw a page 10⁴⁰ times.

Forms are streams, so their dictionaries lie in the open; only what a form draws may be packed. A form whose resources
cannot be found that way counts as one that draws nothing: the limits of memory and time hold for it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

from pipeline.errors import SetAside

MAX_DRAWN = 50_000  # forms drawn by one form, those inside them counted each time
MAX_FORM = 4 << 20  # bytes of one form's content that are looked through
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}obj\b")
_OBJECT_HEAD = 33  # bytes that an object's numbers and blanks have at most
_FORM = re.compile(rb"/Subtype\s{0,9}/Form\b")
_RESOURCES = re.compile(rb"/Resources\s{0,9}([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}R")
_XOBJECT = re.compile(rb"/XObject\s{0,9}(?:([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}R|<<([^>]{0,20000})>>)")
_NAMED = re.compile(rb"/([^\s/<>\[\]()%]{1,127})\s{1,9}([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}R")
_DO = re.compile(rb"/([^\s/<>\[\]()%]{1,127})\s{1,9}Do\b")


def refuse_form_loops(content: bytes, file_name: str) -> None:
    """Raise ``SetAside`` (too_costly) when a form draws itself in the end, or very many forms."""
    drawn = dict(_forms(content))
    totals: dict[int, int] = {}
    for number in drawn:
        if _total(number, drawn, totals) > MAX_DRAWN:
            raise SetAside("too_costly", found=f"{file_name} has a form (object {number}) that draws forms without end",
                           expected="a PDF whose pages can be drawn", advice="Print it to a new PDF.")  # fmt: skip


def _total(first: int, drawn: dict[int, Counter[int]], totals: dict[int, int]) -> int:
    """How many forms drawing one draws; a form inside itself counts as more than allowed. No recursion of ours."""
    waiting: list[tuple[int, bool]] = [(first, False)]
    while waiting:
        number, is_done = waiting.pop()
        if is_done:
            inner = sum(count * (totals[other] + 1) for other, count in drawn[number].items() if other in drawn)
            totals[number] = min(inner, MAX_DRAWN + 1)
        elif number not in totals:
            totals[number] = MAX_DRAWN + 1  # until it is known: who meets it on the way has met a loop
            waiting.append((number, True))
            waiting += [(other, False) for other in drawn[number] if other in drawn]
    return totals[first]


def _forms(content: bytes) -> Iterator[tuple[int, Counter[int]]]:
    """Number of each form → how often its content draws each other object."""
    matches = list(_objects(content))
    bodies = {
        number: content[end:following]
        for (number, _, end), following in zip(
            matches, [*(start for _, start, _ in matches[1:]), len(content)], strict=False
        )
    }
    for number, body in bodies.items():
        head, _, rest = body.partition(b"stream")
        if _FORM.search(head):
            names = _names(head, bodies)
            yield number, Counter(names[name] for name in _DO.findall(_content(rest)) if name in names)


def _objects(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each object's head; found by its word, which is quick in megabytes of packed fonts."""
    last = 0
    for place in places(content, b"obj"):
        match = _OBJECT.search(content, max(last, place - _OBJECT_HEAD), place + len(b"obj") + 1)
        last = place + len(b"obj")
        if match:
            yield int(match[1]), match.start(), match.end()


def places(content: bytes, word: bytes) -> Iterator[int]:
    """Where ``word`` stands."""
    place = content.find(word)
    while place >= 0:
        yield place
        place = content.find(word, place + len(word))


def _names(head: bytes, bodies: dict[int, bytes]) -> dict[bytes, int]:
    """The names of the XObjects a form may draw, from its resources."""
    if indirect := _RESOURCES.search(head):
        head = bodies.get(int(indirect[1]), b"")
    match = _XOBJECT.search(head)
    listing = b"" if match is None else match[2] or bodies.get(int(match[1] or 0), b"")
    return {name: int(number) for name, number in _NAMED.findall(listing)}


def _content(packed: bytes) -> bytes:
    """What a form draws: unpacked where it is deflated, up to a limit."""
    packed = packed.lstrip(b"\r\n").partition(b"endstream")[0]
    try:
        return zlib.decompressobj().decompress(packed, MAX_FORM)
    except zlib.error:
        return packed[:MAX_FORM]
