"""What a record tells in a window, of rows that are all in memory: what the store tells is held against it."""

from collections import Counter
from functools import cached_property

from bot.briefings.standing import Standing, Standings
from bot.briefings.told import Everything, Known, in_scope, pair_of, verbatim
from bot.briefings.view import RecordView, not_after, words_key
from bot.ledger.cell import CLEAR, best_row, cell_of
from bot.ledger.disagreements import Opposition


def by_pair(rows):
    found = {}
    for row in rows:
        found.setdefault(pair_of(row), []).append(row)
    return found


def first_read_of(database, guild):
    """When a server has read which words first, as the store tells it: number and moment by key."""
    with database.connect() as connection:
        rows = connection.execute(
            "SELECT words, min(number), min(at) FROM first_read WHERE guild IN (0, ?) GROUP BY words", (guild or 0,)
        )
        return {words: (number, at) for words, number, at in rows}


def held_view(articles, rows, *, first_read=None, opposed=None, differing=(), order=(), **facts):
    """A view of rows with their articles; ``first_read`` gives for keys of words their number and moment."""
    rows = tuple(row for row in rows if row.shown)

    def told(window, scope, there):
        known = first_read() if callable(first_read) else first_read or {}
        return HeldTold(rows, window, scope, there, known, opposed or Opposition().among, differing, order)

    return RecordView(articles, told, **facts)


class HeldTold:
    """See ``bot.briefings.told``."""

    def __init__(self, rows, window, scope, there, first_read, opposed, differing, order):
        self._there = [row for row in rows if row.article.id in there]
        chosen = [row for row in self._there if in_scope(pair_of(row), scope)]
        self._held = by_pair(row for row in chosen if verbatim(row))
        self.strayed = sum(not verbatim(row) for row in chosen)
        self._window = window
        self._first_read = first_read
        self._opposed = opposed
        self._differing = differing
        self._order = {issue: place for place, issue in enumerate(order)}
        self.pairs = self._held.keys()
        self.analysts = self.pairs

    def _knew(self, row):
        first = self._first_read.get(words_key(row.position.text))
        if self._window.mark is not None:
            return first is not None and first[0] <= self._window.mark
        moment = min(first[1], row.article.ingested_at) if first else row.article.ingested_at
        return not_after(moment, self._window.since)

    @cached_property
    def unknown(self):
        if self._window.first:
            return Everything(self)
        new = ([row for row in rows if not self._knew(row)] for rows in self._held.values())
        return [rows for rows in new if rows]

    @property
    def clear(self):
        return self.unknown

    @cached_property
    def known(self):
        if self._window.first:
            return {}
        before = {pair: [row for row in rows if self._knew(row)] for pair, rows in self._held.items()}
        return {pair: Known.of(rows) for pair, rows in before.items() if rows}

    def disagreements(self, _sources):
        return (*self._opposed(self._there), *self._differing)

    @cached_property
    def standing(self):
        cells = {pair: cell for pair, rows in self._held.items() if (cell := cell_of(rows)) is not None}
        found = [Standing(*pair, cell, (best_row(self._held[pair], cell.stance),)) for pair, cell in cells.items()]
        found.sort(key=lambda s: (self._order.get(s.issue, 99), s.issue, not s.rows[0].official, s.actor))
        return Standings(found, self.rows)

    def stands(self, row):
        return verbatim(row)

    def rows(self, pairs, clear=None):
        return [[row for row in self._held[pair] if clear in (None, row.position.stance in CLEAR)] for pair in pairs]

    def articles(self, without):
        pairs = {
            (row.position.actor, row.article.id)
            for rows in self._held.values()
            for row in rows
            if row.position.number not in without
        }
        return Counter(actor for actor, _ in pairs)

    def number(self, articles):
        return sum(row.article.id in articles for rows in self._held.values() for row in rows)
