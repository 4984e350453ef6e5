"""Where an actor stands on an issue, from all its rows: the one rule of matrix, ledger and briefing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.positions.rows import Row
from bot.record.statement import Stance

KIND_WEIGHT = {"direct-quote": 1.0, "indirect": 0.95, "reported-fact": 0.7}
SPEAKER_WEIGHT = {"official": 1.0, "institution": 0.9, "unattributed-reporting": 0.7, "analyst": 0.6}
STANCE_WEIGHT: dict[Stance, float] = {"supports": 1.0, "opposes": 1.0, "conditional": 0.8, "unclear": 0.1}
NEWEST_WEIGHT = 1.5
"""How much more what somebody said counts at the newest date on which the actor spoke about the issue."""
NO_EVIDENCE = 0.8
"""What a row without words that decided its stance counts of one with some."""

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


def cell_of(rows: Sequence[Row]) -> Cell:
    """The cell of one actor's rows on one issue (at least one)."""
    stances = {row.position.stance for row in rows}
    mixed = {"supports", "opposes"} <= stances
    stance = stance_of(rows)
    against = all(row.against for row in rows if row.position.stance == stance)
    return Cell(stance, mixed, len(rows), against, mixed and _moved(rows))


def _moved(rows: Sequence[Row]) -> bool:
    """Whether the newest of the dated rows that take a side all take the one that none before them takes."""
    sides = [row for row in rows if row.position.stance in OPPOSITE and row.official and row.published]
    newest = newest_of(sides)
    now = {row.position.stance for row in sides if row.published == newest}
    before = {row.position.stance for row in sides if row.published != newest}
    return len(now) == len(before) == 1 and now != before


def stance_of(rows: Sequence[Row]) -> Stance:
    """The stance with the most weight behind it."""
    newest = newest_of(rows)
    votes: Counter[Stance] = Counter()
    for row in rows:
        votes[row.position.stance] += weight(row, newest)  # type: ignore[assignment]
    return max(votes, key=lambda stance: (votes[stance], stance))


def best_row(rows: Sequence[Row], stance: Stance) -> Row:
    """The row that shows a stance best: by weight, then the newer, then the shorter."""
    newest = newest_of(rows)
    return max(
        (row for row in rows if row.position.stance == stance),
        key=lambda row: (round(weight(row, newest), 3), row.published or "", -row.words, row.position.start),
    )


def weight(row: Row, newest: str | None = None) -> float:
    """How much a row says about where its actor stands; ``newest`` is the newest date among its actor's rows."""
    recent = not row.reported and newest is not None and row.published == newest
    return worth(row) * (NEWEST_WEIGHT if recent else 1.0) * (1.0 if row.position.evidence else NO_EVIDENCE)


def worth(row: Row) -> float:
    """What a row counts by who speaks, how it is told and how clear it is, 0 to 1."""
    p = row.position
    return SPEAKER_WEIGHT[p.speaker_kind] * KIND_WEIGHT[p.statement_kind] * STANCE_WEIGHT[p.stance]


def newest_of(rows: Sequence[Row]) -> str | None:
    """The newest date among some rows, None where none is known."""
    return max((row.published for row in rows if row.published), default=None)
