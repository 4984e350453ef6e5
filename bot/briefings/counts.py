"""What is told of a window's new rows, counted as they are gone through."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from bot.briefings.told import place_of
from bot.ledger.rows import Row


class Counts:
    """How many rows are told, from which outlets, and how many of them a machine translated."""

    def __init__(self) -> None:
        self.statements = 0
        self._translated = 0
        self._outlets: Counter[str | None] = Counter()

    def take(self, rows: Sequence[Row], times: int = 1) -> None:
        """Add some rows; with ``times`` -1 they are no longer told."""
        self.statements += times * len(rows)
        for row in rows:
            self._translated += times * bool(row.article.machine_translated)
            self._outlets[row.article.outlet] += times

    def one_outlet(self, told: Iterable[Sequence[Row]], left: Collection[int]) -> tuple[str, float] | None:
        """The outlet with most of what is told, and its share; of several that have as much the one read first.

        ``told`` are the rows, ``left`` the numbers of those that are not told: gone through only where it is needed.
        """
        named = {outlet: number for outlet, number in self._outlets.items() if outlet and number}
        most = max(named.values(), default=0)
        top = [outlet for outlet, number in named.items() if number == most]
        if len(top) > 1:
            rows = (row for rows in told for row in rows if row.article.outlet in top)
            first = min((row for row in rows if row.position.number not in left), key=place_of)
            top = [first.article.outlet or ""]
        return (top[0], most / self.statements) if top else None

    @property
    def translated(self) -> float:
        """The share of them that a machine translated."""
        return self._translated / self.statements if self.statements else 0.0
