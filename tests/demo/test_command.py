"""``communique demo``: what it needs, what it refuses, how it ends."""

import asyncio
import re
import socket
import sys

import pytest

from bot.demo import command
from bot.errors import UsageError
from bot.record.database import Database
from bot.record.guilds import GuildSettings, GuildStore


def test_without_the_extra_one_sentence_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(command, "EXTRA", ("sys", "no_such_module"))
    with pytest.raises(UsageError, match=re.escape("pip install -c constraints.txt -e .[demo]")):
        command.serve_demo()


def test_the_record_of_real_servers_is_left_alone(tmp_path):
    database = Database(tmp_path / "record.sqlite3")
    command.check_record(database, own=1)
    GuildStore(database).save(GuildSettings(guild=1))
    command.check_record(database, own=1)
    GuildStore(database).save(GuildSettings(guild=2))
    with pytest.raises(UsageError, match="COMMUNIQUE_RECORD__DATA"):
        command.check_record(database, own=1)


def test_a_taken_port_is_not_the_usual_one(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(command, "DEFAULT_PORT", taken.getsockname()[1])
        assert command.usual_port() == 0
    assert command.usual_port() == command.DEFAULT_PORT


@pytest.mark.parametrize(
    ("variables", "opens"), [({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True), ({}, False)]
)
def test_a_browser_is_opened_only_where_there_is_a_display(monkeypatch, variables, opens):
    monkeypatch.setattr(sys, "platform", "linux")
    assert command.has_display(variables) is opens


@pytest.mark.slow
@pytest.mark.parametrize("subcommand", [["demo", "--no-browser", "--port", "0"], ["run"]], ids=["demo", "run"])
async def test_prints_its_address_on_one_line_and_ends_cleanly_on_sigterm(environment, subcommand):
    without_token = {name: value for name, value in environment.items() if name != "DISCORD_TOKEN"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *subcommand), env=without_token, stdout=asyncio.subprocess.PIPE
    )
    line = await asyncio.wait_for(process.stdout.readline(), 300)
    process.terminate()
    rest = await asyncio.wait_for(process.stdout.read(), 60)
    assert re.fullmatch(r"Communiqué demo: http://127\.0\.0\.1:\d+/#\S+\n", line.decode())
    assert rest == b""
    assert await process.wait() == 0
