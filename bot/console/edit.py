"""``communique edit``: what people know better of an article than its source says."""

import click

from bot.console.contract import dump
from bot.console.plain import plain
from bot.console.sources import as_object, lines
from bot.curation.edits import checked
from bot.errors import UsageError


@click.command(short_help="Correct an article's title, outlet, author, date or address.")
@click.argument("article")
@click.option("--title", help="Its title.")
@click.option("--outlet", help="Who published it.")
@click.option("--author", help="Who wrote it.")
@click.option("--published", help="Its date: 2025, 2025-08 or 2025-08-25.")
@click.option("--url", help="The address it is linked to.")
@click.option("--reset", is_flag=True, help="First take back what was edited before.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object, as communique sources prints it.")
def edit(
    article: str,
    title: str | None,
    outlet: str | None,
    author: str | None,
    published: str | None,
    url: str | None,
    reset: bool,
    as_json: bool,
) -> None:
    """Correct what is known about ARTICLE (its id); "unknown" for a value takes it away.

    An edit outranks the manifest, the page and the feed until --reset. The article is read again, since who holds
    which office depends on its date. Posted editions and answers that show something else are corrected by the bot.
    """
    wishes = {"title": title, "outlet": outlet, "author": author, "published": published, "url": url}
    values = checked(wishes)
    if not values and not reset:
        raise UsageError("Nothing to edit: give --title, --outlet, --author, --published, --url or --reset.")
    from bot.app import build_app

    app = build_app()
    found = app.curation.removals.named(article)
    if reset:
        app.articles.reset(found.id)
    if values:
        app.articles.edit(found.id, values)
    app.prepare()  # reads again what is not read as things stand now
    now = app.curation.removals.named(found.id)
    edits = app.articles.edits(now.id)
    if as_json:
        click.echo(dump(as_object(now, edits)))
        return
    for line in lines(now, edits):
        click.echo(plain(line))
