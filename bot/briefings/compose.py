"""From the record to a briefing: new since the last edition, moved, disagreeing, standing, and the receipt."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.briefings.choose import Candidate, centrality, choose
from bot.briefings.edition import Briefing, Change, Choice, Receipt, Window
from bot.briefings.standing import repeats_of, standing, without_repeats
from bot.briefings.view import RecordView, not_after
from bot.positions.cell import OPPOSITE, best_row, stance_of, worth
from bot.positions.rows import Disagreement, Row
from bot.record.article import Article
from bot.record.schedules import Scope
from bot.record.statement import UNATTRIBUTED

MAX_WORDS = 250
MOVED_SHARE = 0.3
DISAGREE_SHARE = 0.35
"""At most so much of the words goes to what moved, and so much of the rest to what disagrees."""

CONTENDERS = 400
"""So many rows at most are compared with each other to find those that stand for the rest."""

PER_PAIR = 1
PER_ACTOR = 2
"""How many new excerpts of one actor and issue, and of one actor, are shown first."""

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
    picture. ``issues`` is the order in which issues are shown.
    """
    scope = scope or Scope()
    dropped: Counter[str] = Counter()
    rows = []
    for row in view.rows:
        if row.shown and not_after(row.article.ingested_at, window.until) and in_scope(row, scope):
            if verbatim(row):
                rows.append(row)
            else:
                dropped[NOT_VERBATIM] += 1
    known = [row for row in rows if view.knew(row, window)]
    known_ids = {id(row) for row in known}
    unknown = [row for row in rows if id(row) not in known_ids]
    repeated_ids = repeats_of(unknown, known)
    fresh = [row for row in unknown if id(row) not in repeated_ids]
    considered = _considered(view, window, unknown)
    dropped[SAID_BEFORE] += len(repeated_ids) + sum(row.article.id in considered for row in known)
    kept, repeated = without_repeats(fresh)
    dropped[SAID_TWICE] += repeated
    older_ids = {id(row) for row in kept if is_older(row, window)}
    new = _ordered([row for row in kept if id(row) not in older_ids], issues)
    older = _ordered([row for row in kept if id(row) in older_ids], issues)
    changes = moved(known, new, first=_is_first(window))
    disagreements = _disagreements(view, window, scope, {row.article.id for row in fresh})
    return Briefing(
        window=window,
        scope=scope,
        new=new,
        older=older,
        changes=changes,
        disagreements=disagreements,
        standing=standing(view, rows, issues),
        choice=first_shown(view, new, older, changes, disagreements, budget),
        receipt=_receipt(considered, kept, dropped),
    )


def in_scope(row: Row, scope: Scope) -> bool:
    """Whether a row is about the chosen issues and actors."""
    position = row.position
    return (not scope.issues or position.issue in scope.issues) and (
        not scope.actors or position.actor in scope.actors
    )


def _is_first(window: Window) -> bool:
    return window.since is None and window.mark is None


def _considered(view: RecordView, window: Window, unknown: Sequence[Row]) -> dict[str, Article]:
    """The articles of the window, by id: read in it, or holding words that were not known before it."""
    found = {
        article.id: article
        for article in view.articles.values()
        if not_after(article.ingested_at, window.until)
        and (window.since is None or not not_after(article.ingested_at, window.since))
    }
    return found | {row.article.id: row.article for row in unknown}


def is_older(row: Row, window: Window) -> bool:
    """Whether an article is known to be published before the window's first day."""
    if window.since is None or not row.article.published:
        return False
    first_day = window.since.astimezone(ZoneInfo(window.zone)).date().isoformat()
    published = row.article.published
    return published < first_day[: len(published)]


def moved(known: Iterable[Row], new: Iterable[Row], *, first: bool) -> tuple[Change, ...]:
    """Actors whose clear stance on an issue turned: in what is new against what was known before.

    In a first edition nothing was known before, so what one speaker said at the newest date is held against what the
    same speaker said earlier.
    """
    now: dict[tuple[str, str], list[Row]] = defaultdict(list)
    before: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in new:
        now[row.position.actor, row.position.issue].append(row)
    for row in known:
        before[row.position.actor, row.position.issue].append(row)
    changes = []
    for pair, rows in now.items():
        if pair[0] == UNATTRIBUTED:
            continue
        sets = by_speaker_and_date(rows) if first else [(said(before[pair]), said(rows))]
        for earlier, later in sets:
            if not earlier or not later:
                continue
            was, is_ = stance_of(earlier), stance_of(later)
            # Who was reported on both sides before has not turned.
            if OPPOSITE.get(was) == is_ and not any(row.position.stance == is_ for row in earlier):
                changes.append(Change(best_row(earlier, was), best_row(later, is_)))
                break
    return tuple(changes)


def said(rows: Iterable[Row]) -> list[Row]:
    """The rows in which somebody speaks: what outlets report of an actor does not move it."""
    return [row for row in rows if row.position.speaker and not row.reported]


def by_speaker_and_date(rows: Iterable[Row]) -> list[tuple[list[Row], list[Row]]]:
    """For each speaker, what was said earlier and what was said at the newest date."""
    speakers: dict[str | None, list[Row]] = defaultdict(list)
    for row in said(rows):
        speakers[row.position.speaker].append(row)
    return [by_date(group) for group in speakers.values()]


