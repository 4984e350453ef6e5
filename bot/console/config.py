"""``communique config``: verify the configuration files."""

from datetime import UTC, datetime

import click

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.briefings.zones import Zones
from bot.console.plain import plain
from bot.feeds.configured import load_feeds
from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier
from bot.settings import load_settings


@click.group(short_help="Verify the configuration files.")
def config() -> None:
    """The configuration files in config/."""


@config.command(short_help="Read every file, say what it holds or the first thing that is wrong.")
def check() -> None:
    """Read all configuration files the way the bot does; exit status 2 and one sentence where one is wrong."""
    settings = load_settings()
    folder = settings.config_dir
    registry = Registry.load(folder / "actors.toml")
    issues = Issues.load(folder / "issues.toml")
    outlets = Outlets.load(folder / "outlets.toml", registry)
    StanceClassifier.load(folder, issues)
    Zones.load(folder / "zones.toml")
    feeds = load_feeds(folder / "feeds.toml", datetime.now(UTC))
    click.echo(plain(f"communique.toml  settings, nothing unknown ({folder})"))
    own = len(registry.own)
    click.echo(plain(f"actors.toml      {own} actors, over {len(registry.actors) - own} of the world"))
    click.echo(plain(f"issues.toml      {len(issues.all)} issues, {len(issues.quantities)} quantities"))
    click.echo(plain(f"outlets.toml     {len(outlets.all)} outlets"))
    click.echo(plain(f"feeds.toml       {len(feeds)} feeds"))
    click.echo(plain("zones.toml       readable"))
