"""Who sees which articles: the shared record is everybody's, a server's additions are its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visibility:
    """A condition on the table ``article``, in SQL without parameters."""

    condition: str

    @property
    def of_rows(self) -> str:
        """The same for a table whose column ``article`` names one."""
        return f"article IN (SELECT id FROM article WHERE {self.condition})"


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
