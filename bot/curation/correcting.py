"""What a message has to say of an article that it cites and that was taken out, replaced or edited."""

from collections.abc import Iterator, Sequence

from bot.record.article import Article
from bot.record.citations import Quotation
from bot.record.withdrawals import Change, Note, Withdrawal, stands


def note_of(
    cited: Sequence[tuple[Quotation, Quotation]], withdrawal: Withdrawal, article: Article | None
) -> Note | None:
    """The note on one article in one message; None where what the message shows still holds.

    How the article stands now decides, not what was done to it on the way: one taken out and put back unchanged, or
    edited twice into what it was, needs no word.

    Args:
        cited: what the message shows of it, each time with how that stands now.
        withdrawal: its last withdrawal, which gives the date, and its title and outlet where it is gone.
        article: the article as it is now; None where it is not in the record.

    """
    on = withdrawal.at[:10]
    if article is None:
        return Note("removed", withdrawal.title, withdrawal.outlet, on)
    if not all(stands(shown.words, article.raw) for shown, _ in cited):
        return Note("replaced", article.title, article.outlet, on)
    changes = tuple(dict.fromkeys(change for shown, now in cited for change in _changes(shown, now)))
    return Note("edited", article.title, article.outlet, on, changes) if changes else None


def _changes(shown: Quotation, now: Quotation) -> Iterator[Change]:
    if shown.title != now.title:
        yield Change("title", shown.title, now.title)
    if shown.outlet != now.outlet:
        yield Change("outlet", shown.outlet, now.outlet)
    before, after = dated(shown.published, shown.basis), dated(now.published, now.basis)
    if before != after:
        yield Change("date", before, after)
    if shown.stance != now.stance:
        yield Change("stance", shown.stance, now.stance or "unclear", shown.words)


def dated(published: str | None, basis: str | None) -> str | None:
    """A date with the mark that tells an inferred one from a stated one."""
    return f"{published} (inferred)" if published and basis == "inferred" else published
