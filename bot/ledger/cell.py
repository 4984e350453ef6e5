"""Where an actor stands on an issue, from all its rows: the one rule of matrix, ledger and briefing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from bot.ledger.dating import said
from bot.ledger.moments import Moment
from bot.ledger.rows import Row
from bot.record.statement import SpeakerKind, Stance, StatementKind

KIND_WEIGHT = {"direct-quote": 1.0, "indirect": 0.95, "reported-fact": 0.7}
SPEAKER_WEIGHT = {"official": 1.0, "institution": 0.9, "unattributed-reporting": 0.7, "analyst": 0.6}
STANCE_WEIGHT: dict[Stance, float] = {"supports": 1.0, "opposes": 1.0, "conditional": 0.8, "unclear": 0.1}
NO_EVIDENCE = 0.8
"""What a row without words that decided its stance counts of one with some."""

CLEAR: frozenset[Stance] = frozenset({"supports", "opposes", "conditional"})
OPPOSITE: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor on one issue: its stance, whether the opposite one was said too, and how many rows there are.

    ``against``: only outlets aligned against the actor report the stance. ``moved``: the actor's newest clear words
    take the side opposite to all of its clear words before.
    """

    stance: Stance
    mixed: bool
    count: int
    against: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What an actor holds on an issue, counted: rows by stance, and the stances that its opponents alone report.

    ``sides`` are the rows that can tell of a move: dated ones with which those who speak for it take a side.
    """

    rows: Mapping[Stance, int]
    sides: Mapping[Stance, int]
    against: frozenset[Stance] = frozenset()

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Held":
        """What these rows come to."""
        held = Counter(row.position.stance for row in rows)
        told = {row.position.stance for row in rows if not row.against}
        return cls(held, Counter(row.position.stance for row in rows if tells_of_move(row)), frozenset(held) - told)


def tells_of_move(row: Row) -> bool:
    """Whether those who speak for the actor take a side with it, at a date."""
    return row.position.stance in OPPOSITE and row.official and bool(row.published)


def cell_of(rows: Sequence[Row], held: Held | None = None) -> Cell | None:
    """The cell of one actor's rows on one issue; None where all that it holds is told of the past.

    Where they are all counted in ``held``, the newest of the rows are enough (``enough``).
    """
    held = held or Held.of(rows)
    stance = stance_of(rows)
    if not held.rows.get(stance):
        return None
    mixed = all(held.rows.get(side) for side in OPPOSITE)
    count = sum(held.rows.values())
    return Cell(stance, mixed, count, stance in held.against, mixed and _moved(rows, held.sides))


def _moved(rows: Sequence[Row], held: Mapping[Stance, int]) -> bool:
    """Whether those who speak for the actor all took one side last, and the other one at a date before."""
    last = Counter(row.position.stance for row in last_said(row for row in rows if tells_of_move(row)))
    before = {stance for stance, number in held.items() if number > last[stance]}
    return len(last) == len(before) == 1 and last.keys() != before


def stance_of(rows: Sequence[Row]) -> Stance:
    """The clear stance taken last; of several taken at one date the one with the most weight behind it.

    What is told of the past stands for nothing, what has no date only where nothing is dated; without a clear stance
    it is unclear.
    """
    votes: Counter[Stance] = Counter()
    for row in last_said(rows):
        votes[row.position.stance] += weight(row)  # type: ignore[assignment]
    return max(votes, key=lambda stance: (votes[stance], stance), default="unclear")


def last_said(rows: Iterable[Row]) -> list[Row]:
    """Of some rows those with a clear stance that were said last, without what is told of the past.

    Where no article is dated, words with a time of their own are no later than the others.
    """
    found, newest, _ = _looked_at(rows)
    if not newest:
        return [row for when, row in found if not when] or [row for _, row in found]
    return [row for when, row in found if not earlier(when, newest)]


def enough(rows: Iterable[Row], oldest: str) -> bool:
    """Whether these rows tell what was said last, where more there are is of no later date than ``oldest``."""
    _, _, rest = _looked_at(rows)
    return rest is not None and oldest <= rest


def _looked_at(rows: Iterable[Row]) -> tuple[list[tuple[Moment, Row]], Moment, Moment | None]:
    """The rows among which those said last are, with when that was; the newest such moment; the date of the next one.

    Nothing is said after its article appeared: older articles than the newest words are not looked at. Of articles
    without a date none makes another older.
    """
    clear = sorted((row for row in rows if row.position.stance in CLEAR), key=lambda row: row.published or "")
    newest, found = "", list[tuple[Moment, Row]]()
    while clear:
        row = clear.pop()
        if earlier(row.published or "", newest):
            return found, newest, row.published or ""
        when = said(row)
        if not when.past:
            found.append((when.on or "", row))
            newest = max(newest, (when.on or "") if row.published else "")
    return found, newest, None


def parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows before those said last, and those."""
    last = last_said(rows)
    ids = {id(row) for row in last}
    return [row for row in rows if id(row) not in ids], last


def earlier(moment: Moment, other: Moment) -> bool:
    """Whether a moment surely lies before another: a month does not lie before one of its days."""
    return moment < other[: len(moment)] or (not moment and bool(other))


def best_row(rows: Sequence[Row], stance: Stance) -> Row:
    """The row that shows a stance best: of those said last the weightiest, then the shortest."""
    held = [row for row in rows if row.position.stance == stance]
    ranks = [((round(weight(row), 3), row.published or ""), row) for row in last_said(held) or held]
    most = max(rank for rank, _ in ranks)
    # Words are counted only where the rest is the same.
    return max((row for rank, row in ranks if rank == most), key=lambda row: (-row.words, row.position.start))


def best_first(rows: Iterable[Row]) -> list[Row]:
    """Rows that show a stance best first: by weight, then the newer, then the shorter."""
    rows = sorted(rows, key=lambda row: (row.words, row.article.id, row.position.start))
    return sorted(rows, key=lambda row: (weight(row), row.published or ""), reverse=True)


def best_of(rows: Sequence[Row], most: int) -> list[Row]:
    """The first of ``best_first``, at most so many: among many rows only those near the top are put in order."""
    if len(rows) <= most:
        return best_first(rows)
    ranks = [(weight(row), row.published or "") for row in rows]
    least = nlargest(most, ranks)[-1]
    return best_first(row for row, rank in zip(rows, ranks, strict=True) if rank >= least)[:most]


def weight(row: Row) -> float:
    """How much a row says about where its actor stands."""
    return worth(row) * (1.0 if row.position.evidence else NO_EVIDENCE)


def worth(row: Row) -> float:
    """What a row counts by who speaks, how it is told and how clear it is, 0 to 1."""
    p = row.position
    return _worth(p.speaker_kind, p.statement_kind, p.stance)


@cache
def _worth(speaker: SpeakerKind, kind: StatementKind, stance: Stance) -> float:
    return SPEAKER_WEIGHT[speaker] * KIND_WEIGHT[kind] * STANCE_WEIGHT[stance]


def newest_of(rows: Sequence[Row]) -> str | None:
    """The newest date among some rows, None where none is known."""
    return max((row.published for row in rows if row.published), default=None)
