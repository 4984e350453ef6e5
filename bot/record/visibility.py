"""Who sees which articles: the shared record is everybody's, a server's additions are its own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from bot.record.connection import Connection


@dataclass(frozen=True, slots=True)
class Visibility:
    """A condition on the table ``article``, in SQL without parameters."""

    condition: str

    @property
    def of_rows(self) -> str:
        """The same for a table whose column ``article`` names one."""
        return f"article IN (SELECT id FROM article WHERE {self.condition})"

    def of_each(self, table: str) -> str:
        """The same asked of each row by itself: where few of a large table's rows are read, by another condition."""
        return f"EXISTS (SELECT 1 FROM article WHERE article.id = {table}.article AND {self.condition})"

    def at(self, connection: Connection) -> "Visibility":
        """Itself: it is the same at any time."""
        return self


class Sees(Protocol):
    """Which articles are seen, as far as that depends on when it is asked."""

    def at(self, connection: Connection) -> Visibility:
        """The condition that holds for what ``connection`` sees."""
        ...


@dataclass(frozen=True, slots=True)
class Without:
    """What is seen but for some articles."""

    sees: Sees
    articles: Collection[str]

    def at(self, connection: Connection) -> Visibility:
        """The condition that holds for what ``connection`` sees."""
        seen = self.sees.at(connection).condition
        return Visibility(f"{seen} AND article.id NOT IN ({', '.join(map(quoted, self.articles))})")


EVERYTHING = Visibility("TRUE")
"""For what builds and keeps the record, never for what readers are shown."""

SHARED = Visibility("article.guild IS NULL")
"""What everybody sees: the terminal, direct messages and servers without additions of their own."""


def additions_of(guild: int) -> Visibility:
    """What a server has added, alone."""
    return Visibility(f"article.guild = {int(guild)}")


def seen_by(guild: int | None) -> Visibility:
    """The shared record with the additions of one server, None for readers outside of servers."""
    return SHARED if guild is None else Visibility(f"(article.guild IS NULL OR article.guild = {int(guild)})")


def bearing_of(sees: Visibility) -> Visibility:
    """Of what is seen the articles that bear on an issue: the others answer questions and give no positions."""
    return Visibility(f"{sees.condition} AND article.id NOT IN (SELECT article FROM reading WHERE bears = 0)")


def quoted(text: str) -> str:
    """A text as it stands in a condition."""
    return "'" + text.replace("\0", "").replace("'", "''") + "'"
