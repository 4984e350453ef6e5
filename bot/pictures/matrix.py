"""Actors by issues as a picture that is read on a phone; what does not fit in stands in its words."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from bot.ledger.cell import Cell, best_row
from bot.ledger.ledger import Ledger
from bot.ledger.matrix import Matrix
from bot.ledger.pairs import Pair
from bot.ledger.rows import AGAINST, AGAINST_WORDS, Row
from bot.pictures.picture import (
    DARK,
    LIGHT,
    LINE,
    SMALL,
    TEXT,
    WIDTH,
    Picture,
    Theme,
    canvas,
    fitted,
    legend,
    mark,
    outline,
    png,
    wrapped,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ACTORS, MOST_ISSUES = 10, 6
"""Rows and columns that are read without a tap."""
ROW, HEAD, FOOT = 50, 168, 3 * LINE + 14
"""Heights in pixels."""
LABEL, RIGHT = 218, 20
"""Width of the actors' names, and what is free to the right, in pixels."""


def matrix_picture(
    matrix: Matrix,
    ledger: Ledger,
    dark: bool = True,
    changed: Collection[Pair] | None = None,
    asked: Collection[Pair] = (),
    rows: Iterable[Row] | None = None,
) -> Picture:
    """Who supports (up), opposes (down), supports on a condition (diamond); a ring where both were said.

    A square marks what has ``changed`` (None: the cells that moved), a dagger what only outlets aligned against the
    actor report. What is ``asked`` for and what has changed is drawn before all others. ``rows`` are those that the
    cells were made of (None: all of the ledger).
    """
    moved = {place for place, cell in matrix.cells.items() if cell.moved} if changed is None else set(changed)
    theme = DARK if dark else LIGHT
    actors, issues = drawn(matrix, asked, moved)
    height = HEAD + ROW * max(1, len(actors)) + FOOT
    figure, axes = canvas(height)
    step = (WIDTH - LABEL - RIGHT) / max(1, len(issues))
    across = [LABEL + step * (column + 0.5) for column in range(len(issues))]
    for x, issue in zip(across, issues, strict=True):
        write(axes, x + 4, HEAD - 10, fitted(ledger.issues.short(issue), 190, SMALL), theme, SMALL, rotation=-45,
              rotation_mode="anchor", ha="right", va="bottom")  # fmt: skip
        axes.plot([x, x], [HEAD, height - FOOT], color=theme.faint, linewidth=0.8, zorder=0)
    for line, actor in enumerate(actors):
        y = HEAD + ROW * (line + 0.5)
        name = wrapped(ledger.name(actor), LABEL - 22)
        write(axes, LABEL - 12, y, name, theme, SMALL if "\n" in name else TEXT, ha="right", linespacing=0.95)
        axes.plot([LABEL - 4, WIDTH - RIGHT], [y, y], color=theme.faint, linewidth=0.8, zorder=0)
        for x, issue in zip(across, issues, strict=True):
            cell = matrix.cells.get((actor, issue))
            if cell is None:
                continue
            mark(axes, x, y, cell.stance, theme)
            if cell.mixed:
                outline(axes, x, y, "o", theme)
            if (actor, issue) in moved:
                outline(axes, x, y, "s", theme)
            if cell.against:
                write(axes, x + 18, y - 10, AGAINST, theme, TEXT)
    _legend(axes, height, theme)
    shown = {place: matrix.cells[place] for place in product(actors, issues) if place in matrix.cells}
    best = ledger.best(shown) if rows is None else _best(shown, rows)
    return Picture(png(figure, theme), alternative(matrix, ledger, moved), best)


def _best(cells: Mapping[Pair, Cell], rows: Iterable[Row]) -> tuple[Row, ...]:
    """The row that shows the stance of each cell best."""
    found: dict[Pair, list[Row]] = {}
    for row in rows:
        place = row.position.actor, row.position.issue
        if place in cells and row.position.stance == cells[place].stance:
            found.setdefault(place, []).append(row)
    return tuple(best_row(group, cells[place].stance) for place, group in found.items())


def alternative(matrix: Matrix, ledger: Ledger, changed: Collection[Pair] = ()) -> str:
    """The picture in words, with all that it has no room for: one sentence an actor."""
    lines = []
    for actor in matrix.actors:
        said = [
            f"{cell.stance} {ledger.issues.name(issue)}{AGAINST if cell.against else ''}"
            + (" (both sides reported)" if cell.mixed else "")
            + (" (changed)" if (actor, issue) in changed else "")
            for issue in matrix.issues
            if (cell := matrix.cells.get((actor, issue))) is not None
        ]
        lines.append(f"{ledger.name(actor)}: {'; '.join(said)}.")
    dagger = any(cell.against for cell in matrix.cells.values())
    marks = [f"{AGAINST} {AGAINST_WORDS}."] if dagger else []
    light = [f"{matrix.light} actors with few positions are left out."] if matrix.light else []
    return "\n".join(["Actors by issues.", *lines, *marks, *light])


def drawn(matrix: Matrix, *wanted: Collection[Pair]) -> tuple[list[str], list[str]]:
    """The actors and issues that the picture has room for, in their order.

    The weightiest actors that take a clear stance, and the issues on which most of these do; what is ``wanted`` goes
    before all others, the first collection first. Without a clear stance anywhere, the first of each.
    """
    clear = {place for place, cell in matrix.cells.items() if cell.stance != "unclear"}
    clear = clear.union(*wanted) & matrix.cells.keys() or set(matrix.cells)
    first = [{actor for actor, _ in places} for places in wanted]
    actors = _chosen([a for a in matrix.actors if any(a == who for who, _ in clear)], first, MOST_ACTORS)
    taken = Counter(issue for who, issue in clear if who in actors)
    by_taken = sorted((issue for issue in matrix.issues if taken[issue]), key=lambda issue: -taken[issue])
    first_issues = [{issue for actor, issue in places if actor in actors} for places in wanted]
    chosen = _chosen(by_taken, first_issues, MOST_ISSUES)
    issues = [issue for issue in matrix.issues if issue in chosen]
    # Whose only stances are on other issues gives way to the next.
    here = {who for who, issue in clear if issue in issues}
    return _chosen([a for a in matrix.actors if a in here], first, MOST_ACTORS), issues


def _chosen(weighty: Sequence[str], first: Sequence[Collection[str]], most: int) -> list[str]:
    """So many from the front, those of ``first`` before all others, in the order that they had."""
    chosen = set(sorted(weighty, key=lambda one: [one not in those for those in first])[:most])
    return [one for one in weighty if one in chosen]


def _legend(axes: "Axes", height: int, theme: Theme) -> None:
    first, second, third = (height - FOOT + 10 + LINE * (line + 0.5) for line in range(3))
    legend(axes, first, theme)
    outline(axes, 32, second, "o", theme)
    write(axes, 64, second, "both sides reported", theme, SMALL)
    outline(axes, 350, second, "s", theme)
    write(axes, 384, second, "changed", theme, SMALL)
    write(axes, 26, third, AGAINST, theme, TEXT)
    write(axes, 64, third, AGAINST_WORDS, theme, SMALL)
