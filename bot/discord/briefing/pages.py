"""An edition as a page: one message that is read in thirty seconds, everything else behind its buttons."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.briefings.compose import MAX_WORDS
from bot.briefings.edition import Edition, Item
from bot.briefings.view import RecordView
from bot.briefings.wording import headline, told
from bot.discord import escape
from bot.discord.briefing.citing import quotations_of
from bot.discord.briefing.custom_ids import Behind
from bot.discord.escape import Markdown
from bot.discord.views.page import Accent, Block, Button, Page, Picture, Text
from bot.record import deliveries

ButtonIds = Callable[[Behind], str | None]
"""The custom id of each button under an edition, None where it has none."""

safe = lru_cache(maxsize=8192)(escape.safe)
"""The same excerpts go into the editions of many channels."""

_UNSEEN = re.compile(r"^(?:#+|>|-#)$")
_STAMP = re.compile(r"<t:\d+:\w>")
STAMP_WORDS = "26 November 2026 08:00"
"""About what Discord shows of a moment."""


def edition_page(
    edition: Edition,
    view: RecordView,
    *,
    ids: ButtonIds = lambda _: None,
    picture: deliveries.Picture | None = None,
    reference: str | None = None,
) -> Page:
    """The one message of an edition.

    Args:
        edition: what it tells.
        view: the record's names.
        ids: the custom ids of its buttons.
        picture: standing positions, where they are to be shown on a day without news.
        reference: the words by which the message is found again; they stand at its end.

    """
    items = edition.briefing.items
    while True:
        page = _page(edition, items, view, ids, picture, reference)
        if not items or (words_shown(page) <= MAX_WORDS and page.fits()):
            return page
        items = items[:-1]


def _page(
    edition: Edition,
    items: Sequence[Item],
    view: RecordView,
    ids: ButtonIds,
    picture: deliveries.Picture | None,
    reference: str | None,
) -> Page:
    blocks: list[Block] = [Text(head(edition))]
    for item, one in zip(items, told(items, view), strict=True):
        lines = [f"**{safe(one.title, 300)}**"]
        lines += [f"> {safe(excerpt.text)}\n-# {safe(excerpt.citation, 300)}" for excerpt in one.excerpts]
        blocks.append(Text(Markdown("\n".join(lines)), cites=quotations_of(item)))
    if picture is not None:
        blocks.append(Picture(picture.name, picture.content, escape.clean(picture.alt)[:1000], picture.cites))
    end = footer(edition, reference)
    if end:
        blocks.append(Text(end))
    accent = Accent.ANSWER if items else Accent.NEUTRAL
    return Page(accent, tuple(blocks), buttons(edition, ids))


def head(edition: Edition) -> Markdown:
    """Title and local date, the counts in one line, and whether it is late."""
    number = f" · edition {edition.number}" if edition.number else ""
    day = f"{edition.local_date.day} {edition.local_date:%b %Y}"
    lines = [f"### {safe(edition.title, 100)} · {day}{number}", safe(headline(edition.briefing))]
    if edition.late and edition.due_at is not None:
        due = local(edition.due_at, ZoneInfo(edition.briefing.window.zone))
        lines.append(f"-# **Late:** this edition was due at {due}.")
    return Markdown("\n".join(lines))


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A moment on a zone's clock."""
    there = moment.astimezone(zone)
    return f"{there.day} {there:%b %Y %H:%M}"


def buttons(edition: Edition, ids: ButtonIds) -> tuple[Button, ...]:
    """The ways to everything else that the edition knew."""
    briefing = edition.briefing
    new = len(briefing.new) + len(briefing.older)
    wanted: list[tuple[Behind, str, int]] = [
        ("new", f"All new ({new:,})", new),
        ("disagree", f"Disagreements ({len(briefing.disagreements)})", len(briefing.disagreements)),
        ("standing", "Standing positions", len(briefing.standing)),
        ("left", "Left out", briefing.receipt.articles),
    ]
    named = ((ids(what), label) for what, label, count in wanted if count)
    return tuple(Button(custom_id, label) for custom_id, label in named if custom_id is not None)


def footer(edition: Edition, reference: str | None) -> Markdown:
    """When the next edition comes, in everybody's own time, and the reference by which the message is found again."""
    coming = f"Next edition: <t:{int(edition.next_at.timestamp())}:f>" if edition.next_at else ""
    words = " · ".join(part for part in (coming, reference or "") if part)
    return Markdown(f"-# {words}" if words else "")


def words_shown(page: Page) -> int:
    """How many words a reader sees on a page: text, labels, citations, references and buttons."""
    texts = [block.words for block in page.blocks if isinstance(block, Text)]
    shown = [_STAMP.sub(STAMP_WORDS, text) for text in texts] + [button.label for button in page.buttons]
    return sum(not _UNSEEN.match(word) for text in shown for word in text.split())
