import io

import pytest
from rich.console import Console

from bot import progress


@pytest.mark.parametrize("name", ["plain.txt", "[/dim].txt", "[bold]x[/red]"])
def test_any_file_name_is_shown_as_it_is(monkeypatch, name):
    screen = io.StringIO()
    monkeypatch.setattr(
        progress, "Console", lambda stderr: Console(file=screen, force_terminal=True, width=120, stderr=stderr)
    )
    with progress.bar("Ingesting") as report:
        report(1, 2, name)
    assert name in screen.getvalue()
