"""What stands around an excerpt."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import UsageError
from bot.record.article import Article
from embeddings.clean import clean


@dataclass(frozen=True, slots=True)
class Context:
    """An excerpt's words with the paragraphs around them, all verbatim."""

    article: str
    title: str | None
    before: str
    text: str
    after: str
    paragraph: int


def context_of(articles: Mapping[str, Article], article: str, start: int, end: int) -> Context:
    """The paragraphs around a span of an article.

    Raises:
        UsageError: there is no such article, or the span lies outside it.

    """
    found = articles.get(article)
    if found is None or not 0 <= start < end <= len(found.raw):
        raise UsageError(f"The record does not hold characters {start} to {end} of article {article}.")
    text = clean(found.raw)
    body = text.body
    here = [i for i, block in enumerate(body) if block.start < end and start < block.end]
    first, last = (here[0], here[-1]) if here else (0, -1)
    before = "\n\n".join(text.words(b.start, b.end) for b in body[max(0, first - 1) : first])
    lead = text.words(body[first].start, start) if here else ""
    tail = text.words(end, body[last].end) if here else ""
    after = "\n\n".join(text.words(b.start, b.end) for b in body[last + 1 : last + 2])
    return Context(
        article,
        found.title,
        "\n\n".join(filter(None, [before, lead.rstrip()])),
        found.raw[start:end],
        "\n\n".join(filter(None, [tail.lstrip(), after])),
        body[first].paragraph if here else 0,
    )
