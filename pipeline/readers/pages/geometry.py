"""Where things stand on a page: transformations of coordinates, and which strokes and boxes are rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from pipeline.readers.pages.model import Page, Rule, merge_rules

THIN = 3.0  # points: a filled box no thicker than this is a rule
SHORTEST = 2.0  # points: anything shorter is a dot
STRAIGHT = 0.6  # points a rule may lean
PALE = 225  # of 255: a rule lighter than this is background
LEAN = 0.02  # of its length: how much a line of text may lean and still be level

Point = tuple[float, float]


class Matrix(Protocol):
    """Six numbers of a transformation: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


@dataclass(slots=True)
class Affine:
    """A transformation to points from the top left of a page as shown."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> Point:
        """Where a point of the inner coordinates stands on the page."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Affine:
        """This transformation after an object's own matrix."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Affine(a, b, c, d, *self.point(inner.e, inner.f))

    def turned(self, width: float) -> Affine:
        """This transformation after which the page (``width`` wide so far) is turned a quarter counter-clockwise."""
        return Affine(self.b, -self.a, self.d, -self.c, self.f, width - self.e)

    def text_turns(self) -> int:
        """The quarter turns counter-clockwise after which text set with it runs level to the right; -1 for none."""
        along, across = max(abs(self.a), abs(self.b)), min(abs(self.a), abs(self.b))
        if across >= LEAN * along:
            return -1
        if abs(self.a) > abs(self.b):
            return 0 if self.a > 0 else 2
        return 1 if self.b > 0 else 3


@dataclass(slots=True)
class Rules:
    """Collects the rules of one page out of its strokes and boxes."""

    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)

    def stroke(self, points: list[Point]) -> None:
        """Take the straight sides of a stroked line."""
        for (x0, y0), (x1, y1) in pairwise(points):
            self._add(x0, y0, x1, y1)

    def fill(self, points: list[Point]) -> None:
        """Take a filled box where it is as thin as a rule."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
        if len(points) < 4 or min(x1 - x0, bottom - top) > THIN:
            return
        if x1 - x0 > bottom - top:
            self._add(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
        else:
            self._add((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)

    def write_to(self, page: Page) -> None:
        """Hand the rules to the page, what belongs together as one."""
        page.horizontals, page.verticals = merge_rules(self.horizontals), merge_rules(self.verticals)

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y1 - y0) <= STRAIGHT and abs(x1 - x0) >= SHORTEST:
            self.horizontals.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= STRAIGHT and abs(y1 - y0) >= SHORTEST:
            self.verticals.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
