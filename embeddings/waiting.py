"""Threads that wait for work sleep, instead of looping for it on a core that others need."""

import os

PATIENT = {
    # OpenBLAS, with which numpy multiplies matrices: the turns, as a power of two, for which a thread without work
    # looks for some before it sleeps. By default it never came to sleep between two steps of a question.
    "OPENBLAS_THREAD_TIMEOUT": "4",
}
"""Variables of the environment that are set unless they are already, before numpy is imported."""


def wait_asleep() -> None:
    """Set the variables, for this process and those it starts."""
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)
