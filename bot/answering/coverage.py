"""What stands behind the excerpts shown: articles, outlets, freshness."""

from collections.abc import Sequence

from bot.answering.answer import Coverage, Excerpt
from bot.words import counted, outlets_known


def coverage_of(excerpts: Sequence[Excerpt]) -> Coverage:
    """Count distinct articles and known outlets, and find the latest publication date known.

    Articles without a known outlet do not count as an outlet: two unknowns may be one. What copies of an article say
    again counts as articles and outlets more.
    """
    dates = [excerpt.published for excerpt in excerpts if excerpt.published]
    return Coverage(
        articles=len({a for excerpt in excerpts for a in (excerpt.article, *(c.id for c in excerpt.copies))}),
        outlets=len({o for excerpt in excerpts for o in (excerpt.outlet, *excerpt.also_in) if o}),
        latest=max(dates, default=None),
    )


def describe(coverage: Coverage) -> str:
    """Coverage in one line for people."""
    latest = f"latest {coverage.latest}" if coverage.latest else "dates unknown"
    return f"{counted(coverage.articles, 'article')} · {outlets_known(coverage.outlets)} · {latest}"
