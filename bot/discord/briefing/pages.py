"""An edition as pages: a short ordered series of messages that a reader finishes in a minute."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.briefings.edition import Briefing, Change, Edition, Standing
from bot.briefings.view import RecordView
from bot.discord import escape
from bot.discord.briefing.custom_ids import standing_id
from bot.discord.escape import Markdown, clean
from bot.discord.views.citation import when
from bot.discord.views.page import MAX_COMPONENTS, MAX_TEXT, Accent, Block, Button, Page, Picture, Rule, Text
from bot.positions.rows import Disagreement, Row, marked
from bot.record import deliveries
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Stance
from bot.words import also_in, counted

OPPONENTS = "†"
"""Behind the name of an actor whose stance is reported only by outlets aligned against it."""
STANCES: tuple[Stance, ...] = ("supports", "opposes", "conditional", "unclear")
MAX_ALT = 1000

safe = lru_cache(maxsize=8192)(escape.safe)
"""The same excerpts go into the editions of many channels."""

SPARE_COMPONENTS = 8
SPARE_TEXT = 200
"""Kept free on every page for its footer and buttons."""


def edition_pages(
    edition: Edition,
    view: RecordView,
    picture: deliveries.Picture | None,
    reference: Callable[[int], str] | None = None,
) -> tuple[Page, ...]:
    """The pages of an edition, in the order in which they are posted.

    ``reference`` gives the words by which part n is found again; they stand at its end.
    """
    if edition.brief:
        blocks: list[Block] = [Text(head(edition)), Text(nothing_new(edition))]
        pages = [Page(Accent.NEUTRAL, tuple(blocks))]
    else:
        first = fill([Text(head(edition)), *shown_first(edition.briefing, view)])
        end = [*standing_summary(edition.briefing, view, picture), Rule(), Text(receipt(edition))]
        # What runs over the first message shares the next one with the standing positions.
        last = fill([*first.pop().blocks, Rule(), *end] if len(first) > 1 else end)
        buttons = (Button(standing_id(edition.schedule, edition.local_date), "Standing positions", "primary"),)
        pages = [
            *first,
            *last[:-1],
            Page(last[-1].accent, last[-1].blocks, buttons if edition.briefing.standing else ()),
        ]
    total = len(pages)
    return tuple(
        page.adding(Text(footer(edition, part, total, reference(part) if reference else None)))
        for part, page in enumerate(pages, start=1)
    )


def fill(blocks: Iterable[Block], accent: Accent = Accent.ANSWER) -> list[Page]:
    """As many pages as the blocks need, each within Discord's limits with room for a footer and buttons."""
    pages: list[tuple[Block, ...]] = [()]
    for block in blocks:
        tried = Page(accent, (*pages[-1], block))
        room = tried.length <= MAX_TEXT - SPARE_TEXT and tried.components <= MAX_COMPONENTS - SPARE_COMPONENTS
        if pages[-1] and not room:
            pages.append(())
        pages[-1] = (*pages[-1], block)
    return [Page(accent, page) for page in pages]


def head(edition: Edition) -> Markdown:
    """Title, local date, what is covered, and whether it is late."""
    zone = ZoneInfo(edition.briefing.window.zone)
    window = edition.briefing.window
    until = local(window.until, zone)
    covered = (
        f"articles read from {local(window.since, zone)} to {until}"
        if window.since
        else f"the whole record up to {until}"
    )
    number = f" · edition {edition.number}" if edition.number else ""
    lines = [
        f"## {safe(edition.title, 100)}{number}",
        f"{edition.local_date:%A} {edition.local_date.day} {edition.local_date:%B %Y}",
        f"-# {covered} ({safe(window.zone)})",
    ]
    if edition.late and edition.due_at is not None:
        lines.append(f"-# **Late:** this edition was due at {local(edition.due_at, zone)}.")
    return Markdown("\n".join(lines))


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A moment on a zone's clock."""
    there = moment.astimezone(zone)
    return f"{there.day} {there:%b %Y %H:%M}"


def nothing_new(edition: Edition) -> Markdown:
    """The one line of a day without news."""
    return Markdown(f"Nothing new in the record since the last edition.{next_words(edition)}")


def shown_first(briefing: Briefing, view: RecordView) -> Iterable[Block]:
    """New, newly read but older, moved, disagreeing: the excerpts that are shown first."""
    choice = briefing.choice
    if choice.new:
        first = briefing.window.since is None
        yield Text(Markdown("### In the record" if first else "### New since the last edition"))
        yield from by_actor(choice.new, view)
    elif briefing.nothing_new:
        yield Text(Markdown("Nothing new since the last edition: below is where everybody stands."))
    if choice.older:
        yield Text(Markdown("### Newly read, but older"))
        yield from by_actor(choice.older, view)
    if choice.changes:
        yield Text(Markdown("### Moved"))
        yield from (Text(change_words(change, view)) for change in choice.changes)
    if choice.disagreements:
        yield Text(Markdown("### Disagree"))
        yield from (Text(disagreement_words(disagreement, view)) for disagreement in choice.disagreements)


