"""The articles that wait for the judge: read and shown by the linked reading, until it has been heard on them."""

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import structlog

from bot.building.reading import ArticleReader
from bot.errors import CommuniqueError
from bot.ingest import Report
from bot.judging.judge import Judge
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.keeping import Keeper
from bot.record.readings import ReadingStore
from embeddings.clean import clean

log = structlog.get_logger(__name__)


class Docket:
    """Has the judge asked about articles one by one, outside of every transaction; each is swapped in when heard."""

    def __init__(self, database: Database, reader: ArticleReader) -> None:
        """Keep the docket of the record in ``database``, read by ``reader``."""
        self._articles = ArticleStore(database)
        self._readings = ReadingStore(database)
        self._keeper = Keeper(database)
        self._reader = reader

    @property
    def judge(self) -> Judge | None:
        """Who judges, None for nobody.

        Raises:
            ConfigurationError: the judge's key in the environment cannot be one.

        """
        return self._reader.judge

    def waiting(self) -> list[str]:
        """Ids of the articles that the judge has not been heard on; where nobody has to be asked there are none."""
        if self._reader.unheard == self._reader.fingerprint:
            return []
        not_heard = self._readings.stale(self._reader.fingerprint)
        # What was read by neither name waits for its reading, and a damaged text for its operator.
        others = {*self._readings.stale(self._reader.unheard), *(self._articles.damaged() if not_heard else ())}
        return [article for article in not_heard if article not in others]

    def due(self) -> bool:
        """Whether the judge may be asked now, and there is something to ask."""
        return self._there() and bool(self.waiting())

    def forget(self) -> list[str]:
        """Forget what judges have said; ids of all articles that can be asked about again, which stay as they are."""
        if self.judge is not None:
            self.judge.forget()
        damaged = set(self._articles.damaged())
        return [article.id for article in self._articles.all() if article.id not in damaged]

    def hear(self, articles: Iterable[str], report: Report, goes_on: Callable[[], bool] = lambda: True) -> int:
        """Ask about some articles, until the judge turns out to be away or ``goes_on`` says no.

        Returns how many it was heard on. Their order is nobody's: one that the judge fails on every time would keep
        those behind it waiting for ever.
        """
        listed = list(articles)
        random.shuffle(listed)
        heard = 0
        for number, article_id in enumerate(listed):
            article = self._articles.get(article_id) if goes_on() else None
            if article is None:
                continue
            report(number, len(listed), article_id)
            try:
                findings = self._reader.read_and_ask(article, clean(article.raw))
            except CommuniqueError:
                raise
            except Exception:
                # The others need not wait for it.
                log.exception("an article could not be judged", article=article_id)
                continue
            if findings.fingerprint == self._reader.fingerprint:
                heard += self._keeper.hear(article, findings)
            elif not self._there():
                break
        return heard

    def _there(self) -> bool:
        """Whether there is a judge that is not to be left alone now."""
        if self.judge is None:
            return False
        absence = self.judge.absence
        return absence is None or datetime.now(UTC) >= absence.until
