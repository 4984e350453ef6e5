"""What is longer than the window goes through the pager, as git does it."""

import io
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import wraps
from typing import ParamSpec, TextIO, TypeVar

import click

from bot.errors import UsageError

Given = ParamSpec("Given")
Result = TypeVar("Result")

LESS = "-FRX"
"""What less is told where the reader has not: leave where all fits, show colours, keep the words on the screen."""
NONE = ("", "cat")
"""What PAGER says where no pager is wanted."""
AS_IT_COMES = ("as_json", "batch")
"""Options with which output is for machines, or is waited for line by line."""


def paged(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let what a command prints on a terminal go through the pager where it is longer than the window.

    Not with ``--json``, with ``communique --no-pager``, or where ``PAGER`` is empty or ``cat``.
    """

    @wraps(command)
    def run(*arguments: Given.args, **options: Given.kwargs) -> Result:
        never = click.get_current_context().find_root().params.get("no_pager")
        if never or any(map(options.get, AS_IT_COMES)) or not pager_wanted(sys.stdout, os.environ):
            return command(*arguments, **options)
        with _through_pager():
            return command(*arguments, **options)

    return run


def pager_wanted(out: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether somebody reads ``out`` and the keyboard is theirs, and the environment names no absence of a pager.

    Raises:
        UsageError: what ``PAGER`` holds is no command.

    """
    chosen = environment.get("PAGER", "less").strip()
    if chosen in NONE or not (out.isatty() and sys.stdin.isatty()):
        return False
    try:
        shlex.split(chosen)
    except ValueError as error:
        raise UsageError(f"PAGER is no command ({error}): name a program in it, or PAGER=cat for none.") from error
    return True


class _Held(io.StringIO):
    """Output kept back, which looks to its writers like the terminal that it is for."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._out.encoding

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._out.fileno()


@contextmanager
def _through_pager() -> Iterator[None]:
    """Hold standard output back, then show it; a failure shows what there was, and leaves the terminal as it is."""
    held = _Held(sys.stdout)
    done = False
    try:
        with redirect_stdout(held):
            yield
        done = True
    except SystemExit:
        done = True
        raise
    finally:
        text = held.getvalue()
        if done and text.count("\n") >= shutil.get_terminal_size().lines:
            os.environ.setdefault("LESS", LESS)
            click.echo_via_pager(text.removesuffix("\n"))
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
