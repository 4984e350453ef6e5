"""Where every actor stands on every issue, from counts and the newest words: how many dates that takes is tried.

Most stand where their words of the last two dates put them. Where these do not decide (they are told of the past, or
tell of an earlier day), all words with a stance that the actor has on the issue are read.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from bot.ledger.cell import CLEAR, OPPOSITE, Cell, Held, best_row, cell_of, enough, tells_of_move
from bot.ledger.rows import Row
from bot.ledger.stored import StoredRows
from bot.record.statement import Position, Stance

DATES = 2
"""Of so many dates the words are read first."""
AT_ONCE = 4_000
"""So many rows are in memory together where all are gone through."""
LATER = "~"
"""Sorts behind every date."""

Pair = tuple[str, str]
"""An actor's id and an issue's."""


Part = tuple[str, Stance, bool]
"""What one spelling of an actor says with one stance, analysts (True) apart: each is put in order by itself."""


class Pairs:
    """Actors on issues."""

    def __init__(self, stored: StoredRows, without: Sequence[Row] = ()) -> None:
        """Read and count ``stored`` rows, some left out."""
        self._stored = stored
        self._without = without
        self._left = frozenset(row.position.number for row in without)
        self.cell = cache(self._cell)
        self.best = cache(self._best)
        self._by_actor: dict[str, Mapping[str, Sequence[Row]]] = {}

    @cached_property
    def held(self) -> Mapping[Pair, Held]:
        """What each actor holds on each issue, counted."""
        rows: dict[Pair, Counter[Stance]] = defaultdict(Counter)
        sides: dict[Pair, Counter[Stance]] = defaultdict(Counter)
        against: dict[Pair, set[Stance]] = defaultdict(set)
        for tally in self._stored.tallies:
            pair = self._stored.one(tally.actor), tally.issue
            rows[pair][tally.stance] += tally.times
            if tally.stance in OPPOSITE and tally.dated and not tally.analyst:
                sides[pair][tally.stance] += tally.times
        for row in (*self._stored.repeats, *self._without):
            pair = row.position.actor, row.position.issue
            rows[pair][row.position.stance] -= 1
            sides[pair][row.position.stance] -= tells_of_move(row)
        for actor, issue, stance in self._stored.accused:
            against[actor, issue].add(stance)
        return {pair: Held(own, sides[pair], frozenset(against[pair])) for pair, own in rows.items()}

    @cached_property
    def _parts(self) -> Mapping[Pair, Counter[Part]]:
        """How many positions each part of what an actor holds on an issue has."""
        found: dict[Pair, Counter[Part]] = defaultdict(Counter)
        for tally in self._stored.tallies:
            pair = self._stored.one(tally.actor), tally.issue
            found[pair][tally.actor, tally.stance, tally.analyst] += tally.times
        return dict(found)

    @cached_property
    def analysts(self) -> frozenset[Pair]:
        """Where analysts say something."""
        return frozenset(pair for pair, parts in self._parts.items() if any(analyst for *_, analyst in parts))

    def rows(self, pairs: Iterable[Pair], clear: bool | None = None) -> Iterator[Sequence[Row]]:
        """All rows of some pairs, one after the other; not many more than ``AT_ONCE`` are in memory.

        ``clear`` tells whether those with a clear stance alone are wanted, which are held, or the others alone.
        """
        if clear:
            yield from (self._clear(issue).get(actor, ()) for actor, issue in pairs)
            return
        for some in self._portions(pairs):
            spelled = [(spelling, issue) for actor, issue in some for spelling in self._stored.spellings(actor)]
            read: dict[Pair, list[Row]] = {pair: [] for pair in some}
            # By these two an index is found, by pairs it is not.
            actors, issues = ({*several} for several in zip(*spelled, strict=True))
            positions = self._stored.positions.list(actors, issues, pairs=spelled, charged=False, clear=clear)
            for row in self._told(positions):
                read[row.position.actor, row.position.issue].append(row)
            yield from read.values()

    def _clear(self, issue: str) -> Mapping[str, Sequence[Row]]:
        """What each actor takes a clear stance with on an issue; who is against whom is told of the same rows."""
        if issue not in self._by_actor:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self._stored.clear(issue):
                if row.position.number not in self._left:
                    found[row.position.actor].append(row)
            self._by_actor[issue] = found
        return self._by_actor[issue]

    def _portions(self, pairs: Iterable[Pair]) -> Iterator[Sequence[Pair]]:
        some, number = list[Pair](), 0
        for pair in pairs:
            own = sum(self.held[pair].rows.values()) if pair in self.held else 0
            if some and number + own > AT_ONCE:
                yield some
                some, number = [], 0
            some.append(pair)
            number += own
        if some:
            yield some

    def _told(self, positions: Iterable[Position]) -> Iterator[Row]:
        return (row for row in self._stored.some(positions) if row.position.number not in self._left)

    def _cell(self, pair: Pair) -> Cell | None:
        """The cell of an actor on an issue; None where all that it holds there is told of the past."""
        held = self.held[pair]
        if pair[1] in self._by_actor:
            return cell_of(self._whole(pair, CLEAR), held)
        rows = self._newest.get(pair, ())
        sides = [row for row in rows if tells_of_move(row)]
        decided = self._enough(pair, rows, CLEAR) and (
            not all(held.rows.get(side) for side in OPPOSITE) or self._enough(pair, sides, OPPOSITE)
        )
        return cell_of(rows if decided else self._whole(pair, CLEAR), held)

    def _best(self, pair: Pair, stance: Stance) -> Row | None:
        """The row that shows best that an actor takes a stance on an issue; None where no row does."""
        if stance not in CLEAR:
            held = self._weightiest.get(pair) or self._whole(pair, {stance})
        elif pair[1] in self._by_actor:
            held = self._whole(pair, {stance})
        else:
            rows = [row for row in self._newest.get(pair, ()) if row.position.stance == stance]
            held = rows if rows and self._enough(pair, rows, (stance,)) else self._whole(pair, {stance})
        return best_row(held, stance) if held else None

    def _enough(self, pair: Pair, rows: Sequence[Row], stances: Iterable[Stance]) -> bool:
        """Whether the rows of these stances that were read decide, whatever the others are."""
        oldest = [date for stance, date in self._cut.get(pair, {}).items() if stance in stances]
        return not oldest or enough(rows, max(oldest))

    def _whole(self, pair: Pair, stances: Collection[Stance]) -> tuple[Row, ...]:
        actor, issue = pair
        if issue in self._by_actor and CLEAR.issuperset(stances):
            return tuple(row for row in self._clear(issue).get(actor, ()) if row.position.stance in stances)
        spellings = {spelling for spelling, *_ in self._parts.get(pair, ())} | {actor}
        return tuple(self._told(self._stored.positions.list(spellings, issue, charged=False, stance=stances)))

    @cached_property
    def _read(self) -> tuple[Mapping[Pair, Sequence[Row]], Mapping[Pair, Mapping[Stance, str]]]:
        """The newest rows, and the date from which on all of a stance are among them; none where they all are."""
        positions = self._stored.newest(DATES)
        there: dict[Pair, Counter[Part]] = defaultdict(Counter)
        oldest: dict[tuple[Pair, Part], str] = {}
        for p in positions:
            article = self._stored.articles.get(p.article)
            pair, part = (self._stored.one(p.actor), p.issue), (p.actor, p.stance, p.speaker_kind == "analyst")
            date = article.published or "" if article is not None else ""
            there[pair][part] += 1
            oldest[pair, part] = min(oldest.get((pair, part), date), date)
        cut: dict[Pair, dict[Stance, str]] = defaultdict(dict)
        for pair, parts in self._parts.items():
            for part, number in parts.items():
                stance = part[1]
                if stance in CLEAR and there[pair][part] < number:
                    cut[pair][stance] = max(cut[pair].get(stance, ""), oldest.get((pair, part), LATER))
        return self._paired(positions), cut

    def _paired(self, positions: Iterable[Position]) -> Mapping[Pair, Sequence[Row]]:
        rows: dict[Pair, list[Row]] = defaultdict(list)
        for row in self._told(positions):
            rows[row.position.actor, row.position.issue].append(row)
        return rows

    @cached_property
    def _weightiest(self) -> Mapping[Pair, Sequence[Row]]:
        return self._paired(self._stored.weightiest())

    @property
    def _newest(self) -> Mapping[Pair, Sequence[Row]]:
        return self._read[0]

    @property
    def _cut(self) -> Mapping[Pair, Mapping[Stance, str]]:
        return self._read[1]
