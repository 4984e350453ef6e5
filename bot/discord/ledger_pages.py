"""What a listing of positions shows: the ledger's rows as entries."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answering.answer import excerpt_of
from bot.discord.query import Query
from bot.discord.views.actor import Subject, actor_pages
from bot.discord.views.page import Page
from bot.discord.views.positions import (
    Entry,
    compare_page,
    issue_page,
    picture_page,
    words_page,
)
from bot.ledger.ledger import Ledger
from bot.ledger.rows import Row, folded
from bot.ledger.stacks import Stack, stacks, stand_of
from bot.pictures.drawing import DRAWING
from bot.pictures.matrix import matrix_picture
from bot.pictures.picture import Picture
from bot.pictures.timeline import timeline_picture
from bot.record.statement import Stance

MOST_DISAGREEMENTS = 2


def page_of(ledger: Ledger, query: Query) -> Page:
    """The page of a listing. Blocks: to be run on the pool's threads."""
    match query.kind:
        case "actor" | "about":
            return _actor(ledger, query)
        case "compare":
            return _compare(ledger, query)
        case "issue":
            return _issue(ledger, query)
        case "matrix" | "timeline":
            title, picture, left_out = _drawn(ledger, query)
            return picture_page(title, picture, query, left_out)
        case "matrix-words" | "timeline-words":
            title, picture, _ = _drawn(ledger, query)
            return words_page(title, picture.alternative)


def _drawn(ledger: Ledger, query: Query) -> tuple[str, Picture, int]:
    """The title and the picture, and how many actors it leaves out for their weight."""
    with DRAWING:
        actor = query.actor or ""
        if query.kind.startswith("matrix"):
            matrix = ledger.matrix().heavy({actor})
            asked = {place for place in matrix.cells if place[0] == actor}
            picture = matrix_picture(matrix, ledger, dark=not query.light, asked=asked)
            return "Who stands where", picture, matrix.light
        title = f"{ledger.name(actor)} over time"
        return title, timeline_picture(ledger.timeline(actor), ledger, actor, dark=not query.light), 0


def _actor(ledger: Ledger, query: Query) -> Page:
    pages: Callable[[Query], Page] = ledger.once(query.turned(0), lambda: _actor_pages(ledger, query))
    return pages(query)


def _actor_pages(ledger: Ledger, query: Query) -> Callable[[Query], Page]:
    actor = query.actor or ""
    if query.kind == "about":
        rows = ledger.about(actor, since=query.since)
        rows = tuple(row for row in rows if not query.officials or row.position.speaker_kind == "official")
    else:
        rows = ledger.actor(actor, officials_only=query.officials, since=query.since)
    names = {row.position.issue: ledger.issues.name(row.position.issue) for row in rows}
    rows = tuple(row for row in rows if query.issue in (None, row.position.issue))
    if query.stand is not None:
        rows = tuple(row for row in rows if stand_of(row) == query.stand)
        listed = tuple(Stack(row, 0) for row in folded(rows))
    else:
        listed = stacks(rows)
    subject = Subject(ledger.name(actor), ledger.counts(rows), tuple(names.items()))
    return actor_pages(subject, listed, query, partial(entry_of, ledger))


def _compare(ledger: Ledger, query: Query) -> Page:
    one, other = query.actor or "", query.other or ""
    pairs = [
        (newest(ledger, comparison.a), newest(ledger, comparison.b))
        for comparison in ledger.compare(one, other, query.issue)
    ]
    counts = ledger.counts([entry.row for pair in pairs for entry in pair if entry is not None and entry.row])
    return compare_page((ledger.name(one), ledger.name(other)), counts, pairs, query)


def _issue(ledger: Ledger, query: Query) -> Page:
    issue = query.issue or ""
    view = ledger.issue(issue)
    shown = [row for _, rows in view.actors for row in one_for_each_stance(rows)]
    entries = [entry_of(ledger, row) for row in shown]
    disagreements = [
        (found.kind, [side_of(ledger, row) for row in found.leading])
        for found in view.disagreements[:MOST_DISAGREEMENTS]
    ]
    return issue_page(ledger.issues[issue].name, ledger.counts(shown), entries, disagreements, query)


def side_of(ledger: Ledger, row: Row) -> Entry:
    """The best words of one side of a disagreement; a figure is nobody's position."""
    entry = entry_of(ledger, row)
    return entry if row.figure is None else replace(entry, actor="", actor_name="", row=None)


def newest(ledger: Ledger, rows: Sequence[Row]) -> Entry | None:
    """The first of some rows with a clear stance, else the first; None where there is none."""
    clear = (row for row in rows if row.position.stance != "unclear")
    row = next(clear, rows[0] if rows else None)
    return entry_of(ledger, row) if row else None


def one_for_each_stance(rows: Sequence[Row]) -> list[Row]:
    """Of an actor's rows on an issue the newest with each stance."""
    first: dict[Stance, Row] = {}
    for row in rows:
        first.setdefault(row.position.stance, row)
    return list(first.values())


def entry_of(ledger: Ledger, row: Row) -> Entry:
    """A row as it is shown."""
    position, article = row.position, row.article
    speaker = row.accuser if row.charged else position.speaker
    return Entry(
        excerpt_of(article, (position.start, position.end), position.paragraph, row.alignment, speaker=speaker),
        position.actor,
        ledger.name(position.actor),
        position.issue,
        ledger.issues.name(position.issue),
        row,
    )
