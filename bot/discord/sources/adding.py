"""Articles and feeds on their way into a server: fetched, tried, shown, and stored only once accepted."""

from collections.abc import Sequence

import aiohttp
import discord

from bot.curation.follow import Sample, add_feed, check_room, sample
from bot.curation.trial import Trial
from bot.discord.bot import Interaction
from bot.discord.replies import show
from bot.discord.sources.desk import SourcesDesk, desk_of
from bot.discord.sources.drafts import NewFeed, TakeOut, Upload
from bot.discord.sources.pages import outcome_page, sample_page, trial_page
from bot.discord.views.page import Accent, simple
from bot.errors import CommuniqueError, UsageError
from bot.feeds.poller import Ended, Unreachable, completed, item_of
from bot.ingest import Outcome
from bot.record.feeds import Feed
from bot.sources.incoming import Incoming, Refusal
from embeddings.errors import ArticleError

MOST_AT_ONCE = 10
"""Articles of one upload; more of them are fed to the terminal."""

SAMPLES = 5


async def offer_articles(interaction: Interaction, file: discord.Attachment | None, url: str | None) -> None:
    """Fetch what was named, try it, and offer to add it; the interaction is deferred."""
    assert interaction.guild_id is not None
    desk = desk_of(interaction.client)
    found = await (uploaded(interaction, desk, file) if file is not None else fetched(interaction, desk, url or ""))
    if len(found) > MOST_AT_ONCE:
        raise UsageError(f"There are {len(found)} articles in it: add {MOST_AT_ONCE} at once at most.")
    trials: list[Trial] = []
    for number, incoming in enumerate(found, 1):
        of = f" {number} of {len(found)}" if len(found) > 1 else ""
        await show(interaction, simple(f"Reading the article{of}: who said what …"))
        try:
            trials.append(await desk.read(desk.curation.trial, incoming, interaction.guild_id))
        except ArticleError as error:
            raise UsageError(str(error)) from error
    token = desk.drafts.put(Upload(tuple(trials)), interaction.user.id, interaction.guild_id)
    await show(interaction, trial_page(trials, token))


async def fetched(interaction: Interaction, desk: SourcesDesk, url: str) -> list[Incoming]:
    """The article of a page.

    Raises:
        UsageError: it may not be fetched or holds no article.
        CommuniqueError: it cannot be fetched.

    """
    await show(interaction, simple("Fetching the page …"))
    try:
        return await desk.curation.web.page(url.strip())
    except ArticleError as error:
        raise UsageError(str(error)) from error
    except (Unreachable, Ended) as error:
        raise CommuniqueError(str(error)) from error


async def uploaded(interaction: Interaction, desk: SourcesDesk, file: discord.Attachment) -> list[Incoming]:
    """The articles of an upload, known again by its name.

    Raises:
        UsageError: it is none of the kinds that are read, or one of its articles is wrong.
        CommuniqueError: it cannot be had from Discord now.

    """
    await show(interaction, simple("Reading the file …"))
    try:
        data = await file.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
        raise CommuniqueError("Discord does not give me that file just now: add it again in a moment.") from error
    found: Sequence[Incoming | Refusal] = await desk.read(desk.curation.document, data, file.filename)
    for one in found:
        if isinstance(one, Refusal):
            raise UsageError(one.reason)
    return [one for one in found if isinstance(one, Incoming)]


async def offer_feed(interaction: Interaction, url: str, outlet: str | None) -> None:
    """Look at a feed, try five of its items, and offer to follow it; the interaction is deferred."""
    assert interaction.guild_id is not None
    desk = desk_of(interaction.client)
    await desk.run(check_room, desk.curation, interaction.guild_id)
    await show(interaction, simple("Fetching the feed …"))
    found = await sample(desk.curation, url)
    if not found.feed.entries:
        raise UsageError("There is no item in that feed whose page could be fetched.")
    samples: list[Trial | str] = []
    chosen = found.feed.entries[:SAMPLES]
    now = desk.clock()
    feed = Feed(found.url, now, now, outlet=outlet)
    for number, entry in enumerate(chosen, 1):
        await show(interaction, simple(f"Reading item {number} of {len(chosen)} …"))
        try:
            (page,) = await desk.curation.web.page(entry.url)
            samples.append(
                await desk.read(
                    desk.curation.trial, completed(page, feed, item_of(feed, entry)), interaction.guild_id
                )
            )
        except (ArticleError, Unreachable, Ended) as error:
            samples.append(str(error))
    draft = NewFeed(found, outlet, interaction.channel_id)
    token = desk.drafts.put(draft, interaction.user.id, interaction.guild_id)
    await show(interaction, sample_page(found, samples, token))


async def accept(interaction: Interaction, content: Upload | NewFeed | TakeOut) -> None:
    """Do what a draft says; the click is deferred, and its message shows how far it is."""
    assert interaction.guild_id is not None
    desk = desk_of(interaction.client)
    match content:
        case Upload(trials):
            outcomes: list[Outcome] = []
            for number, trial in enumerate(trials, 1):
                of = f" {number} of {len(trials)}" if len(trials) > 1 else ""
                await show(interaction, simple(f"Adding the article{of} …"))
                outcomes.append(await desk.read(desk.curation.take, trial.incoming, interaction.guild_id))
            await show(interaction, outcome_page(outcomes))
        case NewFeed(found, outlet, channel):
            feed = await desk.run(_follow, desk, found, outlet, interaction, channel)
            words = f"Followed as feed number {feed.id}: its articles come in over the next minutes."
            await show(interaction, simple(words, Accent.ANSWER))
        case TakeOut(articles):
            gone = await desk.run(desk.curation.withdraw, articles, interaction.guild_id)
            words = "Taken out. What cites it is corrected within the next minute." if gone else "It is gone already."
            await show(interaction, simple(words, Accent.ANSWER))


def _follow(
    desk: SourcesDesk, found: Sample, outlet: str | None, interaction: Interaction, channel: int | None
) -> Feed:
    return add_feed(
        desk.curation,
        found,
        outlet=outlet,
        guild=interaction.guild_id,
        channel=channel,
        added_by=interaction.user.id,
    )
