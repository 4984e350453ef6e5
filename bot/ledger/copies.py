"""What a copy says again counts as another outlet, not as another fact.

An article's family is the original with its copies. What one of a family says in nearly the same words as another
counts once: for the original, or for the copy that came first where the original does not say it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.ledger.rows import Row
from bot.record.article import Article
from embeddings.duplicates import same_words

T = TypeVar("T")

Told = tuple[Article, Hashable, str]
"""Where something stands, what it tells (only what tells the same can repeat it), and in which words."""


def linked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """All rows, in their order; one that repeats another names its article, and that one has the copies."""
    if not any(row.article.same_as for row in rows):
        return tuple(rows)
    original = repeating(rows, _told)
    copies: dict[int, list[Article]] = {}
    for place, first in original.items():
        copies.setdefault(first, []).append(rows[place].article)
    return tuple(
        replace(row, same_as=rows[original[place]].article.id)
        if place in original
        else replace(row, copies=tuple({a.id: a for a in copies[place]}.values()))
        if place in copies
        else row
        for place, row in enumerate(rows)
    )


def without_repeats(items: Iterable[T], told: Callable[[T], Told]) -> list[T]:
    """The items, in their order, without those that repeat another of the same family."""
    everything = list(items)
    original = repeating(everything, told)
    return [item for place, item in enumerate(everything) if place not in original]


def repeating(items: Sequence[T], told: Callable[[T], Told]) -> dict[int, int]:
    """The places of items that repeat one of another article of the family, each with that one's place."""
    groups: dict[Hashable, list[tuple[int, Article, str]]] = {}
    families = {article.same_as for article, _, _ in map(told, items)} - {None}
    for place, item in enumerate(items) if families else ():
        article, what, words = told(item)
        family = article.same_as or article.id
        if family in families:
            groups.setdefault((family, what), []).append((place, article, words))
    found: dict[int, int] = {}
    for group in groups.values():
        kept: list[tuple[int, Article, str]] = []
        for place, article, words in sorted(group, key=_originals_first):
            again = (at for at, other, said in kept if other.id != article.id and same_words(words, said))
            first = next(again, None)
            if first is None:
                kept.append((place, article, words))
            else:
                found[place] = first
    return found


def _originals_first(one: tuple[int, Article, str]) -> tuple[bool, str, str, int]:
    place, article, _ = one
    return article.same_as is not None, article.ingested_at, article.id, place


def _told(row: Row) -> Told:
    p = row.position
    return row.article, (p.actor, p.issue, p.stance, row.charged, p.accuser), p.text
