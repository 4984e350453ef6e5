"""What an edition quotes of which articles, so that it can be corrected when one of them is withdrawn."""

from collections.abc import Iterator, Sequence

from bot.briefings.edition import Item
from bot.record.article import Article
from bot.record.citations import Quotation


def quotations_of(items: Sequence[Item]) -> tuple[Quotation, ...]:
    """What these items quote, each once; of what an actor said before it moved the words that its stance rests on."""
    return tuple(dict.fromkeys(quotation for item in items for quotation in _quotations(item)))


def _quotations(item: Item) -> Iterator[Quotation]:
    for quote in item.quotes:
        article = quote.row.article
        yield _quotation(article, article.raw[quote.start : quote.end])
    if item.before is not None:
        yield _quotation(item.before.article, item.before.position.text)


def _quotation(article: Article, words: str) -> Quotation:
    return Quotation(
        article.id, words, outlet=article.outlet, published=article.published, basis=article.published_basis
    )
