"""What the new rows of a window come to, counted pair by pair."""

from collections import Counter
from collections.abc import Sequence

from bot.briefings.told import Place, place_of
from bot.ledger.rows import Row


class Counts:
    """How many rows are told, from which outlets, and how many of them a machine translated."""

    def __init__(self) -> None:
        self.statements = 0
        self._translated = 0
        self._outlets: Counter[str] = Counter()
        self._first: dict[str, Place] = {}

    def take(self, rows: Sequence[Row]) -> None:
        """Add some rows."""
        self.statements += len(rows)
        self._translated += sum(bool(row.article.machine_translated) for row in rows)
        for row in rows:
            outlet, place = row.article.outlet, place_of(row)
            if outlet:
                self._outlets[outlet] += 1
                self._first[outlet] = min(self._first.get(outlet, place), place)

    @property
    def one_outlet(self) -> tuple[str, float] | None:
        """The outlet with most of them, that which is read first where several have as many, and its share."""
        top = min(self._outlets, key=lambda outlet: (-self._outlets[outlet], self._first[outlet]), default=None)
        return (top, self._outlets[top] / self.statements) if top is not None else None

    @property
    def translated(self) -> float:
        """The share of them that a machine translated."""
        return self._translated / self.statements if self.statements else 0.0
