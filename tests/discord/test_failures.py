"""What breaks is told in one sentence with an incident id that stands in the log as well; the bot goes on."""

import re
import sqlite3

import pytest
import simcord
from structlog.testing import capture_logs

import discord
from bot.discord.views.layout import INVALID_FORM_BODY
from tests.discord.test_ask import ANSWERED
from tests.discord.world import Shown, shown

SENTENCE = re.compile(r"Something broke on my side\. It is logged as incident `([0-9a-f]{8})`\.")


def broken(database):
    with database.write() as connection:
        connection.execute("ALTER TABLE answer RENAME TO elsewhere")


def mended(database):
    with database.write() as connection:
        connection.execute("ALTER TABLE elsewhere RENAME TO answer")


def incident(page, logs):
    found = SENTENCE.search(page.plain)
    assert found, page.plain
    (entry,) = [log for log in logs if log["event"] == "failed"]
    assert entry["incident"] == found[1]
    assert "question" not in entry
    return entry


async def test_a_failing_command_gives_an_incident_and_the_next_one_works(world, database):
    broken(database)
    with capture_logs() as logs:
        page = await world.ask(ANSWERED)
    assert incident(page, logs)["where"] == "ask"
    simcord.assert_error(world.env, sqlite3.OperationalError)
    mended(database)
    assert "Rests on" in (await world.ask(ANSWERED)).plain


async def test_a_record_that_cannot_be_written_answers_without_buttons(world, database, make_bot):
    with database.write() as connection:
        connection.execute("DELETE FROM command_sync")
    database._engine.read_only = True  # as where the disk is full at the start
    await world.restart(make_bot())
    with capture_logs() as logs:
        page = await world.ask(ANSWERED)
    assert "Rests on" in page.plain and page.buttons == ()
    assert "an answer goes out without buttons" in [log["event"] for log in logs]


@pytest.mark.parametrize("label", ["More excerpts", "Show in context", "Useful"])
async def test_a_failing_button_gives_an_incident(world, database, label):
    page = await world.ask(ANSWERED)
    broken(database)
    with capture_logs() as logs:
        incident(await world.click(page, label), logs)
    mended(database)


async def test_a_failing_mention_gives_an_incident(world, database):
    broken(database)
    with capture_logs() as logs:
        assert incident(await world.mentions(ANSWERED), logs)["where"] == "message"
    mended(database)


async def test_a_failing_form_gives_an_incident(world, database):
    page = await world.ask(ANSWERED)
    form = await world.alice.click(page.message, label="Ask more")
    broken(database)
    with capture_logs() as logs:
        incident(shown(await world.alice.submit_modal(form, {"question": "and France?"})), logs)
    mended(database)


async def test_where_discord_refuses_components_the_answer_is_plain_text(world, simcord_env):
    simcord_env.inject_error("POST", "/channels/*/messages", status=400, code=INVALID_FORM_BODY)
    await world.alice.send(world.channel, f"{world.mention} {ANSWERED}")
    page = Shown.of_message(world.last)
    assert world.last.content
    assert not world.last.flags.components_v2
    assert "Rests on" in page.plain


async def test_an_interaction_that_cannot_be_answered_any_more_is_logged_only(world, simcord_env):
    simcord_env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=404, code=10015, times=2)
    with capture_logs() as logs:
        await world.alice.slash(world.channel, "ask", question=ANSWERED)
    assert [log["event"] for log in logs if log["log_level"] in ("warning", "error")][-1] == "not told"
    simcord.assert_error(world.env, discord.NotFound)


async def test_refused_commands_do_not_stop_the_bot(world, simcord_env, make_bot, database):
    with database.write() as connection:
        connection.execute("DELETE FROM command_sync")
    simcord_env.inject_error("PUT", "/applications/*/commands", status=500)
    with capture_logs() as logs:
        await world.restart(make_bot())
    assert "commands not sent" in [log["event"] for log in logs]
    assert "Rests on" in (await world.ask(ANSWERED)).plain


async def test_questions_are_not_in_the_log(world, capsys, caplog):
    with capture_logs() as logs:
        await world.ask(ANSWERED)
        await world.mentions(ANSWERED)
    everything = f"{logs} {caplog.text} {capsys.readouterr()}"
    assert "coalition of the willing?" not in everything
