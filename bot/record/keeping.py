"""An article with all that was made of it, kept in one transaction: it is there whole, or not at all."""

from collections.abc import Iterable, Sequence

from bot.record import articles, copies, positions, readings
from bot.record.article import Article
from bot.record.articles import PassageRow
from bot.record.connection import Connection
from bot.record.copies import Copy
from bot.record.database import Database
from bot.record.figures import put_figures
from bot.record.readings import Findings
from bot.record.reservations import ReservationStore
from embeddings.sketch import Sketch


class Keeper:
    """Writes across the tables of articles, passages, statements, positions, figures and readings."""

    def __init__(self, database: Database) -> None:
        """Write into ``database``."""
        self._database = database
        self.reservations = ReservationStore(database)

    def keep(
        self,
        article: Article,
        passages: Sequence[PassageRow],
        model: str,
        findings: Findings,
        sketch: Sketch,
        reserved: Iterable[str] = (),
    ) -> Copy | None:
        """Store an article, its passages (embedded by ``model``) and what was read out of it; what it repeats.

        Raises:
            Overtaken: something of what was ``reserved`` for it is another process's by now; nothing is stored.

        """
        with self._database.write() as connection:
            self.reservations.check(connection, reserved)
            articles.put(connection, article, passages, model)
            positions.put(connection, article.id, findings.statements, findings.positions)
            put_figures(connection, article.id, findings.figures)
            readings.mark(connection, article, findings)
            return copies.put(connection, article.id, sketch)

    def reread(self, article: Article, findings: Findings) -> bool:
        """Store what was read anew out of an article; not where it was changed or removed while it was read."""
        with self._database.write() as connection:
            return _reread(connection, article, findings)

    def hear(self, article: Article, findings: Findings) -> bool:
        """The same where a judge was heard on it; messages that show a stance it takes away are to be corrected."""
        with self._database.write() as connection:
            shown = _stances(connection, article.id)
            if not _reread(connection, article, findings):
                return False
            if not shown <= _stances(connection, article.id):
                articles.withdraw(connection, article, "edited")
            return True


def _reread(connection: Connection, article: Article, findings: Findings) -> bool:
    if articles.find(connection, article.id) != article:
        return False
    positions.put(connection, article.id, findings.statements, findings.positions)
    put_figures(connection, article.id, findings.figures)
    readings.mark(connection, article, findings)
    return True


def _stances(connection: Connection, article: str) -> set[tuple[object, ...]]:
    """The clear stances of an article, with whose and what words they are."""
    rows = connection.execute(
        "SELECT actor, issue, stance, text FROM position WHERE article = ? AND kind != 'charged' "
        "AND stance != 'unclear'",
        (article,),
    )
    return {(row["actor"], row["issue"], row["stance"], row["text"]) for row in rows}
