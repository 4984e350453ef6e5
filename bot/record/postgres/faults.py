"""The ways in which a database fails us, each one sentence with the way out; never a word of an article."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg

from bot.errors import CommuniqueError, ConfigurationError
from bot.record.damage import RecordAway, RecordUnwritable

PASSWORD: Final = ("28P01", "28000")
NO_DATABASE: Final = "3D000"
AWAY: Final = ("08", "57P")
"""The connection was lost, or the server ends, starts or recovers."""
CROWDED: Final = "53300"
FULL: Final = ("53100", "53200")
READ_ONLY: Final = "25006"
FORBIDDEN: Final = "42501"
BUSY: Final = ("55P03", "40P01", "57014")


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Raise in place of an error of the driver the one that people are told."""
    try:
        yield
    except psycopg.Error as error:
        raise explanation(error, place) from error


def explanation(error: psycopg.Error, place: str) -> CommuniqueError:
    """An error of the driver in one sentence."""
    code = error.sqlstate or _code_in(error)
    at = f"The record at {place}"
    if code in PASSWORD:
        return ConfigurationError(
            f"{at} does not accept the user or the password: set PGPASSWORD or a pass file, or give the whole "
            "address as COMMUNIQUE_RECORD__URL."
        )
    if code == NO_DATABASE:
        return ConfigurationError(f"{at} does not exist: create that database, or correct url in [record].")
    if code == CROWDED:
        return RecordAway(f"{at} takes no more connections: raise max_connections there.")
    if code in FULL:
        return RecordUnwritable(f"{at} cannot be written: its server is out of room; make some.")
    if code == READ_ONLY:
        return RecordUnwritable(f"{at} cannot be written: that server is for reading only; name its primary.")
    if code == FORBIDDEN:
        return ConfigurationError(f"{at} does not let this user do that: make the user the database's owner.")
    if code in BUSY:
        return RecordAway(f"{at} is busy: another process has been writing for half a minute; try again later.")
    if code.startswith(AWAY) or (not code and isinstance(error, psycopg.OperationalError)):
        return RecordAway(
            f"{at} cannot be reached now ({_reason(error)}): see that its server runs, and try again in a minute."
        )
    said = error.diag.message_primary or type(error).__name__
    return CommuniqueError(f"{at} refuses a statement ({code or 'no code'}, {said}): report what this says.")


def _code_in(error: psycopg.Error) -> str:
    """The code of a failure to connect, of which libpq gives the words alone."""
    said = str(error)
    if "authentication failed" in said or "no password supplied" in said or "pg_hba.conf" in said:
        return PASSWORD[0]
    if "does not exist" in said and "database" in said:
        return NO_DATABASE
    if "role" in said and "does not exist" in said:
        return PASSWORD[1]
    if "too many" in said and "clients" in said:
        return CROWDED
    return ""


def _reason(error: psycopg.Error) -> str:
    """Why in a few words of our own: what libpq says is long, and repeats the address."""
    said = str(error)
    for words, reason in REASONS.items():
        if words in said:
            return reason
    return "the connection was lost"


REASONS: Final = {
    "Connection refused": "nobody listens there",
    "No such file or directory": "nobody listens there",
    "could not translate host name": "its host is not known",
    "failed to resolve host": "its host is not known",
    "Name or service not known": "its host is not known",
    "timeout expired": "it does not answer",
    "starting up": "its server is starting",
    "shutting down": "its server is shutting down",
    "recovery": "its server is recovering",
}
