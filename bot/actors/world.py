"""The world as it ships with the bot, and a subject's own ``actors.toml`` laid over it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.actors.actors import Actor, ActorEntry, ActorsFile, Role
from bot.actors.names import slug
from bot.errors import ConfigurationError
from bot.record.statement import UNATTRIBUTED
from bot.settings import read_toml

DATA = Path(__file__).parent / "data"
_HELD = re.compile(r"(?P<name>.*?)(?: (?P<since>\d{4}(?:-\d\d){0,2}))(?: (?P<until>\d{4}(?:-\d\d){0,2}))?")
_SMALL = ("and", "of", "the")


@dataclass(frozen=True, slots=True)
class World:
    """Actors by id, the words for people and bodies, spellings by variant, given names by gender.

    ``words`` and ``roles`` are the tables of ``titles.toml``.
    """

    actors: Mapping[str, Actor]
    words: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, Any]
    spellings: Mapping[str, str]
    given: Mapping[str, frozenset[str]]


@cache
def world() -> World:
    """The data that ships with the code, read once."""
    states, bodies, offices, titles, spellings, given = (
        read_toml(DATA / f"{name}.toml")
        for name in ("states", "bodies", "offices", "titles", "spellings", "given_names")
    )
    actors: dict[str, Actor] = {}
    for table, kind in ((states, "state"), (bodies, "bloc")):
        for actor_id, entry in table.items():
            name, *small = actor_id.split("-")
            words = [name.capitalize(), *(word if word in _SMALL else word.capitalize() for word in small)]
            lists = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
            actors[actor_id] = Actor(id=actor_id, **{"name": " ".join(words), "kind": kind, **lists})
    for person in _holders(offices, spellings["people"]):
        actors[person.id] = person
    words = {f"{part}.{key}": value for part in ("bodies", "titles") for key, value in titles[part].items()}
    split = {key: tuple(value.split() if isinstance(value, str) else value) for key, value in words.items()}
    same = {office: tuple(those) for office, those in titles["offices"].items()}
    names = {key: frozenset(value.split()) for key, value in given.items()}
    return World(actors, split, same, titles["roles"], spellings["words"], names)


def _holders(offices: Mapping[str, Any], also: Mapping[str, list[str]]) -> list[Actor]:
    """The people who hold or held the chief offices; an office ends where the next one's begins."""
    roles: dict[str, list[Role]] = {}
    for of, titles in offices.items():
        for title, held in titles.items():
            spans = [match.group("name", "since", "until") for line in held if (match := _HELD.fullmatch(line))]
            starts = [since for _, since, _ in spans[1:]] + [None]
            for (name, since, until), following in zip(spans, starts, strict=True):
                roles.setdefault(name, []).append(Role(title, of, since, until or following))
    found = []
    for name, those in roles.items():
        last = max(those, key=lambda role: role.since or "").of
        found.append(
            Actor(slug(name), name, "person", tuple(also.get(name, ())), speaks_for=last, roles=tuple(those))
        )
    return found


def laid_over(overlay: ActorsFile, file: Path) -> World:
    """The world with a subject's file over it, what the file names first.

    Raises:
        ConfigurationError: an id given twice or unknown, a new entry without name or kind, dates the wrong way.

    """
    base = world()
    actors: dict[str, Actor] = {}
    for entry in overlay.actor:
        if entry.id in actors:
            raise ConfigurationError(f'{file}: the actor id "{entry.id}" is given twice: ids must be unique.')
        if entry.id == UNATTRIBUTED:
            raise ConfigurationError(f'{file}: actor id "{UNATTRIBUTED}" is reserved: choose another.')
        actors[entry.id] = _merged(entry, base.actors.get(entry.id), file)
    every = {**actors, **{i: actor for i, actor in base.actors.items() if i not in actors}}
    for actor in actors.values():
        if actor.speaks_for is not None and actor.speaks_for not in every:
            raise ConfigurationError(
                f'{file}: actor "{actor.id}", key speaks_for: there is no actor "{actor.speaks_for}".'
            )
    added = {
        f"{part}.{key}": value
        for part, section in (("bodies", overlay.bodies), ("titles", overlay.titles))
        for key, value in section
    }
    words = {key: (*value, *added.get(key, ())) for key, value in base.words.items()}
    return replace(base, actors=every, words=words, spellings={**base.spellings, **overlay.spellings})


def _merged(entry: ActorEntry, base: Actor | None, file: Path) -> Actor:
    """One entry over what the world knows of it: names and roles add to the world's, the rest replaces it."""
    for key in ("name", "kind"):
        if base is None and getattr(entry, key) is None:
            raise ConfigurationError(f'{file}: actor "{entry.id}" key {key}: a new actor needs one.')
    known = base or Actor(entry.id, entry.name or "", entry.kind or "person")
    given = {
        key: value
        for key in ("name", "kind", "led_by", "speaks_for", "affiliation")
        if (value := getattr(entry, key)) is not None
    }
    lists = {
        key: tuple(dict.fromkeys((*getattr(entry, key), *getattr(known, key))))
        for key in ("aliases", "demonyms", "capitals")
    }
    roles = []
    for role in entry.roles:
        if role.since and role.until and role.since > role.until:
            raise ConfigurationError(
                f'{file}: actor "{entry.id}", role "{role.title}": it ends ({role.until}) '
                f"before it begins ({role.since})."
            )
        since, until = (day.isoformat() if day else None for day in (role.since, role.until))
        roles.append(Role(role.title, entry.speaks_for or known.speaks_for or entry.id, since, until))
    return replace(known, **given, **lists, roles=(*roles, *known.roles), configured=True)
