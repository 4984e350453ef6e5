"""What stands behind an edition, page by page: what is new, disagreements, standing positions, what was left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from bot.briefings.edition import Briefing, Change
from bot.briefings.standing import Standing
from bot.briefings.view import RecordView
from bot.discord.briefing.custom_ids import Behind
from bot.discord.briefing.pages import safe
from bot.discord.escape import Markdown, clean
from bot.discord.views.page import MAX_COMPONENTS, MAX_TEXT, Accent, Block, Page, Picture, Text
from bot.ledger.rows import AGAINST, AGAINST_WORDS, Disagreement, Row, marked
from bot.record import deliveries
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Stance
from bot.words import also_in, counted, outlets_known, when

STANCES: tuple[Stance, ...] = ("supports", "opposes", "conditional", "unclear")
MAX_ALT = 1000
SPARE_COMPONENTS = 8
SPARE_TEXT = 200
"""Kept free on every page for buttons and what may be added."""
ROWS = 5
"""Of one side of a disagreement so many rows at most."""


def page_behind(
    what: Behind, briefing: Briefing, view: RecordView, number: int, picture: deliveries.Picture | None = None
) -> tuple[Page | None, bool]:
    """One page, counted from 0, and whether another follows; no page where there are not so many.

    ``picture`` shows the standing positions.
    """
    blocks = BLOCKS[what](briefing, view)
    if what == "standing":
        blocks = (*summary(briefing, view, picture), *blocks)
    found = list(islice(fill(blocks), number, number + 2))
    return (found[0] if found else None), len(found) > 1


def fill(blocks: Iterable[Block], accent: Accent = Accent.NEUTRAL) -> Iterator[Page]:
    """As many pages as the blocks need, each within Discord's limits with room for buttons."""
    held: tuple[Block, ...] = ()
    for block in blocks:
        tried = Page(accent, (*held, block))
        room = tried.length <= MAX_TEXT - SPARE_TEXT and tried.components <= MAX_COMPONENTS - SPARE_COMPONENTS
        if held and not room:
            yield Page(accent, held)
            held = ()
        held = (*held, block)
    if held:
        yield Page(accent, held)


def new_blocks(briefing: Briefing, view: RecordView) -> Iterator[Block]:
    """Everything new: who moved, then actor by actor; what newly read articles of earlier days say stands last."""
    if briefing.changes:
        yield Text(Markdown("### Moved"))
        yield from (Text(change_words(change, view)) for change in briefing.changes)
    if len(briefing.new):
        yield Text(Markdown("### In the record" if briefing.window.first else "### New"))
        yield from by_actor(briefing.new, view)
    if len(briefing.older):
        yield Text(Markdown("### Newly read, but older"))
        yield from by_actor(briefing.older, view)


def by_actor(rows: Iterable[Row], view: RecordView) -> Iterator[Text]:
    """One paragraph an excerpt, the actor's name above its first."""
    for actor, group in groupby(rows, key=lambda row: row.position.actor):
        for number, row in enumerate(group):
            kind = "" if row.official else " (analyst)"
            name = f"**{safe(view.actor(actor), 80)}**{kind}\n" if number == 0 else ""
            yield Text(Markdown(f"{name}{quote(row.position.text)}\n{cite(row, view)}"))


def disagreement_blocks(briefing: Briefing, view: RecordView) -> Iterator[Block]:
    """Every disagreement with its sides, one row an actor."""
    for one in briefing.disagreements:
        yield from (Text(words) for words in disagreement_words(one, view))


def standing_blocks(briefing: Briefing, view: RecordView) -> Iterator[Block]:
    """The complete standing positions with their excerpts, by issue."""
    for issue, group in groupby(briefing.standing.with_seconds(), lambda s: s.issue):
        yield Text(Markdown(f"### {safe(view.issue(issue), 60)}"))
        for standing in group:
            analyst = "" if standing.rows[0].official else " (analyst)"
            quotes = "\n".join(f"{quote(row.position.text)}\n{cite(row, view, issue=False)}" for row in standing.rows)
            yield Text(Markdown(f"**{safe(view.actor(standing.actor), 80)}**{analyst}\n{quotes}"))


def left_blocks(briefing: Briefing, _: RecordView) -> Iterator[Block]:
    """What was considered and left out, and how much rests on how little."""
    found = briefing.receipt
    read = f"{counted(found.articles, 'article')}, {outlets_known(found.outlets)}"
    lines = [
        "### Left out, and why",
        f"Considered: {read}; {counted(found.statements, 'statement')} new.",
        *(f"- {number:,} {safe(reason)}" for reason, number in found.dropped.items()),
    ]
    shown = len({row.position.text for item in briefing.items for row in item.rows})
    if found.statements > shown:
        lines.append(f"- {found.statements - shown:,} behind “All new”: they matter less or do not stand alone")
    if found.one_outlet and found.statements:
        outlet, share = found.one_outlet
        translated = f"{found.machine_translated:.0%} on machine translation"
        lines.append(f"{share:.0%} rests on one outlet ({safe(outlet, 80)}), {translated}.")
    yield Text(Markdown("\n".join(lines)))


