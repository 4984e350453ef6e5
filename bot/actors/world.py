"""The world as it ships with the bot, and a subject's own ``actors.toml`` laid over it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.actors.actors import Actor, ActorsFile, Role
from bot.actors.names import slug
from bot.errors import ConfigurationError
from bot.record.statement import UNATTRIBUTED
from bot.settings import read_toml

DATA = Path(__file__).parent / "data"
_HELD = re.compile(r"(?P<name>.*?) (?P<since>\d{4}(?:-\d\d){1,2})(?: (?P<until>\d{4}(?:-\d\d){1,2}))?")


@dataclass(frozen=True, slots=True)
class World:
    """Actors by id, the subject's own first; words by table and key of ``titles.toml`` ("titles.official").

    ``roles`` are the tables of role words, ``spellings`` variants to what is searched, ``given`` the given names.
    """

    actors: Mapping[str, Actor]
    words: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, list[str]]
    roles: Mapping[str, Any]
    spellings: Mapping[str, str]
    given: Mapping[str, frozenset[str]]
    own: frozenset[str] = frozenset()


@cache
def world() -> World:
    """The data that ships with the code, read once; ``tests/actors`` hold it to the same form as ``actors.toml``."""
    files = ("states", "bodies", "offices", "titles", "spellings", "given_names")
    states, bodies, offices, titles, spellings, given = (read_toml(DATA / f"{name}.toml") for name in files)
    actors: dict[str, Actor] = {}
    for table, kind in ((states, "state"), (bodies, "bloc")):
        for actor_id, entry in table.items():
            name = actor_id.replace("-", " ").title().replace(" And ", " and ").replace(" Of ", " of ")
            values: dict[str, Any] = {"id": actor_id, "name": name, "kind": kind}
            values |= {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
            actors[actor_id] = Actor.model_construct(None, **values)
    actors |= {person.id: person for person in _holders(offices, spellings["people"])}
    words = {
        f"{part}.{key}": tuple(value.split() if isinstance(value, str) else value)
        for part in ("bodies", "titles")
        for key, value in titles[part].items()
    }
    names = {key: frozenset(value.split()) for key, value in given.items()}
    return World(actors, words, titles["offices"], titles["roles"], spellings["words"], names)


def _holders(offices: Mapping[str, Any], also: Mapping[str, list[str]]) -> Iterator[Actor]:
    """The people who hold or held the chief offices; an office ends where the next one's begins."""
    roles: dict[str, list[Role]] = {}
    for of, titles in offices.items():
        for title, held in titles.items():
            spans = [match.group("name", "since", "until") for line in held if (match := _HELD.fullmatch(line))]
            starts = [*(since for _, since, _ in spans[1:]), None]
            for (name, since, until), following in zip(spans, starts, strict=True):
                ends = until or following
                role = Role.model_construct(title=title, of=of, since=_day(since), until=ends and _day(ends))
                roles.setdefault(name, []).append(role)
    for name, those in roles.items():
        person = Actor.model_construct(
            id=slug(name), name=name, aliases=tuple(also.get(name, ())), roles=tuple(those)
        )
        last = person.last_role
        yield person.model_copy(update={"speaks_for": last.of if last else None})


def _day(written: str) -> date:
    """A date, a month as its first day."""
    return date.fromisoformat(f"{written}-01"[:10])


def laid_over(overlay: ActorsFile, file: Path) -> World:
    """The world with a subject's file over it: names, roles and words add to the world's, the rest replaces it.

    Raises:
        ConfigurationError: an id given twice or unknown, a new entry without name or kind, dates the wrong way.

    """
    base = world()
    own: dict[str, Actor] = {}
    for entry in overlay.actor:
        if entry.id in own:
            raise ConfigurationError(f'{file}: the actor id "{entry.id}" is given twice: ids must be unique.')
        if entry.id == UNATTRIBUTED:
            raise ConfigurationError(f'{file}: actor id "{UNATTRIBUTED}" is reserved: choose another.')
        own[entry.id] = _merged(entry, base.actors.get(entry.id), file)
    actors = {**own, **{i: actor for i, actor in base.actors.items() if i not in own}}
    for actor in own.values():
        if actor.speaks_for is not None and actor.speaks_for not in actors:
            raise ConfigurationError(
                f'{file}: actor "{actor.id}", key speaks_for: there is no actor "{actor.speaks_for}".'
            )
    words = dict(base.words)
    for key, more in [(f"{part}.{k}", v) for part in ("bodies", "titles") for k, v in getattr(overlay, part).items()]:
        if key not in words:
            raise ConfigurationError(f"{file}: key {key}: there is no such key; remove it or correct its name.")
        words[key] = (*words[key], *more)
    spellings = {**base.spellings, **overlay.spellings}
    return replace(base, actors=actors, words=words, spellings=spellings, own=frozenset(own))


def _merged(entry: Actor, base: Actor | None, file: Path) -> Actor:
    for key in ("name", "kind"):
        if base is None and key not in entry.model_fields_set:
            raise ConfigurationError(f'{file}: actor "{entry.id}" key {key}: a new actor needs one.')
    home = entry.speaks_for or (base.speaks_for if base else None) or entry.id
    for role in entry.roles:
        if role.since and role.until and role.since > role.until:
            raise ConfigurationError(
                f'{file}: actor "{entry.id}", role "{role.title}": it ends ({role.until}) '
                f"before it begins ({role.since})."
            )
    given: dict[str, Any] = {key: getattr(entry, key) for key in entry.model_fields_set}
    given["roles"] = tuple(role.model_copy(update={"of": role.of or home}) for role in entry.roles)
    for key in ("aliases", "demonyms", "capitals", "roles"):
        given[key] = (*given.get(key, ()), *(getattr(base, key) if base else ()))
    return (base or entry).model_copy(update=given)
