"""A hook by which tests kill the process at a named step of planning and posting; inert without its variable."""

import os
import random
import signal
from collections.abc import Callable, Mapping

VARIABLE = "COMMUNIQUE_TEST_KILL_AT"
"""``step`` or ``step:odds``, several parted by commas; ``*`` is every step. For tests only."""


def inert(step: str) -> None:
    """What a running bot does at a step: nothing."""


def step_hook(environment: Mapping[str, str]) -> Callable[[str], None]:
    """The hook that the environment asks for: ``inert`` unless a test set the variable."""
    wish = environment.get(VARIABLE, "")
    if not wish:
        return inert
    odds = {name: float(chance or 1) for name, _, chance in (part.partition(":") for part in wish.split(","))}

    def kill(step: str) -> None:
        if random.random() < odds.get(step, odds.get("*", 0.0)):
            os.kill(os.getpid(), signal.SIGKILL)

    return kill
