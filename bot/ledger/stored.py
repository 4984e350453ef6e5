"""Positions in the store as rows: all that an actor holds on an issue, or some, as they are among all others.

What a row is beside the others (reported by its actor's opponents alone, said again by a copy) is told from counts
and from the few positions that can be a repeat: the others are not read for it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.ledger.cell import KIND_WEIGHT, NO_EVIDENCE, SPEAKER_WEIGHT
from bot.ledger.copies import linked
from bot.ledger.recorded import RecordedActors
from bot.ledger.rows import Row, rows_of
from bot.positions.issues import OTHER
from bot.record.article import Article
from bot.record.bulk import bulk
from bot.record.positions import PositionStore, among
from bot.record.stands import StandStore, Tally
from bot.record.statement import UNATTRIBUTED, Position, Stance
from bot.record.visibility import Without

AT_ONCE = 1_000
"""So many sentences are asked for together."""

WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "speaker_kind": {kind: round(100 * weight) for kind, weight in SPEAKER_WEIGHT.items()},
    "statement_kind": {kind: round(100 * weight) for kind, weight in KIND_WEIGHT.items()},
    "evidence": {"[]": round(100 * NO_EVIDENCE)},
}

Group = tuple[str, str, Stance]
"""An actor, an issue and a stance."""


class StoredRows:
    """The actors' own positions on configured issues, said or done, read as they are asked for."""

    def __init__(
        self,
        registry: Registry,
        outlets: Outlets,
        articles: Mapping[str, Article],
        positions: PositionStore,
        whole: "StoredRows | None" = None,
    ) -> None:
        """Read ``positions`` of ``articles`` (by id), which may be some of those of the ``whole``."""
        self.registry = registry
        self.articles = articles
        self.positions = positions
        self._outlets = outlets
        self._whole = whole
        self._alignment = cache(outlets.alignment)
        self.clear = cache(self._clear)
        self.stands = StandStore(positions.database, OTHER, positions.sees)

    @cached_property
    def recorded(self) -> RecordedActors:
        """Who can be asked for: the configured actors and those that only the record knows."""
        if self._whole is not None:
            return self._whole.recorded
        return RecordedActors(self.registry, self.positions.voices(besides=OTHER))

    def one(self, actor: str) -> str:
        """The actor whose name is spelled in this way too."""
        known = actor == UNATTRIBUTED or actor in self.registry
        return actor if known else self.recorded.spellings.get(actor, actor)

    def before(self, articles: Mapping[str, Article]) -> "StoredRows":
        """The rows of some articles alone, each as it is among all."""
        others = [name for name in self.articles if name not in articles]
        sees = Without(self.positions.sees, others)
        store = PositionStore(self.positions.database, sees)
        return StoredRows(self.registry, self._outlets, articles, store, self._whole or self)

    def spellings(self, actor: str) -> Collection[str]:
        """The ids under which the rows of an actor stand in the store."""
        recorded = self.recorded.get(actor)
        return recorded.actors | {actor} if recorded is not None else (actor,)

    def linked(self, positions: Iterable[Position]) -> tuple[Row, ...]:
        """Positions as rows: of an actor on an issue all of a stance are to be given, or none."""
        with bulk():
            return linked(rows_of(self.articles, self._as_one(list(positions)), self._outlets))

    def rows(self, positions: Iterable[Position]) -> tuple[Row, ...]:
        """The same without what copies say again."""
        return tuple(row for row in self.linked(positions) if row.same_as is None)

    def some(self, positions: Iterable[Position]) -> tuple[Row, ...]:
        """Any positions as the rows that they are among all others, without what copies say again."""
        accused, again, rows = self.accused, self._again, list[Row]()
        with bulk():
            for p in self._as_one(list(positions)):
                article, own = self.articles.get(p.article), again.get(p.number)
                if article is not None and (own is None or own.same_as is None):
                    against = (p.actor, p.issue, p.stance) in accused
                    copies = own.copies if own is not None else ()
                    rows.append(Row(p, article, self._alignment(article.outlet), against, copies=copies))
        return tuple(rows)

    def _clear(self, issue: str) -> tuple[Row, ...]:
        """The rows that take a clear stance on an issue, in reading order: read once, and held."""
        return self.some(self.positions.list(issue=issue, charged=False, clear=True))

    def at(self, places: Collection[tuple[str, int]]) -> tuple[Row, ...]:
        """What is said in some sentences, by article and start, without what copies say again."""
        wished, found = sorted(places), list[Position]()
        for few in (wished[at : at + AT_ONCE] for at in range(0, len(wished), AT_ONCE)):
            articles, starts = ({*several} for several in zip(*few, strict=True))
            inside = f"{among('article', articles)} AND {among('start', starts)}", [*articles, *starts]
            found += self.positions.list(besides=OTHER, charged=False, where=inside)
        return self.some(one for one in found if (one.article, one.start) in places)

    @cached_property
    def tallies(self) -> Sequence[Tally]:
        """How many positions there are of each stand."""
        return self.stands.tallies()

    def newest(self, dates: int) -> list[Position]:
        """The positions of the newest dates of each clear stand."""
        return self.stands.newest(dates)

    def weightiest(self) -> list[Position]:
        """The positions that weigh most of what each actor says on an issue without a clear stance."""
        return self.stands.weightiest(WEIGHTS)

    def disputed(self) -> frozenset[str]:
        """The issues on which somebody is against what others are for."""
        sides: dict[str, set[bool]] = defaultdict(set)
        for tally in self.tallies:
            if tally.stance != "unclear" and not tally.analyst and tally.actor != UNATTRIBUTED:
                sides[tally.issue].add(tally.stance == "opposes")
        return frozenset(issue for issue, found in sides.items() if len(found) > 1)

    @cached_property
    def repeats(self) -> Sequence[Row]:
        """What copies of articles say again."""
        if self._whole is not None:
            return tuple(row for row in self._whole.repeats if row.article.id in self.articles)
        return tuple(row for row in self._family if row.same_as is not None)

    @cached_property
    def alignments(self) -> Mapping[str, str]:
        """How the outlets of the rows are aligned, where that is known."""
        times: Counter[str | None] = Counter()
        for tally in self.tallies:
            times[tally.outlet] += tally.times
        times.subtract(row.outlet for row in self.repeats)
        known = {outlet: self._alignment(outlet) for outlet, number in times.items() if outlet and number > 0}
        return {outlet: alignment for outlet, alignment in known.items() if alignment}

    def strayed(self) -> tuple[Row, ...]:
        """The rows whose words do not stand in their article, at their place."""

        def raw(article: str) -> str:
            found = self.articles.get(article)
            return found.raw if found is not None else ""

        ids = self.positions.strayed(raw, besides=OTHER)
        return self.some(self.positions.list(ids=ids)) if ids else ()

    @cached_property
    def together(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """The actors of each sentence in which several speak, by article and start."""
        again = Counter((row.article.id, row.position.start, row.position.actor) for row in self.repeats)
        times: Counter[tuple[str, int, str]] = Counter()
        for article, start, actor, number in self.stands.together():
            times[article, start, self.one(actor)] += number
        found: dict[tuple[str, int], set[str]] = {}
        for (article, start, actor), number in times.items():
            if number > again[article, start, actor]:
                found.setdefault((article, start), set()).add(actor)
        return {place: frozenset(actors) for place, actors in found.items()}

    @cached_property
    def accused(self) -> frozenset[Group]:
        """What only outlets aligned against the actor report."""
        if self._whole is not None:
            return self._whole.accused
        # Only who has an opponent among the outlets can be told of by opponents alone: the others are not counted.
        told_by = {article.outlet for article in self.articles.values()}
        actors = frozenset(actor for outlet in told_by for actor in self._outlets.opponents(outlet))
        told: dict[Group, bool] = {}
        hostile = cache(self._outlets.against)
        for tally in self.stands.tallies(actors) if actors else ():
            group = tally.actor, tally.issue, tally.stance
            told[group] = told.get(group, True) and hostile(tally.outlet, tally.actor)
        return frozenset(group for group, against in told.items() if against)

    @cached_property
    def _family(self) -> tuple[Row, ...]:
        """The rows that repeat one of another article, and those that are repeated."""
        rows = self.linked(self.stands.repeatable())
        return tuple(row for row in rows if row.same_as is not None or row.copies)

    @cached_property
    def _again(self) -> Mapping[int, Row]:
        """The rows of a family by their numbers."""
        return self._whole._again if self._whole is not None else {row.position.number: row for row in self._family}

    def _as_one(self, positions: list[Position]) -> list[Position]:
        """The positions, each of the actor whose name is spelled in its way too."""
        ones = {actor: self.one(actor) for actor in {p.actor for p in positions}}
        others = {actor: one for actor, one in ones.items() if one != actor}
        if not others:
            return positions
        return [replace(p, actor=others[p.actor]) if p.actor in others else p for p in positions]
