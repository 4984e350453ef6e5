"""What an edition tells: a few items, the most important first, each in words that stand alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.briefings.edition import Change, Item, ItemKind, Quote, Window
from bot.briefings.importance import Weighed, importance
from bot.briefings.oppositions import NewOpposition
from bot.briefings.quoting import quoted, quoted_in_short
from bot.briefings.told import Known, Place, is_clear, place_of
from bot.briefings.view import RecordView
from bot.ledger.cell import best_of, last_said, worth
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

TRIMMED = 10 * CONSIDERED
"""So many are gathered before those that matter less are let go."""


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


class Items:
    """Every item that may be told, gathered pair by pair: one for each change, and each clear stance.

    Those that matter least are let go on the way: no more than ``CONSIDERED`` are tried.
    """

    def __init__(self, view: RecordView, window: Window, scale: "Scale", older: Callable[[Row], bool]) -> None:
        """``older`` tells of new rows whether their article appeared before the window."""
        self._view = view
        self._window = window
        self._scale = scale
        self._older = older
        self._moved: list[tuple[Place, Item]] = []
        self._single: list[tuple[Place, Item]] = []

    def take(self, rows: Sequence[Row], known: Known, turn: tuple[Row, Change] | None) -> None:
        """Add what the new rows of one actor on one issue tell; ``turn`` is its change with the first row of it."""
        clear = [row for row in rows if is_clear(row)]
        if turn is not None:
            item = self._turned(turn[1], clear)
            self._moved += [(place_of(turn[0]), item)] if item is not None else []
        item = self._said(clear, known) if clear else None
        if item is not None:
            self._single.append((place_of(clear[0]), item))
            if len(self._single) > TRIMMED:
                self._single.sort(key=_in_order)
                del self._single[CONSIDERED:]

    def all(self, opposed: Iterable[Item]) -> list[Item]:
        """What was taken, with those of the ``opposed``: what weighs the same in the order in which it is read."""
        moved, single = (sorted(items, key=lambda one: one[0]) for items in (self._moved, self._single))
        return [*(item for _, item in moved), *opposed, *(item for _, item in single)]

    def _turned(self, change: Change, clear: Sequence[Row]) -> Item | None:
        stance, shown = change.now.position.stance, change.now.position.number
        same = [row for row in last_said(clear) if row.position.stance == stance]
        others = [row for row in best_of(same, LOOKED_AT) if row.position.number != shown]
        quote = quoted(self._view, [change.now, *others])
        if quote is None:
            return None
        weighed = self._scale.of("moved", quote.row)
        return Item("moved", (quote,), weighed, change.before, older=self._older(quote.row))

    def _said(self, rows: Sequence[Row], known: Known) -> Item | None:
        """What one actor newly says on one issue; nothing where it was superseded, or took both sides at one date."""
        fresh = {row.position.number for row in rows}
        last = last_said([*known.last, *rows])
        stances = {row.position.stance for row in last}
        told = [row for row in last if row.position.number in fresh]
        if not told or {"supports", "opposes"} <= stances:
            return None
        quote = quoted(self._view, best_of(told, LOOKED_AT))
        if quote is None:
            return None
        outlets = _outlets(row for row in told if row.position.stance == quote.row.position.stance)
        kind: ItemKind = "reported" if len(outlets) > 1 else "other"
        if not self._window.first and not known.clear:
            kind = "first"
        weighed = self._scale.of(kind, quote.row, len(outlets))
        return Item(kind, (quote,), weighed, outlets=outlets, older=self._older(quote.row))


def _in_order(one: tuple[Place, Item]) -> tuple[bool, float, Place]:
    place, item = one
    return item.older, -item.importance, place


class Scale:
    """What the importance of an item is measured by: how many articles each actor has, and when the window ends."""

    def __init__(self, articles: Mapping[str, int], window: Window) -> None:
        self._articles = {actor: number for actor, number in articles.items() if actor != UNATTRIBUTED}
        self._most = max(self._articles.values(), default=1)
        self._until = window.until.date()

    def of(self, kind: ItemKind, row: Row, outlets: int = 1) -> float:
        """The importance of an item of a row."""
        on = said(row).on
        days = (self._until - day_of(on)).days if on else None
        return importance(Weighed(kind, self.articles(row), self._most, outlets, worth(row), days))

    def articles(self, row: Row) -> int:
        """How many articles the actor of a row has."""
        return self._articles.get(row.position.actor, 0)


def _outlets(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet for row in rows for outlet in (row.outlet, *row.also_in) if outlet))


def opposed(
    view: RecordView, scale: Scale, oppositions: Iterable[NewOpposition], current: Callable[[Row], bool]
) -> Iterator[Item]:
    """The items of those newly against each other; ``current`` tells of a row whether it is told as new of today."""
    for one in oppositions:
        new = _leading(view, scale, one.new)
        against = _leading(view, scale, one.against)
        if new is None or against is None or new.row.position.actor == against.row.position.actor:
            continue
        weighed = scale.of("opposed", new.row), scale.of("opposed", against.row)
        older = not (current(new.row) or current(against.row))
        quotes = sorted((new, against), key=lambda quote: quote.row.position.stance != "opposes")
        yield Item("opposed", _told_once(*quotes), sum(weighed) / 2, older=older)


def _told_once(one: Quote, other: Quote) -> tuple[Quote, Quote]:
    """Both sides' words; what needs the other's words before it stands behind them without them."""
    for first, second in ((one, other), (other, one)):
        same = first.row.article.id == second.row.article.id and second.row.position.start >= first.end
        if same and second.start <= first.start:
            return first, replace(second, start=second.row.position.start)
    return one, other


def _leading(view: RecordView, scale: Scale, rows: Iterable[Row]) -> Quote | None:
    """What the weightiest actor of a side says in words that stand alone, in few words rather than in many."""
    by_actor: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_actor[row.position.actor].append(row)
    ranked = sorted(by_actor.values(), key=lambda group: -scale.articles(group[0]))
    best = [best_of(last_said(group), LOOKED_AT) for group in ranked[:LOOKED_AT]]
    quotes = (way(view, group) for way in (quoted_in_short, quoted) for group in best)
    return next((quote for quote in quotes if quote is not None), None)
