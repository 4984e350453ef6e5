"""Actors as data: who can take a position, and what a name or a mention stands for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from bot.record.statement import SpeakerKind
from bot.tables import Section

ActorKind = Literal["state", "bloc", "institution", "person"]
Via = Literal["name", "alias", "demonym", "capital", "surname"]


class Role(Section):
    """An office for the actor ``of``, its id; ``until`` is the first day without it. No dates: held now."""

    title: Annotated[str, Field(min_length=1)]
    since: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None
    of: str = ""

    def held(self, on: str | None) -> bool:
        """Whether it was held on an ISO date cut to its precision; without a date, whether it has not ended."""
        if on is None:
            return self.until is None
        day = date.fromisoformat((f"{on}-01-01" if len(on) == len("2025") else f"{on}-01")[:10])
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Actor(Section):
    """A state, bloc, institution or person that takes positions; ids are slugs of the English name.

    One ``[[actor]]`` of ``actors.toml`` is this too. ``led_by`` is the office of "the leader", ``family_first``
    tells that the names of a state's people begin with the surname.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: str = ""
    kind: ActorKind = "person"
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    led_by: str = "prime minister"
    speaks_for: str | None = None
    affiliation: str | None = None
    roles: tuple[Role, ...] = ()
    family_first: bool = False

    @property
    def counts_for(self) -> str:
        """The id of the actor whom what is said of it, or by it, counts for: of a person whom it speaks for."""
        return self.speaks_for or self.id

    def role(self, on: str | None) -> Role | None:
        """The office held on a date, the one taken up last where several are; None where none is."""
        return max((r for r in self.roles if r.held(on)), key=Actor._taken_up, default=None)

    @property
    def last_role(self) -> Role | None:
        """The office taken up last."""
        return max(self.roles, key=Actor._taken_up, default=None)

    @staticmethod
    def _taken_up(role: Role) -> date:
        return role.since or date.min


class ActorsFile(Section):
    """The whole of ``actors.toml``; its words, by the keys of ``data/titles.toml``, add to those that ship."""

    bodies: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    titles: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    actor: tuple[Actor, ...] = ()

    @property
    def words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The words by table and key."""
        return {"bodies": self.bodies, "titles": self.titles}


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
