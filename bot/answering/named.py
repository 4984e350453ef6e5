"""Names that only furniture, captions and bylines hold: who somebody is, and what somebody wrote."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.answering.answer import Answer, Excerpt, excerpt_of
from bot.answering.coverage import coverage_of
from bot.answering.gate import pass_gate
from bot.answering.question import Shape
from bot.answering.raw_text import Mention, author_of, mention_of, who_is, written_by
from bot.record.article import Article


class Named:
    """Looks names up in the whole of the articles, before it is said that the record does not mention them."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        alignment: Callable[[str | None], str | None],
        longest: int,
        writes: Callable[[str], bool],
    ) -> None:
        """Look in ``articles``; excerpts are of at most ``longest`` characters.

        ``writes`` tells whether all words of a name stand in some article: only then the texts are looked through.
        """
        self._articles = articles
        self._alignment = alignment
        self._longest = longest
        self._writes = writes

    def presented(self, question: str, asked: str) -> Answer | None:
        """Answer "who is NAME?" by the line that names it; None for other questions, and where nothing does."""
        name = who_is(asked)
        if name is None:
            return None
        found = mention_of(name, self._articles.values(), self._longest) if self._writes(name) else None
        author = author_of(name, self._articles.values())
        if found is None and author is None:
            return None
        excerpts = () if found is None else pass_gate([self._mentioned(found)], {found.article.id: found.article.raw})
        note = f"{author.author} is the author of “{author.title or author.id}”." if author is not None else None
        return Answer(question, "answered" if excerpts else "not_in_corpus", excerpts, coverage_of(excerpts), note)

    def wrote(self, shape: Shape, known: Callable[[str], bool]) -> tuple[Shape, frozenset[str]]:
        """Take the names out of a shape that no sentence holds and an article is by; return these articles besides.

        ``known`` tells whether a sentence holds a stem. "Does NAME think ..." is asked of what NAME wrote.
        """
        own = {
            name: written_by(name.text, self._articles.values(), texts=self._writes(name.text))
            for name in shape.names
            if not any(map(known, name.stems))
        }
        names = tuple(name for name in shape.names if not own.get(name))
        return replace(shape, names=names), frozenset().union(*own.values())

    def _mentioned(self, found: Mention) -> Excerpt:
        article = found.article
        return excerpt_of(article, (found.start, found.end), found.paragraph, self._alignment(article.outlet))
