"""Questions to the record: who stands where, what others say of them, what changed, who is against whom."""

import contextlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.ledger.cell import Cell, newest_of
from bot.ledger.disagreements import Opposition, takes_side
from bot.ledger.matrix import Matrix, matrix_in, matrix_of
from bot.ledger.objects import SpokenOf, Whose, whose_among
from bot.ledger.pairs import Pair, Pairs
from bot.ledger.quantities import Quantities
from bot.ledger.recorded import RecordedActors
from bot.ledger.rows import Disagreement, Row
from bot.ledger.stored import StoredRows
from bot.positions.bearing import Bearing
from bot.positions.issues import OTHER, Issues
from bot.record.article import Article
from bot.record.bulk import bulk
from bot.record.damage import RecordUnwritable
from bot.record.figure import Count
from bot.record.figures import FigureStore
from bot.record.named import NamedStore
from bot.record.positions import PositionStore
from bot.record.statement import UNATTRIBUTED, Position

KEPT = 16
"""Listings kept in words (a page more of one costs next to nothing), and sentences that were looked through."""

Result = TypeVar("Result")

_KINDS = {"official": 0, "institution": 1, "unattributed-reporting": 2, "analyst": 3}


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands behind a list of rows: positions, articles, outlets, and the latest date known."""

    positions: int
    articles: int
    outlets: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two actors on one issue; empty where one says nothing."""

    issue: str
    a: tuple[Row, ...]
    b: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """All actors on one issue, each with its rows, and the disagreements among them."""

    issue: str
    actors: tuple[tuple[str, tuple[Row, ...]], ...]
    disagreements: tuple[Disagreement, ...]


