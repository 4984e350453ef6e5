"""Which copies of an article say an excerpt's words again: they count as outlets, and are not shown beside it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from bot.record.article import Article

Saying = Callable[[str, int, int, Collection[str]], Collection[str]]
"""Of an article's id, a span of it and the ids of others: those of these that have a sentence of nearly its words."""


class Copies:
    """Articles by the original whose text they repeat."""

    def __init__(self, articles: Mapping[str, Article], saying: Saying) -> None:
        """Look among ``articles``; ``saying`` tells which of some say the words of another."""
        self._saying = saying
        self._families: dict[str, list[Article]] = defaultdict(list)
        roots = {article.same_as for article in articles.values() if article.same_as}
        for article in articles.values():
            root = article.same_as or article.id
            if root in roots:
                self._families[root].append(article)

    def saying(self, article: Article, start: int, end: int) -> tuple[Article, ...]:
        """The original and the copies of an article, without it, that say the sentence at a span of it again."""
        family = [a for a in self._families.get(article.same_as or article.id, ()) if a.id != article.id]
        found = self._saying(article.id, start, end, [a.id for a in family]) if family else ()
        return tuple(other for other in family if other.id in found or article.raw[start:end] in other.raw)
