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

Told = tuple[Hashable, str]
"""What something tells (only what tells the same can repeat it), and in which words."""


def linked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """All rows, in their order; one that repeats another names its article, and that one has the copies."""
    if not any(row.article.same_as for row in rows):
        return tuple(rows)
    original = repeating(rows, _article, _told)
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


def without_repeats(items: Iterable[T], article: Callable[[T], Article], told: Callable[[T], Told]) -> list[T]:
    """The items, in their order, without those that repeat another of the same family."""
    everything = list(items)
    original = repeating(everything, article, told)
    return [item for place, item in enumerate(everything) if place not in original]


def repeating(items: Sequence[T], article: Callable[[T], Article], told: Callable[[T], Told]) -> dict[int, int]:
    """The places of items that repeat one of another article of the family, each with that one's place."""
    groups: dict[Hashable, list[tuple[int, Article, str]]] = {}
    articles = list(map(article, items))
    families = {own.same_as for own in articles} - {None}
    for place, own in enumerate(articles) if families else ():
        family = own.same_as or own.id
        if family in families:
            what, words = told(items[place])
            groups.setdefault((family, what), []).append((place, own, words))
    found: dict[int, int] = {}
    for group in groups.values():
        kept: list[tuple[int, Article, str]] = []
        for place, own, words in sorted(group, key=_originals_first):
            again = (at for at, other, said in kept if other.id != own.id and same_words(words, said))
            first = next(again, None)
            if first is None:
                kept.append((place, own, words))
            else:
                found[place] = first
    return found


def _originals_first(one: tuple[int, Article, str]) -> tuple[bool, str, str, int]:
    place, article, _ = one
    return article.same_as is not None, article.ingested_at, article.id, place


def _article(row: Row) -> Article:
    return row.article


def _told(row: Row) -> Told:
    p = row.position
    return (p.actor, p.issue, p.stance, row.charged, p.accuser), p.text
