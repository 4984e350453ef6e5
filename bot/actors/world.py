"""The world as it ships with the bot, and a subject's own ``actors.toml`` laid over it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.actors.actors import Actor, ActorsFile, Role
from bot.actors.names import slug
from bot.faults import Faults, gathered
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


def laid_over(overlay: ActorsFile, file: Path, into: Faults | None = None, elsewhere: Collection[str] = ()) -> World:
    """The world with a subject's file over it: names, roles and words add to the world's, the rest replaces it.

    ``elsewhere`` are ids that may be referred to though they are not in ``overlay``.

    Raises:
        ConfigurationError: ids given twice or unknown, new entries without name or kind, dates the wrong way; with
            ``into`` they are added to it instead.

    """
    base = world()
    own: dict[str, Actor] = {}
    with gathered(into) as faults:
        for entry in overlay.actor:
            if entry.id in own:
                faults.append(f'{file}: the actor id "{entry.id}" is given twice: ids must be unique.')
            elif entry.id == UNATTRIBUTED:
                faults.append(f'{file}: actor id "{UNATTRIBUTED}" is reserved: choose another.')
            elif _whole(entry, base.actors.get(entry.id), file, faults):
                own[entry.id] = _merged(entry, base.actors.get(entry.id))
        actors = {**own, **{i: actor for i, actor in base.actors.items() if i not in own}}
        _referring(own, {*actors, *elsewhere, *(entry.id for entry in overlay.actor)}, file, faults)
        words = dict(base.words)
        more = {f"{part}.{key}": those for part, keys in overlay.words.items() for key, those in keys.items()}
        for key, those in more.items():
            if key in words:
                words[key] = (*words[key], *those)
            else:
                faults.append(f"{file}: key {key}: there is no such key; remove it or correct its name.")
    spellings = {**base.spellings, **overlay.spellings}
    return replace(base, actors=actors, words=words, spellings=spellings, own=frozenset(own))


def _whole(entry: Actor, base: Actor | None, file: Path, faults: Faults) -> bool:
    """Whether an entry says all that an actor needs; dates that cannot be are noted as well."""
    lacking = {key for key in ("name", "kind") if base is None and key not in entry.model_fields_set}
    for key in sorted(lacking):
        place = f'{file}: actor "{entry.id}" key {key}:'
        if not any(fault.startswith(place) for fault in faults):
            faults.append(f"{place} a new actor needs one.")
    for role in entry.roles:
        if role.since and role.until and role.since > role.until:
            faults.append(
                f'{file}: actor "{entry.id}", role "{role.title}": it ends ({role.until}) '
                f"before it begins ({role.since}): correct one of the dates."
            )
    return not lacking


def _referring(own: Mapping[str, Actor], known: Collection[str], file: Path, faults: Faults) -> None:
    """Note the actors that an entry refers to and nobody knows."""
    for actor in own.values():
        offices = {role.of for role in actor.roles} - {actor.speaks_for}
        for key, others in (("key speaks_for", {actor.speaks_for}), ("key of of a role", offices)):
            faults += [
                f'{file}: actor "{actor.id}", {key}: there is no actor "{other}"; add it, or correct the id.'
                for other in sorted(other for other in others if other and other not in known)
            ]


def _merged(entry: Actor, base: Actor | None) -> Actor:
    home = entry.speaks_for or (base.speaks_for if base else None) or entry.id
    given: dict[str, Any] = {key: getattr(entry, key) for key in entry.model_fields_set}
    given["roles"] = tuple(role.model_copy(update={"of": role.of or home}) for role in entry.roles)
    for key in ("aliases", "demonyms", "capitals", "roles"):
        given[key] = (*given.get(key, ()), *(getattr(base, key) if base else ()))
    return (base or entry).model_copy(update=given)
