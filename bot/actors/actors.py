"""Actors as data: the entries of ``config/actors.toml``, and what a name or a mention stands for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from bot.record.statement import SpeakerKind
from bot.tables import Section

ActorKind = Literal["state", "bloc", "institution", "person"]
Via = Literal["name", "alias", "demonym", "capital", "surname"]


class RoleEntry(Section):
    """An office of a person, with its dates where known."""

    title: Annotated[str, Field(min_length=1)]
    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None


class ActorEntry(Section):
    """One ``[[actor]]`` of the file."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Annotated[str, Field(min_length=1)]
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    led_by: str | None = None
    speaks_for: str | None = None
    affiliation: str | None = None
    roles: tuple[RoleEntry, ...] = ()


class Bodies(Section):
    """Words that roll up to a state when its nationality stands beside them."""

    words: tuple[str, ...]
    parts: tuple[str, ...] = ()


class Titles(Section):
    """Head words of titles, and people who cannot be named."""

    official: tuple[str, ...]
    analyst: tuple[str, ...]
    former: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    academic: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class ActorsFile(Section):
    """The whole of ``actors.toml``."""

    bodies: Bodies
    titles: Titles
    spellings: dict[str, str] = Field(default_factory=dict)
    actor: tuple[ActorEntry, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, bloc, institution or person that takes positions; ids are slugs of the English name."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    speaks_for: str | None = None
    affiliation: str | None = None
    roles: tuple[RoleEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for: the actor its words count for, the name to show, and how sure the registry is.

    ``known`` is false where the name is not in ``actors.toml``: the actor is then the state that its title
    names, else a slug of the name itself. ``person`` is the id of a configured person.
    """

    actor: str
    name: str | None
    speaker_kind: SpeakerKind
    affiliation: str | None = None
    known: bool = True
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in a text, ``text[start:end]``, and by which sort of name."""

    actor: Actor
    start: int
    end: int
    via: Via
