"""What a store has to do whichever engine it runs on: the seam between the record and SQLite or PostgreSQL."""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from bot.record.connection import Connection
from bot.record.visibility import Visibility
from embeddings.joined import Searchable


class Lock(Protocol):
    """A lock that one process at a time has; ``filelock``'s satisfies it as it is."""

    @property
    def is_locked(self) -> bool:
        """Whether this process has it. May block."""
        ...

    def acquire(self, timeout: float | None = None) -> AbstractContextManager[Any]:
        """Take it, waiting for at most ``timeout`` seconds; ``filelock.Timeout`` where another process has it."""
        ...

    def release(self, force: bool = False) -> None:
        """Let it go."""
        ...

    def __enter__(self) -> Any:  # noqa: ANN401 - the lock
        """Take it, however long that takes."""
        ...

    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None:  # noqa: ANN401 - as of any context manager
        """Let it go."""
        ...


class Engine(Protocol):
    """A store, opened and brought to the schema of this release. Every call blocks; any thread may make it."""

    place: str
    """Where the record is, as people are told: a file, or an address without its password."""
    read_only: bool
    """Whether nothing can be written until the next start."""

    def connect(self) -> AbstractContextManager[Connection]:
        """A connection to read by; what is written on it is committed statement by statement."""
        ...

    def moment(self) -> AbstractContextManager[Connection]:
        """A connection that sees the record as it is at the first statement, whatever is written meanwhile."""
        ...

    def write(self) -> AbstractContextManager[Connection]:
        """A connection in one transaction, a writer at a time: committed when the block ends, or nothing of it."""
        ...

    def jot(self) -> AbstractContextManager[Connection]:
        """The same for one small write that a power cut may undo, and that does not wait for the disk."""
        ...

    def take(self) -> AbstractContextManager[Connection]:
        """A connection in one transaction, beside other writers: for rows that are taken one by one (see ``leases``).

        What only PostgreSQL is to be told stands in ``/*+ … */``: there, rows that another process takes at the same
        moment are passed over.
        """
        ...

    def lasting(self) -> Any:  # noqa: ANN401 - of execute(...).fetchone() alone
        """Something to read by that stays open; any thread may use it, one at a time."""
        ...

    def must_be_writable(self) -> None:
        """Refuse where nothing can be written (``RecordUnwritable``)."""
        ...

    def lock(self, name: str) -> Lock:
        """A lock that one process at a time has, among all that use this record."""
        ...

    def incarnation(self, connection: Connection) -> int:
        """A number that is another one when the whole record was replaced by a backup."""
        ...

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The highest number that each table has given to a row, also to one that is gone."""
        ...

    def go_on_from(self, connection: Connection, numbers: dict[str, int]) -> None:
        """Give new rows higher numbers than these, and than those of the rows that are there."""
        ...

    def size(self) -> int:
        """How many bytes the store takes."""
        ...

    def faults(self) -> list[str]:
        """What is wrong with the store itself, below its tables; empty where nothing is."""
        ...

    def dangling(self, connection: Connection) -> set[tuple[str, int]]:
        """Rows that refer to something that is gone, by table and ``rowid``."""
        ...

    def index(self, model: str, dimension: int, sees: Visibility) -> Searchable | None:
        """The engine's own index of the vectors of ``model``; None where one is to be derived from them."""
        ...

    def close(self) -> None:
        """Close what stays open; nothing else may be asked then."""
        ...
