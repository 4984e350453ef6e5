"""What the pictures share: size, colours, marks, the legend, and the way to a PNG."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from bot.ledger.rows import Row
from bot.record.statement import Stance

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 580
"""Pixels across. A phone of 390 shows a picture in some 265, a little less than half, so that ..."""
TEXT, SMALL = 24, 22
"""... letters of this height in pixels are read there without a tap."""
DPI = 100
POINT = 72 / DPI
"""Points in a pixel."""
LINE = 38
"""Height of a line of the legend in pixels."""

COLOURS: Mapping[Stance, str] = {
    "supports": "#0072B2",
    "opposes": "#E69F00",
    "conditional": "#CC79A7",
    "unclear": "#7A7A7A",
}
"""Okabe and Ito's palette: told apart by every common kind of colour vision."""
SYMBOLS: Mapping[Stance, str] = {"supports": "^", "opposes": "v", "conditional": "D", "unclear": "o"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and what it shows in words, for those who cannot see it.

    ``rows`` holds for each of its marks the position that it rests on, of several the first that carries it.
    """

    png: bytes
    alternative: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Ground and ink of a picture."""

    ground: str
    ink: str
    faint: str


DARK = Theme("#2B2D31", "#F2F3F5", "#4A4D55")
LIGHT = Theme("#FFFFFF", "#1E1F22", "#D8DADF")


def canvas(height: int) -> "tuple[Figure, Axes]":
    """An empty figure of ``WIDTH`` by ``height`` pixels, drawn on in pixels from the top left corner."""
    # matplotlib takes a second to import, and most commands draw nothing.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure, axes


def write(axes: "Axes", x: float, y: float, text: str, theme: Theme, size: int = TEXT, **more: object) -> None:
    """Write at a place, ``size`` pixels high; dollars are no mathematics."""
    how: dict[str, object] = {"ha": "left", "va": "center", **more}
    axes.text(x, y, text, color=theme.ink, fontsize=size * POINT, parse_math=False, **how)  # type: ignore[arg-type]


def mark(axes: "Axes", x: float, y: float, stance: Stance, theme: Theme, size: float = 26) -> None:
    """The mark of a stance, ``size`` pixels across."""
    face = theme.ground if stance == "unclear" else COLOURS[stance]
    scale = 0.8 if stance in ("conditional", "unclear") else 1.0
    axes.plot(x, y, marker=SYMBOLS[stance], markersize=size * scale * POINT, color=COLOURS[stance],
              markerfacecolor=face, markeredgewidth=2, linestyle="")  # fmt: skip


def outline(axes: "Axes", x: float, y: float, shape: Literal["o", "s"], theme: Theme) -> None:
    """A ring or a square around the mark at a place."""
    size = 38 if shape == "o" else 42
    axes.plot(x, y, marker=shape, markersize=size * POINT, color=theme.ink, markerfacecolor="none", linestyle="")


def legend(axes: "Axes", y: float, theme: Theme) -> None:
    """One line that names the marks of the stances, evenly spaced."""
    names = {stance: width_of(stance, SMALL) for stance in SYMBOLS}
    free = (WIDTH - 48 - sum(names.values()) - 32 * len(names)) / (len(names) - 1)
    x = 36.0
    for stance, width in names.items():
        mark(axes, x, y, stance, theme, 22)
        write(axes, x + 20, y, stance, theme, SMALL)
        x += 32 + width + free


def png(figure: "Figure", theme: Theme) -> bytes:
    """The figure as PNG bytes; the same figure gives the same bytes."""
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DPI, facecolor=theme.ground, metadata={"Software": None})
    return out.getvalue()


def width_of(text: str, size: int = TEXT) -> float:
    """How many pixels a text takes that is written ``size`` pixels high."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=size), ismath=False)
    return float(width)


def wrapped(text: str, most: float, size: int = TEXT) -> str:
    """The text on one line of ``most`` pixels or, where it takes more, its words on two."""
    words = text.split()
    if width_of(text, size) <= most or len(words) < 2:
        return fitted(text, most, size)
    first = next((n for n in range(len(words) - 1, 1, -1) if width_of(" ".join(words[:n]), size) <= most), 1)
    return "\n".join(fitted(" ".join(part), most, size) for part in (words[:first], words[first:]))


def fitted(text: str, most: float, size: int = TEXT) -> str:
    """The text, cut with an ellipsis where it would take more than ``most`` pixels."""
    if width_of(text, size) <= most:
        return text
    while text and width_of(f"{text}…", size) > most:
        text = text[:-1].rstrip()
    return f"{text}…"
