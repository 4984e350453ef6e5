"""What a page of an edition quotes of which articles, so that it can be corrected when one of them is withdrawn."""

from collections.abc import Iterator

from bot.briefings.edition import Choice
from bot.discord.briefing.pages import quote
from bot.discord.views.page import Page, Text
from bot.record.article import Article
from bot.record.citations import Quotation


def quotations_on(page: Page, choice: Choice) -> tuple[Quotation, ...]:
    """Those of an edition's excerpts that stand on one of its pages, each once."""
    words = "\n".join(block.words for block in page.blocks if isinstance(block, Text))
    return tuple(dict.fromkeys(q for q in _quotations(choice) if quote(q.words) in words))


def _quotations(choice: Choice) -> Iterator[Quotation]:
    rows = [*choice.new, *choice.older, *(row for c in choice.changes for row in (c.before, c.now))]
    for row in (*rows, *(row for disagreement in choice.disagreements for row in disagreement.leading)):
        yield _quotation(row.article, row.position.text)


def _quotation(article: Article, words: str) -> Quotation:
    return Quotation(
        article.id, words, outlet=article.outlet, published=article.published, basis=article.published_basis
    )
