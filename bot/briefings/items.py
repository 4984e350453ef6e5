"""What an edition tells: a few items, the most important first, each in words that stand alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.briefings.edition import Change, Item, ItemKind, Quote, Window
from bot.briefings.importance import Weighed, importance
from bot.briefings.oppositions import NewOpposition
from bot.briefings.quoting import quoted, quoted_in_short
from bot.briefings.view import RecordView
from bot.ledger.cell import CLEAR, best_of, last_said, worth
from bot.ledger.dating import said
from bot.ledger.moments import day_of
from bot.ledger.rows import Row
from bot.record.statement import UNATTRIBUTED

MOST_ITEMS = 5
OF_ONE_ACTOR = 2
OF_ONE_ISSUE = 2
LOOKED_AT = 8
"""So many rows of an actor on an issue are looked at for words that stand alone."""
CONSIDERED = 60
"""So many items at most are tried for a place."""

Pair = tuple[str, str]
"""An actor and an issue."""


@dataclass(frozen=True)
class News:
    """What a window brought: rows known before it, new ones, who moved, and who is newly against whom.

    ``older`` are the identities of the new rows whose articles appeared before the window.
    """

    window: Window
    known: Sequence[Row]
    new: Sequence[Row]
    changes: Sequence[Change]
    oppositions: Sequence[NewOpposition]
    older: frozenset[int] = frozenset()


def choose(
    candidates: Sequence[Item], fits: Callable[[Sequence[Item]], bool], most: int = MOST_ITEMS
) -> tuple[Item, ...]:
    """The most important items that fit together, at most ``most``.

    An actor's stance on an issue is told once, the same words are shown once, and no actor or issue takes all places.
    """
    chosen: list[Item] = []
    taken: Counter[object] = Counter()
    for item in sorted(candidates, key=lambda one: (one.older, -one.importance))[:CONSIDERED]:
        if len(chosen) == most:
            break
        pairs = {(quote.row.position.actor, quote.row.position.issue) for quote in item.quotes}
        spans = {(quote.row.article.id, quote.start) for quote in item.quotes}
        actors = {("actor", actor) for actor, _ in pairs}
        issues = {("issue", issue) for _, issue in pairs}
        full = (
            any(taken[key] for key in pairs | spans)
            or any(taken[key] >= OF_ONE_ACTOR for key in actors)
            or any(taken[key] >= OF_ONE_ISSUE for key in issues)
        )
        if not full and fits([*chosen, item]):
            chosen.append(item)
            taken.update([*pairs, *spans, *actors, *issues])
    return tuple(chosen)


def candidates(view: RecordView, news: News) -> list[Item]:
    """Every item that may be told, one for each change, opposition, and actor with a clear stance on an issue."""
    scale = _Scale(news)
    clear = _by_pair(news.new)
    known = _by_pair(news.known, only=clear)
    found = [*_moved(view, news, scale, clear), *_opposed(view, news, scale)]
    for pair, rows in clear.items():
        item = _single(view, news, scale, rows, known.get(pair, ()))
        found += [item] if item is not None else []
    return found


class _Scale:
    """What the importance of an item is measured by: how many articles each actor has, and when the window ends."""

    def __init__(self, news: News) -> None:
        pairs = {(row.position.actor, row.article.id) for rows in (news.known, news.new) for row in rows}
        self._articles = Counter(actor for actor, _ in pairs if actor != UNATTRIBUTED)
        self._most = max(self._articles.values(), default=1)
        self._until = news.window.until.date()

    def of(self, kind: ItemKind, row: Row, outlets: int = 1) -> float:
        on = said(row).on
        days = (self._until - day_of(on)).days if on else None
        return importance(Weighed(kind, self.articles(row), self._most, outlets, worth(row), days))

    def articles(self, row: Row) -> int:
        return self._articles[row.position.actor]


def _by_pair(rows: Iterable[Row], only: Mapping[Pair, object] | None = None) -> dict[Pair, list[Row]]:
    """The rows with a clear stance, by actor and issue; what analysts think is no news of who stands where."""
    found: dict[Pair, list[Row]] = defaultdict(list)
    for row in rows:
        p = row.position
        clear = p.stance in CLEAR and p.actor != UNATTRIBUTED and row.official
        if clear and (only is None or (p.actor, p.issue) in only):
            found[p.actor, p.issue].append(row)
    return found


def _single(view: RecordView, news: News, scale: _Scale, rows: Sequence[Row], known: Sequence[Row]) -> Item | None:
    """What one actor newly says on one issue; nothing where it was superseded, or took both sides at one date."""
    fresh = {id(row) for row in rows}
    last = last_said([*known, *rows])
    stances = {row.position.stance for row in last}
    told = [row for row in last if id(row) in fresh]
    if not told or {"supports", "opposes"} <= stances:
        return None
    best = best_of(told, LOOKED_AT)
    quote = quoted(view, best)
    if quote is None:
        return None
    outlets = _outlets(row for row in told if row.position.stance == quote.row.position.stance)
    kind: ItemKind = "reported" if len(outlets) > 1 else "other"
    if not news.window.first and not known:
        kind = "first"
    return Item(
        kind,
        (quote,),
        scale.of(kind, quote.row, len(outlets)),
        outlets=outlets,
        older=id(quote.row) in news.older,
    )


def _outlets(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet for row in rows for outlet in (row.outlet, *row.also_in) if outlet))


def _moved(view: RecordView, news: News, scale: _Scale, clear: Mapping[Pair, Sequence[Row]]) -> Iterator[Item]:
    for change in news.changes:
        p = change.now.position
        same = [row for row in last_said(clear.get((p.actor, p.issue), ())) if row.position.stance == p.stance]
        others = [row for row in best_of(same, LOOKED_AT) if row is not change.now]
        quote = quoted(view, [change.now, *others])
        if quote is not None:
            older = id(quote.row) in news.older
            yield Item("moved", (quote,), scale.of("moved", quote.row), change.before, older=older)


def _opposed(view: RecordView, news: News, scale: _Scale) -> Iterator[Item]:
    current = {id(row) for row in news.new} - news.older
    for one in news.oppositions:
        new = _leading(view, scale, one.new)
        against = _leading(view, scale, one.against)
        if new is None or against is None or new.row.position.actor == against.row.position.actor:
            continue
        weighed = scale.of("opposed", new.row), scale.of("opposed", against.row)
        older = current.isdisjoint((id(new.row), id(against.row)))
        quotes = sorted((new, against), key=lambda quote: quote.row.position.stance != "opposes")
        yield Item("opposed", tuple(quotes), sum(weighed) / 2, older=older)


def _leading(view: RecordView, scale: _Scale, rows: Iterable[Row]) -> Quote | None:
    """What the weightiest actor of a side says in words that stand alone, in few words rather than in many."""
    by_actor: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_actor[row.position.actor].append(row)
    ranked = sorted(by_actor.values(), key=lambda group: -scale.articles(group[0]))
    best = [best_of(last_said(group), LOOKED_AT) for group in ranked[:LOOKED_AT]]
    quotes = (way(view, group) for way in (quoted_in_short, quoted) for group in best)
    return next((quote for quote in quotes if quote is not None), None)
