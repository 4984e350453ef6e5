"""Whatever shows the record's words gets one correction when they do not hold any more, wherever it can be edited."""

import asyncio
import datetime as dt

import pytest

from bot.app import App, silent
from bot.briefings.outbox import Pace
from bot.curation.corrector import CORRECTIONS_A_SECOND
from bot.discord.briefing.desk import POSTS_A_SECOND
from bot.discord.briefing.desk import desk_of as briefings_of
from bot.discord.client import CommuniqueBot
from bot.discord.sources.desk import desk_of
from bot.record.articles import content_hash, withdraw
from bot.record.citations import DIRECT, read_quotation
from bot.record.guilds import GuildStore
from bot.record.withdrawals import stands
from bot.run import services_of
from bot.settings import DiscordSettings, load_settings
from tests.conftest import copy_record
from tests.discord.test_ask import ANSWERED
from tests.discord.world import Shown, shown

SURFACES = [
    ("actor", {"name": "russia"}),
    ("issue", {"name": "foreign-troops"}),
    ("compare", {"a": "russia", "b": "ukraine"}),
    ("matrix", {}),
    ("timeline", {"name": "russia"}),
    ("briefing now", {}),
    ("ask", {"question": ANSWERED}),
]
often = pytest.mark.parametrize("discord_settings", [{"questions_per_minute": 1000}], indirect=True)


@pytest.fixture
def own(seed_record, served, tmp_path):
    """An application over its own record, whose judge of stance was not heard yet."""
    copy_record(seed_record, tmp_path / "data")
    judge = {"URL": served.url, "MODEL": "some", "RETRIES": "0", "REQUEST_SECONDS": "60", "ARTICLE_SECONDS": "300"}
    environment = {
        "COMMUNIQUE_RECORD__DATA": str(tmp_path / "data"),
        "COMMUNIQUE_FEEDS__TICK_SECONDS": "3600",
        "COMMUNIQUE_BRIEFING__TICK_SECONDS": "1800",
        **{f"COMMUNIQUE_JUDGE__{name}": value for name, value in judge.items()},
    }
    app = App(load_settings(environment=environment), silent)
    app.prepare()
    return app


@pytest.fixture
def database(own):
    return own.database


@pytest.fixture
def services(own):
    return services_of(own)


@pytest.fixture
def desk(world):
    found = desk_of(world.bot)
    found.corrector.pace = Pace(1e9)
    return found


async def test_processes_share_what_discord_allows_the_bot_by_their_shards(own):
    """Discord counts a bot's requests over all its processes; one alone has all of the pace."""

    def paces(**settings):
        bot = CommuniqueBot(services_of(own), DiscordSettings(**settings))
        return briefings_of(bot).outbox.pace.per_second, desk_of(bot).corrector.pace.per_second

    alone = paces()
    assert alone == (POSTS_A_SECOND, CORRECTIONS_A_SECOND)
    assert sum(alone) <= 50
    several = [paces(shard_ids=ids, shard_count=8) for ids in ((0,), (1, 2, 3), (4, 5, 6, 7))]
    assert several[1] == (POSTS_A_SECOND * 3 / 8, CORRECTIONS_A_SECOND * 3 / 8)
    assert tuple(map(sum, zip(*several, strict=True))) == alone


def cited(database, message):
    """What a message is noted to show."""
    with database.connect() as connection:
        rows = connection.execute(
            "SELECT quotation.* FROM quotation JOIN citation ON citation.quotation = quotation.id "
            "JOIN citing ON citing.id = citation.citing WHERE citing.message = ?",
            (message,),
        )
        return [read_quotation(row) for row in rows]


def noted(database):
    with database.connect() as connection:
        return [row["message"] for row in connection.execute("SELECT message FROM citing ORDER BY id")]


def on(channel, message):
    return Shown.of_message(next(one for one in channel.history() if one.id == message))


async def corrected(own, desk):
    """Two rounds, of which the second finds nothing to do; what was corrected."""
    await desk.correct()
    once = own.curation.corrections.all()
    await desk.correct()
    assert own.curation.corrections.all() == once
    assert {correction.state for correction in once} <= {"sent"}
    return once


@often
async def test_every_surface_is_corrected_once_in_servers_and_direct_messages(world, own, desk):
    carol = world.env.create_user("carol")
    places = {}
    for name, options in SURFACES:
        page = shown(await world.alice.slash(world.channel, name, **options))
        places[page.message.id] = world.channel
        if name != "briefing now":
            page = shown(await carol.slash(name, **options))
            places[page.message.id] = carol.dm_channel
    await world.mentions(ANSWERED)
    places[world.last.id] = world.channel
    await carol.send_dm(ANSWERED)
    places[carol.dm_channel.last_message.id] = carol.dm_channel
    assert noted(own.database) == list(places)
    shown_of = {message: {one.article for one in cited(own.database, message)} for message in places}
    assert all(shown_of.values())
    articles = own.articles.seen_by(None)
    own.articles.remove(article.id for article in articles)
    done = await corrected(own, desk)
    assert [correction.message for correction in done] == list(places)
    titles = {article.id: article.title or "title unknown" for article in articles}
    for message, place in places.items():
        words = on(place, message).plain
        assert words.count("was taken out of the record on") == len(shown_of[message])
        assert all(titles[article][:100] in words for article in shown_of[message])
        assert words.count("ref c") == 1


