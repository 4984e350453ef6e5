"""What a server has added is seen there and nowhere else."""

from dataclasses import replace

import pytest

from bot.discord.client import CommuniqueBot
from bot.run import services_of
from bot.settings import DiscordSettings
from bot.sources.incoming import Incoming
from tests.discord.world import shown

OURS = (
    "Zelensky welcomes the soldiers of Freedonia\n\n“We support the deployment of foreign troops from Freedonia to "
    "Ukraine,” President Volodymyr Zelensky said. “We want forty peacekeepers to be sent.”\n"
)
QUESTION = "How many peacekeepers from Freedonia does Zelensky want?"


@pytest.fixture
def services(own_app):
    # SimCord waits for a tick that is under way: none comes while these tests last, and the feeds have no clockwork.
    briefing = own_app.settings.briefing.model_copy(update={"tick_seconds": 1800.0})
    own_app.settings = own_app.settings.model_copy(update={"briefing": briefing})
    return replace(services_of(own_app), curation=None)


@pytest.fixture
def make_bot(services):
    return lambda: CommuniqueBot(services, DiscordSettings(questions_per_minute=100))


@pytest.fixture
def world(world, own_app):
    """The server with an article of its own."""
    incoming = Incoming("ours.txt", "ours", "upload:ours", OURS, {"outlet": "Freedonia Gazette"})
    assert own_app.builder.ingestor.take(incoming, world.guild.id).status == "added"
    own_app.refresh()
    return world


async def test_a_question_is_answered_from_what_the_server_added_and_shown_in_context(world):
    page = await world.ask(QUESTION)
    assert "forty peacekeepers" in page.plain and "Freedonia Gazette" in page.plain
    context = await world.click(page, "Show in context")
    assert "Freedonia" in context.plain


async def test_a_direct_message_is_answered_from_the_shared_record(world):
    page = shown(await world.env.create_user("dora").slash("ask", question=QUESTION))
    assert "Gazette" not in page.plain and "Not in the record" in page.plain


async def test_listings_and_briefings_of_the_server_hold_it(world):
    asked = {"name": "ukraine", "issue": "foreign-troops"}
    here = shown(await world.alice.slash(world.channel, "actor", **asked))
    elsewhere = shown(await world.env.create_user("dora").slash("actor", **asked))
    assert "2 positions" in here.plain and "no such position" in elsewhere.plain
    briefing = shown(await world.alice.slash(world.channel, "briefing now", issues="Foreign troops", private=True))
    new = await world.click(briefing, "All new")
    more = await world.click(new, "Next page")
    assert "Freedonia" in new.plain + more.plain


async def test_another_server_sees_none_of_it(world):
    other = world.env.create_guild("Elsewhere")
    channel = other.create_text_channel("record")
    carol = other.add_member(world.env.create_user("carol"))
    answer = shown(await carol.slash(channel, "ask", question=QUESTION))
    listing = shown(await carol.slash(channel, "issue", name="foreign-troops"))
    assert "Gazette" not in answer.plain and "Gazette" not in listing.plain
