"""Restarts, what is stored and for whom, settings, leaving a server."""

import pytest
import simcord

from bot.record.feedback import FeedbackStore
from discord import app_commands
from tests.discord.test_ask import ANSWERED
from tests.discord.world import Shown, allow_everyone, shown, synced_commands


def rows(database, table):
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]


def stored_words(database):
    """Everything the Discord tables hold, as one text."""
    tables = ("guild_settings", "answer", "feedback", "command_sync")
    return " ".join(str(value) for table in tables for row in rows(database, table) for value in row)


async def settings(world, **options):
    return shown(await world.manager.slash(world.channel, "settings", **options))


async def test_every_button_works_after_a_restart(world, make_bot, heard):
    page = await world.ask(ANSWERED)
    await world.restart(make_bot())
    assert "paragraph" in (await world.click(page, "More excerpts")).plain
    assert "characters" in (await world.click(page, "Show in context")).plain
    assert "Noted" in (await world.click(page, "Useful")).plain
    form = await world.alice.click(page.message, label="Ask more")
    await world.alice.submit_modal(form, {"question": "and France?"})
    assert heard[-1].arguments == ("and France?",)
    assert heard[-1].options["previous"] is None


async def test_where_questions_are_kept_a_follow_up_survives_a_restart(world, make_bot, heard):
    await settings(world, keep_questions=True)
    page = await world.ask(ANSWERED)
    await world.restart(make_bot())
    form = await world.alice.click(page.message, label="Ask more")
    await world.alice.submit_modal(form, {"question": "and France?"})
    assert heard[-1].options["previous"] == ANSWERED


async def test_an_answer_whose_article_changed_is_not_shown_as_it_was(world, database):
    page = await world.ask(ANSWERED)
    with database.write() as connection:
        connection.execute("UPDATE article SET raw = 'X' || raw")
    assert "article has changed" in (await world.click(page, "Show in context")).plain
    more = await world.click(page, "More excerpts")
    assert "\n> " not in more.plain


async def test_an_answer_not_kept_any_more_says_so(world, database):
    page = await world.ask(ANSWERED)
    with database.write() as connection:
        connection.execute("DELETE FROM answer")
    for label in ("More excerpts", "Show in context", "Useful"):
        assert "do not have that answer any more" in (await world.click(page, label)).plain


async def test_neither_the_question_nor_the_reader_is_stored(world, database):
    await world.ask(ANSWERED)
    await world.mentions(ANSWERED)
    assert len(rows(database, "answer")) == 2
    words = stored_words(database)
    assert "coalition of the willing?" not in words
    assert str(world.alice.id) not in words


