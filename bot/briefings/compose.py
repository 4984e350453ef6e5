"""From the record to a briefing: new since the last edition, moved, disagreeing, standing, and the receipt."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from bot.briefings.changes import moved, moved_at_first
from bot.briefings.counts import Counts
from bot.briefings.edition import Briefing, Item, Receipt, Window
from bot.briefings.items import Items, Scale, choose, opposed
from bot.briefings.oppositions import new_oppositions
from bot.briefings.repeats import repeats_of, twice_told
from bot.briefings.told import NOTHING, Listing, Told, in_scope, pair_of, place_of, verbatim
from bot.briefings.view import RecordView, not_after
from bot.briefings.wording import lines_of, words_of
from bot.ledger.rows import Disagreement, Row
from bot.record.article import Article
from bot.record.schedules import Scope
from bot.record.statement import UNATTRIBUTED

MAX_WORDS = 150
"""Words of an edition, all that is shown counted."""
FRAME = 36
"""Of these so many are for what stands around the items: head, counts, reference, buttons."""
SCREEN_LINES = 24
"""Lines that items may take on a phone's screen, the rest left for the same."""

NOT_VERBATIM = "words not found in the article"
SAID_BEFORE = "said before the window"
SAID_TWICE = "says the same as another"


def compose(
    view: RecordView,
    window: Window,
    scope: Scope | None = None,
    *,
    issues: Sequence[str] = (),
    budget: int = MAX_WORDS,
) -> Briefing:
    """Compose the briefing of a window.

    A statement is new when the record first read its words after ``window.since``; those of articles published
    before that are kept apart as older. With ``since`` None everything is new: the first edition is the whole
    picture. ``issues`` is the order in which issues are shown, ``budget`` the words of the whole edition.
    """
    scope = scope or Scope()
    there = {name: article for name, article in view.articles.items() if not_after(article.ingested_at, window.until)}
    told = view.told(window, scope, there)
    repeated = repeats_of(told.unknown, told.known)
    counts = Counts()
    twice = twice_told(told.unknown, repeated, counts)
    left = repeated | twice
    older = partial(is_older, first_day=_first_day(window))
    scale = Scale(told.articles(left), window)
    items, turns = Items(view, window, scale, older), []
    for rows in _without(told.clear, left):
        before = told.known.get(pair_of(rows[0]), NOTHING)
        turn = moved_at_first(rows) if window.first else moved(before, rows)
        items.take(rows, before, turn)
        turns += [turn] if turn is not None else []
    # In a first edition all rows are new, and not held in memory.
    unknown = [] if window.first else [row for rows in told.unknown for row in rows]
    considered = _considered(there, window, unknown)
    dropped = Counter({NOT_VERBATIM: told.strayed, SAID_BEFORE: len(repeated), SAID_TWICE: len(twice)})
    if not window.first:
        dropped[SAID_BEFORE] += told.number(list(considered)) - len(unknown)
    fresh = {row.position.number: row for row in unknown if row.position.number not in repeated}

    def is_new(row: Row) -> bool:
        return in_scope(pair_of(row), scope) if window.first else row.position.number in fresh

    def is_told_of_today(row: Row) -> bool:
        return is_new(row) and row.position.number not in left and not older(row)

    sources = None if window.first else {row.article.id for row in fresh.values()}
    disagreements = _disagreements(told, there, scope, sources)
    oppositions = new_oppositions(disagreements, told.known, is_new)
    candidates = items.all(opposed(view, scale, oppositions, is_told_of_today))
    kept = [row for number, row in fresh.items() if number not in left]
    return Briefing(
        window=window,
        scope=scope,
        items=choose(candidates, partial(fits, view=view, budget=budget)),
        new=(
            Listing(told, tuple(issues), left, counts.statements)
            if window.first
            else _ordered((row for row in kept if not older(row)), issues)
        ),
        older=_ordered((row for row in kept if older(row)), issues),
        changes=tuple(change for _, change in sorted(turns, key=lambda turn: place_of(turn[0]))),
        disagreements=disagreements,
        standing=told.standing,
        receipt=Receipt(
            articles=len(considered),
            outlets=len({article.outlet for article in considered.values() if article.outlet}),
            statements=counts.statements,
            opposed=len({one.issue for one in oppositions}),
            dropped={reason: number for reason, number in dropped.items() if number},
            one_outlet=counts.one_outlet(told.unknown, left),
            machine_translated=counts.translated,
        ),
    )


def fits(items: Sequence[Item], *, view: RecordView, budget: int) -> bool:
    """Whether these items leave room for what stands around them, in words and on a phone."""
    return words_of(items, view) <= budget - FRAME and lines_of(items, view) <= SCREEN_LINES


def is_older(row: Row, first_day: str | None) -> bool:
    """Whether an article is known to be published before the window's first day (ISO)."""
    published = row.article.published
    return first_day is not None and published is not None and published < first_day[: len(published)]


def _first_day(window: Window) -> str | None:
    return window.since.astimezone(ZoneInfo(window.zone)).date().isoformat() if window.since else None


def _without(pairs: Iterable[Sequence[Row]], left: Collection[int]) -> Iterator[Sequence[Row]]:
    """The rows of each pair but those of some numbers; pairs that have others."""
    for rows in pairs:
        kept = [row for row in rows if row.position.number not in left]
        if kept:
            yield kept


def _considered(there: Mapping[str, Article], window: Window, unknown: Iterable[Row]) -> Mapping[str, Article]:
    """The articles of the window, by id: read in it, or holding words that were not known before it."""
    since = window.since
    if since is None:
        return there
    found = {name: article for name, article in there.items() if not not_after(article.ingested_at, since)}
    return found | {row.article.id: row.article for row in unknown}


def _ordered(rows: Iterable[Row], issues: Sequence[str]) -> tuple[Row, ...]:
    """By actor, official voices before analysts, then by issue and place."""
    order = {issue: number for number, issue in enumerate(issues)}
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row.official,
                row.position.actor == UNATTRIBUTED,
                row.position.actor,
                order.get(row.position.issue, len(order)),
                place_of(row),
            ),
        )
    )


def _disagreements(
    told: Told, there: Collection[str], scope: Scope, sources: Collection[str] | None
) -> tuple[Disagreement, ...]:
    """Those of the scope with something new in one of the ``sources`` on one side at least; None: all of them."""

    def fits(found: Disagreement) -> bool:
        if scope.issues and found.issue not in scope.issues:
            return False
        if scope.actors and not any(row.position.actor in scope.actors for row in found.rows):
            return False
        return sources is None or any(row.article.id in sources for row in found.rows)

    def known(row: Row) -> bool:
        return row.article.id in there and (told.stands(row) if row.figure is None else verbatim(row))

    kept = (one.kept(known) for one in told.disagreements(sources))
    return tuple(one for one in kept if one is not None and fits(one))
