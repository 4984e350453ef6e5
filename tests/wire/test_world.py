"""The simulated world around the bot: its clock, its ids, its mentions."""

import datetime as dt
import re

from bot.demo.page import DemoPage
from bot.demo.wire import WireServer
from bot.demo.world import World


def test_what_is_built_before_the_server_starts_has_the_same_ids_in_every_run():
    def ids():
        page = DemoPage(WireServer())
        return [page.guild.id, page.ask.id, page.briefings.id, page.you.id, page.guest.id]

    assert ids() == ids()


async def test_the_clock_runs_once_the_world_is_open():
    world = World()
    assert world.now() == world.now()
    before = dt.datetime.now(dt.UTC)
    first = world.backend.application_id
    world.open()
    assert world.now() >= before
    assert world.backend.application_id != first


def test_what_people_type_becomes_a_mention_and_what_bots_say_stays():
    world = World()
    world.name_bot("Scribe", re.compile("@scribe", re.IGNORECASE))
    channel = world.create_guild("Desk").create_text_channel("intel")
    human, machine = world.create_user("alice"), world.create_user("robot", bot=True)
    said = [world.backend.create_message(channel.id, who.id, "@Scribe hello").content for who in (human, machine)]
    assert said == [f"<@{world.backend.bot_user.id}> hello", "@Scribe hello"]


async def test_a_world_rests_only_when_the_message_announced_by_typing_has_come():
    async with WireServer() as server:
        channel = server.world.create_guild("Desk").create_text_channel("intel")
        server.world._last_traffic = 0.0
        assert server.world.resting
        server.world.note_typing(str(channel.id))
        assert not server.world.resting
        server.world.backend.create_message(channel.id, server.world.backend.bot_user.id, "here it is")
        assert server.world.resting
