"""What taking articles out would cost, and which articles a wrong name may have meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.positions.issues import OTHER
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.citations import CitationStore, Mentions
from bot.record.positions import PositionStore

MOST_NEAR = 3
NEAR_ENOUGH = 60.0
"""Of 100, from which an id or title is near to what was typed."""


@dataclass(frozen=True, slots=True)
class Removal:
    """One article that would go: the positions that go with it, and where it is cited."""

    article: Article
    positions: int
    mentions: Mentions


class Removals:
    """Previews of removals."""

    def __init__(self, articles: ArticleStore, positions: PositionStore, citations: CitationStore) -> None:
        """Look things up in these stores."""
        self._articles = articles
        self._positions = positions
        self._citations = citations

    def preview(self, ids: Iterable[str], guild: int | None = None) -> list[Removal]:
        """What would go with articles of these ids, each once; where they are cited, in all servers or in one.

        Raises:
            UsageError: one of them is not there; it names those whose id or title is near.

        """
        return [
            Removal(one, self._counted(one.id), self._citations.mentions(one.id, guild))
            for one in map(self.named, dict.fromkeys(ids))
        ]

    def _counted(self, article_id: str) -> int:
        """Positions as readers see them: on a configured issue, and no charges."""
        found = self._positions.list(article=article_id)
        return sum(position.issue != OTHER and position.kind != "charged" for position in found)

    def named(self, article_id: str) -> Article:
        """The article of this id.

        Raises:
            UsageError: there is none; it names those whose id or title is near.

        """
        found = self._articles.get(article_id)
        if found is None:
            near = nearest(article_id, self._articles.seen_by(None))
            meant = f" Did you mean {', '.join(near)}?" if near else ""
            raise UsageError(f'There is no article "{article_id}": communique sources lists them.{meant}')
        return found


def nearest(wish: str, articles: Sequence[Article]) -> list[str]:
    """The ids of at most three articles whose id or title is near to what was typed, nearest first."""
    words = {a.id: a.id for a in articles}
    titles = {a.id: a.title for a in articles if a.title}
    scores: dict[str, float] = {}
    for choices in (words, titles):
        for _, score, key in process.extract(
            wish, choices, scorer=fuzz.WRatio, processor=str.casefold, limit=MOST_NEAR, score_cutoff=NEAR_ENOUGH
        ):
            scores[key] = max(score, scores.get(key, 0.0))
    return sorted(scores, key=lambda key: (-scores[key], key))[:MOST_NEAR]