async def test_commands_are_sent_only_when_they_changed(world, make_bot, database):
    def sent():
        return len([r for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")])

    assert sent() == 1
    await world.restart(make_bot())
    assert sent() == 1
    with database.write() as connection:
        connection.execute("UPDATE command_sync SET payload_hash = 'other'")
    await world.restart(make_bot())
    assert sent() == 2


@pytest.mark.parametrize(
    ("name", "contexts", "installs"),
    [
        ("ask", [0, 1, 2], [0, 1]),
        ("Check against the record", [0, 1, 2], [0, 1]),
        ("help", [0, 1, 2], [0, 1]),
        ("status", [0, 1, 2], [0, 1]),
        ("privacy", [0, 1, 2], [0, 1]),
        ("settings", [0], [0]),
    ],
)
async def test_where_each_command_may_be_used(world, name, contexts, installs):
    command = synced_commands(world.env)[name]
    assert sorted(command["contexts"]) == contexts
    assert sorted(command["integration_types"]) == installs


async def test_the_bot_asks_for_no_privileged_intent(world):
    intents = world.bot.intents
    assert not (intents.members or intents.presences or intents.message_content)


async def test_a_vote_is_stored_once_for_each_reader_and_can_be_changed(world, database):
    page = await world.ask(ANSWERED)
    for label, who in (("Wrong", world.alice), ("Wrong", world.bob), ("Useful", world.alice)):
        assert (await world.click(page, label, who=who)).ephemeral
    (verdict,) = FeedbackStore(database).marked("wrong")
    assert (verdict.useful, verdict.wrong) == (1, 1)


async def test_what_is_marked_wrong_goes_to_the_feedback_channel(world):
    desk = world.guild.create_text_channel("feedback")
    await settings(world, feedback_channel=desk)
    page = await world.ask(ANSWERED)
    await world.click(page, "Useful")
    assert desk.last_message is None
    await world.click(page, "Wrong")
    told = Shown.of_message(desk.last_message)
    assert "An answer was marked wrong" in told.plain
    assert "paragraph" in told.plain
    assert ANSWERED not in told.plain
    first = desk.last_message.id
    await world.click(page, "Wrong")
    assert desk.last_message.id == first
    await settings(world, keep_questions=True)
    await world.click(await world.ask(ANSWERED), "Wrong")
    assert ANSWERED in Shown.of_message(desk.last_message).plain


async def test_a_server_may_keep_no_feedback(world, database):
    page = await world.ask(ANSWERED)
    await world.click(page, "Wrong")
    await settings(world, keep_feedback=False)
    assert not rows(database, "feedback")
    assert "keeps no feedback" in (await world.click(page, "Wrong")).plain
    assert not rows(database, "feedback")


async def test_turning_the_keeping_of_questions_off_removes_them(world, database):
    await settings(world, keep_questions=True)
    await world.ask(ANSWERED)
    assert ANSWERED in stored_words(database)
    await settings(world, keep_questions=False)
    assert ANSWERED not in stored_words(database)
    assert str(world.alice.id) not in stored_words(database)


async def test_settings_show_what_is_set_and_survive_a_restart(world, make_bot):
    assert "**Keep questions** no" in (await settings(world)).plain
    await settings(world, keep_questions=True, feedback_channel=world.channel)
    await world.restart(make_bot())
    page = await settings(world)
    assert page.ephemeral
    assert "**Keep questions** yes" in page.plain
    assert f"**Feedback channel** <#{world.channel.id}>" in page.plain


async def test_settings_are_for_managers(world):
    assert "settings" not in world.alice.available_commands(world.channel)
    allow_everyone(world, "settings")
    page = shown(await world.alice.slash(world.channel, "settings", keep_questions=True))
    assert "Manage Server" in page.plain
    simcord.assert_error(world.env, app_commands.MissingPermissions)
    assert "**Keep questions** no" in (await settings(world)).plain


async def test_privacy_says_what_is_stored_and_where_it_differs(world):
    page = shown(await world.alice.slash(world.channel, "privacy"))
    assert page.ephemeral
    assert "not your question, and not who asked" in page.plain
    assert "When you set a briefing schedule** your user id" in page.plain
    assert "where everybody sees it, or in a direct message" in page.plain
    assert "the id of that message and of its place (90 days), so that I can correct it" in page.plain
    assert "a briefing about many names** the names (90 days), not who asked" in page.plain
    assert "when you add a feed** the same" in page.plain
    await settings(world, keep_questions=True)
    page = shown(await world.alice.slash(world.channel, "privacy"))
    assert "the words of your question and your user id" in page.plain


@pytest.mark.parametrize("way", ["command", "button"])
async def test_privacy_delete_removes_a_readers_rows_and_nobody_elses(world, database, heard, way):
    await settings(world, keep_questions=True)
    page = await world.ask(ANSWERED)
    await world.click(page, "Wrong")
    await world.click(page, "Wrong", who=world.bob)
    if way == "command":
        page = shown(await world.alice.slash(world.channel, "privacy", action="delete"))
    else:
        page = await world.click(shown(await world.alice.slash(world.channel, "privacy")), "Delete my data")
    assert "Removed: 2 stored entries" in page.plain
    assert page.ephemeral
    words = stored_words(database)
    assert str(world.alice.id) not in words
    assert ANSWERED not in words
    assert str(world.bob.id) in words
    await world.alice.send(world.channel, f"{world.mention} and France?")
    assert heard[-1].options["previous"] is None


async def test_leaving_a_server_removes_its_rows_and_no_others(world, database, simcord_env):
    other = simcord_env.create_guild("Other")
    channel = other.create_text_channel("x")
    carol = other.add_member(simcord_env.create_user("carol"))
    kept = shown(await carol.slash(channel, "ask", question=ANSWERED))
    await settings(world, keep_questions=True)
    await world.click(await world.ask(ANSWERED), "Wrong")
    assert str(world.guild.id) in stored_words(database)
    await leave(world)
    assert str(world.guild.id) not in stored_words(database)
    assert "Noted" in shown(await carol.click(kept.message, label="Useful")).plain


async def test_a_server_left_while_the_bot_was_away_is_forgotten_too(world, database, make_bot):
    await settings(world, keep_questions=True)
    with database.write() as connection:
        connection.execute("INSERT INTO guild_settings (guild, keep_questions) VALUES (4711, 1)")
    await world.restart(make_bot())
    assert [row[0] for row in rows(database, "guild_settings")] == [world.guild.id]


async def leave(world):
    await world.bot.get_guild(world.guild.id).leave()
    await world.env.settle()


async def test_help_lists_every_command(world):
    page = shown(await world.alice.slash(world.channel, "help"))
    for name, command in synced_commands(world.env).items():
        assert (f"`/{name}`" if command["type"] == 1 else name) in page.plain


async def test_status_tells_what_the_record_holds(world):
    page = shown(await world.alice.slash(world.channel, "status"))
    assert "**Articles** 5" in page.plain
    assert "**Version** 1.2.3" in page.plain
