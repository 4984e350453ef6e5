"""Which copies of an article say an excerpt's words again: they count as outlets, and are not shown beside it."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from bot.record.article import Article
from embeddings.duplicates import same_words
from embeddings.text import CleanText


class Copies:
    """Articles by the original whose text they repeat."""

    def __init__(self, articles: Mapping[str, Article], text: Callable[[str], CleanText]) -> None:
        """Look among ``articles``, whose cleaned texts ``text`` gives."""
        self._text = text
        self._families: dict[str, list[Article]] = defaultdict(list)
        roots = {article.same_as for article in articles.values() if article.same_as}
        for article in articles.values():
            root = article.same_as or article.id
            if root in roots:
                self._families[root].append(article)

    def saying(self, article: Article, start: int, end: int) -> tuple[Article, ...]:
        """The original and the copies of an article, without it, that say the sentence at a span of it again."""
        family = self._families.get(article.same_as or article.id, [])
        words = article.raw[start:end]
        return tuple(other for other in family if other.id != article.id and self._says(other, words))

    def _says(self, article: Article, words: str) -> bool:
        if words in article.raw:
            return True
        text = self._text(article.id)
        return any(same_words(words, text.words(sentence.start, sentence.end)) for sentence in text.sentences)
