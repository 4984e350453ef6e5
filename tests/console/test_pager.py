"""Long output goes through the pager, where there is a terminal and somebody wants one."""

import io
import sys

import click
import pytest
from click.testing import CliRunner

from bot.console.pager import paged, pager_wanted
from bot.errors import UsageError
from tests.console.terminal import on_terminal

LINES = 10
PROGRAM = """
import sys
import click
from rich.console import Console
from bot.console.pager import paged

@click.group()
@click.option("--no-pager", is_flag=True)
def tool(no_pager): pass

@tool.command()
@click.argument("lines", type=int)
@click.option("--json", "as_json", is_flag=True)
@click.option("--end", type=int, default=0)
@paged
def say(lines, as_json, end):
    for number in range(lines - 1):
        click.echo(f"line {number}")
    Console(file=sys.stdout).print("the last", style="bold")
    if end == 9:
        raise click.UsageError("it went wrong")
    sys.exit(end)

tool()
"""
PAGER = f"""{sys.executable} -c "import sys; print('<' + ascii(sys.stdin.read()) + '>')" """


def run(*arguments, pager=PAGER, **more):
    return on_terminal(
        *arguments, data="nowhere", program=("-c", PROGRAM), LINES=str(LINES), PAGER=pager, LESS="-R", **more
    )


@pytest.mark.parametrize("end", [0, 1])
def test_what_is_longer_than_the_window_goes_through_the_pager_and_its_status_stays(end):
    written, status = run("say", str(LINES), "--end", str(end))
    assert status == end
    assert written.startswith("<'line 0\\nline 1\\n") and written.rstrip().endswith("the last\\n'>")


@pytest.mark.parametrize(
    ("arguments", "pager"),
    [
        (["say", str(LINES - 1)], PAGER),
        (["say", "30", "--json"], PAGER),
        (["--no-pager", "say", "30"], PAGER),
        (["say", "30"], "cat"),
        (["say", "30"], ""),
        (["say", "30"], "no-such-program-anywhere"),
    ],
)
def test_else_it_is_printed(arguments, pager):
    written, status = run(*arguments, pager=pager)
    assert status == 0
    assert written.startswith("line 0\r\nline 1\r\n") and "the last" in written


def test_of_a_failure_what_there_was_is_printed_and_no_pager_waits():
    written, status = run("say", "30", "--end", "9")
    assert status == 2
    assert written.startswith("line 0\r\n") and written.rstrip().endswith("Error: it went wrong")


def test_colours_stay_on_the_terminal_and_go_to_no_pager_that_may_not_know_them():
    assert "\x1b[1mthe last" in run("say", "9")[0]
    assert "\x1b" not in run("say", "30")[0]


def test_a_pager_that_is_no_command_is_told(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert pager_wanted(Terminal(), {}) and pager_wanted(Terminal(), {"PAGER": "less -S"})
    assert not pager_wanted(io.StringIO(), {})
    with pytest.raises(UsageError, match="PAGER"):
        pager_wanted(Terminal(), {"PAGER": "less 'x"})


def test_into_a_pipe_nothing_is_paged():
    @click.command()
    @paged
    def say():
        click.echo("line\n" * 100)

    assert CliRunner().invoke(say, [], env={"PAGER": "false"}).output == "line\n" * 100 + "\n"
