"""What a row speaks of: the states that its words name, besides those whose row it is."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from bot.actors.registry import Registry
from bot.ledger.rows import Row

Whose = Callable[[Row], Collection[str]]
"""The actors whose words stand in the sentence of a row."""


class SpokenOf:
    """Tells of rows what they speak of, each sentence read once."""

    def __init__(self, registry: Registry, whose: Whose) -> None:
        """``whose`` tells whose a sentence is."""
        self._registry = registry
        self._named: dict[str, frozenset[str]] = {}
        self._whose = whose

    def __call__(self, row: Row) -> frozenset[str]:
        """The ids of the states that a row speaks of."""
        text = row.position.text
        named = self._named.get(text)
        if named is None:
            mentioned = (mention.actor for mention in self._registry.mentions(text))
            states = (self._registry.actors.get(actor.counts_for, actor) for actor in mentioned)
            named = self._named[text] = frozenset(actor.id for actor in states if actor.kind == "state")
        return named.difference(self._whose(row)) if named else named


def whose_among(rows: Iterable[Row]) -> Whose:
    """Whose a sentence is by these rows alone."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row.article.id].append(row)

    def whose(row: Row) -> set[str]:
        start = row.position.start
        return {other.position.actor for other in by_article.get(row.article.id, ()) if other.position.start == start}

    return whose
