"""Rows that one process has taken for a while: others leave them alone until it is done, or its lease has run out.

A lease spares two processes the same work. It is not what makes a message be posted once: a process that was held up
for longer than its lease meets rows that are not as it read them, and what it has sent is looked up by the next.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from socket import gethostname
from uuid import uuid4

from bot.record.instants import instant

LEASE = timedelta(seconds=150)
"""Longer than any one step takes: reading a channel to find a message (120 s), sending it, reading an article."""

FREE = "(owner IS NULL OR owner = ? OR leased_until NOT BETWEEN ? AND ?)"
"""A condition on a row that may be leased, with the places of ``Leases.others``."""


def gone(owner: str) -> bool:
    """Whether a process is known to have ended: one of this machine that is not there any more."""
    host, _, rest = owner.partition("/")
    number = rest.partition("/")[0]
    if host != gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


LEFT = "owner = NULL, leased_until = NULL"
"""What is set where a row is put out of hand."""


@dataclass(frozen=True, slots=True)
class Leases:
    """The leases of one process: who it is to the others, and how long it has what it takes."""

    owner: str
    length: timedelta = LEASE

    @classmethod
    def of_process(cls, length: timedelta = LEASE) -> "Leases":
        """Those of this process; nobody had its name before."""
        return cls(f"{gethostname()}/{os.getpid()}/{uuid4().hex}", length)

    def others(self, now: datetime) -> tuple[str, str, str]:
        """What ``FREE`` is asked with."""
        return self.owner, *self.held(now)

    def held(self, now: datetime) -> tuple[str, str]:
        """Between which moments a lease ends that holds now.

        Clocks of machines differ, and who asks may have waited for its turn since it looked at its own: a lease may
        end later than one that is given now. One that ends much later was given before a clock was set back.
        """
        return instant(now), instant(now + 2 * self.length)

    def taken(self, now: datetime) -> tuple[str, str]:
        """What is written into ``owner`` and ``leased_until`` of a row that is taken."""
        return self.owner, instant(now + self.length)
