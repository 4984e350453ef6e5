"""What the record tells in a window, read out of the store as it is asked for.

In memory are what is new since the last edition, what of the same pairs was said last and newest before, and where
each actor stands now; the rest is counted by the store, or gone through some pairs at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.briefings.edition import Window
from bot.briefings.standing import Standing, Standings
from bot.briefings.told import Everything, Known, in_scope, pair_of
from bot.ledger.ledger import Ledger
from bot.ledger.pairs import Pair, Pairs
from bot.ledger.rows import Disagreement, Row
from bot.positions.issues import OTHER
from bot.record.first_read import Before
from bot.record.schedules import Scope
from bot.record.stands import Scoped

AT_ONCE = 1_000
"""So many articles are asked for together."""


class StoredTold:
    """What the articles of a ledger tell (``bot.briefings.told``)."""

    def __init__(
        self,
        ledger: Ledger,
        window: Window,
        scope: Scope,
        *,
        whole: Ledger,
        strayed: Sequence[Row] = (),
        guild: int | None = None,
    ) -> None:
        """Read of the articles of ``ledger``, of which there may be more in the ``whole``.

        ``strayed`` are rows of it whose words do not stand in their article.
        """
        self._ledger = ledger
        self._whole = whole
        self._window = window
        self._scope = scope
        self._strayed = {row.position.number: row for row in strayed if row.article.id in ledger.articles}
        self._pairs = Pairs(ledger.stored, tuple(self._strayed.values())) if self._strayed else ledger.pairs
        self._before = Before(guild, window.mark, window.since)

    @cached_property
    def pairs(self) -> Collection[Pair]:
        """All pairs that have rows."""
        return [pair for pair in self._pairs.held if in_scope(pair, self._scope)]

    @cached_property
    def analysts(self) -> Collection[Pair]:
        """The pairs on which analysts say something."""
        return self._pairs.analysts

    @property
    def strayed(self) -> int:
        """How many rows are left out."""
        return sum(in_scope(pair_of(row), self._scope) for row in self._strayed.values())

    def stands(self, row: Row) -> bool:
        """Whether the words of a position stand in their article."""
        return row.position.number not in self._strayed

    def rows(self, pairs: Iterable[Pair], clear: bool | None = None) -> Iterable[Sequence[Row]]:
        """All rows of some pairs, those with a clear stance (which are held) or the others."""
        return self._pairs.rows(pairs, clear)

    @cached_property
    def unknown(self) -> Iterable[Sequence[Row]]:
        """The rows not known before the window."""
        if self._window.first:
            return Everything(self)
        stored, (actors, issues) = self._ledger.stored, self._chosen
        news = stored.positions.list(actors, issues, besides=OTHER, charged=False, where=self._before.unknown)
        found: dict[Pair, list[Row]] = defaultdict(list)
        for row in stored.some(news):
            if self.stands(row):
                found[pair_of(row)].append(row)
        return list(found.values())

    @property
    def clear(self) -> Iterable[Sequence[Row]]:
        """Those of them that take a clear stance; where they are held in memory, all."""
        return filter(None, self.rows(self.pairs, clear=True)) if self._window.first else self.unknown

    @cached_property
    def known(self) -> Mapping[Pair, Known]:
        """What was known of the same pairs before."""
        if self._window.first:
            return {}
        new = {row.position.number for rows in self.unknown for row in rows}
        found = {}
        for rows in self.rows(pair_of(rows[0]) for rows in self.unknown):
            before = [row for row in rows if row.position.number not in new]
            if before:
                found[pair_of(before[0])] = Known.of(before)
        return found

    @cached_property
    def standing(self) -> Standings:
        """Where everybody stands."""
        held = []
        for actor, issue in self.pairs:
            cell = self._pairs.cell((actor, issue))
            best = cell and self._pairs.best((actor, issue), cell.stance)
            if cell and best:
                held.append(Standing(actor, issue, cell, (best,)))
        order = {issue.id: place for place, issue in enumerate(self._ledger.issues.all)}
        held.sort(key=lambda s: (order.get(s.issue, len(order)), s.issue, not s.rows[0].official, s.actor))
        return Standings(held, self.rows)

    def disagreements(self, sources: Collection[str] | None) -> Iterable[Disagreement]:
        """Those with a row of one of the articles ``sources``, and others; None: all."""
        issues: set[str] | None = None
        if sources is not None:
            stands = self._ledger.stored.stands
            issues = set().union(*(stands.issues(Scoped(articles=some)) for some in _portions(list(sources))))
        return (*self._ledger.against(issues), *self._whole.differing)

    def articles(self, without: Collection[int]) -> Mapping[str, int]:
        """In how many articles each actor has rows, those left out that have one of some numbers."""
        stored, (actors, issues) = self._ledger.stored, self._chosen
        scope = Scoped(actors, issues, without={*without, *self._uncounted})
        found: Counter[str] = Counter()
        spelled: dict[str, list[str]] = defaultdict(list)
        for spelling, number in stored.stands.articles(scope).items():
            actor = stored.one(spelling)
            found[actor] += number
            spelled[actor].append(spelling)
        for actor, spellings in spelled.items():
            if len(spellings) > 1:
                # An article may have both.
                found[actor] = len(stored.stands.of_actors(replace(scope, actors=spellings)))
        return found

    def number(self, articles: Sequence[str]) -> int:
        """How many rows some articles have."""
        actors, issues = self._chosen
        stands = self._ledger.stored.stands
        some = Scoped(actors, issues, without=self._uncounted)
        return sum(stands.number(replace(some, articles=portion)) for portion in _portions(articles))

    @cached_property
    def _uncounted(self) -> Collection[int]:
        return {*self._strayed, *(row.position.number for row in self._ledger.stored.repeats)}

    @cached_property
    def _chosen(self) -> tuple[Collection[str] | None, Collection[str] | None]:
        """The actors, in all spellings, and the issues; None for all of them."""
        spellings = self._ledger.stored.spellings
        actors = [name for actor in self._scope.actors for name in spellings(actor)]
        return actors or None, self._scope.issues or None


def _portions(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    return (articles[at : at + AT_ONCE] for at in range(0, len(articles), AT_ONCE))
