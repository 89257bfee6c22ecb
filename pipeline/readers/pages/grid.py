"""Rules → ruled tables: where rules cross there is a grid; a missing rule between two places merges them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.readers.pages.model import Glyph, Page, Rule

TOUCH = 3.0  # points: rules that come this near cross
NEAR = 3.0  # points: edges that lie this near are one edge
COVERS = 0.6  # of a place's side: a rule along so much of it closes it
MIN_WIDTH = 60.0  # points: narrower grids are check boxes, or the strokes of a large character on a scan


@dataclass(slots=True)
class GridCell:
    """One cell of a grid. ``is_open_*``: no rule closes it there (a page break cut it)."""

    row: int
    column: int
    row_span: int
    column_span: int
    is_open_top: bool = False
    is_open_bottom: bool = False


@dataclass(slots=True)
class Grid:
    """A ruled table on one page: the x of its columns' edges, the y of its rows' edges, its cells."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell] = field(default_factory=list)

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the table."""
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1

    def catches(self, glyph: Glyph) -> bool:
        """Whether a character belongs to the table: inside it, or just past an edge that a page break left open."""
        x, y = glyph.middle, glyph.baseline - 0.3 * glyph.size
        if self.holds(x, y):
            return True
        row = 0 if y < self.top else len(self.ys) - 2
        if not self.xs[0] <= x <= self.xs[-1] or not self.top - glyph.size < y < self.bottom + glyph.size:
            return False
        cell = self.owner(row, self.place(x, y)[1])
        return cell.is_open_top if row == 0 and y < self.top else cell.is_open_bottom

    def owner(self, row: int, column: int) -> GridCell:
        """The cell that covers a place."""
        return next(
            c for c in self.cells if c.row <= row < c.row + c.row_span and c.column <= column < c.column + c.column_span
        )

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point inside the table."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column


def find_grids(page: Page) -> list[Grid]:
    """The ruled tables of a page, from the top down."""
    grids = []
    for horizontals, verticals in _crossing_groups(page.horizontals, page.verticals):
        grid = _grid(horizontals, verticals)
        if grid and len(grid.cells) > 1:  # one cell is a frame around text
            grids.append(grid)
    grids = [grid for grid in grids if not any(_inside(grid, other) for other in grids if other is not grid)]
    return sorted(grids, key=lambda grid: grid.top)


def _inside(grid: Grid, other: Grid) -> bool:
    return other.holds(grid.xs[0], grid.ys[0]) and other.holds(grid.xs[-1], grid.ys[-1])


def _crossing_groups(horizontals: list[Rule], verticals: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules grouped by who crosses whom, directly or through others."""
    parent = list(range(len(horizontals) + len(verticals)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for h, level in enumerate(horizontals):
        for v, upright in enumerate(verticals):
            if _cross(level, upright):
                parent[root(h)] = root(len(horizontals) + v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*horizontals, *verticals]):
        groups.setdefault(root(index), ([], []))[index >= len(horizontals)].append(rule)
    return [group for group in groups.values() if group[0] and len(group[1]) >= 2]


def _cross(level: Rule, upright: Rule) -> bool:
    return (
        level.start - TOUCH <= upright.at <= level.end + TOUCH
        and upright.start - TOUCH <= level.at <= upright.end + TOUCH
    )


def _grid(horizontals: list[Rule], verticals: list[Rule]) -> Grid | None:
    """The grid of one group of crossing rules; ends of rules where none closes the table are edges too."""
    top, bottom = min(rule.start for rule in verticals), max(rule.end for rule in verticals)
    left, right = min(rule.start for rule in horizontals), max(rule.end for rule in horizontals)
    ys = _edges([rule.at for rule in horizontals] + [top, bottom])
    xs = _edges([rule.at for rule in verticals] + [left, right])
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < MIN_WIDTH:
        return None
    grid = Grid(xs, ys)
    grid.cells = _cells(grid, horizontals, verticals)
    return grid


def _edges(values: list[float]) -> list[float]:
    """Distinct positions, near ones as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return edges


def _is_closed(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules near ``at`` run along most of the side from ``start`` to ``end``."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= NEAR)
    return covered >= COVERS * (end - start)


def _cells(grid: Grid, horizontals: list[Rule], verticals: list[Rule]) -> list[GridCell]:
    """Places without a rule between them as one cell."""
    xs, ys = grid.xs, grid.ys
    rows, columns = len(ys) - 1, len(xs) - 1
    below = [[_is_closed(horizontals, ys[r], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows + 1)]
    beside = [[_is_closed(verticals, xs[c], ys[r], ys[r + 1]) for c in range(columns + 1)] for r in range(rows)]
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                cell = _grow(row, column, below, beside, taken)
                cell.is_open_top = row == 0 and not below[0][column]
                cell.is_open_bottom = row + cell.row_span == rows and not below[rows][column]
                cells.append(cell)
    return cells


def _grow(
    row: int, column: int, below: list[list[bool]], beside: list[list[bool]], taken: set[tuple[int, int]]
) -> GridCell:
    """The largest rectangle from a place on over which no rule runs: right first, then down."""
    rows, columns = len(beside), len(below[0])
    right = column + 1
    while right < columns and not beside[row][right] and (row, right) not in taken:
        right += 1
    down = row + 1
    while (
        down < rows
        and not any(below[down][c] for c in range(column, right))
        and not any(beside[down][c] for c in range(column + 1, right))
    ):
        down += 1
    taken.update((r, c) for r in range(row, down) for c in range(column, right))
    return GridCell(row, column, down - row, right - column)
