"""``communique remove``: articles out of the record, after showing what goes with them."""

from collections.abc import Sequence

import click

from bot.console.asking import confirm
from bot.console.contract import dump
from bot.console.plain import plain
from bot.curation.removal import Removal
from bot.words import counted


@click.command(short_help="Take articles out of the record.")
@click.argument("articles", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object an article; asks nothing, so give --yes too.")
def remove(articles: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Take ARTICLES (by id) out of the record, with all that was read out of them.

    First it shows what goes: the positions, and the editions and answers that cite them, which the bot then corrects.
    Without --yes it asks; with --json alone it only shows.
    """
    from bot.app import build_app

    app = build_app()
    found = app.curation.removals.preview(articles)
    if as_json:
        gone = set(app.articles.remove(r.article.id for r in found)) if yes else set()
        for removal in found:
            click.echo(dump(as_object(removal, removed=removal.article.id in gone)))
        return
    for line in lines(found):
        click.echo(plain(line))
    confirm(f"Take {counted(len(found), 'article')} out?", yes)
    for article_id in app.articles.remove(r.article.id for r in found):
        click.echo(plain(f"- {article_id}: removed"))


def lines(found: Sequence[Removal]) -> list[str]:
    """What would go, for people."""
    shown = []
    for removal in found:
        article = removal.article
        title = article.title or "title unknown"
        shown.append(f"{article.id}: {title} ({article.outlet or 'outlet unknown'})")
        shown.append(f"  positions that go: {removal.positions}")
        editions = ", ".join(f"{day} of briefing {schedule}" for schedule, day in removal.mentions.editions[:10])
        more = len(removal.mentions.editions) - 10
        shown.append(f"  editions that cite it: {editions or 'none'}{f' and {more} more' if more > 0 else ''}")
        shown.append(f"  answers that cite it: {removal.mentions.answers}")
    return shown


def as_object(removal: Removal, *, removed: bool) -> dict[str, object]:
    """What would go, or went, for machines."""
    editions = [{"schedule": schedule, "date": day} for schedule, day in removal.mentions.editions]
    return {
        "article": removal.article.id,
        "title": removal.article.title,
        "outlet": removal.article.outlet,
        "guild": removal.article.guild,
        "positions": removal.positions,
        "editions": editions,
        "answers": removal.mentions.answers,
        "removed": removed,
    }
