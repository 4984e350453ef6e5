"""Progress of long work, on standard error, gone when done."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from bot.inert import plain
from bot.ingest import Report

Progress = Callable[[str], AbstractContextManager[Report]]
"""Opens a progress display with a title; the display is what long work reports to."""


@contextmanager
def silent(_title: str) -> Iterator[Report]:
    """Show no progress."""
    yield lambda _done, _total, _name: None


@contextmanager
def bar(title: str) -> Iterator[Report]:
    """Show a bar titled ``title``; where standard error is no terminal, one line at the start."""
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"{title} ...", markup=False, highlight=False)
        yield lambda _done, _total, _name: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # A file may be called "[/dim].txt": names are no markup.
    name = TextColumn("{task.fields[name]}", style="dim", markup=False)
    with Bars(*columns, name, console=console, transient=True) as display:
        task = display.add_task(title, total=None, name="")
        yield lambda done, total, name: display.update(task, completed=done, total=total, name=plain(name))