@often
async def test_what_one_reader_sees_is_not_noted_and_what_a_reader_has_deleted_is_gone(world, own, desk):
    await world.ask(ANSWERED, private=True)
    page = shown(await world.alice.slash(world.channel, "briefing now", private=True))
    await world.click(page, "All new")
    matrix = shown(await world.alice.slash(world.channel, "matrix"))
    await world.click(matrix, "In words")
    answer = await world.ask(ANSWERED)
    await world.click(answer, "More excerpts")
    await world.click(answer, "Show in context")
    assert noted(own.database) == [matrix.message.id, answer.message.id]
    await world.manager.slash(world.channel, "settings", feedback_channel=world.channel)
    await world.click(answer, "Wrong")
    assert noted(own.database)[2:] == [world.last.id]
    # A direct message's place is known by who it is with: it goes with what is kept of that one.
    carol, dora = (world.env.create_user(name) for name in ("carol", "dora"))
    await carol.slash("ask", question=ANSWERED)
    direct = shown(await dora.slash("ask", question=ANSWERED))
    assert DIRECT not in GuildStore(own.database).known() == {world.guild.id}
    assert "Removed: 1 stored entry" in shown(await carol.slash("privacy", action="delete")).plain
    assert noted(own.database)[3:] == [direct.message.id]


@often
async def test_a_page_that_was_turned_is_corrected_by_what_it_shows_now(world, own, desk):
    page = shown(await world.alice.slash(world.channel, "actor", name="russia"))
    first = cited(own.database, page.message.id)
    page = await world.click(page, "Next")
    second = cited(own.database, page.message.id)
    assert noted(own.database) == [page.message.id]
    assert first and second and not {one.words for one in first} & {one.words for one in second}
    assert all(" ".join(one.words.split())[:60] in " ".join(page.plain.split()) for one in second)

    def without(quotation):
        article = own.articles.get(quotation.article)
        raw = article.raw.replace(quotation.words, "")
        with own.database.write() as connection:
            withdraw(connection, article, "replaced")
            connection.execute(
                "UPDATE article SET raw = ?, content_hash = ? WHERE id = ?", (raw, content_hash(raw), article.id)
            )

    raws = {article.id: article.raw for article in own.articles.all()}
    gone = next(
        one for one in first if all(stands(two.words, raws[two.article].replace(one.words, "")) for two in second)
    )
    without(gone)
    assert await corrected(own, desk) == []
    without(second[0])
    (done,) = await corrected(own, desk)
    assert [note.what for note in done.notes] == ["replaced"]
    assert on(world.channel, page.message.id).plain.count("was replaced by its source") == 1
    # The corrected page turns as before, and is made anew.
    own.refresh()
    again = await world.click(on(world.channel, page.message.id), "Previous")
    assert "Corrected" not in again.plain and noted(own.database) == [page.message.id]


@often
async def test_an_edition_whose_arrow_the_judge_takes_away_is_corrected_once(world, own, desk, served):
    briefings = briefings_of(world.bot)
    # The record was read just now, whatever the hour: the edition is of the day after.
    start = dt.datetime.now(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
    briefings.clock = lambda: start
    options = {"channel": world.channel, "days": "daily", "time": "13:00", "zone": "UTC"}
    draft = shown(await world.manager.slash(world.channel, "briefing schedule", **options))
    await world.click(draft, "Save", who=world.manager)
    start += dt.timedelta(hours=2)
    await briefings.tick()
    await briefings.outbox.idle()
    edition = world.last
    arrows = [one for one in cited(own.database, edition.id) if one.stance]
    opposed = len({one.issue for one in own.ledger.against()})
    assert arrows and opposed and f"Opposed on {opposed} issue" in Shown.of_message(edition).plain
    assert await corrected(own, desk) == []
    # This judge sees no stance anywhere; it is asked beside the bot.
    assert await asyncio.to_thread(own.builder.ask) == 5
    (done,) = await corrected(own, desk)
    assert done.message == edition.id
    changes = [change for note in done.notes for change in note.changes]
    assert {(c.before, c.now, c.words) for c in changes} == {(one.stance, "unclear", one.words) for one in arrows}
    words = on(world.channel, edition.id).plain
    assert words.count("was read again on") == len(done.notes) == len({one.article for one in arrows})
    assert words.count(" is unclear, not ") == len(changes)


@often
async def test_a_briefing_about_many_names_has_its_buttons(world, own, desk):
    names = list(briefings_of(world.bot).view(None).actor_names.values())[:30]
    asked = {"actors": ", ".join(names), "days": 3650}
    page = shown(await world.alice.slash(world.channel, "briefing now", **asked))
    assert page.buttons[0].startswith("All new") and all("@" in name for name in page.custom_ids)
    new = await world.click(page, "All new")
    assert "### New" in new.plain and new.ephemeral
    assert "Considered" in (await world.click(page, "Left out")).plain
    following = await world.click(new, "Next page (2)")
    assert following.plain != new.plain
    with own.database.write() as connection:
        assert connection.execute("DELETE FROM asked_scope").rowcount == 1
    assert "run it again" in (await world.click(page, "All new")).plain
