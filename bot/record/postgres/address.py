"""Where a database is: what people write, what libpq takes, and what may be told of it."""

from dataclasses import dataclass
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.errors import ConfigurationError

CONNECT_SECONDS = 5
"""How long one try to connect may take."""
SILENCE_MILLISECONDS = 15_000
"""After so long without a sign the other side counts as gone."""


@dataclass(frozen=True, slots=True)
class Address:
    """``conninfo`` is for libpq alone, since it may hold a password; ``place`` is for people and never does."""

    conninfo: str
    place: str

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read an address as ``[record] url`` gives it.

        Raises:
            ConfigurationError: it is none; the message says nothing of what it holds.

        """
        try:
            parts = conninfo_to_dict(url)
        except ProgrammingError:
            raise ConfigurationError(
                "The key url in [record] is no address of a database: write postgresql://USER@HOST/DATABASE."
            ) from None
        host, port = parts.get("host", "localhost"), parts.get("port")
        place = f"postgresql://{host}{f':{port}' if port else ''}/{parts.get('dbname', '')}"
        lasting: dict[str, Any] = {
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": SILENCE_MILLISECONDS,
            "keepalives_idle": 10,
            "application_name": "communique",
        }
        return cls(make_conninfo("", **{**lasting, **parts}), place)
