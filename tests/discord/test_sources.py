"""Articles and feeds added by a server's managers, taken out again, and what readers are told of it."""

import pytest

from bot.app import App, silent
from bot.briefings.outbox import Pace
from bot.discord.escape import Markdown
from bot.discord.sources.desk import desk_of
from bot.discord.views.layout import deliver
from bot.discord.views.page import Accent, Button, Page, Picture, Text
from bot.record.citations import Quotation
from bot.run import services_of
from bot.settings import load_settings
from tests.conftest import copy_record
from tests.discord.briefing_world import TINY_PNG
from tests.discord.world import Shown, allow_everyone, shown, synced_commands
from tests.sources.conftest import Site, serve  # noqa: F401 - a fixture

WORDS = (
    "Sweden will send peacekeepers to Ukraine as soon as the guns fall silent, Prime Minister Ulf Kristersson said."
)
NEWS = f"""Fresh words from Stockholm

{WORDS} He spoke to reporters after a meeting of his government on Tuesday.
"""
PAGE = """<html><head><title>Fresh words from Oslo</title><meta property="og:site_name" content="Fjord Post">
<meta property="article:published_time" content="2026-11-{day}T08:00:00Z"></head><body><article>
<h1>Fresh words from Oslo</h1><p>Norway will not send soldiers to Ukraine before a ceasefire, {who} said on Tuesday in
the capital, where the cabinet met for the third time in this week.</p><p>The minister added that the question would
come up again when the allies meet in Brussels, and that no decision had been taken on anything else.</p></article>
</body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Fjord Post</title>{items}</channel></rss>"""
ITEM = "<item><title>Item {n}</title><link>{root}/{n}?utm_source=rss</link><pubDate>{day}</pubDate></item>"


@pytest.fixture
def site(serve):  # noqa: F811
    return serve()


@pytest.fixture
def own(seed_record, tmp_path, site):
    """An application over its own record, which may fetch from the site."""
    copy_record(seed_record, tmp_path / "data")
    environment = {
        "COMMUNIQUE_RECORD__DATA": str(tmp_path / "data"),
        "COMMUNIQUE_FETCHING__ALLOW_PRIVATE": site.place,
        "COMMUNIQUE_ADDITIONS__MAX_FEEDS": "1",
        # The tests turn the clockwork themselves: SimCord's time is virtual, the scheduler's is not.
        "COMMUNIQUE_BRIEFING__TICK_SECONDS": "1800",
        "COMMUNIQUE_FEEDS__TICK_SECONDS": "3600",
    }
    return App(load_settings(environment=environment), silent)


@pytest.fixture
def database(own):
    return own.database


@pytest.fixture
def services(own):
    return services_of(own)


async def sources(world, name, who=None, **options):
    return shown(await (who or world.manager).slash(world.channel, f"sources {name}", **options))


def message_of(world, number):
    return next(message for message in world.channel.history() if message.id == number)


def stored(database, table):
    with database.connect() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


async def press(world, page, label, who=None):
    """A click; the message under the button as it is then."""
    found = next(c for c, name in zip(page.custom_ids, page.buttons, strict=True) if name.startswith(label))
    result = await (who or world.manager).click(page.message, custom_id=found)
    return shown(result)


async def test_an_upload_is_shown_first_and_stored_only_once_accepted(world, own):
    before = stored(own.database, "article")
    page = await sources(world, "add", file=("news.txt", NEWS.encode()))
    assert page.ephemeral
    for words in ("Fresh words from Stockholm", "**Statements found** 1", "**Outlet** unknown", "**Date** unknown"):
        assert words in page.plain
    assert "on Foreign troops" in page.plain and "**Near-duplicates** none" in page.plain
    assert stored(own.database, "article") == before
    done = await press(world, page, "Accept")
    assert "Added** news" in done.plain
    article = own.articles.get("news")
    assert (article.guild, article.source) == (world.guild.id, "upload:news.txt")
    assert desk_of(world.bot).drafts._drafts == {}
    listed = await sources(world, "list")
    assert "1 addition of this server, 5 in the shared record" in listed.plain
    assert listed.plain.index("-# news · outlet unknown") < listed.plain.index("· shared")
    again = await sources(world, "add", file=("copy.txt", NEWS.replace("Tuesday", "Monday").encode()))
    assert "**Near-duplicates** news" in again.plain
    told = (await sources(world, "show", article="news")).plain
    assert "addition of this server" in told and "upload:news.txt" in told