def by_actor(rows: Sequence[Row], view: RecordView) -> Iterable[Text]:
    """One paragraph an actor, with its excerpts."""
    for actor, group in groupby(rows, key=lambda row: row.position.actor):
        members = list(group)
        kind = "" if members[0].official else " (analyst)"
        quotes = "\n".join(f"{quote(row.position.text)}\n{cite(row, view)}" for row in members)
        yield Text(Markdown(f"**{safe(view.actor(actor), 80)}**{kind}\n{quotes}"))


def quote(text: str) -> Markdown:
    """Verbatim words as a quotation."""
    return Markdown(f"> {safe(text)}")


def cite(row: Row, view: RecordView, *, issue: bool = True) -> Markdown:
    """One small line: stance, issue, speaker, outlet, date, and that a machine translated it."""
    position = row.position
    parts = [
        marked(position.stance),
        safe(view.issue(position.issue), 60) if issue else "",
        *reported(row.article, view),
        f"paragraph {position.paragraph}",
        also_in([safe(outlet, 80) for outlet in row.also_in]),
        "reported only by outlets aligned against it" if row.against else "",
    ]
    parts.insert(2, said_by(row))
    return Markdown("-# " + " · ".join(part for part in parts if part))


def said_by(row: Row) -> str:
    """Who spoke, where that is more than the actor's own name; "reported" where nobody is quoted."""
    position = row.position
    if row.reported:
        return "reported"
    if not position.speaker or position.speaker_kind == "institution":
        return ""
    return f"said by {safe(position.speaker, 80)}"


def reported(article: Article, view: RecordView) -> list[str]:
    """Who reported it and when, and what a reader must know of the outlet and the text."""
    return [
        f"**{safe(article.outlet, 80)}**" if article.outlet else "outlet unknown",
        when(article.published, article.published_basis),
        safe(view.alignment(article.outlet) or "", 80),
        "machine-translated" if article.machine_translated else "",
    ]


def change_words(change: Change, view: RecordView) -> Markdown:
    """What an actor said before and what it says now, side by side, with dates."""
    before, now = change.before.position, change.now.position
    title = f"**{safe(view.actor(now.actor), 80)}** on {safe(view.issue(now.issue), 60)}"
    return Markdown(
        f"{title}: {before.stance} → {now.stance}\n"
        f"Before: \n{quote(before.text)}\n{cite(change.before, view, issue=False)}\n"
        f"Now: \n{quote(now.text)}\n{cite(change.now, view, issue=False)}"
    )


def disagreement_words(disagreement: Disagreement, view: RecordView) -> Markdown:
    """The sides of a disagreement, each with its best words; words that are every side's stand once."""
    title = view.issue(disagreement.issue)
    what = (
        f"different figures ({safe(disagreement.topic, 60)})"
        if disagreement.kind == "figures"
        else "opposite stances"
    )
    first, *others = disagreement.leading
    lines = [f"{quote(first.position.text)}\n{cite_side(first, view)}"]
    for row in others:
        words = "" if disagreement.in_one else f"{quote(row.position.text)}\n"
        lines.append(f"{words}{cite_side(row, view)}")
    return Markdown(f"**{safe(title, 60)}**: {what}\n" + "\n".join(lines))


def cite_side(row: Row, view: RecordView) -> Markdown:
    """The small line under one side of a disagreement."""
    position = row.position
    parts = [*reported(row.article, view), f"paragraph {position.paragraph}"]
    if row.figure is None:
        parts = [f"{safe(view.actor(position.actor), 80)} {marked(position.stance)}", said_by(row), *parts]
    return Markdown("-# " + " · ".join(part for part in parts if part))


def standing_summary(briefing: Briefing, view: RecordView, picture: deliveries.Picture | None) -> Iterable[Block]:
    """The matrix as a picture, and one line an issue for those who cannot see it."""
    if not briefing.standing:
        yield Text(Markdown("### Standing positions\nThe record holds no position yet."))
        return
    yield Text(Markdown("### Standing positions"))
    lines = [issue_line(issue, list(group), view) for issue, group in groupby(briefing.standing, lambda s: s.issue)]
    if any(by_opponents(standing) and negotiates(standing) for standing in briefing.standing):
        lines.append(Markdown(f"-# {OPPONENTS} reported only by outlets aligned against it"))
    if picture is not None:
        yield Picture(picture.name, picture.content, cut(picture.alt or alternative(briefing.standing, view)))
    yield from (Text(Markdown("\n".join(piece))) for piece in pieces(lines, 1800))


