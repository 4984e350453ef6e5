"""``communique config draft``: a first configuration for a folder of articles."""

import os
from pathlib import Path

import click

from bot.console.contract import dump
from bot.console.export import whole
from bot.console.plain import plain, say
from bot.errors import CommuniqueError, UsageError
from bot.settings import load_settings
from bot.words import counted

FILES = ("actors.toml", "issues.toml")


@click.command(short_help="Write a first actors.toml and issues.toml for a folder of articles.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where to write (default: config beside FOLDER).")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def draft(folder: Path, out: Path | None, force: bool, as_json: bool) -> None:
    """Read the articles in FOLDER and write a first actors.toml and issues.toml for their subject.

    actors.toml holds who speaks at least twice, with titles and affiliations as the articles give them; what the bot
    knows of the world is not repeated. issues.toml holds proposals, commented out: the things that several speak of.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder: give one with articles.")
    out = out or folder.parent / "config"
    actors, issues = (out / name for name in FILES)
    for file in (actors, issues):
        if os.path.lexists(file) and not force:
            raise UsageError(f"{file} exists and is not overwritten: give another --out, or --force.")
    from bot.drafting.draft import draft as drafted  # the parser takes a second to load
    from bot.progress import bar

    with bar("Reading articles") as report:
        found = drafted(folder, load_settings(), report)
    for refusal in found.refused:
        say(refusal.reason)
    if not found.articles:
        raise CommuniqueError(f"No article of {folder} could be read, and nothing is written: see above.")
    with whole(actors) as one, whole(issues) as other:
        one.write(found.actors)
        other.write(found.issues)
    kinds = found.kinds
    if as_json:
        read = {
            "articles": found.articles,
            "statements": found.statements,
            "refused": [r.name for r in found.refused],
        }
        drafts = {
            "actors": {"file": str(actors), **kinds},
            "issues": {"file": str(issues), "proposals": len(found.proposals)},
        }
        click.echo(dump({**read, **drafts}))
        return
    click.echo(plain(f"{counted(found.articles, 'article')} read, {counted(found.statements, 'statement')}."))
    click.echo(plain(f"{actors}: {kinds['world']} of the world, {kinds['bodies']} bodies, {kinds['people']} people"))
    click.echo(plain(f"{issues}: {counted(len(found.proposals), 'proposal')}, commented out"))
    click.echo(plain(f"Left to do: read both through, make issues of what is disputed in {issues}, and run"))
    click.echo(plain(f"COMMUNIQUE_CONFIG={out} communique config check"))