async def test_what_is_discarded_or_corrected(world, own):
    page = await sources(world, "add", file=("news.txt", NEWS.encode()))
    form = await world.manager.click(
        page.message, custom_id=next(c for c in page.custom_ids if c.startswith("sources:correct"))
    )
    values = {"title": "Stockholm speaks", "outlet": "@everyone **Post**", "published": "2026-11-24"}
    again = shown(await world.manager.submit_modal(form, values))
    assert "Stockholm speaks" in again.plain and "24 Nov 2026 (stated)" in again.plain
    assert "@everyone" not in again.text.replace("\\@", "")
    await press(world, again, "Accept")
    article = own.articles.get("news")
    assert (article.title, article.outlet, article.published) == (
        "Stockholm speaks",
        "@everyone **Post**",
        "2026-11-24",
    )
    page = await sources(world, "add", file=("other.txt", NEWS.replace("Sweden", "Norway").encode()))
    assert "nothing was changed" in (await press(world, page, "Discard")).plain
    assert own.articles.get("other") is None


async def test_only_managers_and_only_their_own(world, own, site):
    allow_everyone(world, "sources")
    refused = await sources(world, "list", who=world.alice)
    assert "Manage Server" in refused.plain
    shared = own.articles.seen_by(None)[0].id
    assert "belongs to the shared record" in (await sources(world, "remove", article=shared)).plain
    await sources(world, "add", file=("news.txt", NEWS.encode()))
    assert len(desk_of(world.bot).drafts._drafts) == 1 and stored(own.database, "article") == 5
    (token,) = desk_of(world.bot).drafts._drafts
    assert desk_of(world.bot).drafts.take(token, world.alice.id, world.guild.id) is None
    command = synced_commands(world.env)["sources"]
    assert (command["contexts"], command["integration_types"]) == ([0], [0])
    assert command["default_member_permissions"] == 32
    world.env._errors_acknowledged = len(world.env.errors)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "either a file or the address"),
        ({"url": "http://127.0.0.1:1/x"}, "is not fetched"),
        ({"url": "file:///etc/passwd"}, "only http and https"),
        ({"file": ("menu.txt", b"Home\nNews\n")}, "holds no prose"),
        ({"file": ("broken.pdf", b"%PDF-1.7 nothing")}, "broken.pdf"),
        ({"file": ("many.jsonl", b"\n".join(b'{"text": "x"}' for _ in range(11)))}, "10 at once"),
    ],
)
async def test_what_cannot_be_added_is_told_in_one_sentence(world, own, options, words):
    before = stored(own.database, "article")
    assert words in (await sources(world, "add", **options)).plain
    assert stored(own.database, "article") == before
    world.env._errors_acknowledged = len(world.env.errors)


async def test_limits(world, own):
    desk_of(world.bot)._users._rate = 1
    await sources(world, "add", file=("menu.txt", b"Home"))
    assert "one person may in an hour" in (await sources(world, "add", file=("menu.txt", b"Home"))).plain
    world.env._errors_acknowledged = len(world.env.errors)