BLOCKS: Mapping[Behind, Callable[[Briefing, RecordView], Iterable[Block]]] = {
    "new": new_blocks,
    "disagree": disagreement_blocks,
    "standing": standing_blocks,
    "left": left_blocks,
}


def quote(text: str) -> Markdown:
    """Verbatim words as a quotation."""
    return Markdown(f"> {safe(text)}")


def cite(row: Row, view: RecordView, *, issue: bool = True) -> Markdown:
    """One small line: stance, issue, speaker, outlet, date, and that a machine translated it."""
    position = row.position
    parts = [
        marked(position.stance),
        safe(view.issue(position.issue), 60) if issue else "",
        said_by(row),
        *reported(row.article, view),
        f"paragraph {position.paragraph}",
        also_in([safe(outlet, 80) for outlet in row.also_in]),
        AGAINST_WORDS if row.against else "",
    ]
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


def disagreement_words(disagreement: Disagreement, view: RecordView) -> Iterator[Markdown]:
    """The sides of a disagreement, a paragraph each; words that are every side's stand once."""
    title = safe(view.issue(disagreement.issue), 60)
    what = f": different figures ({safe(disagreement.topic, 60)})" if disagreement.kind == "figures" else ""
    head = f"### {title}{what}\n"
    shown: set[tuple[str, int, int]] = set()
    for side in disagreement.sides:
        lines = [f"{head}**{safe(side.label, 80)}** ({len(side.shown)})"]
        for row in side.shown[:ROWS]:
            span = row.article.id, row.position.start, row.position.end
            words = "" if span in shown else f"{quote(row.position.text)}\n"
            shown.add(span)
            lines.append(f"{words}{cite_side(row, view)}")
        if len(side.shown) > ROWS:
            lines.append(f"-# and {len(side.shown) - ROWS} more")
        head = ""
        yield from pieces(lines)


def cite_side(row: Row, view: RecordView) -> Markdown:
    """The small line under one row of a disagreement."""
    parts = [*reported(row.article, view), f"paragraph {row.position.paragraph}"]
    if row.figure is None:
        parts = [f"**{safe(view.actor(row.position.actor), 80)}**", said_by(row), *parts]
    return Markdown("-# " + " · ".join(part for part in parts if part))


def summary(briefing: Briefing, view: RecordView, picture: deliveries.Picture | None) -> Iterator[Block]:
    """The matrix as a picture, and one line an issue for those who cannot see it."""
    if not len(briefing.standing):
        yield Text(Markdown("### Standing positions\nThe record holds no position yet."))
        return
    yield Text(Markdown("### Standing positions"))
    lines = [issue_line(issue, list(group), view) for issue, group in groupby(briefing.standing, lambda s: s.issue)]
    if any(by_opponents(standing) and negotiates(standing) for standing in briefing.standing):
        lines.append(Markdown(f"-# {AGAINST} {AGAINST_WORDS}"))
    if picture is not None:
        yield Picture(picture.name, picture.content, cut(picture.alt or alternative(briefing.standing, view)))
    yield from (Text(piece) for piece in pieces(lines))


def issue_line(issue: str, standings: Sequence[Standing], view: RecordView) -> Markdown:
    """Who supports, opposes and makes conditions on one issue; analysts are left to the excerpts."""
    groups = []
    for stance in STANCES[:3]:
        names = [named(s, view) for s in standings if s.stance == stance and negotiates(s)]
        if names:
            groups.append(f"{marked(stance)}: {', '.join(names)}")
    return Markdown(f"**{safe(view.issue(issue), 60)}** {' · '.join(groups) or 'nobody takes a clear stance'}")


def named(standing: Standing, view: RecordView) -> Markdown:
    """The actor's name, marked where nobody but its opponents' outlets reports the stance."""
    return Markdown(safe(view.actor(standing.actor), 60) + (AGAINST if by_opponents(standing) else ""))


def by_opponents(standing: Standing) -> bool:
    """Whether all that the record has of a standing stance comes from outlets aligned against the actor."""
    return standing.rows[0].against


def negotiates(standing: Standing) -> bool:
    """Whether a position counts for an actor, not for an analyst or for nobody named."""
    return standing.rows[0].official and standing.actor != UNATTRIBUTED


def alternative(standings: Iterable[Standing], view: RecordView) -> str:
    """What the picture shows, in words."""
    clear = [s for s in standings if s.stance in STANCES[:2]]
    words = "; ".join(f"{view.actor(s.actor)} {s.stance} {view.issue(s.issue)}" for s in clear)
    return f"Matrix of actors and issues. {words}."


def cut(alt: str) -> str:
    """A picture's description within Discord's limit."""
    text = clean(alt)
    return text if len(text) <= MAX_ALT else text[: MAX_ALT - 1] + "…"


def pieces(lines: Iterable[str], room: int = 1800) -> Iterator[Markdown]:
    """Lines in runs of at most ``room`` characters, or of one line."""
    run: list[str] = []
    for line in lines:
        if run and sum(map(len, run)) + len(run) + len(line) > room:
            yield Markdown("\n".join(run))
            run = []
        run.append(line)
    if run:
        yield Markdown("\n".join(run))
