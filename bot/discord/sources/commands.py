"""/sources: what a server adds to what it sees, and the feeds it follows."""

import discord
from discord import app_commands

from bot.discord.bot import Interaction
from bot.discord.commands.actors import MAX_CHOICE, MAX_CHOICES
from bot.discord.commands.places import CONTEXTS_SERVERS, INSTALLS_SERVERS
from bot.discord.escape import plain
from bot.discord.replies import show
from bot.discord.sources.adding import offer_articles, offer_feed
from bot.discord.sources.desk import desk_of
from bot.discord.sources.drafts import TakeOut
from bot.discord.sources.pages import article_page, feeds_page, list_page, removal_page
from bot.discord.views.page import simple
from bot.errors import UsageError
from bot.record.article import Article
from bot.record.feeds import Feed
from bot.record.positions import StatementStore

MOST_BYTES = 20_000_000
"""Of an upload, whatever its kind; the readers have narrower limits."""

managers_only = app_commands.checks.has_permissions(manage_guild=True)

group = app_commands.Group(
    name="sources",
    description="The articles I answer from here: add, list, take out",
    allowed_contexts=CONTEXTS_SERVERS,
    allowed_installs=INSTALLS_SERVERS,
    default_permissions=discord.Permissions(manage_guild=True),
)
feed = app_commands.Group(name="feed", description="RSS and Atom feeds whose articles are added here", parent=group)


async def all_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Articles that the server sees, by id or title."""
    return await _choices(interaction, current, own=False)


async def own_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Articles that the server has added, by id or title."""
    return await _choices(interaction, current, own=True)


async def _choices(interaction: Interaction, current: str, *, own: bool) -> list[app_commands.Choice[str]]:
    desk = desk_of(interaction.client)
    seen = await desk.run(desk.curation.articles.seen_by, interaction.guild_id)
    wish = current.casefold()
    found = [
        article
        for article in sorted(seen, key=lambda a: (a.guild is None, a.id))
        if (article.guild is not None or not own)
        and len(article.id) <= MAX_CHOICE
        and (wish in article.id.casefold() or wish in (article.title or "").casefold())
    ]
    return [app_commands.Choice(name=_label(article), value=article.id) for article in found[:MAX_CHOICES]]


def _label(article: Article) -> str:
    return plain(f"{article.title or article.id} ({article.outlet or 'outlet unknown'})", MAX_CHOICE)


@group.command(name="add", description="Add an article to this server, after a look at what it brings")
@app_commands.describe(file="Text, Markdown, HTML, PDF or JSON lines", url="Or the address of a page (http or https)")
@managers_only
async def add(interaction: Interaction, file: discord.Attachment | None = None, url: str | None = None) -> None:
    """Try an article and offer to add it."""
    assert interaction.guild_id is not None
    if (file is None) == (url is None):
        raise UsageError("Give either a file or the address of a page.")
    if file is not None and file.size > MOST_BYTES:
        raise UsageError(f"That file has {file.size:,} bytes: {MOST_BYTES:,} are the most.")
    desk_of(interaction.client).count(interaction.user.id, interaction.guild_id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    await offer_articles(interaction, file, url)


@group.command(name="list", description="The articles I answer from here")
@managers_only
async def list_(interaction: Interaction) -> None:
    """List what the server sees."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    seen = await desk.run(desk.curation.articles.seen_by, interaction.guild_id)
    await show(interaction, list_page(seen, 0))


@group.command(name="show", description="Everything known about one article")
@app_commands.describe(article="Which: words of its title, or its id")
@app_commands.autocomplete(article=all_choices)
@managers_only
async def show_(interaction: Interaction, article: str) -> None:
    """Show an article."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    curation = desk.curation
    found = await desk.run(curation.articles.get, article)
    if found is None or found.guild not in (None, interaction.guild_id):
        raise UsageError(f"I have no article “{plain(article, 80)}” here: pick one of those offered while you type.")
    (preview,) = await desk.run(curation.removals.preview, [found.id], interaction.guild_id)
    edits = await desk.run(curation.articles.edits, found.id)
    statements = await desk.run(StatementStore(curation.database).of_article, found.id)
    await show(interaction, article_page(preview, edits, len(statements)))


@group.command(name="remove", description="Take an article of this server out, after a look at what goes with it")
@app_commands.describe(article="Which: words of its title, or its id")
@app_commands.autocomplete(article=own_choices)
@managers_only
async def remove(interaction: Interaction, article: str) -> None:
    """Show what goes with an article, and offer to take it out."""
    assert interaction.guild_id is not None
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    found = await desk.run(desk.curation.own, article, interaction.guild_id)
    (preview,) = await desk.run(desk.curation.removals.preview, [found.id], interaction.guild_id)
    token = desk.drafts.put(TakeOut((found.id,)), interaction.user.id, interaction.guild_id)
    await show(interaction, removal_page(preview, token))


@feed.command(name="add", description="Follow a feed, after a look at five of its articles")
@app_commands.describe(url="The address of the feed itself", outlet="The outlet of its articles")
@managers_only
async def feed_add(interaction: Interaction, url: str, outlet: app_commands.Range[str, 1, 80] | None = None) -> None:
    """Look at a feed and offer to follow it."""
    assert interaction.guild_id is not None
    desk_of(interaction.client).count(interaction.user.id, interaction.guild_id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    await offer_feed(interaction, url, outlet)


@feed.command(name="list", description="The feeds this server follows, and how they fare")
@managers_only
async def feed_list(interaction: Interaction) -> None:
    """List the server's feeds."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    found = await desk.run(desk.curation.feeds.of_guild, interaction.guild_id)
    counts = desk.curation.feed_items.counts
    await show(interaction, feeds_page([(one, await desk.run(counts, one.id)) for one in found]))


@feed.command(name="pause", description="Stop following a feed for a while")
@app_commands.describe(number="Its number")
@app_commands.rename(number="feed")
@managers_only
async def feed_pause(interaction: Interaction, number: int) -> None:
    """Pause a feed."""
    found = await _feed(interaction, number)
    desk = desk_of(interaction.client)
    await desk.run(desk.curation.feeds.pause, found.id)
    await show(interaction, simple(f"Feed {found.id} is paused. `/sources feed resume` starts it again."))


@feed.command(name="resume", description="Follow a paused feed again")
@app_commands.describe(number="Its number")
@app_commands.rename(number="feed")
@managers_only
async def feed_resume(interaction: Interaction, number: int) -> None:
    """Resume a feed."""
    found = await _feed(interaction, number)
    desk = desk_of(interaction.client)
    await desk.run(desk.curation.feeds.resume, found.id, desk.clock())
    await show(interaction, simple(f"Feed {found.id} is followed again."))


@feed.command(name="remove", description="Follow a feed no more; its articles stay")
@app_commands.describe(number="Its number")
@app_commands.rename(number="feed")
@managers_only
async def feed_remove(interaction: Interaction, number: int) -> None:
    """Forget a feed."""
    found = await _feed(interaction, number)
    desk = desk_of(interaction.client)
    await desk.run(desk.curation.feeds.remove, found.id)
    words = f"Feed {found.id} is not followed any more. Its articles stay: `/sources remove` takes them out."
    await show(interaction, simple(words))


async def _feed(interaction: Interaction, number: int) -> Feed:
    """The server's feed of this number; the interaction is deferred.

    Raises:
        UsageError: there is none.

    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    return await desk.run(desk.curation.feeds.get, number, interaction.guild_id)
