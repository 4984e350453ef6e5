"""What stands behind the excerpts shown: articles, outlets, freshness."""

from collections.abc import Sequence

from bot.answering.answer import Coverage, Excerpt


def coverage_of(excerpts: Sequence[Excerpt]) -> Coverage:
    """Count distinct articles and known outlets, and find the latest publication date known.

    Articles without a known outlet do not count as an outlet: two unknowns may be one.
    """
    dates = [excerpt.published for excerpt in excerpts if excerpt.published]
    return Coverage(
        articles=len({excerpt.article for excerpt in excerpts}),
        outlets=len({excerpt.outlet for excerpt in excerpts if excerpt.outlet}),
        latest=max(dates, default=None),
    )


def describe(coverage: Coverage) -> str:
    """Coverage in one line for people."""
    articles = f"{coverage.articles} article{'s' if coverage.articles != 1 else ''}"
    if coverage.outlets:
        outlets = f"{coverage.outlets} known outlet{'s' if coverage.outlets != 1 else ''}"
    else:
        outlets = "outlet unknown"
    return f"{articles} · {outlets} · " + (f"latest {coverage.latest}" if coverage.latest else "dates unknown")
