"""``communique sources``: the articles of the record, where they come from, and what was corrected of them."""

from collections.abc import Mapping

import click

from bot.console.contract import dump
from bot.console.pager import paged
from bot.console.plain import plain
from bot.record.article import Article


@click.command(short_help="List the articles: outlet, date, source, what was edited.")
@click.option("--guild", type=int, help="With the additions of this Discord server (its id).")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object an article.")
@paged
def sources(guild: int | None, as_json: bool) -> None:
    """List the articles of the shared record, and with --guild the additions of a server."""
    from bot.app import build_app

    app = build_app()
    found = app.articles.seen_by(guild)
    for article in found:
        edits = app.articles.edits(article.id)
        if as_json:
            click.echo(dump(as_object(article, edits)))
        else:
            for line in lines(article, edits):
                click.echo(plain(line))
    if not as_json and not found:
        click.echo("The record holds no articles: communique ingest adds some.", err=True)


def as_object(article: Article, edits: Mapping[str, str | None]) -> dict[str, object]:
    """One article for machines; the facts are given as edited."""
    return {
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "language": article.language,
        "published": article.published,
        "published_precision": article.published_precision,
        "published_basis": article.published_basis,
        "url": article.url,
        "source": article.source,
        "guild": article.guild,
        "same_as": article.same_as,
        "edits": dict(edits),
        "ingested_at": article.ingested_at,
    }


def lines(article: Article, edits: Mapping[str, str | None]) -> list[str]:
    """One article for people."""
    day = f"{article.published} ({article.published_basis})" if article.published else "date unknown"
    shown = [
        f"{article.id}: {article.title or 'title unknown'}",
        f"  {article.outlet or 'outlet unknown'} · {day} · from {article.source or 'before sources were kept'}",
    ]
    if article.guild is not None:
        shown.append(f"  an addition of server {article.guild}")
    if article.same_as:
        shown.append(f"  the same text as {article.same_as}")
    if edits:
        shown.append("  edited: " + ", ".join(f"{fact} = {value or 'unknown'}" for fact, value in edits.items()))
    return shown
