"""``communique feed``: the operator's feeds, whose articles go into the shared record."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from bot.console.contract import dump
from bot.console.plain import plain, say
from bot.curation.curation import Curation
from bot.curation.follow import add_feed, configure_feeds, poll_now, sample
from bot.record.feed_items import ItemCounts
from bot.record.feeds import Feed
from bot.words import counted


@click.group(short_help="Follow RSS and Atom feeds: add, list, pause, resume, remove, poll.")
def feed() -> None:
    """Follow RSS and Atom feeds. The bot polls them while it runs; "communique feed poll" does so at once.

    Those of config/feeds.toml are listed too; they are added and removed in that file.
    """


@feed.command(short_help="Follow a feed.")
@click.argument("url")
@click.option("--outlet", help="The outlet of its articles (default: what each page says).")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def add(url: str, outlet: str | None, as_json: bool) -> None:
    """Follow the feed at URL, after a look whether it is one; its pages are fetched by the bot, or by feed poll."""
    curation = _curation()
    found = asyncio.run(sample(curation, url))
    added = add_feed(curation, found, outlet=outlet)
    _show([added], curation, as_json)


@feed.command(name="list", short_help="List the feeds and how they fare.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object a feed.")
def list_(as_json: bool) -> None:
    """List the operator's feeds."""
    curation = _curation()
    found = curation.feeds.of_guild(None)
    _show(found, curation, as_json)
    if not found and not as_json:
        click.echo("No feed is followed: communique feed add URL, or config/feeds.toml.", err=True)


@feed.command(short_help="Stop polling a feed for a while.")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def pause(number: int, as_json: bool) -> None:
    """Stop polling feed NUMBER until it is resumed."""
    curation = _curation()
    store = curation.feeds
    store.pause(store.get(number, None).id)
    _show([store.get(number, None)], curation, as_json)


@feed.command(short_help="Poll a paused feed again.")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def resume(number: int, as_json: bool) -> None:
    """Poll feed NUMBER again, from now on."""
    curation = _curation()
    store = curation.feeds
    store.resume(store.get(number, None).id, datetime.now(UTC))
    _show([store.get(number, None)], curation, as_json)


@feed.command(short_help="Follow a feed no more; its articles stay.")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="JSON: one object, as it was.")
def remove(number: int, as_json: bool) -> None:
    """Follow feed NUMBER no more. The articles that it brought stay: communique remove takes them out."""
    curation = _curation()
    found = curation.feeds.get(number, None)
    if found.origin == "config":
        raise click.UsageError(f"Feed {number} stands in config/feeds.toml: take it out there.")
    if as_json:
        _show([found], curation, as_json)
    curation.feeds.remove(number)
    if not as_json:
        click.echo(plain(f"Feed {number} is not followed any more: {found.url}"))


@feed.command(short_help="Poll all feeds now, and fetch what is new in them.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def poll(as_json: bool) -> None:
    """Poll the operator's feeds now, whatever is due, and fetch every page that waits."""
    done = asyncio.run(poll_now(_curation()))
    if as_json:
        click.echo(
            dump({"polled": done.polled, "failed": done.failed, "taken": done.taken, "given_up": done.given_up})
        )
        return
    say(f"{counted(done.polled, 'feed')} polled, {done.failed} of them failed.", err=False)
    say(f"{counted(done.taken, 'article')} taken, {counted(done.given_up, 'page')} given up.", err=False)


def _curation() -> Curation:
    from bot.app import build_app

    curation = build_app().curation
    configure_feeds(curation)
    return curation


def _show(feeds: Sequence[Feed], curation: Curation, as_json: bool) -> None:
    for found in feeds:
        counts = curation.feed_items.counts(found.id)
        if as_json:
            click.echo(dump(as_object(found, counts)))
        else:
            for line in lines(found, counts):
                click.echo(plain(line))


def as_object(found: Feed, counts: ItemCounts) -> dict[str, object]:
    """One feed for machines."""
    return {
        "feed": found.id,
        "url": found.url,
        "origin": found.origin,
        "outlet": found.outlet,
        "title": found.title,
        "state": found.state,
        "reason": found.reason,
        "failures": found.failures,
        "error": found.error,
        "polled_at": found.polled_at.isoformat() if found.polled_at else None,
        "next_at": found.next_at.isoformat() if found.state == "active" else None,
        "items": {"waiting": counts.waiting, "taken": counts.taken, "failed": counts.failed},
    }


def lines(found: Feed, counts: ItemCounts) -> list[str]:
    """One feed for people."""
    title = f" “{found.title}”" if found.title else ""
    origin = " (config/feeds.toml)" if found.origin == "config" else ""
    shown = [f"{found.id}: {found.url}{title}{origin}"]
    polled = f"{found.polled_at:%Y-%m-%d %H:%M} UTC" if found.polled_at else "not yet"
    shown.append(
        f"  {found.state} · last read {polled} · items: {counts.taken} taken, {counts.waiting} waiting, "
        f"{counts.failed} given up"
    )
    if found.reason:
        shown.append(f"  paused: {found.reason}")
    elif found.error:
        shown.append(f"  failing ({found.failures} times): {found.error}")
    return shown