class Ledger:
    """The record's positions, asked. Reads the store once; make a new one when the record has changed."""

    def __init__(
        self,
        registry: Registry,
        issues: Issues,
        outlets: Outlets,
        articles: Mapping[str, Article],
        positions: PositionStore,
        figures: FigureStore,
        whole: "Ledger | None" = None,
    ) -> None:
        """Ask ``positions``, ``figures`` and ``articles`` (by id); names and order come from the configuration.

        The articles may be some of those of the ``whole``; ``positions`` are then kept to these.
        """
        self.registry = registry
        self.issues = issues
        self.outlets = outlets
        self.articles = articles
        self._figures = figures
        self._named = NamedStore(positions.database, OTHER)
        self.stored: StoredRows = (
            whole.stored.before(articles) if whole else StoredRows(registry, outlets, articles, positions)
        )
        self._positions = self.stored.positions
        self.pairs = Pairs(self.stored)
        self._against = cache(self._read_against)
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def before(self, articles: Mapping[str, Article]) -> "Ledger":
        """What some of the articles tell; each row is as it is among all."""
        return Ledger(self.registry, self.issues, self.outlets, articles, self._positions, self._figures, self)

    @property
    def recorded(self) -> RecordedActors:
        """Who can be asked for: the configured actors and those that only the record knows."""
        return self.stored.recorded

    def name(self, actor: str) -> str:
        """The name to show for an actor's id, as the configuration or else the record writes it."""
        known = actor == UNATTRIBUTED or actor in self.registry
        return self.registry.name(actor) if known else self.recorded.name(actor)

    @cached_property
    def every_row(self) -> tuple[Row, ...]:
        """Every position of the record, in reading order: also what copies of an article say again."""
        return self.stored.linked(self._positions.list())

    @cached_property
    def all_rows(self) -> tuple[Row, ...]:
        """Every position of the record once: also what others say of an actor, and on no issue."""
        return tuple(row for row in self.every_row if row.same_as is None)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The actors' own positions on configured issues, said or done, in reading order."""
        return self.stored.rows(self._positions.list(besides=OTHER, charged=False))

    def every(self, actor: str | None = None, issue: str | None = None) -> tuple[Row, ...]:
        """Every position of an actor, on an issue, in reading order: also what copies of an article say again."""
        if actor is None and issue is None:
            return self.every_row
        actors = None if actor is None else self._behind(actor)[0] | {actor}
        rows = self.stored.linked(self._positions.list(actors, issue))
        return tuple(row for row in rows if actor in (None, row.position.actor))

    def on(self, issue: str) -> tuple[Row, ...]:
        """The actors' own positions on one issue, in reading order; the others are not read for it."""
        return self.stored.rows(self._positions.list(issue=issue, charged=False))

    def actor(
        self, actor: str, issue: str | None = None, officials_only: bool = False, since: str | None = None
    ) -> tuple[Row, ...]:
        """What was said for an actor, or by a person: issue by issue, newest first, official before analyst.

        ``since`` is an ISO date; an article without a date counts by its ingestion.
        """
        actors, speakers = self._behind(actor)
        spoken_for = actors.copy()
        if speakers:
            # Whom else a person's words count for: what hostile outlets report is told from all that these say.
            actors |= {p.actor for p in self._positions.list(speaker=speakers)}
        rows = (
            r
            for r in self.stored.rows(self._positions.list(sorted(actors), issue, besides=OTHER, charged=False))
            if (r.position.actor in spoken_for or r.position.speaker in speakers)
            and (not officials_only or r.position.speaker_kind == "official")
            and _not_before(r, since)
        )
        return self._ordered(rows)

    def _behind(self, actor: str) -> tuple[set[str], frozenset[str]]:
        """The ids under which an actor's words stand as its own and, of a person, the names that it speaks by."""
        known = self.registry.actors.get(actor)
        if known is not None:
            return {actor}, frozenset({known.name} if known.kind == "person" and known.speaks_for else ())
        recorded = self.recorded.get(actor)
        return (set(recorded.actors), recorded.speakers) if recorded else ({actor}, frozenset())

    def about(self, actor: str, issue: str | None = None, since: str | None = None) -> tuple[Row, ...]:
        """What is said of an actor or its people by others: charges against it, and words of others that name it."""
        own, speakers = self._behind(actor)
        own |= {actor, UNATTRIBUTED}
        with bulk():
            rows = [
                r
                for r in self.stored.some(self._naming_positions(actor, issue, own))
                if r.position.actor not in own and r.position.speaker not in speakers and _not_before(r, since)
            ]
            return self._ordered((*rows, *self.charges(actor, issue, since)))

    def _naming_positions(self, actor: str, issue: str | None, own: Collection[str]) -> list[Position]:
        """Positions whose words name an actor or its people, without those of ``own`` as the store spells them."""
        others = [name for name in own if name == UNATTRIBUTED or name in self.registry]
        if actor in self.registry and self.note_named():
            among, values = self._named.of(self._and_people(actor))
            where = f"{among} AND actor NOT IN ({', '.join('?' * len(others))})", [*values, *others]
            return self._positions.list(issue=issue, besides=OTHER, charged=False, where=where)
        # A sentence on several issues stands in several rows, one after the other.
        names = lru_cache(KEPT)(self._naming(actor, people=True))
        ids = self._positions.naming(names, besides=OTHER, others=others)
        return self._positions.list(issue=issue, ids=ids)

    def note_named(self) -> bool:
        """Note whom the words of new positions name; whether it is noted of all: not where nothing can be written."""
        try:
            self._named.note(lambda text: (mention.actor.id for mention in self.registry.mentions(text)))
        except RecordUnwritable:
            return False
        return True

    def _and_people(self, actor: str) -> set[str]:
        return {actor} | {a.id for a in self.registry.people if a.speaks_for == actor}

    def charges(self, actor: str, issue: str | None = None, since: str | None = None) -> tuple[Row, ...]:
        """What others say of an actor's aims, motives or position; of a person, where it is named."""
        known = self.registry.actors.get(actor)
        of = known.speaks_for if known and known.kind == "person" else None
        accused = sorted(self._behind(actor)[0] | ({of} if of else set()))
        positions = self._positions.list(accused, issue, besides=OTHER, charged=True)
        named = self._naming(actor)
        rows = (
            r
            for r in self.stored.rows(positions)
            if _not_before(r, since) and (r.position.actor == actor or named(r.position.text))
        )
        return self._ordered(rows)

    def _naming(self, actor: str, people: bool = False) -> Callable[[str], bool]:
        """What tells whether a text names an actor or, with ``people``, one of its people."""
        recorded = None if actor in self.registry else self.recorded.get(actor)
        if recorded is not None:
            names = (recorded.name, *recorded.speakers)
            return lambda text: any(name in text for name in names)
        return self.registry.naming(self._and_people(actor) if people else {actor})

    def compare(self, a: str, b: str, issue: str | None = None) -> tuple[Comparison, ...]:
        """Two actors side by side on every issue that one of them speaks to."""
        left, right = self.actor(a, issue), self.actor(b, issue)
        pairs = (Comparison(i.id, _on(i.id, left), _on(i.id, right)) for i in self.issues.all)
        return tuple(pair for pair in pairs if pair.a or pair.b)

    def issue(self, issue: str) -> IssueView:
        """All actors on one issue, those with most to say first, and the disagreements."""
        by_actor: dict[str, list[Row]] = {}
        rows = self.on(issue) if issue != OTHER else ()
        for row in self._ordered(rows):
            by_actor.setdefault(row.position.actor, []).append(row)
        actors = sorted(by_actor, key=lambda a: (a == UNATTRIBUTED, -len(by_actor[a]), a))
        differing = (one for one in self.differing if one.issue == issue)
        against = (*self._opposed(rows, self._whose), *differing)
        return IssueView(issue, tuple((actor, tuple(by_actor[actor])) for actor in actors), against)

    def matrix(self, rows: Iterable[Row] | None = None) -> Matrix:
        """Actors by issues, from all that is stored or the rows given."""
        return self._matrix if rows is None else matrix_of(rows, self.issues)

    def best(self, cells: Mapping[Pair, Cell]) -> tuple[Row, ...]:
        """The row that shows the stance of each cell best."""
        found = (self.pairs.best(place, cell.stance) for place, cell in cells.items())
        return tuple(row for row in found if row is not None)

    def timeline(self, actor: str) -> tuple[Row, ...]:
        """An actor's dated positions, oldest first."""
        dated = (r for r in self.actor(actor) if r.published)
        return tuple(sorted(dated, key=lambda r: (r.published or "", r.position.start)))

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Opposite stances and differing figures, best first."""
        return (*self.against(), *self.differing)

    def opposed(self, issue: str) -> list[Disagreement]:
        """The opposite stances on one issue; the other issues are not read for it."""
        return self.opposed_among(self.on(issue))

    @cached_property
    def differing(self) -> list[Disagreement]:
        """The quantities for which articles give different figures."""
        return self._quantities.differing(self._figures.several(), self.stored.at)

    def counting(self) -> list[tuple[str, int, int, str]]:
        """Where something is counted: article, start and end of the words, and the quantity that they give."""
        return self._figures.places()

    def differing_on(self, quantity: str) -> list[Disagreement]:
        """Those of one quantity, read for it alone: who says a figure is not looked up."""
        return self._quantities.differing(self._figures.of(quantity))

    def counted(self, quantity: str) -> list[tuple[Row, Count]]:
        """The figures that articles give for one quantity."""
        return self._quantities.counted(quantity, self._figures.of(quantity), self.stored.at)

    @property
    def _quantities(self) -> Quantities:
        return Quantities(self.articles, self.issues, self.registry.name)

    def unknown(self) -> dict[str, int]:
        """Actors that speak and are not configured, with how often, the most frequent first."""
        known = {UNATTRIBUTED, *self.registry.actors}
        return {actor: number for actor, number in self.held().items() if actor not in known}

    def held(self) -> dict[str, int]:
        """How many positions each actor has, those with most first."""
        found: Counter[str] = Counter()
        for (actor, _), held in self.pairs.held.items():
            found[actor] += sum(held.rows.values())
        return {actor: found[actor] for actor in _by_count(found)}

    def counts(self, rows: Sequence[Row]) -> Counts:
        """What stands behind these rows, copies among the articles and outlets."""
        articles = {a.id: a.outlet for row in rows for a in (row.article, *row.copies)}
        return Counts(len(rows), len(articles), len(set(articles.values()) - {None}), newest_of(rows))

    def once(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """What a surface makes of the record, made once for ``key`` and kept with the last few others."""
        made: Result | None = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
            with contextlib.suppress(KeyError):  # another thread may have been quicker
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
        return made

    # --- inside -------------------------------------------------------------------------------------------------

    @cached_property
    def _matrix(self) -> Matrix:
        with bulk():
            return matrix_in(self.pairs, self.issues)

    def against(self, issues: Collection[str] | None = None) -> list[Disagreement]:
        """The opposite stances on some issues (None: on all), best first; the others are not read for it."""
        disputed = self.stored.disputed()
        read = [self._against(issue) for issue in (disputed if issues is None else disputed.intersection(issues))]
        # What is as good comes as it is read.
        found = [one for own in sorted(read, key=itemgetter(0)) for one in own[1]]
        return sorted(found, key=lambda one: -one.score)

    def _read_against(self, issue: str) -> tuple[tuple[str, int, int], list[Disagreement]]:
        """The first row that takes a side on an issue, by its place, and who is against whom."""
        with bulk():
            rows = self.stored.clear(issue)
            first = next(row.position for row in rows if takes_side(row))
            return (first.article, first.start, first.number), self._opposed(rows, self._whose)

    def _whose(self, row: Row) -> Collection[str]:
        """The actors whose words stand in the sentence of a row."""
        p = row.position
        return self.stored.together.get((p.article, p.start), (p.actor,))

    def opposed_among(self, rows: Sequence[Row]) -> list[Disagreement]:
        """The opposite stances among some of the rows alone."""
        return self._opposed(rows, whose_among(rows))

    def _opposed(self, rows: Iterable[Row], whose: Whose) -> list[Disagreement]:
        names = {issue.id: issue.name for issue in self.issues.all}
        chief = Bearing(self.registry, self.issues).chief
        return Opposition(names, SpokenOf(self.registry, whose), chief).among(rows)

    def _ordered(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        order = {issue.id: place for place, issue in enumerate(self.issues.all)}
        by_place = sorted(rows, key=lambda r: (_KINDS[r.position.speaker_kind], r.position.start))
        newest = sorted(by_place, key=lambda r: r.published or "", reverse=True)
        return tuple(sorted(newest, key=lambda r: order.get(r.position.issue, len(order))))


def _by_count(found: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def _on(issue: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(r for r in rows if r.position.issue == issue)


def _not_before(row: Row, since: str | None) -> bool:
    when = row.published or row.article.ingested_at[:10]
    return since is None or when >= since[: len(when)]
