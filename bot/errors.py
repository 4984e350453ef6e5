"""What can go wrong and is the user's to mend: one sentence each, never a traceback.

CommuniqueError            something failed (exit status 3)
└── UsageError             bad usage or configuration (exit status 2)
    └── ConfigurationError a file or environment variable of the configuration
"""

import errno
import sqlite3

from embeddings.errors import EmbeddingsError


def way_out(error: OSError | sqlite3.Error) -> str | None:
    """What helps against a failure to write, where its kind tells; None for others."""
    code = error.errno if isinstance(error, OSError) else getattr(error, "sqlite_errorcode", None)
    full = (errno.ENOSPC, errno.EDQUOT) if isinstance(error, OSError) else (sqlite3.SQLITE_FULL,)
    if code in full:
        return "the disk is full: make room on it and run the command again"
    if isinstance(error, OSError) and code == errno.EROFS:
        return "the disk is mounted for reading only: name a folder on another"
    return None


class CommuniqueError(Exception):
    """A failure told to the user in one sentence that names the thing and the way out."""

    exit_code = 3


class UsageError(CommuniqueError):
    """The arguments, the input or the configuration are not usable as given."""

    exit_code = 2


class ConfigurationError(UsageError):
    """Configuration files or environment variables are wrong.

    ``faults`` are all that was found, a sentence each that names file, key and value; the message is the first.
    """

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        more = f" {len(faults) - 1} more: communique config check names them all." if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")


NO_ARTICLES_OWN = (CommuniqueError, EmbeddingsError, OSError, sqlite3.Error)
"""What fails with one article and would with any other: the configuration, a model, the record, the disk."""


def unforeseen(name: str, error: Exception) -> str:
    """One sentence for an article that could not be taken for what no room has foreseen; no word of its text."""
    return (
        f"{name}: something unforeseen failed ({type(error).__name__}): run it again with "
        "COMMUNIQUE_LOGGING__LEVEL=DEBUG and report what it says."
    )
