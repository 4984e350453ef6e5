"""A page: what is shown, as plain data, before Discord's own classes come into it.

Renderers build pages, ``bot.discord.views.layout`` turns a page into Components V2 or plain text. All text in a page
is ``Markdown`` from ``bot.discord.escape`` or words of our own. A page keeps Discord's limits by itself: 4000
characters of text in all and 40 components, counted after escaping.
"""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal

from bot.discord.escape import Markdown
from bot.record.citations import Quotation

MAX_TEXT = 4000
MAX_COMPONENTS = 40
MAX_PLAIN = 2000
MAX_BUTTONS_A_ROW = 5

ButtonStyle = Literal["plain", "primary", "danger"]


class Accent(Enum):
    """The colour of a page's bar, which tells an answer from a refusal at a glance (colour-blind safe)."""

    ANSWER = 0x0072B2
    REFUSAL = 0xE69F00
    PROBLEM = 0xD55E00
    NEUTRAL = 0x7F8C9A
    SAME = 0x009E73
    OTHERWISE = 0xCC79A7


@dataclass(frozen=True, slots=True)
class Button:
    """A button of ours; ``custom_id`` is all that is needed to answer it after a restart."""

    custom_id: str
    label: str
    style: ButtonStyle = "plain"
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu under a page, at most 25 options of which one is picked."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with a button beside it where one belongs to it; ``below`` has both stand under it.

    ``cites`` is what it quotes of which articles.
    """

    words: Markdown
    button: Button | None = None
    below: Button | None = None
    cites: tuple[Quotation, ...] = field(default=(), compare=False)

    @property
    def components(self) -> int:
        """How many components Discord counts for it."""
        if self.below is None:
            return 1 if self.button is None else 3
        return 3 if self.button is None else 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""

    cites = ()
    components = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture sent with the message: ``data`` is PNG; ``alt`` says in words what it shows.

    ``cites`` are the words that its marks stand for.
    """

    name: str
    data: bytes
    alt: str
    cites: tuple[Quotation, ...] = field(default=(), compare=False)
    components = 1


Block = Text | Rule | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in one box with a coloured bar, and rows of buttons under it.

    ``tabs``, at most five, are a row of their own before the others.
    """

    accent: Accent
    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    tabs: tuple[Button, ...] = ()

    @property
    def cites(self) -> tuple[Quotation, ...]:
        """What it quotes of which articles: by it a message is found again when one of them is withdrawn."""
        return tuple(dict.fromkeys(quotation for block in self.blocks for quotation in block.cites))

    @property
    def length(self) -> int:
        """Characters of text in all, as Discord counts them."""
        return sum(len(block.words) for block in self.blocks if isinstance(block, Text))

    @property
    def components(self) -> int:
        """Components in all, nested ones included."""
        rows = -(-len(self.buttons) // MAX_BUTTONS_A_ROW) + bool(self.tabs)
        menu = 2 if self.menu else 0
        return 1 + sum(block.components for block in self.blocks) + rows + len((*self.buttons, *self.tabs)) + menu

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The files that go with the message."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    def fits(self) -> bool:
        """Whether Discord takes it."""
        return self.length <= MAX_TEXT and self.components <= MAX_COMPONENTS


def cut_to_fit(page: Page) -> Page:
    """The page, or as many of its first blocks as Discord takes with a last line that says so.

    Renderers count beforehand; this is the net under them, so that an answer is shortened rather than lost.
    """
    if page.fits():
        return page
    note = Text(Markdown("-# The rest does not fit into one message."))
    kept: tuple[Block, ...] = ()
    for block in page.blocks:
        if not replace(page, blocks=(*kept, block, note)).fits():
            break
        kept = (*kept, block)
    return replace(page, blocks=(*kept, note))


def words_of(page: Page, limit: int = MAX_PLAIN) -> Markdown:
    """The page as one plain message: whole blocks as long as ``limit`` characters hold them, then a note."""
    parts: list[str] = []
    for block in page.blocks:
        words = (
            block.words
            if isinstance(block, Text)
            else f"[picture: {block.alt}]"
            if isinstance(block, Picture)
            else ""
        )
        if not words:
            continue
        if len("\n\n".join([*parts, words])) > limit - 40:
            parts.append("-# The rest does not fit into one message.")
            break
        parts.append(words)
    return Markdown("\n\n".join(parts)[:limit] or "-# Nothing to show.")


def simple(words: Markdown | str, accent: Accent = Accent.NEUTRAL, *buttons: Button) -> Page:
    """A page of one paragraph of our own words (never of anybody else's)."""
    return Page(accent, (Text(Markdown(words)),), buttons)
