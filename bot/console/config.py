"""``communique config``: the configuration files verified, and first ones drafted."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.actors.world import world
from bot.briefings.zones import Zones
from bot.console.contract import dump
from bot.console.draft import draft
from bot.console.plain import plain
from bot.errors import ConfigurationError
from bot.faults import Faults, noted
from bot.feeds.configured import load_feeds
from bot.grammar.cues import load_cues
from bot.positions.issues import OTHER, Issues
from bot.record.feeds import Feed
from bot.record.manifest import Manifest, read_manifest
from bot.settings import Settings, load_settings
from bot.sources.files import MANIFEST
from bot.tables import ids_in
from bot.wordlists import Words, word_lists
from bot.words import counted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it was found: what it holds, in words, and all that is wrong with it."""

    file: str
    holds: str
    faults: tuple[str, ...]


@click.group(short_help="Verify the configuration files, or draft first ones.")
def config() -> None:
    """The configuration files in config/."""


config.add_command(draft)


@config.command(short_help="Read every file; say what each holds, or all that is wrong.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def check(as_json: bool) -> None:
    """Read all configuration files the way the bot does, and the manifest of the articles it first reads.

    Exit status 2 where anything is wrong: each thing in one sentence with its file and key.
    """
    faults: Faults = []
    settings = load_settings(into=faults)
    files = [Checked("communique.toml", "settings, nothing unknown", tuple(faults)), *files_of(settings)]
    files += _unread(settings.config_dir, {one.file for one in files})
    wrong = [fault for one in files for fault in one.faults]
    if as_json:
        listed = [{**asdict(one), "holds": None if one.faults else one.holds} for one in files]
        click.echo(dump({"ok": not wrong, "folder": str(settings.config_dir), "files": listed}))
        if wrong:
            raise click.exceptions.Exit(ConfigurationError.exit_code)
        return
    if wrong:
        raise ConfigurationError(*wrong)
    width = max(len(one.file) for one in files)
    click.echo(plain(f"Read in {shown(settings.config_dir)}, and nothing is wrong:"))
    for one in files:
        click.echo(plain(f"{one.file:<{width}}  {one.holds}"))


def files_of(settings: Settings) -> Iterator[Checked]:
    """Every file but the settings, each read whatever is wrong with the others."""
    from bot.grammar.attitude import EXTRA  # the parser takes seconds to load

    folder = settings.config_dir
    actors = {*world().actors, *ids_in(folder / "actors.toml")}

    def outlets(file: Path, into: Faults) -> Outlets:
        return Outlets.load(file, actors, into)

    yield _checked(folder / "actors.toml", Registry.load, lambda found: _of_actors(len(found.own)))
    yield _checked(folder / "issues.toml", Issues.load, _of_issues)
    yield _checked(folder / "outlets.toml", outlets, lambda found: counted(len(found.all), "outlet"))
    yield _checked(folder / "feeds.toml", _feeds, lambda found: counted(len(found), "feed"))
    yield _checked(folder / "zones.toml", Zones.load, lambda _: "cities with their time zones")
    yield _checked(folder / "cues.toml", load_cues, lambda _: "further words that attribute")
    yield _checked(folder / EXTRA, _attitude, lambda _: "further words of attitude")
    manifest = settings.seeds_dir / MANIFEST
    yield replace(_checked(manifest, _manifest, _of_manifest), file=f"{settings.seeds_dir.name}/{MANIFEST}")


def _unread(folder: Path, known: Collection[str]) -> Iterator[Checked]:
    """The other files of the folder."""
    for file in sorted(folder.glob("*.toml")):
        if file.name not in known:
            yield Checked(file.name, "read by nobody: no file of the configuration is called so", ())


def _checked(file: Path, load: Callable[[Path, Faults], T], holds: Callable[[T], str]) -> Checked:
    faults: Faults = []
    found = load(file, faults)
    return Checked(file.name, holds(found) if file.exists() else "none, and none is needed", tuple(faults))


def _feeds(file: Path, into: Faults) -> list[Feed]:
    return load_feeds(file, datetime.now(UTC), into)


def _attitude(file: Path, into: Faults) -> Mapping[str, Words]:
    from bot.grammar.attitude import DATA

    return word_lists(DATA, file, into=into)


def _manifest(file: Path, into: Faults) -> Manifest:
    with noted(into):
        found = read_manifest(file.parent)
        into.extend(found.faults)
        return found
    return Manifest({}, {})


def _of_actors(own: int) -> str:
    return f"{counted(own, 'actor')} over the {len(world().actors)} of the world"


def _of_issues(found: Issues) -> str:
    asked = sum(issue.id != OTHER for issue in found.all)
    return f"{counted(asked, 'issue')}, {len(found.quantities)} quantities"


def _of_manifest(found: Manifest) -> str:
    return f"facts of {counted(len(found.known), 'article')}"


def shown(folder: Path) -> str:
    """A folder as whoever stands where the command runs would name it."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)