def publish(site, day=24, who="Prime Minister Jonas Gahr Støre", items=7, stamp="Tue, 24 Nov 2026 08:00:00 GMT"):
    """Seven pages and their feed."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    for n in range(items):
        page = PAGE.format(day=day, who=who).replace("Oslo", f"Oslo {n}").replace("third", f"{n + 2}th")
        site.pages[f"/{n}"] = (200, html, page.encode())
    entries = "".join(ITEM.format(n=n, root=site.root, day=stamp) for n in range(items))
    feed = FEED.format(items=entries).encode()

    def answer(request):
        if request.headers.get("If-None-Match") == f'"{stamp}"':
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(200)
        for name, value in {"Content-Type": "application/rss+xml", "ETag": f'"{stamp}"'}.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(feed)))
        request.end_headers()
        request.wfile.write(feed)

    site.pages["/feed"] = answer


async def test_a_feed_from_add_to_correction(world, own, site):
    """Add, poll, ask, change, withdraw, correct: over real HTTP."""
    publish(site, items=2)
    desk = desk_of(world.bot)
    page = await sources(world, "feed add", url=f"{site.root}/feed")
    assert "Fjord Post" in page.plain and "Oslo 1" in page.plain and "2 statements" in page.plain
    assert (stored(own.database, "feed"), stored(own.database, "article")) == (0, 5)
    assert "feed number 1" in (await press(world, page, "Follow it")).plain
    await desk.poll()
    added = [a for a in own.articles.seen_by(world.guild.id) if a.guild is not None]
    assert {(a.outlet, a.published, a.source) for a in added} == {
        ("Fjord Post", "2026-11-24", f"{site.root}/{n}") for n in range(2)
    }
    assert "2 taken, 0 waiting" in (await sources(world, "feed list")).plain
    assert "follows 1 feed, which is the most" in (await sources(world, "feed add", url=f"{site.root}/feed")).plain
    # Not modified: nothing is fetched again.
    with own.database.write() as connection:
        connection.execute("UPDATE feed SET next_at = '2000-01-01T00:00:00.000000+00:00'")
    hits = len(site.hits)
    await desk.poll()
    assert [path for path, _ in site.hits[hits:]] == ["/feed"]
    world.env._errors_acknowledged = len(world.env.errors)
    # An answer that quotes a page, which then is taken out.
    own.refresh()
    answer = await world.ask("Who will not send soldiers to Ukraine before a ceasefire?")
    assert "Norway will not send soldiers" in answer.plain
    quoted = {row.article for row in quotations(own.database)}
    removed = next(a for a in added if a.id in quoted)
    preview = await sources(world, "remove", article=removed.id)
    assert "**Positions that go** 2" in preview.plain and "answers that cite it** 1" in preview.plain
    assert "Taken out" in (await press(world, preview, "Take it out")).plain
    await desk.correct()
    message = message_of(world, answer.message.id)
    words = Shown.of_message(message).plain
    assert f"Corrected: the article “{removed.title}” (Fjord Post) was taken out of the record on" in words
    assert "Norway will not send soldiers" in words and "Show in context" in Shown.of_message(message).buttons
    before = words
    await desk.correct()
    assert Shown.of_message(message_of(world, answer.message.id)).plain == before
    assert [c.state for c in own.curation.corrections.all()] == ["sent"]


async def test_a_message_keeps_its_picture_and_buttons_and_a_plain_one_its_words(world, own):
    """As an edition is posted: by the channel, with a picture; where components are refused, as plain text."""
    article = own.articles.seen_by(None)[0]
    picture = Picture("positions.png", TINY_PNG, "who stands where")
    page = Page(Accent.ANSWER, (Text(Markdown("The edition")), picture), (Button("briefing:save:1", "Save"),))
    channel = world.bot.get_channel(world.channel.id)
    with world.env._bot_scope():
        posted = await deliver(channel.send, page)
        plain = await channel.send("The edition in plain words")
    for message in (posted, plain):
        own.curation.citations.keep_answer(world.guild.id, channel.id, message.id, [Quotation(article.id, "Words.")])
    own.articles.remove([article.id])
    desk = desk_of(world.bot)
    desk.corrector.pace = Pace(1e9)
    await desk.correct()
    edited = message_of(world, posted.id)
    assert "was taken out of the record" in Shown.of_message(edited).plain
    assert Shown.of_message(edited).buttons == ("Save",)
    assert [attachment.filename for attachment in edited.attachments] == ["positions.png"]
    bodies = [body for body in world.bodies("PATCH") if "The edition" in str(body) and "Corrected" in str(body)]
    assert "attachment://positions.png" in str(bodies[0])
    words = message_of(world, plain.id).content
    assert words.startswith("The edition in plain words\n-# Corrected: the article") and words.count("Corrected") == 1


async def test_what_may_not_be_edited_is_replied_to(world, own):
    article = own.articles.seen_by(None)[0]
    with world.env._bot_scope():
        full = await world.bot.get_channel(world.channel.id).send("x" * 1990)
    own.curation.citations.keep_answer(world.guild.id, world.channel.id, full.id, [Quotation(article.id, "Words.")])
    own.articles.remove([article.id])
    for _ in range(2):
        await desk_of(world.bot).correct()
    reply = world.channel.last_message
    assert "was taken out of the record" in Shown.of_message(reply).plain
    assert reply.reference.message_id == full.id
    assert len(world.channel.history()) == 2


def quotations(database):
    from bot.record.citations import read_quotation

    with database.connect() as connection:
        return [read_quotation(row) for row in connection.execute("SELECT * FROM quotation")]


async def test_a_server_that_was_left_leaves_nothing(world, own, site):
    publish(site, items=1)
    await press(world, await sources(world, "feed add", url=f"{site.root}/feed"), "Follow it")
    await desk_of(world.bot).poll()
    assert own.articles.guilds() == {world.guild.id}
    with world.env._bot_scope():
        await world.env.bot.get_guild(world.guild.id).leave()
    await world.env.settle()
    assert own.articles.guilds() == set()
    assert [stored(own.database, table) for table in ("feed", "feed_item", "citing")] == [0, 0, 0]
    assert stored(own.database, "article") == 5


async def test_a_feed_that_fails_is_paused_and_whoever_added_it_is_told_once(world, own, site):
    publish(site, items=1)
    await press(world, await sources(world, "feed add", url=f"{site.root}/feed"), "Follow it")
    site.pages["/feed"] = (410, {}, b"")
    desk = desk_of(world.bot)
    for _ in range(2):
        await desk.poll()
    told = [Shown.of_message(m).plain for m in world.manager.user.dm_channel.history()]
    assert len([words for words in told if "feed number 1" in words and "gone for good" in words]) == 1
    assert "Paused: its server says" in (await sources(world, "feed list")).plain
    assert "followed again" in (await sources(world, "feed resume", feed=1)).plain
    assert "is paused" in (await sources(world, "feed pause", feed=1)).plain
    assert "Its articles stay" in (await sources(world, "feed remove", feed=1)).plain
    assert "no feed number 1" in (await sources(world, "feed pause", feed=1)).plain
    world.env._errors_acknowledged = len(world.env.errors)
