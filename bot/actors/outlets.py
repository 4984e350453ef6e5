"""Who reports: the outlets of ``config/outlets.toml``, and on whose side each is known to stand."""

from collections.abc import Collection, Container, Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.faults import Faults, gathered
from bot.tables import Section, load_table
from embeddings.letters import fold


class Outlet(Section):
    """One outlet; None and empty are unknown, and said to be so.

    ``country``, ``ownership``, ``aligned_with`` and ``translation`` are for people who keep the file.
    """

    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    ownership: str | None = None
    alignment: str | None = None
    aligned_with: tuple[str, ...] = ()
    aligned_against: tuple[str, ...] = ()
    translation: str | None = None


class OutletsFile(Section):
    """The whole of ``outlets.toml``."""

    outlet: tuple[Outlet, ...] = ()


class Outlets:
    """The configured outlets by every name and domain they go by."""

    def __init__(
        self, outlets: Iterable[Outlet], actors: Container[str], file: Path, into: Faults | None = None
    ) -> None:
        """Index the outlets; whole or not at all. ``actors`` are the ids that they may refer to.

        Raises:
            ConfigurationError: names claimed twice, or actor ids that ``actors.toml`` does not have; with ``into``
                they are added to it instead.

        """
        self.all = tuple(outlets)
        self._names: dict[str, Outlet] = {}
        with gathered(into) as faults:
            for outlet in self.all:
                faults += [
                    f'{file}: outlet "{outlet.name}", key {key}: there is no actor "{actor}" in actors.toml; '
                    "add it there, or correct the id."
                    for key in ("country", "aligned_with", "aligned_against")
                    for actor in _several(getattr(outlet, key))
                    if actor not in actors
                ]
                for name in (outlet.name, *outlet.aliases):
                    taken = self._names.setdefault(key_of_outlet(name), outlet)
                    if taken is not outlet:
                        faults.append(
                            f'{file}: the name "{name}" is claimed by outlets "{taken.name}" and "{outlet.name}": '
                            "keep it at one of them."
                        )

    @classmethod
    def load(cls, file: Path, actors: Container[str], into: Faults | None = None) -> "Outlets":
        """Read ``outlets.toml`` against the actors it refers to; without the file no outlet is known.

        Raises:
            ConfigurationError: one sentence for each thing wrong, with file and key; with ``into`` they are added
                to it instead.

        """
        with gathered(into) as faults:
            outlets = load_table(file, OutletsFile, faults).outlet if file.exists() else ()
            return cls(outlets, actors, file, faults)

    def find(self, name: str | None) -> Outlet | None:
        """The outlet that goes by this name or domain, else None (unknown)."""
        return self._names.get(key_of_outlet(name)) if name else None

    def alignment(self, name: str | None) -> str | None:
        """The known alignment in words, None where unknown."""
        outlet = self.find(name)
        return outlet.alignment if outlet else None

    def against(self, name: str | None, actor: str) -> bool:
        """Whether this outlet is known to be aligned against the actor."""
        return actor in self.opponents(name)

    def opponents(self, name: str | None) -> Collection[str]:
        """The actors that this outlet is known to be aligned against."""
        outlet = self.find(name)
        return outlet.aligned_against if outlet else ()


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def key_of_outlet(name: str) -> str:
    """A name or domain of an outlet as it is compared."""
    key = fold(name).strip().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return key.removeprefix("the ")
