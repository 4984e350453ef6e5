"""Mentions, replies, direct messages and the ask channel."""

import pytest

from tests.discord.test_ask import ANSWERED
from tests.discord.world import Shown

INTENT = pytest.mark.parametrize("discord_settings", [{"message_content_intent": True}], indirect=True)


def answers(world):
    return [m for m in world.channel.history() if m.author.id == world.env.bot.user.id]


async def test_a_mention_is_answered_by_a_reply_that_pings_nobody(world):
    page = await world.mentions(ANSWERED)
    assert "Rests on" in page.plain
    assert ANSWERED not in page.plain
    body = world.bodies("POST", "/messages")[-1]
    assert body["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert body["message_reference"]["fail_if_not_exists"] is False


async def test_a_reply_to_a_mention_answer_keeps_the_thread(world, heard):
    await world.mentions(ANSWERED)
    await world.alice.send(world.channel, "and France?", reply_to=world.last)
    assert heard[-1].arguments == ("and France?",)
    assert heard[-1].options["previous"] == ANSWERED
    await world.alice.send(world.channel, "and Italy?", reply_to=world.last)
    assert heard[-1].options["previous"] == f"{ANSWERED}\nand France?"


async def test_the_thread_is_found_again_after_a_restart(world, heard, make_bot):
    await world.mentions(ANSWERED)
    await world.alice.send(world.channel, "and France?", reply_to=world.last)
    await world.restart(make_bot())
    await world.alice.send(world.channel, "and Italy?", reply_to=world.last)
    assert heard[-1].options["previous"] == f"{ANSWERED}\nand France?"


async def test_a_reply_to_a_slash_answer_is_told_that_it_cannot_be_read(world, heard):
    page = await world.ask(ANSWERED)
    await world.alice.send(world.channel, "and France?", reply_to=page.message)
    assert "Ask more" in Shown.of_message(world.last).plain
    assert len(answers(world)) == 2
    assert len(heard) == 1


async def test_a_reply_to_a_slash_answer_with_a_mention_is_a_follow_up(world, heard):
    page = await world.ask(ANSWERED)
    await world.mentions("and France?", reply_to=page.message)
    assert heard[-1].options["previous"] == ANSWERED


async def test_a_mention_without_a_question_gets_a_hint(world, heard):
    page = await world.mentions("")
    assert "/help" in page.plain
    assert not heard


@pytest.mark.parametrize("words", ["hello", "@everyone what now?", "what about the coalition?"])
async def test_everything_else_is_left_alone(world, heard, words):
    await world.alice.send(world.channel, words)
    await world.alice.send(world.channel, words, reply_to=world.last)
    assert not answers(world)
    assert not heard


async def test_another_bot_is_left_alone(world, simcord_env, heard):
    other = world.guild.add_member(simcord_env.create_user("other", bot=True))
    await other.send(world.channel, f"{world.mention} {ANSWERED}")
    assert not heard


async def test_a_direct_message_is_a_question(world, simcord_env, heard):
    carol = simcord_env.create_user("carol")
    await carol.send_dm(ANSWERED)
    assert heard[-1].arguments == (ANSWERED,)
    assert "Rests on" in Shown.of_message(carol.dm_channel.last_message).plain


async def test_tokens_of_discord_are_no_part_of_the_question(world, heard):
    await world.mentions(
        f"{world.bob.mention} what about <#123456789012345678> the coalition <:x:123456789012345678>?"
    )
    assert heard[-1].arguments == ("what about the coalition ?",)


async def test_mentions_too_often_are_refused_politely(world, heard):
    for _ in range(7):
        page = await world.mentions(ANSWERED)
    assert "you can ask again in" in page.plain
    assert len(heard) == 6


async def test_where_the_bot_may_not_write_it_stays_silent(world, simcord_env):
    simcord_env.inject_error("POST", "/channels/*/messages", status=403)
    await world.alice.send(world.channel, f"{world.mention} {ANSWERED}")
    assert not answers(world)


@INTENT
async def test_every_message_in_the_ask_channel_is_a_question(world, heard):
    await world.alice.send(world.channel, ANSWERED)
    assert not heard
    await world.manager.slash(world.channel, "settings", ask_channel=world.channel)
    await world.alice.send(world.channel, ANSWERED)
    assert heard[-1].arguments == (ANSWERED,)
    assert "Rests on" in Shown.of_message(world.last).plain
    await world.manager.slash(world.channel, "settings", switch_off="ask channel")
    await world.alice.send(world.channel, ANSWERED)
    assert len(heard) == 1


async def test_without_the_intent_there_is_no_ask_channel_and_the_settings_say_so(world, heard):
    page = await world.manager.slash(world.channel, "settings", ask_channel=world.channel)
    assert "message content intent" in Shown.of(page.response).plain
    await world.alice.send(world.channel, ANSWERED)
    assert not heard
