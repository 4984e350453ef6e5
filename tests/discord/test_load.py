"""Many at once, too many, too slow; and nothing heavy on the loop's thread."""

import asyncio
import threading
import time

import pytest
import simcord

from bot.discord.limits import Busy, Closing, Cooldown, TooSlow, Workshop
from tests.discord.test_ask import ANSWERED
from tests.discord.world import at_once, encoder_threads


async def test_fifty_questions_at_once_are_all_answered(world, simcord_env, heard):
    readers = [world.guild.add_member(simcord_env.create_user(f"reader{n}")) for n in range(50)]
    pages = await at_once(world, readers, [f"{ANSWERED} ({n})" for n in range(50)])
    assert all("Rests on" in page.plain for page in pages)
    assert [f"({n})" in page.plain for n, page in enumerate(pages)] == [True] * 50
    assert len({call.arguments for call in heard}) == 50


async def test_no_answering_on_the_loops_thread(world, app, heard, monkeypatch):
    threads = encoder_threads(app.encoder, monkeypatch)
    page = await world.ask(ANSWERED)
    await world.mentions("What does Russia say about foreign troops?")
    await world.click(page, "Show in context")
    await world.alice.slash(world.channel, "status")
    assert len(heard) == 4
    loop = threading.get_ident()
    assert loop not in {call.thread for call in heard}
    assert threads
    assert loop not in threads


@pytest.mark.parametrize("discord_settings", [{"max_waiting": 1}], indirect=True)
async def test_past_the_queue_a_question_is_refused_politely(world, services, heard):
    hold = threading.Event()
    jobs = [asyncio.ensure_future(world.bot.workshop.run(hold.wait, 5)) for _ in range(16)]
    await asyncio.sleep(0)
    try:
        while not world.bot.workshop.full:
            jobs.append(asyncio.ensure_future(world.bot.workshop.run(hold.wait, 5)))
            await asyncio.sleep(0)
        page = await world.ask(ANSWERED)
        assert "Too many questions are waiting" in page.plain
        assert page.ephemeral
        assert "Too many questions are waiting" in (await world.mentions(ANSWERED)).plain
        assert not heard
    finally:
        hold.set()
        await asyncio.gather(*jobs, return_exceptions=True)
    simcord.assert_error(world.env, Busy)
    assert "Rests on" in (await world.ask(ANSWERED)).plain


async def test_what_takes_too_long_ends_in_an_apology():
    workshop = Workshop(max_waiting=1, timeout=0.05, threads=1)
    with pytest.raises(TooSlow):
        await workshop.run(time.sleep, 0.2)
    workshop.close()


async def test_the_queue_is_bounded_and_empties():
    workshop = Workshop(max_waiting=1, timeout=5, threads=1)
    hold = threading.Event()
    jobs = [asyncio.create_task(workshop.run(hold.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    assert workshop.full
    with pytest.raises(Busy):
        await workshop.run(hold.wait)
    hold.set()
    await asyncio.gather(*jobs)
    assert not workshop.full
    assert await workshop.run(lambda: "done") == "done"
    workshop.close()


def test_a_cooldown_counts_each_reader_in_a_sliding_minute():
    cooldown = Cooldown(2)
    assert [cooldown.take(1, at) for at in (0.0, 30.0)] == [0.0, 0.0]
    assert cooldown.take(1, 50.0) == 10.0
    assert cooldown.take(2, 50.0) == 0.0
    assert cooldown.take(1, 60.0) == 0.0
    assert cooldown.take(1, 61.0) == 29.0
    cooldown.forget(1)
    assert cooldown.take(1, 61.0) == 0.0


async def test_a_closed_workshop_ends_what_has_begun_and_says_so_of_the_rest():
    workshop, hold = Workshop(max_waiting=5, timeout=10, threads=1), threading.Event()
    jobs = [asyncio.create_task(workshop.run(hold.wait)) for _ in range(3)]
    given_up = asyncio.create_task(workshop.run(hold.wait))
    await asyncio.sleep(0.05)
    given_up.cancel()
    workshop.close()
    for job in jobs[1:]:
        with pytest.raises(Closing):
            await job
    with pytest.raises(asyncio.CancelledError):
        await given_up
    with pytest.raises(Closing):
        await workshop.run(hold.wait)
    hold.set()
    assert await jobs[0]
