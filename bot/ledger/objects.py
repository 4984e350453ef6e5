"""What a row speaks of: the states that its words name, besides those whose row it is."""

from collections import defaultdict
from collections.abc import Iterable

from bot.actors.registry import Registry
from bot.ledger.rows import Row


class SpokenOf:
    """Tells of rows what they speak of, each sentence read once."""

    def __init__(self, registry: Registry, rows: Iterable[Row]) -> None:
        """``rows`` tell whose a sentence is."""
        self._registry = registry
        self._named: dict[str, frozenset[str]] = {}
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[row.article.id].append(row)

    def __call__(self, row: Row) -> frozenset[str]:
        """The ids of the states that a row speaks of."""
        text = row.position.text
        named = self._named.get(text)
        if named is None:
            mentioned = (mention.actor for mention in self._registry.mentions(text))
            states = (self._registry.actors.get(actor.speaks_for or actor.id, actor) for actor in mentioned)
            named = self._named[text] = frozenset(actor.id for actor in states if actor.kind == "state")
        return named - self._whose(row) if named else named

    def _whose(self, row: Row) -> set[str]:
        """The actors whose words stand in the sentence of a row."""
        start = row.position.start
        return {other.position.actor for other in self._rows.get(row.article.id, ()) if other.position.start == start}
