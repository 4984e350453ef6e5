"""What a message has to say of an article that it cites and that was taken out, replaced or edited."""

from collections.abc import Iterator, Sequence

from bot.record.article import Article
from bot.record.citations import Quotation
from bot.record.corrections import Change, Note, Withdrawal, stands


def note_of(cited: Sequence[Quotation], withdrawal: Withdrawal, article: Article | None) -> Note | None:
    """The note on one article in one message; None where what the message shows still holds.

    How the article stands now decides, not what was done to it on the way: one taken out and put back unchanged, or
    edited twice into what it was, needs no word.

    Args:
        cited: what the message shows of it.
        withdrawal: its last withdrawal, which gives the date, and its title and outlet where it is gone.
        article: the article as it is now; None where it is not in the record.

    """
    on = withdrawal.at[:10]
    if article is None:
        return Note("removed", withdrawal.title, withdrawal.outlet, on)
    if not all(stands(quotation.words, article.raw) for quotation in cited):
        return Note("replaced", article.title, article.outlet, on)
    changes = tuple(dict.fromkeys(change for quotation in cited for change in _changes(quotation, article)))
    return Note("edited", article.title, article.outlet, on, changes) if changes else None


def _changes(quotation: Quotation, article: Article) -> Iterator[Change]:
    if quotation.title is not None and quotation.title != article.title:
        yield Change("title", quotation.title, article.title)
    if quotation.outlet != article.outlet:
        yield Change("outlet", quotation.outlet, article.outlet)
    before, now = dated(quotation.published, quotation.basis), dated(article.published, article.published_basis)
    if before != now:
        yield Change("date", before, now)


def dated(published: str | None, basis: str | None) -> str | None:
    """A date with the mark that tells an inferred one from a stated one."""
    return f"{published} (inferred)" if published and basis == "inferred" else published
