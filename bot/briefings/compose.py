"""From the record to a briefing: new since the last edition, moved, disagreeing, standing, and the receipt."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from bot.briefings.changes import moved
from bot.briefings.edition import Briefing, Item, Receipt, Window
from bot.briefings.items import News, candidates, choose
from bot.briefings.oppositions import new_oppositions
from bot.briefings.repeats import repeats_of, without_repeats
from bot.briefings.standing import standing
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
    dropped: Counter[str] = Counter()
    there = _there(view, window)
    rows = []
    for row in view.rows:
        if row.shown and row.article.id in there and in_scope(row, scope):
            if verbatim(row):
                rows.append(row)
            else:
                dropped[NOT_VERBATIM] += 1
    known, unknown = _parted(view, rows, window)
    repeated = repeats_of(unknown, known) if known else set()
    fresh = [row for row in unknown if id(row) not in repeated]
    considered = _considered(view, there, window, unknown)
    dropped[SAID_BEFORE] += len(repeated) + sum(row.article.id in considered for row in known)
    kept, twice = without_repeats(fresh)
    dropped[SAID_TWICE] += twice
    first_day = _first_day(window)
    older_ids = frozenset(id(row) for row in kept if is_older(row, first_day))
    changes = moved(known, kept, first=window.first)
    disagreements = _disagreements(view, rows, there, window, scope, {row.article.id for row in fresh})
    oppositions = new_oppositions(disagreements, known, {id(row) for row in fresh})
    news = News(window, known, kept, changes, oppositions, older_ids)
    return Briefing(
        window=window,
        scope=scope,
        items=choose(candidates(view, news), partial(fits, view=view, budget=budget)),
        new=_ordered([row for row in kept if id(row) not in older_ids], issues),
        older=_ordered([row for row in kept if id(row) in older_ids], issues),
        changes=changes,
        disagreements=disagreements,
        standing=standing(rows, issues),
        receipt=_receipt(considered, kept, len({one.issue for one in oppositions}), dropped),
    )


def fits(items: Sequence[Item], *, view: RecordView, budget: int) -> bool:
    """Whether these items leave room for what stands around them, in words and on a phone."""
    return words_of(items, view) <= budget - FRAME and lines_of(items, view) <= SCREEN_LINES


def in_scope(row: Row, scope: Scope) -> bool:
    """Whether a row is about the chosen issues and actors."""
    position = row.position
    return (not scope.issues or position.issue in scope.issues) and (
        not scope.actors or position.actor in scope.actors
    )


def verbatim(row: Row) -> bool:
    """Whether a row's words stand in its article at its span."""
    return row.article.raw.startswith(row.position.text, row.position.start)


def is_older(row: Row, first_day: str | None) -> bool:
    """Whether an article is known to be published before the window's first day (ISO)."""
    published = row.article.published
    return first_day is not None and published is not None and published < first_day[: len(published)]


def _first_day(window: Window) -> str | None:
    return window.since.astimezone(ZoneInfo(window.zone)).date().isoformat() if window.since else None


def _there(view: RecordView, window: Window) -> set[str]:
    """The articles read by the window's end, by id."""
    return {article.id for article in view.articles.values() if not_after(article.ingested_at, window.until)}


def _parted(view: RecordView, rows: Sequence[Row], window: Window) -> tuple[list[Row], list[Row]]:
    """The rows known before a window, and the others."""
    if window.first:
        return [], list(rows)
    known: list[Row] = []
    unknown: list[Row] = []
    for row in rows:
        (known if view.knew(row, window) else unknown).append(row)
    return known, unknown


def _considered(
    view: RecordView, there: Collection[str], window: Window, unknown: Iterable[Row]
) -> dict[str, Article]:
    """The articles of the window, by id: read in it, or holding words that were not known before it."""
    found = {
        article.id: article
        for article in view.articles.values()
        if article.id in there and (window.since is None or not not_after(article.ingested_at, window.since))
    }
    return found | {row.article.id: row.article for row in unknown}


def _ordered(rows: Sequence[Row], issues: Sequence[str]) -> tuple[Row, ...]:
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
                row.article.id,
                row.position.start,
            ),
        )
    )


def _disagreements(
    view: RecordView,
    rows: Sequence[Row],
    there: Collection[str],
    window: Window,
    scope: Scope,
    fresh_articles: Collection[str],
) -> tuple[Disagreement, ...]:
    """Those of the scope with something new in the window on one side at least; all of them where all is new."""

    def fits(found: Disagreement) -> bool:
        if scope.issues and found.issue not in scope.issues:
            return False
        if scope.actors and not any(row.position.actor in scope.actors for row in found.rows):
            return False
        return window.first or any(row.article.id in fresh_articles for row in found.rows)

    seen = {id(row) for row in rows}

    def known(row: Row) -> bool:
        return id(row) in seen or (row.article.id in there and verbatim(row))

    found = view.disagreements
    if view.newest > window.until:
        # As the edition knew it: later words have no part in who stands where.
        before = [row for row in view.rows if row.article.id in there]
        found = (*view.opposed(before), *(one for one in found if one.kind == "figures"))
    kept = (one.kept(known) for one in found)
    return tuple(one for one in kept if one is not None and fits(one))


def _receipt(
    considered: Mapping[str, Article], kept: Sequence[Row], oppositions: int, dropped: Counter[str]
) -> Receipt:
    by_outlet = Counter(row.article.outlet for row in kept if row.article.outlet)
    top = by_outlet.most_common(1)
    return Receipt(
        articles=len(considered),
        outlets=len({article.outlet for article in considered.values() if article.outlet}),
        statements=len(kept),
        opposed=oppositions,
        dropped={reason: number for reason, number in dropped.items() if number},
        one_outlet=(top[0][0], top[0][1] / len(kept)) if top else None,
        machine_translated=sum(bool(row.article.machine_translated) for row in kept) / len(kept) if kept else 0.0,
    )
