"""What says the same again: against what was known before, and among what is new.

Nearly the same words are looked for among a few hundred rows that matter most and the newest that were known, so that
the work grows with the record and not with its square; the very same words are found everywhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from bot.briefings.counts import Counts
from bot.briefings.standing import inside
from bot.briefings.told import NOTHING, Known, pair_of, place_of
from bot.ledger.cell import CLEAR, weight
from bot.ledger.pairs import Pair
from bot.ledger.rows import Row
from bot.record.statement import Stance
from embeddings.duplicates import Seen

COMPARED = 600
"""So many new rows at most are compared in nearly the same words."""
TRIMMED = 4
"""So many times as many rows are gathered before those that matter less are let go."""


def twice_told(pairs: Iterable[Sequence[Row]], repeated: Collection[int], counts: Counts) -> set[int]:
    """Numbers of the rows that say what another of the same actor and issue says better; ``repeated`` are no rows.

    The others are counted.
    """
    gone: set[int] = set()

    def once() -> Iterator[Sequence[Row]]:
        for rows in pairs:
            said: dict[str, Row] = {}
            for row in rows:
                number = row.position.number
                if number not in repeated and said.setdefault(row.position.text, row) is not row:
                    gone.add(number)
            counts.take(list(said.values()))
            yield list(said.values())

    for rows in most_telling(once(), COMPARED):
        nearly = _nearly(rows)
        counts.take([row for row in rows if row.position.number in nearly], times=-1)
        gone |= nearly
    return gone


def repeats_of(pairs: Iterable[Sequence[Row]], known: Mapping[Pair, Known]) -> set[int]:
    """Numbers of the rows that say what a known row of the same actor and issue said, in nearly the same words."""
    found: set[int] = set()
    for rows in most_telling(pairs, COMPARED) if known else ():
        before = known.get(pair_of(rows[0]), NOTHING).newest
        said = _Said(before)
        for row in before:
            said.add(row)
        found |= {row.position.number for row in rows if row in said}
    return found


class _Said:
    """Rows that were taken in, and whether another says one of them again.

    Words that take another side ("opposes" for "supports") say something else, however like they are.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        """``rows`` are those that will be taken in: words that are rare among them tell the most."""
        self._rows = rows
        self._seen: dict[Stance, Seen] = {}

    def add(self, row: Row) -> None:
        stance = row.position.stance
        if stance not in self._seen:
            self._seen[stance] = Seen(one.position.text for one in self._rows)
        self._seen[stance].add(row.position.text)

    def __contains__(self, row: Row) -> bool:
        alike = (seen for stance, seen in self._seen.items() if not _turned(stance, row.position.stance))
        return any(seen.find(row.position.text) is not None for seen in alike)


def _turned(one: Stance, other: Stance) -> bool:
    """Whether two stances are clear and not the same."""
    return one != other and {one, other} <= CLEAR


def most_telling(pairs: Iterable[Sequence[Row]], most: int) -> Collection[Sequence[Row]]:
    """At most so many rows, pair by pair in their order: of each actor and issue the weightiest and newest first."""
    turns: list[tuple[int, Row]] = []
    deepest = most
    for rows in pairs:
        turns += enumerate(nlargest(deepest, rows, key=_rank))
        if len(turns) > TRIMMED * most:
            turns = _first(turns, most)
            deepest = turns[-1][0] + 1
    found: dict[Pair, list[Row]] = defaultdict(list)
    for _, row in sorted(_first(turns, most), key=lambda one: place_of(one[1])):
        found[pair_of(row)].append(row)
    return found.values()


def _first(turns: list[tuple[int, Row]], most: int) -> list[tuple[int, Row]]:
    """Everybody's first before anybody's second, the more telling before the less, else in reading order."""
    turns.sort(key=lambda one: place_of(one[1]))
    turns.sort(key=lambda one: _rank(one[1]), reverse=True)
    turns.sort(key=lambda one: one[0])
    return turns[:most]


def _rank(row: Row) -> tuple[float, str]:
    return weight(row), row.published or ""


def _nearly(group: Sequence[Row]) -> set[int]:
    """Numbers of the rows of a group that share words with, or say nearly the same as, a better one of it."""
    ranked = sorted(group, key=lambda row: (-weight(row), row.words, row.position.start))
    said = _Said(ranked)
    kept: dict[str, list[Row]] = defaultdict(list)
    gone: set[int] = set()
    for row in ranked:
        beside = kept[row.article.id]
        if any(inside(row, other) for other in beside) or row in said:
            gone.add(row.position.number)
        else:
            beside.append(row)
            said.add(row)
    return gone
