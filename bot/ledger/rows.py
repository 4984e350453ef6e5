"""What every surface shows of the record: positions with their articles, and the sides of a disagreement."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.actors.outlets import Outlets
from bot.positions.issues import OTHER
from bot.record.article import Article, other_outlets
from bot.record.statement import Position, Stance
from embeddings.duplicates import Seen

MARKS: Mapping[Stance, str] = {"supports": "▲", "opposes": "▼", "conditional": "◆", "unclear": "○"}
"""The mark of each stance, the same on every surface: the mark alone tells them apart."""
AGAINST = "†"
"""What marks a stance that only outlets aligned against the actor report."""
AGAINST_WORDS = "reported only by outlets aligned against it"
"""The same in words, the same on every surface but an edition, which counts its words."""

SIDES: Mapping[Stance, str] = {"opposes": "against", "supports": "for", "conditional": "on a condition"}
"""What the sides of an issue are called, in their order."""


@dataclass(frozen=True, slots=True)
class Row:
    """A position with what is known of the article that reports it, ready to be shown.

    ``against`` says that everything the record has of this actor's stance on the issue comes from outlets aligned
    against the actor. ``times`` counts the excerpts folded into this one. ``copies`` are the articles that repeat its
    article and say it again; ``same_as`` is the article of the row that this one, of a copy, repeats. ``figure`` are
    the words that count something ("26 countries") where the row stands for a figure and takes no stance.
    """

    position: Position
    article: Article
    alignment: str | None = None
    against: bool = False
    times: int = 1
    copies: tuple[Article, ...] = ()
    same_as: str | None = None
    figure: str | None = None

    @property
    def outlet(self) -> str | None:
        """The outlet that reports it, None where that is not known."""
        return self.article.outlet

    @property
    def also_in(self) -> tuple[str, ...]:
        """The other outlets that say it again."""
        return other_outlets(self.outlet, self.copies)

    @property
    def published(self) -> str | None:
        """The date of its article as far as it is known."""
        return self.article.published

    @property
    def words(self) -> int:
        """How many words its excerpt has."""
        return len(self.position.text.split())

    @property
    def official(self) -> bool:
        """Whether it counts for an actor that negotiates, not for an analyst."""
        return self.position.speaker_kind != "analyst"

    @property
    def charged(self) -> bool:
        """Whether somebody else says it of the actor: then it takes no side."""
        return self.position.kind == "charged"

    @property
    def reported(self) -> bool:
        """Whether the article reports it of the actor in its own voice, and nobody is quoted."""
        return not self.charged and (self.position.kind == "did" or self.position.statement_kind == "reported-fact")

    @property
    def accuser(self) -> str:
        """Who makes a charge: its speaker, else the outlet, else the article itself."""
        return self.position.accuser or self.outlet or "the article"

    @property
    def shown(self) -> bool:
        """Whether it is the actor's own, on a configured issue: what is shown where nothing else is asked for."""
        return not self.charged and self.position.issue != OTHER


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: its ``rows`` are all that stand there, best first.

    ``label`` names it: "for", or the figure that they give ("26 countries"); of a figure ``least`` and ``most`` are
    what it may be as it is hedged.
    """

    label: str
    rows: tuple[Row, ...]
    least: float | None = None
    most: float | None = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The best row of each actor; of a figure, of each article."""
        first: dict[str, Row] = {}
        for row in self.rows:
            first.setdefault(row.article.id if row.figure else row.position.actor, row)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Actors against each other on an issue, or articles on a figure; ``score`` orders them, best first.

    ``topic`` says in words what it is about: the issue's name, or what is counted.
    """

    kind: Literal["positions", "figures"]
    issue: str
    topic: str
    sides: tuple[Side, ...]
    score: float = 0.0

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all sides."""
        return tuple(row for side in self.sides for row in side.rows)

    @property
    def leading(self) -> tuple[Row, ...]:
        """The best row of each side."""
        return tuple(side.rows[0] for side in self.sides)

    @property
    def in_one(self) -> bool:
        """Whether the leading rows are the same words ("A asked for it, but B refused")."""
        return len({(row.article.id, row.position.start, row.position.end) for row in self.leading}) == 1

    @property
    def words(self) -> int:
        """How many words its leading excerpts have."""
        return sum(row.words for row in (self.leading[:1] if self.in_one else self.leading))

    def kept(self, fits: Callable[[Row], bool]) -> "Disagreement | None":
        """The disagreement among the rows that fit; None where fewer than two sides are left."""
        sides = (replace(side, rows=tuple(filter(fits, side.rows))) for side in self.sides)
        left = tuple(side for side in sides if side.rows)
        return replace(self, sides=left) if len(left) > 1 else None


def rows_of(
    articles: Mapping[str, Article], positions: Iterable[Position], outlets: Outlets | None = None
) -> tuple[Row, ...]:
    """Positions joined to their articles, in the order given; one whose article is gone is left out.

    ``outlets`` tells alignments; without them none is known.
    """
    joined = [(position, articles[position.article]) for position in positions if position.article in articles]
    if outlets is None:
        return tuple(Row(position, article) for position, article in joined)
    told_by = {article.outlet for _, article in joined}
    alignment = {outlet: outlets.alignment(outlet) for outlet in told_by}
    hostile = {
        actor: frozenset(outlet for outlet in told_by if outlets.against(outlet, actor))
        for actor in {position.actor for position, _ in joined}
    }
    # Only who has an opponent among the outlets may be told of by opponents alone.
    accused = {actor for actor, own in hostile.items() if own}
    friendly = {
        _told(position)
        for position, article in joined
        if position.actor in accused and article.outlet not in hostile[position.actor]
    }
    return tuple(
        Row(
            position,
            article,
            alignment[article.outlet],
            position.actor in accused and _told(position) not in friendly,
        )
        for position, article in joined
    )


def _told(position: Position) -> tuple[object, ...]:
    return position.kind == "charged", position.actor, position.issue, position.stance


def marked(stance: Stance) -> str:
    """A stance as its mark and word."""
    return f"{MARKS[stance]} {stance}"


def folded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Near-duplicates (a standfirst said again in the body, a report reprinted) as one, counted: for people."""
    groups: dict[tuple[object, ...], list[int]] = {}
    rows = list(rows)
    for place, row in enumerate(rows):
        p = row.position
        groups.setdefault((p.actor, p.issue, p.stance, p.kind, p.accuser), []).append(place)
    times = dict.fromkeys(range(len(rows)), 1)
    copies = {place: row.copies for place, row in enumerate(rows)}
    for places in groups.values():
        seen, kept = Seen(rows[place].position.text for place in places), list[int]()
        for place in places:
            same = seen.find_or_add(rows[place].position.text)
            if same is None:
                kept.append(place)
            else:
                times[kept[same]] += times.pop(place)
                copies[kept[same]] += copies[place]
    return tuple(replace(rows[place], times=number, copies=copies[place]) for place, number in times.items())
