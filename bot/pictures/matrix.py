"""Actors by issues as a picture."""

from bot.pictures.picture import COLOURS, DARK, DPI, LIGHT, SYMBOLS, WIDTH, Picture, png, shortened
from bot.positions.ledger import Ledger, Matrix

MOST_ACTORS = 16
"""Rows that stay readable; the text alternative says how many are left out."""
ROW, HEAD, FOOT = 44, 190, 60
"""Heights in pixels."""
LABEL = 300
"""Width of the actors' names in pixels."""


def matrix_picture(matrix: Matrix, ledger: Ledger, dark: bool = True) -> Picture:
    """Who supports (up), opposes (down), supports on a condition (diamond); a ring where both were said."""
    # matplotlib takes a second to import, and most commands draw nothing.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    theme = DARK if dark else LIGHT
    issues = list(matrix.issues)
    actors = list(matrix.actors[:MOST_ACTORS])
    height = HEAD + ROW * max(1, len(actors)) + FOOT
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    step = (WIDTH - LABEL - 90) / max(1, len(issues))
    for column, issue in enumerate(issues):
        x = LABEL + step * (column + 0.5)
        axes.text(x, HEAD - 16, shortened(ledger.issues.short(issue), 17), color=theme.ink, fontsize=16, rotation=48,
                  rotation_mode="anchor", ha="left", va="bottom")  # fmt: skip
        axes.plot([x, x], [HEAD, height - FOOT], color=theme.faint, linewidth=0.8, zorder=0)
    for line, actor in enumerate(actors):
        y = HEAD + ROW * (line + 0.5)
        axes.text(LABEL - 14, y, shortened(ledger.name(actor), 24), color=theme.ink, fontsize=16, ha="right",
                  va="center")  # fmt: skip
        axes.plot([LABEL - 4, WIDTH - 80], [y, y], color=theme.faint, linewidth=0.8, zorder=0)
        for column, issue in enumerate(issues):
            cell = matrix.cells.get((actor, issue))
            if cell is None:
                continue
            x = LABEL + step * (column + 0.5)
            face = theme.ground if cell.stance == "unclear" else COLOURS[cell.stance]
            axes.plot(x, y, marker=SYMBOLS[cell.stance], markersize=17, color=COLOURS[cell.stance], linestyle="",
                      markerfacecolor=face, markeredgewidth=2)  # fmt: skip
            if cell.mixed:
                axes.plot(x, y, marker="o", markersize=27, color=theme.ink, markerfacecolor="none", linestyle="")
    _legend(axes, height, theme.ink, theme.ground)
    return Picture(png(figure, theme), alternative(matrix, ledger, actors, issues))


def alternative(matrix: Matrix, ledger: Ledger, actors: list[str], issues: list[str]) -> str:
    """The picture in words: one sentence an actor."""
    lines = []
    for actor in actors:
        said = [
            f"{matrix.cells[actor, issue].stance} {ledger.issues.name(issue)}"
            + (" (both sides reported)" if matrix.cells[actor, issue].mixed else "")
            for issue in issues
            if (actor, issue) in matrix.cells
        ]
        lines.append(f"{ledger.name(actor)}: {'; '.join(said)}.")
    left_out = len(matrix.actors) - len(actors)
    more = [f"{left_out} more actors are not drawn."] if left_out > 0 else []
    return "\n".join(["Actors by issues.", *lines, *more])


def _legend(axes: object, height: int, ink: str, ground: str) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    x = 40.0
    for stance, symbol in SYMBOLS.items():
        face = ground if stance == "unclear" else COLOURS[stance]
        axes.plot(x, height - FOOT / 2, marker=symbol, markersize=15, color=COLOURS[stance], markerfacecolor=face,
                  markeredgewidth=2, linestyle="")  # fmt: skip
        axes.text(x + 20, height - FOOT / 2, stance, color=ink, fontsize=15, va="center")
        x += 60 + 12.5 * len(stance)
    axes.plot(x, height - FOOT / 2, marker="o", markersize=22, color=ink, markerfacecolor="none", linestyle="")
    axes.text(x + 24, height - FOOT / 2, "both sides reported", color=ink, fontsize=15, va="center")
