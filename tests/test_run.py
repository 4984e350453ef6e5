"""The ways in which ``communique run`` ends; what it does until then is tested over the wire."""

import asyncio

import discord
import pytest

from bot import run
from bot.app import App, silent
from bot.errors import CommuniqueError, ConfigurationError
from bot.run import explain_end, point_elsewhere
from bot.settings import JudgeSettings


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (discord.LoginFailure("no"), ConfigurationError, "does not accept the token"),
        (discord.PrivilegedIntentsRequired(None), ConfigurationError, "message content intent"),
        (discord.GatewayNotFound(), CommuniqueError, "try again later"),
        (OSError("unreachable"), CommuniqueError, "unreachable"),
        (KeyError("bug"), KeyError, "bug"),
    ],
)
def test_each_way_of_being_turned_away_has_its_sentence(error, kind, words):
    with pytest.raises(kind, match=words):
        explain_end(error)


async def test_a_judge_is_asked_from_time_to_time(own_app, served, monkeypatch):
    monkeypatch.setattr(run, "ASK_EVERY_SECONDS", 0.01)
    judge = JudgeSettings(url=served.url, model="qwen")
    app = App(own_app.settings.model_copy(update={"judge": judge}), silent)
    asking = asyncio.create_task(run.ask_on(app))
    try:
        for _ in range(3000):
            if app._rereading is not None:
                break
            await asyncio.sleep(0.02)
        assert app._rereading is not None
    finally:
        asking.cancel()
        app.close()


def test_an_end_by_itself_is_no_error():
    explain_end(None)


def test_the_base_is_moved_for_tests_only(monkeypatch):
    before = discord.http.Route.BASE
    gateway = discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    point_elsewhere(None)
    assert before == discord.http.Route.BASE
    try:
        point_elsewhere("http://127.0.0.1:99")
        assert discord.http.Route("GET", "/gateway").url == "http://127.0.0.1:99/api/v10/gateway"
        assert str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:99/gw"
    finally:
        discord.http.Route.BASE = before
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
