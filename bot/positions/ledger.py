"""Questions to the record: who stands where, what others say of them, what changed, who is against whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.positions.disagreements import Disagreement, figures, opposed
from bot.positions.issues import Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.positions import PositionStore
from bot.record.statement import UNATTRIBUTED, Position, Stance
from embeddings.clean import clean
from embeddings.text import CleanText

SAME_WORDS = 92
"""rapidfuzz token ratio from which two excerpts of one actor on one issue are shown as one."""
_KINDS = {"official": 0, "institution": 1, "unattributed-reporting": 2, "analyst": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """A position with what is known of the article that reports it, ready to be shown.

    ``against`` says that everything the record has of this actor's stance on the issue comes from outlets aligned
    against the actor. ``times`` counts the excerpts folded into this one.
    """

    position: Position
    article: Article
    outlet: str | None
    alignment: str | None
    published: str | None
    against: bool = False
    times: int = 1


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


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor on one issue: the stance most said, whether a contrary one was said too, and how many rows."""

    stance: Stance
    mixed: bool
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by issues; a pair without a cell has no position in the record."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]


class Ledger:
    """The record's positions, asked. Reads the store once; make a new one when the record has changed."""

    def __init__(
        self, registry: Registry, issues: Issues, outlets: Outlets, articles: ArticleStore, positions: PositionStore
    ) -> None:
        """Ask ``positions`` and ``articles``; names and order come from the configuration."""
        self.registry = registry
        self.issues = issues
        self.outlets = outlets
        self._articles = articles
        self._positions = positions

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Every article by id."""
        return {article.id: article for article in self._articles.all()}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every position of the record, in reading order."""
        plain = [self._row(position) for position in self._positions.list() if position.article in self.articles]
        friendly = {
            (r.position.actor, r.position.issue, r.position.stance)
            for r in plain
            if not self.outlets.against(r.outlet, r.position.actor)
        }
        return tuple(
            replace(r, against=(r.position.actor, r.position.issue, r.position.stance) not in friendly) for r in plain
        )

    def actor(
        self, actor: str, issue: str | None = None, officials_only: bool = False, since: str | None = None
    ) -> tuple[Row, ...]:
        """What was said for an actor, or by a person: issue by issue, newest first, official before analyst.

        ``since`` is an ISO date; an article without a date counts by its ingestion.
        """
        known = self.registry.actors.get(actor)
        person = known.name if known and known.kind == "person" and known.speaks_for else None
        rows = [
            r
            for r in self.rows
            if (r.position.speaker == person if person else r.position.actor == actor)
            and (issue is None or r.position.issue == issue)
            and (not officials_only or r.position.speaker_kind == "official")
            and (since is None or _not_before(r, since))
        ]
        return self._folded(self._ordered(rows))

    def about(self, actor: str, issue: str | None = None) -> tuple[Row, ...]:
        """What others say that names this actor or its people."""
        names = {actor} | {a.id for a in self.registry.actors.values() if a.speaks_for == actor}
        rows = [
            r
            for r in self.rows
            if r.position.actor != actor
            and r.position.actor != UNATTRIBUTED
            and (issue is None or r.position.issue == issue)
            and any(m.actor.id in names for m in self.registry.mentions(r.position.text))
        ]
        return self._folded(self._ordered(rows))

    def compare(self, a: str, b: str, issue: str | None = None) -> tuple[Comparison, ...]:
        """Two actors side by side on every issue that one of them speaks to."""
        left, right = self.actor(a, issue), self.actor(b, issue)
        order = [i.id for i in self.issues.all if i.id in {r.position.issue for r in (*left, *right)}]
        return tuple(
            Comparison(
                i,
                tuple(r for r in left if r.position.issue == i),
                tuple(r for r in right if r.position.issue == i),
            )
            for i in order
        )

    def issue(self, issue: str) -> IssueView:
        """All actors on one issue, those with most to say first, and the disagreements."""
        rows = self._folded(self._ordered([r for r in self.rows if r.position.issue == issue]))
        actors = sorted({r.position.actor for r in rows}, key=lambda a: (a == UNATTRIBUTED, -_said(rows, a), a))
        return IssueView(
            issue,
            tuple((actor, tuple(r for r in rows if r.position.actor == actor)) for actor in actors),
            tuple(d for d in self.disagreements() if d.issue == issue),
        )

    def matrix(self, rows: Iterable[Row] | None = None) -> Matrix:
        """Actors by issues, from all rows or those given."""
        by_cell: dict[tuple[str, str], list[Row]] = {}
        for row in rows if rows is not None else self.rows:
            p = row.position
            if p.actor != UNATTRIBUTED and p.issue in self.issues:
                by_cell.setdefault((p.actor, p.issue), []).append(row)
        cells = {key: _cell(group) for key, group in by_cell.items()}
        weight: dict[str, int] = {}
        for (actor, _), cell in cells.items():
            weight[actor] = weight.get(actor, 0) + cell.count
        actors = sorted(weight, key=lambda a: (-weight[a], a))
        issues = [i.id for i in self.issues.all if any(key[1] == i.id for key in cells)]
        return Matrix(tuple(actors), tuple(issues), cells)

    def timeline(self, actor: str) -> tuple[Row, ...]:
        """An actor's dated positions, oldest first."""
        return tuple(
            sorted((r for r in self.actor(actor) if r.published), key=lambda r: (r.published or "", r.position.start))
        )

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Opposite stances and differing figures, best first."""
        return self._disagreements

    def unknown(self) -> dict[str, int]:
        """Actors that speak and are not configured, with how often."""
        found = self._positions.actors()
        return {a: n for a, n in found.items() if a not in self.registry and a != UNATTRIBUTED}

    def counts(self, rows: Sequence[Row]) -> Counts:
        """What stands behind these rows."""
        outlets = {r.outlet for r in rows if r.outlet}
        dates = [r.published for r in rows if r.published]
        return Counts(len(rows), len({r.article.id for r in rows}), len(outlets), max(dates, default=None))

    def text(self, article: str) -> CleanText:
        """The cleaned view of an article, for an excerpt's context."""
        return clean(self.articles[article].raw)

    # --- inside -------------------------------------------------------------------------------------------------

    @cached_property
    def _disagreements(self) -> tuple[Disagreement, ...]:
        numbers = figures(
            {article: clean(known.raw) for article, known in self.articles.items()},
            self.issues,
            self.issues.quantities,
        )
        pairs = opposed([r.position for r in self.rows])
        return (*pairs, *numbers)

    def _row(self, position: Position) -> Row:
        article = self.articles[position.article]
        alignment = self.outlets.alignment(article.outlet)
        return Row(position, article, article.outlet, alignment, article.published)

    def _ordered(self, rows: Iterable[Row]) -> list[Row]:
        order = {issue.id: place for place, issue in enumerate(self.issues.all)}
        by_place = sorted(rows, key=lambda r: (_KINDS[r.position.speaker_kind], r.position.start))
        newest = sorted(by_place, key=lambda r: r.published or "", reverse=True)
        return sorted(newest, key=lambda r: order.get(r.position.issue, len(order)))

    def _folded(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Near-duplicates (a standfirst said again in the body, a report reprinted) as one, counted."""
        kept: list[Row] = []
        for row in rows:
            for place, other in enumerate(kept):
                p, q = row.position, other.position
                if (p.actor, p.issue, p.stance) == (q.actor, q.issue, q.stance) and (
                    fuzz.token_set_ratio(p.text, q.text) >= SAME_WORDS
                ):
                    kept[place] = replace(other, times=other.times + 1)
                    break
            else:
                kept.append(row)
        return tuple(kept)


def _said(rows: Iterable[Row], actor: str) -> int:
    return sum(r.position.actor == actor for r in rows)


def _not_before(row: Row, since: str) -> bool:
    when = row.published or row.article.ingested_at[:10]
    return when >= since[: len(when)]


def _cell(rows: Sequence[Row]) -> Cell:
    """The stance most said, official voices first; mixed where a clear one is contradicted."""
    counts: dict[Stance, float] = {}
    for row in rows:
        stance = row.position.stance
        counts[stance] = counts.get(stance, 0.0) + (0.1 if stance == "unclear" else 1.0)
    best = max(counts, key=lambda s: counts[s])
    mixed = "supports" in counts and "opposes" in counts
    return Cell(best, mixed, len(rows))
