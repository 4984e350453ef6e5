"""/ask, its buttons, and the message command."""

import pytest
import simcord

from bot.discord.views.page import Accent
from bot.errors import UsageError
from tests.discord import world as worlds

ANSWERED = "How many countries are in the coalition of the willing?"
UNANSWERED = "What is the best recipe for banana bread?"


async def test_an_answer_comes_with_excerpts_citations_coverage_and_buttons(world):
    page = await world.ask(ANSWERED)
    assert not page.ephemeral
    assert page.accent == Accent.ANSWER.value
    assert ANSWERED in page.plain
    assert 1 <= page.plain.count("\n> ") <= 3
    assert "· paragraph " in page.plain
    assert "machine-translated" in page.plain
    assert "Rests on " in page.plain
    assert page.buttons[-3:] == ("Ask more", "Useful", "Wrong")
    assert page.buttons.count("Show in context") == page.plain.count("\n> ")


async def test_it_thinks_first_and_answers_then(world):
    await world.ask(ANSWERED)
    callback, *_ = world.bodies("POST", "/callback")
    assert callback["type"] == 5


async def test_a_refusal_looks_different(world):
    page = await world.ask(UNANSWERED)
    assert page.accent == Accent.REFUSAL.value
    assert "**Not in the record.**" in page.plain
    assert "Rests on" not in page.plain


async def test_a_private_answer_is_for_one_reader(world):
    page = await world.ask(ANSWERED, private=True)
    assert page.ephemeral
    assert all(message.id != page.message.id for message in world.channel.history(viewer=world.bob))


@pytest.mark.parametrize("question", [" ", "?" * 2000])
async def test_what_is_no_question_gets_one_sentence(world, question):
    page = await world.ask(question)
    assert page.accent == Accent.PROBLEM.value
    assert page.plain
    assert not page.buttons


async def test_the_actor_reaches_the_answering_room_by_id(world, heard):
    await world.ask("what about troops?", actor="Kremlin")
    assert heard[-1].options["actor"] == "russia"


async def test_an_unknown_actor_gets_one_sentence(world, heard):
    result = await world.alice.slash(world.channel, "ask", question=ANSWERED, actor="Gondor")
    page = worlds.shown(result)
    assert "I know no actor called “Gondor”" in page.plain
    assert page.ephemeral
    assert not heard
    simcord.assert_error(world.env, UsageError)


@pytest.mark.parametrize("typed", ["zelen", "Kremlin", ""])
async def test_actors_are_offered_while_typing(world, typed):
    choices = await world.alice.autocomplete(world.channel, "ask", "actor", typed)
    assert 1 <= len(choices) <= 25
    expected = {"zelen": "volodymyr-zelensky", "Kremlin": "russia"}.get(typed)
    assert expected is None or expected in [choice["value"] for choice in choices]


async def test_more_excerpts_go_on_where_the_answer_ended(world):
    page = await world.ask(ANSWERED)
    more = await world.click(page, "More excerpts", who=world.bob)
    assert more.ephemeral
    assert f"[{page.plain.count('· paragraph ') + 1}]" in more.plain
    quoted = {line for line in page.plain.splitlines() if line.startswith("> ")}
    assert not quoted & {line for line in more.plain.splitlines() if line.startswith("> ")}


async def test_show_in_context_is_for_the_one_who_clicked(world, database):
    page = await world.ask(ANSWERED)
    context = await world.click(page, "Show in context", who=world.bob, nth=1)
    assert context.ephemeral
    assert "characters " in context.plain
    excerpt = [line for line in page.plain.splitlines() if line.startswith("> ")][1]
    assert excerpt.replace("**", "").removeprefix("> ") in context.plain.replace("**", "")


async def test_ask_more_keeps_the_thread(world, heard):
    page = await world.ask(ANSWERED)
    shown = await world.bob.click(page.message, label="Ask more")
    answer = worlds.shown(await world.bob.submit_modal(shown, {"question": "and France?"}))
    assert heard[-1].arguments == ("and France?",)
    assert heard[-1].options["previous"] == ANSWERED
    assert "and France?" in answer.plain
    assert not answer.ephemeral


async def test_ask_more_on_a_private_answer_stays_private(world):
    page = await world.ask(ANSWERED, private=True)
    shown = await world.alice.click(page.message, label="Ask more")
    assert worlds.shown(await world.alice.submit_modal(shown, {"question": "and France?"})).ephemeral


async def test_check_against_the_record(world, heard):
    message = await world.bob.send(world.channel, "The coalition of the willing has 31 countries")
    page = worlds.shown(await world.alice.context_menu(world.channel, "Check against the record", message))
    assert page.ephemeral
    assert heard[-1].method == "check"
    assert heard[-1].arguments == ("The coalition of the willing has 31 countries",)


async def test_a_message_without_words_cannot_be_checked(world, heard):
    page = await world.ask(ANSWERED)
    result = await world.alice.context_menu(world.channel, "Check against the record", page.message)
    assert "no words" in worlds.shown(result).plain
    assert heard[-1].method == "ask"


async def test_direct_messages_and_user_installs_get_answers_too(world, simcord_env):
    page = worlds.shown(await simcord_env.create_user("carol").slash("ask", question=ANSWERED))
    assert "Rests on" in page.plain


async def test_asking_too_often_is_refused_to_the_asker_alone_until_a_minute_is_over(world, heard):
    for _ in range(6):
        await world.ask(ANSWERED)
    refused = await world.ask(ANSWERED)
    assert refused.ephemeral
    assert "you can ask again in 60 s" in refused.plain
    assert len(heard) == 6
    assert "Rests on" in (await world.ask(ANSWERED, who=world.bob)).plain
    await world.env.advance_time(61)
    assert "Rests on" in (await world.ask(ANSWERED)).plain
