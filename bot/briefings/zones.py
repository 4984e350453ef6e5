"""Time zones by the names people use: cities, countries and the old names of the time zone database."""

import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field
from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.faults import Faults, gathered
from bot.tables import Section, load_table
from embeddings.letters import fold

LIKE_ENOUGH = 80
"""rapidfuzz ratio from which a mistyped name is taken for a known one."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone: its IANA name and the city or country it was found by."""

    id: str
    name: str

    def described(self, now: datetime) -> str:
        """For a list of choices: "London (UTC+00:00, now 10:42)"."""
        local = now.astimezone(ZoneInfo(self.id))
        offset = local.strftime("%z")
        return f"{self.name} (UTC{offset[:3]}:{offset[3:5]}, now {local:%H:%M})"


class ZonesFile(Section):
    """The whole of ``zones.toml``: time zones by city."""

    cities: dict[str, str] = Field(default_factory=dict)


class Zones:
    """All zones by all names."""

    def __init__(
        self, cities: Mapping[str, str] | None = None, file: Path | None = None, into: Faults | None = None
    ) -> None:
        """Know the database's names, and these cities with their zones besides.

        Raises:
            ConfigurationError: cities' zones that are not in the database; with ``into`` they are added to it.

        """
        self._available = zoneinfo.available_timezones()
        self._cities = dict(cities or {})
        with gathered(into) as faults:
            faults += [
                f'{file or "zones"}: city "{city}" has the unknown time zone "{zone}": '
                "give one of the database, as Europe/Paris."
                for city, zone in self._cities.items()
                if zone not in self._available
            ]

    @classmethod
    def load(cls, file: Path, into: Faults | None = None) -> "Zones":
        """Read the further cities of ``zones.toml``; without the file there are none.

        Raises:
            ConfigurationError: malformed, or zones that are not in the database; with ``into`` they are added to it.

        """
        with gathered(into) as faults:
            return cls(load_table(file, ZonesFile, faults).cities if file.exists() else {}, file, faults)

    def find(self, text: str, limit: int = 25) -> list[Zone]:
        """The zones that a name or its beginning may mean, likeliest first, each once."""
        wanted = _key(text)
        if not wanted:
            return [Zone(zone, city(zone)) for zone in ("UTC", *self._places)][:limit]
        exact = [zone for key, zone in self._names if key == wanted]
        begin = [zone for key, zone in self._names if key.startswith(wanted)]
        within = [zone for key, zone in self._names if f" {wanted}" in key]
        found = {zone.id: zone for zone in reversed([*exact, *begin, *within])}
        if not found:
            keys = [key for key, _ in self._names]
            close = process.extract(wanted, keys, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=limit)
            found = {self._names[place][1].id: self._names[place][1] for _, _, place in reversed(close)}
        return list(reversed(found.values()))[:limit]

    def resolve(self, text: str) -> str:
        """The IANA name that ``text`` means.

        Raises:
            UsageError: no zone goes by that name, or a country has several.

        """
        if text in self._available:
            return text
        found = self.find(text)
        exact = [zone for key, zone in self._names if key == _key(text)]
        ids = list(dict.fromkeys(zone.id for zone in exact))
        if len(ids) > 1:
            raise UsageError(f'"{text}" has several time zones: choose one, for example {_listed(exact)}.')
        if not ids and not found:
            raise UsageError(
                f'There is no time zone "{text}": give a city or country, for example London or New York.'
            )
        if not ids and len(found) > 1:
            raise UsageError(f'"{text}" may mean several time zones: choose one, for example {_listed(found)}.')
        return ids[0] if ids else found[0].id

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """Zone to the code of its country (the first of several), in the database's order."""
        rows = [line.split("\t") for table in ("zone1970.tab", "zone.tab") for line in _lines(table)]
        places: dict[str, str] = {}
        for columns in rows:
            if columns[2] in self._available:
                places.setdefault(columns[2], columns[0].split(",")[0])
        return places

    @cached_property
    def _names(self) -> list[tuple[str, Zone]]:
        """Every name as it is compared, with the zone it means: cities first, then countries, then old names."""
        countries = dict(line.split("\t")[:2] for line in _lines("iso3166.tab"))
        names = [("utc", Zone("UTC", "UTC"))]
        names += [(_key(city), Zone(zone, city)) for city, zone in self._cities.items()]
        names += [(_key(city(zone)), Zone(zone, city(zone))) for zone in self._places]
        names += [
            (_key(countries[code]), Zone(zone, f"{countries[code]}, {city(zone)}"))
            for zone, code in self._places.items()
            if code in countries
        ]
        taken = {key for key, _ in names}
        names += [
            (_key(city(old)), Zone(zone, city(zone)))
            for zone, old in _links()
            if _key(city(old)) not in taken and zone in self._available
        ]
        names += [(_key(zone), Zone(zone, city(zone))) for zone in self._places]
        return names


def _lines(table: str) -> list[str]:
    text = resources.files("tzdata.zoneinfo").joinpath(table).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _links() -> Iterator[tuple[str, str]]:
    """Zone and another name of it, from the database's compact source."""
    for line in _lines("tzdata.zi"):
        if line.startswith("L "):
            _, zone, old = line.split()
            yield zone, old


def city(zone: str) -> str:
    """The city a zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


def _key(name: str) -> str:
    return " ".join("".join(character if character.isalnum() else " " for character in fold(name)).split())


def _listed(zones: list[Zone]) -> str:
    return ", ".join(dict.fromkeys(city(zone.id) for zone in zones[:4]))