def by_date(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows published surely before the newest date among them, and those of the newest date; undated ones neither."""
    newest = max((row.article.published for row in rows if row.article.published), default="")
    earlier = [
        row for row in rows if row.article.published and row.article.published < newest[: len(row.article.published)]
    ]
    return earlier, [row for row in rows if row.article.published == newest and newest]


def first_shown(
    view: RecordView,
    new: Sequence[Row],
    older: Sequence[Row],
    changes: Sequence[Change],
    disagreements: Sequence[Disagreement],
    budget: int,
) -> Choice:
    """What a reader sees first, within the budget: some of what moved and disagrees, and the rest for what is new."""
    left = budget
    shown_changes = _within(
        changes, [c.before.words + c.now.words for c in changes], int(left * MOVED_SHARE) if new else left
    )
    left -= sum(change.before.words + change.now.words for change in shown_changes)
    one_an_issue = list({d.issue: d for d in reversed(disagreements)}.values())[::-1]
    shown_disagreements = _within(one_an_issue, [d.words for d in one_an_issue], int(left * DISAGREE_SHARE))
    left -= sum(disagreement.words for disagreement in shown_disagreements)
    taken = {(c.article.id, c.position.start) for change in shown_changes for c in (change.before, change.now)}
    taken |= {(row.article.id, row.position.start) for d in shown_disagreements for row in d.leading}
    chosen = choose_rows(view, [row for row in new if (row.article.id, row.position.start) not in taken], left)
    left -= sum(row.words for row in chosen)
    chosen_older = choose_rows(view, older, left)
    return Choice(_by_actor(chosen), _by_actor(chosen_older), tuple(shown_changes), tuple(shown_disagreements))


def choose_rows(view: RecordView, rows: Sequence[Row], budget: int) -> list[Row]:
    """The rows that stand for the others best (see ``choose``), each actor with a few at most."""
    rows = [row for row in rows if row.position.actor != UNATTRIBUTED]
    dates = sorted({row.article.published or "" for row in rows})
    recency = {published: (number + 1) / len(dates) for number, published in enumerate(dates)}
    rows = _most_telling(rows, recency)
    cosines = view.likeness.among(view.places(rows))
    central = centrality(cosines)
    candidates = [
        Candidate(
            relevance=0.4 * float(central[number]) + 0.2 * recency[row.published or ""] + 0.4 * worth(row),
            words=row.words,
            groups=(
                ("pair", row.position.actor, row.position.issue),
                ("actor", row.position.actor),
                ("words", row.article.id, row.position.start),
            ),
        )
        for number, row in enumerate(rows)
    ]
    caps = {"pair": PER_PAIR, "actor": PER_ACTOR, "words": 1}
    return [rows[place] for place in choose(candidates, cosines, budget, lambda group: caps[group[0]])]  # type: ignore[index]


def _most_telling(rows: Sequence[Row], recency: Mapping[str, float]) -> list[Row]:
    """A few hundred rows at most, in their order: of each actor and issue the newest of most worth first."""
    if len(rows) <= CONTENDERS:
        return list(rows)
    ranked = sorted(range(len(rows)), key=lambda n: -0.2 * recency[rows[n].published or ""] - 0.4 * worth(rows[n]))
    turn: Counter[tuple[str, str]] = Counter()
    turns = []
    for number in ranked:
        pair = rows[number].position.actor, rows[number].position.issue
        turn[pair] += 1
        turns.append((turn[pair], number))
    # Everybody's first before anybody's second.
    chosen = sorted(turns, key=lambda one: one[0])[:CONTENDERS]
    return [rows[number] for number in sorted(number for _, number in chosen)]


def _within(items: Sequence[object], lengths: Sequence[int], budget: int) -> list:  # type: ignore[type-arg]
    kept = []
    for item, length in zip(items, lengths, strict=True):
        if length <= budget:
            kept.append(item)
            budget -= length
    return kept


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


def _by_actor(rows: Sequence[Row]) -> tuple[Row, ...]:
    """In the order of choice, but each actor's rows together, officials first."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row.position.actor, number)
    return tuple(sorted(rows, key=lambda row: (not row.official, first[row.position.actor])))


def _disagreements(
    view: RecordView, window: Window, scope: Scope, fresh_articles: set[str]
) -> tuple[Disagreement, ...]:
    """Those of the scope with something new in the window on one side at least; all of them where all is new."""

    def there(row: Row) -> bool:
        return not_after(row.article.ingested_at, window.until) and verbatim(row)

    def fits(found: Disagreement) -> bool:
        if scope.issues and found.issue not in scope.issues:
            return False
        if scope.actors and not any(row.position.actor in scope.actors for row in found.rows):
            return False
        return _is_first(window) or any(row.article.id in fresh_articles for row in found.rows)

    return tuple(found for one in view.disagreements if (found := one.kept(there)) is not None and fits(found))


def verbatim(row: Row) -> bool:
    """Whether a row's words stand in its article at its span."""
    return row.article.raw[row.position.start : row.position.end] == row.position.text


def _receipt(considered: Mapping[str, Article], kept: Sequence[Row], dropped: Counter[str]) -> Receipt:
    by_outlet = Counter(row.article.outlet for row in kept if row.article.outlet)
    top = by_outlet.most_common(1)
    return Receipt(
        articles=len(considered),
        outlets=len({article.outlet for article in considered.values() if article.outlet}),
        statements=len(kept),
        dropped={reason: number for reason, number in dropped.items() if number},
        one_outlet=(top[0][0], top[0][1] / len(kept)) if top else None,
        machine_translated=sum(bool(row.article.machine_translated) for row in kept) / len(kept) if kept else 0.0,
    )
