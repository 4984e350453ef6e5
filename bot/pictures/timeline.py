"""An actor's positions over time as a picture."""

from collections.abc import Sequence

from bot.pictures.picture import COLOURS, DARK, DPI, LIGHT, SYMBOLS, WIDTH, Picture, png, shortened
from bot.positions.ledger import Ledger
from bot.positions.rows import Row

ROW, HEAD, FOOT, LABEL = 56, 76, 110, 250
"""Heights of a row, the head and the foot, and the width of the issues' names, in pixels."""


def timeline_picture(rows: Sequence[Row], ledger: Ledger, actor: str, dark: bool = True) -> Picture:
    """One line an issue, one mark a position, at the date of its article; same dates stand side by side."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    theme = DARK if dark else LIGHT
    dated = [row for row in rows if row.published]
    dates = sorted({row.published or "" for row in dated})
    issues = [i.id for i in ledger.issues.all if any(row.position.issue == i.id for row in dated)]
    height = HEAD + ROW * max(1, len(issues)) + FOOT
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    axes.text(24, HEAD / 2, f"{ledger.name(actor)} over time", color=theme.ink, fontsize=19, va="center")
    step = (WIDTH - LABEL - 30) / max(1, len(dates))
    foot = height - FOOT
    for column, when in enumerate(dates):
        x = LABEL + step * (column + 0.5)
        axes.plot([x, x], [HEAD, foot], color=theme.faint, linewidth=0.8, zorder=0)
        axes.text(x, foot + 24, when, color=theme.ink, fontsize=15, ha="center", va="center")
    for line, issue in enumerate(issues):
        y = HEAD + ROW * (line + 0.5)
        axes.text(LABEL - 14, y, shortened(ledger.issues.short(issue), 20), color=theme.ink, fontsize=16, ha="right",
                  va="center")  # fmt: skip
        axes.plot([LABEL, WIDTH - 20], [y, y], color=theme.faint, linewidth=0.8, zorder=0)
        for column, when in enumerate(dates):
            here = [r for r in dated if r.position.issue == issue and r.published == when]
            width = min(26.0, step / (len(here) + 1)) if here else 0.0
            for place, row in enumerate(here):
                stance = row.position.stance
                x = LABEL + step * (column + 0.5) + width * (place - (len(here) - 1) / 2)
                face = theme.ground if stance == "unclear" else COLOURS[stance]
                axes.plot(x, y, marker=SYMBOLS[stance], markersize=14, color=COLOURS[stance], markerfacecolor=face,
                          markeredgewidth=2, linestyle="")  # fmt: skip
    x = 40.0
    for stance, symbol in SYMBOLS.items():
        face = theme.ground if stance == "unclear" else COLOURS[stance]
        axes.plot(x, height - 34, marker=symbol, markersize=14, color=COLOURS[stance], markerfacecolor=face,
                  markeredgewidth=2, linestyle="")  # fmt: skip
        axes.text(x + 20, height - 34, stance, color=theme.ink, fontsize=15, va="center")
        x += 60 + 12.5 * len(stance)
    return Picture(png(figure, theme), alternative(dated, ledger, actor))


def alternative(rows: Sequence[Row], ledger: Ledger, actor: str) -> str:
    """The picture in words: one line a position."""
    lines = [f"{row.published}: {row.position.stance} {ledger.issues.name(row.position.issue)}" for row in rows]
    return (
        "\n".join([f"{ledger.name(actor)} over time.", *lines])
        if lines
        else (f"{ledger.name(actor)}: no dated position.")
    )