def issue_line(issue: str, standings: Sequence[Standing], view: RecordView) -> Markdown:
    """Who supports, opposes and makes conditions on one issue; analysts are left to the buttons."""
    groups = []
    for stance in STANCES[:3]:
        names = [named(s, view) for s in standings if s.stance == stance and negotiates(s)]
        if names:
            groups.append(f"{marked(stance)}: {', '.join(names)}")
    return Markdown(f"**{safe(view.issue(issue), 60)}** {' · '.join(groups) or 'nobody takes a clear stance'}")


def named(standing: Standing, view: RecordView) -> Markdown:
    """The actor's name, marked where nobody but its opponents' outlets reports the stance."""
    return Markdown(safe(view.actor(standing.actor), 60) + (OPPONENTS if by_opponents(standing) else ""))


def by_opponents(standing: Standing) -> bool:
    """Whether all that the record has of a standing stance comes from outlets aligned against the actor."""
    return standing.rows[0].against


def negotiates(standing: Standing) -> bool:
    """Whether a position counts for an actor, not for an analyst or for nobody named."""
    return standing.rows[0].official and standing.actor != UNATTRIBUTED


def alternative(standings: Sequence[Standing], view: RecordView) -> str:
    """What the picture shows, in words."""
    clear = [s for s in standings if s.stance in STANCES[:2]]
    words = "; ".join(f"{view.actor(s.actor)} {s.stance} {view.issue(s.issue)}" for s in clear)
    return f"Matrix of actors and issues. {words}."


def cut(alt: str) -> str:
    """A picture's description within Discord's limit."""
    text = clean(alt)
    return text if len(text) <= MAX_ALT else text[: MAX_ALT - 1] + "…"


def pieces(lines: Sequence[Markdown], room: int) -> Iterable[list[Markdown]]:
    """Lines in runs of at most ``room`` characters."""
    run: list[Markdown] = []
    for line in lines:
        if run and sum(map(len, run)) + len(run) + len(line) > room:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def receipt(edition: Edition) -> Markdown:
    """What was considered and left out, and how much rests on how little."""
    found = edition.briefing.receipt
    considered = (
        f"-# Considered: {counted(found.articles, 'article')}, {counted(found.outlets, 'outlet')} known by name."
    )
    dropped = "; ".join(f"{number} {reason}" for reason, number in found.dropped.items())
    lines = [
        considered,
        f"-# New: {counted(found.statements, 'statement')}. Left out: {safe(dropped) if dropped else 'none'}.",
    ]
    if found.one_outlet and found.statements:
        outlet, share = found.one_outlet
        translated = f"{found.machine_translated:.0%} on machine translation"
        lines.append(f"-# {share:.0%} rests on one outlet ({safe(outlet, 80)}), {translated}.")
    choice = edition.briefing.choice
    shown = len(choice.new) + len(choice.older)
    if found.statements > shown:
        lines.append(
            f"-# Shown first: {shown} of them, chosen by centrality and recency without repetition (LexRank, MMR)."
        )
    if edition.next_at is not None:
        lines.append(f"-#{next_words(edition)}")
    return Markdown("\n".join(lines))


def next_words(edition: Edition) -> str:
    """When the next edition comes, in everybody's own time."""
    return f" Next edition: <t:{int(edition.next_at.timestamp())}:F>" if edition.next_at else ""


def footer(edition: Edition, part: int, total: int, reference: str | None) -> Markdown:
    """Which part of how many, and the reference by which the message is found again."""
    words = [f"edition {edition.number}" if edition.number else "", f"{part} of {total}", reference or ""]
    return Markdown("-# " + " · ".join(word for word in words if word))


def standing_pages(standings: Sequence[Standing], view: RecordView) -> list[Page]:
    """The complete standing positions with their excerpts, by issue."""
    blocks: list[Block] = []
    for issue, group in groupby(standings, lambda s: s.issue):
        blocks.append(Text(Markdown(f"### {safe(view.issue(issue), 60)}")))
        for standing in group:
            analyst = "" if standing.rows[0].official else " (analyst)"
            quotes = "\n".join(f"{quote(row.position.text)}\n{cite(row, view, issue=False)}" for row in standing.rows)
            blocks.append(Text(Markdown(f"**{safe(view.actor(standing.actor), 80)}**{analyst}\n{quotes}")))
    return fill(blocks, Accent.NEUTRAL) if blocks else []
