"""Actors as data: who can take a position, and what a name or a mention stands for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from bot.record.statement import SpeakerKind
from bot.tables import Section

ActorKind = Literal["state", "bloc", "institution", "person"]
Via = Literal["name", "alias", "demonym", "capital", "surname"]


class RoleEntry(Section):
    """An office of a person in ``actors.toml``, with its dates where known."""

    title: Annotated[str, Field(min_length=1)]
    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None


class ActorEntry(Section):
    """One ``[[actor]]`` of ``actors.toml``; what is None or empty is left as the world has it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Annotated[str | None, Field(min_length=1)] = None
    kind: ActorKind | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    led_by: str | None = None
    speaks_for: str | None = None
    affiliation: str | None = None
    roles: tuple[RoleEntry, ...] = ()


class Bodies(Section):
    """Words that roll up to a state when its nationality stands beside them, and words that make a name another's."""

    words: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    extending: tuple[str, ...] = ()


class Titles(Section):
    """Head words of titles, and people who cannot be named."""

    official: tuple[str, ...] = ()
    analyst: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    academic: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class ActorsFile(Section):
    """The whole of ``actors.toml``; its words add to those that ship with the bot."""

    bodies: Bodies = Bodies()
    titles: Titles = Titles()
    spellings: dict[str, str] = Field(default_factory=dict)
    actor: tuple[ActorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An office for an actor, by its id; dates are ISO, to the day or the month, ``until`` the first day without it."""

    title: str
    of: str
    since: str | None = None
    until: str | None = None

    def held(self, on: str | None) -> bool:
        """Whether it was held on a date cut to its precision; without a date, whether it has not ended."""
        if on is None:
            return self.until is None
        day = (f"{on}-01-01" if len(on) == len("2025") else f"{on}-01")[:10]
        return (self.since or "") <= day and (self.until is None or day[: len(self.until)] < self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, bloc, institution or person that takes positions; ids are slugs of the English name.

    ``led_by`` is the office of "the leader", ``family_first`` tells that names of the state's people begin with the
    surname, ``configured`` that the subject's own file names it.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    led_by: str = "prime minister"
    speaks_for: str | None = None
    affiliation: str | None = None
    roles: tuple[Role, ...] = ()
    family_first: bool = False
    configured: bool = False

    def role(self, on: str | None) -> Role | None:
        """The office held on a date, the one taken up last where several are; None where none is."""
        return max((r for r in self.roles if r.held(on)), key=lambda r: r.since or "", default=None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for: the actor its words count for, the name to show, and how sure the registry is.

    ``known`` is false where the name is nobody's whom the registry has: the actor is then the state that its title
    names, else a slug of the name itself. ``person`` is the id of a known person.
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
