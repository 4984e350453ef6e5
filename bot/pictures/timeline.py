"""An actor's positions over time as a picture: distances are times, and support stands above opposition."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from bot.ledger.ledger import Ledger
from bot.ledger.rows import Row
from bot.pictures.axis import Axis, middle
from bot.pictures.picture import (
    DARK,
    LIGHT,
    LINE,
    SMALL,
    TEXT,
    WIDTH,
    Picture,
    canvas,
    fitted,
    legend,
    mark,
    png,
    wrapped,
    write,
)
from bot.record.statement import Stance

MOST_ISSUES = 6
ROW, HEAD, FOOT = 84, 60, LINE + 82
"""Heights of a row, the head and the foot in pixels."""
LABEL, RIGHT = 200, 36
"""Width of the issues' names, and what is free to the right, in pixels."""
LANES: Mapping[Stance, int] = {"unclear": 0, "conditional": 0, "supports": -25, "opposes": 25}
"""How far from the middle of its row a stance stands, in pixels; what is unclear lies under the others."""
NEAR = 15
"""Pixels within which marks of one stance are drawn as one, at their mean."""
SIZE, GROWTH, LARGEST = 20, 3, 30
"""Pixels across: of one position, more for each doubling, at most."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Positions of one stance on an issue that lie side by side: where, and how many."""

    x: float
    number: int

    @property
    def size(self) -> float:
        """How large it is drawn."""
        return min(LARGEST, SIZE + GROWTH * log2(self.number))


def timeline_picture(rows: Sequence[Row], ledger: Ledger, actor: str, dark: bool = True) -> Picture:
    """One line an issue, a mark where a stance was reported, at the date of the article; larger for several."""
    theme = DARK if dark else LIGHT
    dated = [(row, middle(row.published)) for row in rows if row.published]
    issues = _issues(ledger, [row for row, _ in dated])
    told: dict[tuple[str, Stance], list[tuple[date, Row]]] = {}
    for row, day in sorted(dated, key=lambda one: one[1]):
        told.setdefault((row.position.issue, row.position.stance), []).append((day, row))
    marked: list[Row] = []
    figure, axes = canvas(HEAD + ROW * max(1, len(issues)) + FOOT)
    foot = HEAD + ROW * max(1, len(issues))
    write(axes, 24, HEAD / 2, fitted(f"{ledger.name(actor)} over time", WIDTH - 120), theme, TEXT, fontweight="bold")
    if dated:
        axis = Axis.of({row.published for row, _ in dated if row.published}, LABEL + 20, WIDTH - RIGHT)
        for day, name in axis.ticks():
            axes.plot([axis.at(day)] * 2, [HEAD, foot], color=theme.faint, linewidth=0.8, zorder=0)
            write(axes, axis.at(day), foot + 10, name, theme, SMALL, ha="center", va="top")
        for line, issue in enumerate(issues):
            y = HEAD + ROW * (line + 0.5)
            write(axes, LABEL - 10, y, wrapped(ledger.issues.short(issue), LABEL - 18), theme, TEXT, ha="right")
            axes.plot([LABEL, WIDTH - 10], [y, y], color=theme.faint, linewidth=0.8, zorder=0)
            for stance, lane in LANES.items():
                here = told.get((issue, stance), [])
                first = 0
                for cluster in clusters(axis.at(day) for day, _ in here):
                    mark(axes, cluster.x, y + lane, stance, theme, cluster.size)
                    marked.append(here[first][1])
                    first += cluster.number
    legend(axes, foot + FOOT - LINE / 2 - 4, theme)
    return Picture(png(figure, theme), alternative([row for row, _ in dated], ledger, actor), tuple(marked))


def clusters(places: Iterable[float]) -> list[Cluster]:
    """Places put together where they begin within ``NEAR`` pixels of the first of a cluster."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [Cluster(sum(group) / len(group), len(group)) for group in groups]


def alternative(rows: Sequence[Row], ledger: Ledger, actor: str) -> str:
    """The picture in words, with all that it has no room for: one line a position."""
    name = ledger.name(actor)
    lines = [f"{row.published}: {row.position.stance} {ledger.issues.name(row.position.issue)}" for row in rows]
    return "\n".join([f"{name} over time.", *lines]) if lines else f"{name}: no dated position."


def _issues(ledger: Ledger, rows: Sequence[Row]) -> list[str]:
    """The issues with most clear positions, in the order of the configuration."""
    spoken = Counter(row.position.issue for row in rows)
    clear = Counter(row.position.issue for row in rows if row.position.stance != "unclear")
    most = sorted(spoken, key=lambda issue: (-clear[issue], -spoken[issue], issue))[:MOST_ISSUES]
    return [issue.id for issue in ledger.issues.all if issue.id in most]
