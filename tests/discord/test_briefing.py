"""Scheduled briefings as people see them, on a virtual clock that crosses a clock change and a restart."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
import simcord

from bot.discord.briefing.desk import desk_of
from bot.record.database import Database
from tests.briefings.records import FIRST, SECOND, Records
from tests.discord.briefing_world import Clockwork, briefings_of, make_bot, texts, virtual_apscheduler
from tests.discord.world import shown, synced_commands

KYIV = ZoneInfo("Europe/Kyiv")
EPOCH = dt.datetime(2026, 3, 26, 13, tzinfo=dt.UTC)


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "record.sqlite3")


@pytest.fixture
def records(database):
    found = Records(database)
    found.add("one", FIRST)
    return found


@pytest.fixture
def simcord_bot(database, records):
    return make_bot(database, briefings_of(database, records))


@pytest_asyncio.fixture
async def simcord_env(simcord_bot):
    """A world that begins on the eve of a clock change, with APScheduler on its clock from the start."""
    env = simcord.Env(simcord_bot)
    env.backend.clock._epoch = EPOCH
    desk_of(simcord_bot).clock = env.now
    with virtual_apscheduler(env):
        await env.start()
        try:
            yield env
        finally:
            await env.shutdown()
            if env.check_errors:
                env._raise_errors_since(env._errors_acknowledged)


@pytest.fixture
def clockwork(simcord_env, database, records):
    return Clockwork(simcord_env, database, records)


async def days(clockwork, number):
    for _ in range(number):
        await clockwork.env.advance_time(24 * 3600)


async def test_a_week_over_a_clock_change_and_a_restart(clockwork):
    await clockwork.schedule(when_empty="line")
    await days(clockwork, 2)
    await clockwork.restart()
    clockwork.records.add("two", SECOND, ingested_at="2026-03-28T20:00:00+00:00")
    await days(clockwork, 3)
    posts = clockwork.posts()
    times = [post.created_at.astimezone(KYIV) for post in posts]
    # One message a day: the whole record, one line, news on 29 March (summer time begins), then lines.
    assert [(t.day, t.hour) for t in times] == [(27, 8), (28, 8), (29, 8), (30, 8), (31, 8)]
    assert {post.created_at.hour for post in posts} == {5, 6}
    words = [texts(post) for post in posts]
    assert "edition 1" in words[0] and "in the whole record" in words[0]
    assert "Nothing new since yesterday." in words[1] and len(words[1].split()) < 25
    assert "Lavrov ruled out a truce without a treaty." in words[2] and "Peskov" not in words[2]
    assert "Opposed on Ceasefire first: Russia against, Ukraine for" in words[2]
    assert "Late" not in "".join(words)
    references = [word.rpartition("ref ")[2] for word in words]
    assert len(set(references)) == len(references)


async def test_what_an_edition_holds(clockwork):
    await clockwork.schedule()
    await days(clockwork, 1)
    (post,) = clockwork.posts()
    words = texts(post)
    # What the analyst thinks stands behind the button.
    assert [line[-1] in words for line in FIRST] == [True, True, True, False]
    assert "Opposed on Foreign troops: Russia against, France for" in words
    assert words.index("Peskov said") < words.index("Zelensky called")
    assert (
        "Briefing · 27 Mar 2026 · edition 1" in words and "Opposed on 1 issue, 1 article from 1 known outlet" in words
    )
    assert "Next edition: <t:" in words and not post.attachments


async def test_everything_else_stands_behind_buttons_as_the_edition_knew_it(clockwork):
    await clockwork.schedule()
    await days(clockwork, 1)
    (first,) = clockwork.posts()
    clockwork.records.add("two", SECOND, ingested_at="2026-03-27T20:00:00+00:00")
    await days(clockwork, 1)
    (_, second) = clockwork.posts()

    async def behind(post, label):
        found = shown(await clockwork.alice.click(post, label=label))
        assert found.ephemeral
        return found

    standing = await behind(first, "Standing positions")
    assert "Macron proposed to send soldiers" in standing.plain and "Lavrov" not in standing.plain
    assert "opposes: Russia" in standing.plain and "supports: France" in standing.plain
    assert (await standing.message.attachments[0].read())[:4] == b"\x89PNG"
    new = (await behind(first, "All new (4)")).plain
    assert all(line[-1] in new for line in FIRST)
    against = await behind(first, "Disagreements (1)")
    assert "Peskov said" in against.plain and "Macron proposed" in against.plain
    assert "Considered: 1 article" in (await behind(first, "Left out")).plain
    assert "Lavrov ruled out" in (await behind(second, "Standing positions")).plain
    new = (await behind(second, "All new (1)")).plain
    assert "Lavrov ruled out" in new and "Peskov" not in new


async def test_on_a_day_without_news_the_standing_positions_are_shown_where_they_were_asked_for(clockwork):
    await clockwork.schedule(when_empty="standing")
    await days(clockwork, 2)
    first, second = clockwork.posts()
    assert not first.attachments and (await second.attachments[0].read())[:4] == b"\x89PNG"
    assert "Nothing new since yesterday." in texts(second)


async def test_every_edition_is_sent_once_and_pings_nobody(clockwork):
    await clockwork.schedule()
    await days(clockwork, 1)
    bodies = [r.json for r in clockwork.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
    posted = [body for body in bodies if body.get("nonce")]
    assert all(body["enforce_nonce"] and len(str(body["nonce"])) <= 25 for body in posted)
    assert all(body["allowed_mentions"] == {"parse": []} for body in posted)


async def test_what_an_edition_quotes_is_known_by_its_messages(clockwork, database):
    await clockwork.schedule()
    await days(clockwork, 1)
    (first,) = clockwork.posts()
    with database.connect() as connection:
        rows = connection.execute(
            "SELECT message, channel, article, words, outlet FROM citing JOIN citation ON citing.id = citing "
            "JOIN quotation ON quotation.id = quotation"
        ).fetchall()
    assert {row["words"] for row in rows} == {line[-1] for line in FIRST[:3]}
    assert {tuple(row)[:3] for row in rows} == {(first.id, clockwork.channel.id, "one")}
    assert {row["outlet"] for row in rows} == {"Herald"}


async def test_nothing_new_posts_nothing_and_is_in_the_history(clockwork):
    await clockwork.schedule()
    await days(clockwork, 3)
    assert len(clockwork.posts()) == 1
    history = shown(await clockwork.command("history", clockwork.alice, schedule=1)).plain
    assert "2026-03-27: **posted**" in history and "2026-03-28: **nothing new" in history
    assert f"/{clockwork.guild.id}/{clockwork.channel.id}/{clockwork.posts()[0].id}" in history


async def test_late_within_the_grace_and_skipped_beyond_it(clockwork):
    await clockwork.schedule(when_empty="line")
    bot = clockwork.env.bot
    await bot.on_close[-1]()  # the clockwork stands still while the world goes on
    await clockwork.env.advance_time(43 * 3600)  # 28 March, 08:00 UTC: two hours late, and one date missed
    await clockwork.restart()
    await clockwork.env.advance_time(3600)
    assert "**Late:** this edition was due at 28 Mar 2026 08:00" in texts(clockwork.posts()[0])
    history = shown(await clockwork.command("history", schedule=1)).plain
    assert "2026-03-28: **posted late**" in history and "2026-03-27: **skipped**" in history


async def test_a_channel_that_forbids_pauses_the_schedule_and_tells_once(clockwork):
    await clockwork.schedule()
    await clockwork.forbid("send_messages", "attach_files")
    await days(clockwork, 2)
    assert clockwork.posts() == []
    told = [m for m in clockwork.told() if "is paused" in texts(m)]
    assert len(told) == 1 and "Send Messages, Attach Files" in texts(told[0])
    assert "The edition of 2026-03-27 was not posted" in texts(told[0])
    listed = shown(await clockwork.command("list")).plain
    assert "Paused: I lack permissions" in listed
    again = shown(await clockwork.command("schedule", channel=clockwork.channel, days="daily", time="8", zone="Kyiv"))
    assert "give me Send Messages, Attach Files" in again.plain
    clockwork.env._errors_acknowledged = len(clockwork.env.errors)


async def test_a_channel_that_vanished_pauses_the_schedule(clockwork):
    await clockwork.schedule()
    await clockwork.vanish()
    await days(clockwork, 2)
    assert len([m for m in clockwork.told() if "does not exist any more" in texts(m)]) == 1


async def test_a_refusal_that_passes_loses_nothing_and_nobody_is_told(clockwork):
    await clockwork.schedule()
    await clockwork.forbid("attach_files")
    await clockwork.env.advance_time(18 * 3600)  # the hour of the edition, and one more
    assert clockwork.posts() == []
    await clockwork.forbid()
    await clockwork.env.advance_time(3600)
    assert len(clockwork.posts()) == 1
    assert not [m for m in clockwork.told() if "is paused" in texts(m) or "was not posted" in texts(m)]


async def test_of_an_edition_that_failed_its_maker_is_told_once(clockwork):
    await clockwork.schedule()
    await days(clockwork, 1)
    # As if it had not been posted: what is posted is given up by nobody.
    with clockwork.briefings.deliveries.database.write() as connection:
        connection.execute("UPDATE delivery SET state = 'sending', message = NULL")
    (first,) = clockwork.briefings.deliveries.of_edition(1)
    clockwork.briefings.deliveries.bury(first, "Discord turned the message away (401)")
    await days(clockwork, 1)
    told = [texts(m) for m in clockwork.told() if "was not posted" in texts(m)]
    assert len(told) == 1 and "edition of 2026-03-27 of your briefing number 1" in told[0] and "(401)" in told[0]


async def test_pause_resume_remove(clockwork):
    await clockwork.schedule(when_empty="line")
    await clockwork.command("pause", schedule=1)
    await days(clockwork, 2)
    assert clockwork.posts() == []
    assert "Next edition" in shown(await clockwork.command("resume", schedule=1)).plain
    await days(clockwork, 1)
    assert len(clockwork.posts()) == 1
    await clockwork.command("remove", schedule=1)
    await days(clockwork, 1)
    assert len(clockwork.posts()) == 1
    assert "No briefings are scheduled" in shown(await clockwork.command("list", clockwork.alice)).plain


async def test_only_managers_may_schedule_and_drafts_are_their_makers(clockwork):
    options = {"channel": clockwork.channel, "days": "daily", "time": "8", "zone": "Kyiv"}
    refused = shown(await clockwork.command("schedule", clockwork.alice, **options))
    assert "Manage Server" in refused.plain
    clockwork.env._errors_acknowledged = len(clockwork.env.errors)
    draft = await clockwork.schedule(save=False)
    assert "Peskov said" not in draft.plain and "Next edition" in draft.plain
    shown(await clockwork.mia.click(draft.message, label="Discard"))
    assert "do not have that draft" in shown(await clockwork.mia.click(draft.message, label="Save")).plain
    await days(clockwork, 2)
    assert clockwork.posts() == []


async def test_wishes_that_are_not_understood_are_told_and_nothing_is_kept(clockwork):
    for wish, words in [
        ({"zone": "Australia"}, "several time zones"),
        ({"time": "25:00"}, "no time of day"),
        ({"days": "sometimes"}, "do not understand the days"),
        ({"issues": "chess"}, "no issue"),
    ]:
        options = {"channel": clockwork.channel, "days": "daily", "time": "8", "zone": "Kyiv"} | wish
        assert words in shown(await clockwork.command("schedule", **options)).plain
        clockwork.env._errors_acknowledged = len(clockwork.env.errors)
    assert clockwork.briefings.schedules.of_guild(clockwork.guild.id) == []


async def test_names_of_zones_issues_and_days_are_offered(clockwork):
    async def offered(option, typed):
        found = await clockwork.mia.autocomplete(clockwork.channel, "briefing schedule", option, typed)
        return [choice["value"] for choice in found]

    assert (await offered("zone", "new y"))[0] == "America/New_York"
    assert (await offered("zone", "kie"))[0] == "Europe/Kyiv"
    assert await offered("issues", "Foreign troops, cease") == ["Foreign troops, Ceasefire first"]
    assert await offered("actors", "rus") == ["Russia"]
    assert "weekly recap on Monday" in await offered("days", "monday")


async def test_who_set_a_schedule_is_forgotten_on_request_and_the_schedule_goes_on(clockwork, database):
    await clockwork.schedule(issues="Ceasefire first")
    await clockwork.schedule(save=False)
    gone = shown(await clockwork.mia.slash(clockwork.channel, "privacy", action="delete"))
    assert "Removed: 2 stored entries of yours" in gone.plain
    with database.connect() as connection:
        assert [row["creator"] for row in connection.execute("SELECT creator FROM schedule")] == [0]
    listed = shown(await clockwork.command("list")).plain
    assert "about Ceasefire first" in listed
    assert "Next edition" in listed
    await clockwork.forbid("attach_files")
    await days(clockwork, 1)
    assert "Paused" in shown(await clockwork.command("list")).plain


async def test_several_schedules_in_their_own_zones_and_scopes(clockwork):
    await clockwork.schedule(zone="New York", actors="France", title="For Paris")
    await clockwork.schedule(zone="Kyiv", issues="Ceasefire first")
    await days(clockwork, 1)
    words = [texts(post) for post in clockwork.posts()]
    assert [post.created_at.hour for post in clockwork.posts()] == [6, 12]
    assert "truce before any meeting" in words[0] and "Macron" not in words[0]
    assert "For Paris" in words[1] and "Macron proposed" in words[1]
    listed = shown(await clockwork.command("list")).plain
    assert listed.count("Next edition: <t:") == 2 and "America/New" in listed


async def test_now_shows_everything_at_once_and_is_no_edition(clockwork):
    result = shown(await clockwork.command("now", clockwork.alice, issues="Foreign troops"))
    assert "Peskov said" in result.plain and "Zelensky" not in result.plain
    standing = shown(await clockwork.alice.click(result.message, label="Standing positions"))
    assert standing.ephemeral and "Macron proposed" in standing.plain and "Zelensky" not in standing.plain
    assert clockwork.briefings.editions.history(1) == []


async def test_an_old_article_read_late_is_not_presented_as_new(clockwork):
    await clockwork.schedule()
    await days(clockwork, 1)
    clockwork.records.add("old", SECOND, ingested_at="2026-03-27T20:00:00+00:00", published="2024-05")
    await days(clockwork, 1)
    post = clockwork.posts()[1]
    words = texts(post)
    assert "Older: Opposed on Ceasefire first" in words and "May 2024" in words
    assert "Newly read, but older" in shown(await clockwork.alice.click(post, label="All new (1)")).plain


async def test_a_server_that_was_left_leaves_nothing(clockwork):
    await clockwork.schedule()
    await days(clockwork, 1)
    with clockwork.env._bot_scope():
        await clockwork.env.bot.get_guild(clockwork.guild.id).leave()
    await clockwork.env.settle()
    with clockwork.database.connect() as connection:
        for table in ("schedule", "edition", "delivery"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


async def test_briefings_are_offered_in_servers_only(clockwork):
    command = synced_commands(clockwork.env)["briefing"]
    assert (command["contexts"], command["integration_types"]) == ([0], [0])
    names = {option["name"] for option in command["options"]}
    assert names == {"schedule", "now", "list", "history", "pause", "resume", "remove"}
