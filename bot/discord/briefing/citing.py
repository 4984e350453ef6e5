"""What an edition quotes of which articles, so that it can be corrected when one of them is withdrawn."""

from bot.briefings.edition import Item
from bot.record.citations import Quotation


def quotations_of(item: Item) -> tuple[Quotation, ...]:
    """What an item quotes; of what an actor said before it moved the words that its stance rests on."""
    shown = [(quote.row, quote.row.article.raw[quote.start : quote.end]) for quote in item.quotes]
    if item.before is not None:
        shown.append((item.before, item.before.position.text))
    return tuple(Quotation.of(row.article, words).labelled(row.position) for row, words in shown)
