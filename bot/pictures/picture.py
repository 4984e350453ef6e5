"""What the pictures share: colours, marks, and the way to a PNG."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.record.statement import Stance

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 1100
"""Pixels across: twice the 550 at which Discord shows a picture, so that small print stays sharp."""
DPI = 100

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
    """A PNG and what it shows in words, for those who cannot see it."""

    png: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Ground and ink of a picture."""

    ground: str
    ink: str
    faint: str


DARK = Theme("#2B2D31", "#F2F3F5", "#4A4D55")
LIGHT = Theme("#FFFFFF", "#1E1F22", "#D8DADF")


def png(figure: "Figure", theme: Theme) -> bytes:
    """The figure as PNG bytes; the same figure gives the same bytes."""
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DPI, facecolor=theme.ground, metadata={"Software": None})
    return out.getvalue()


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than ``most`` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
