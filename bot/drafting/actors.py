"""Voices made into entries of ``actors.toml``: what the world does not know of them, and nothing that it does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.actors.actors import ActorsFile
from bot.actors.names import slug
from bot.actors.registry import Registry
from bot.actors.roles import Roles
from bot.actors.world import laid_over
from bot.drafting.voices import Voice, Voices, acronyms, named, tidy
from bot.faults import Faults
from bot.words import counted

FEWEST = 2
"""Statements from which somebody is written down."""
_LINK = re.compile(r" (?:of|at|for|with) (?:the )?")
_OWNED = re.compile(r"^(?P<owner>.+?)['’]s? (?P<office>[^'’]+)$")
_GENITIVE = re.compile(r"^['’]s? ")
_TO = re.compile(r" (?:of|for|at|to)(?: the)? *$")
_RELATIVE = re.compile(r"^(?:its|their|his|her|our) ", re.IGNORECASE)
_LEADING = frozenset(("chief", "official", "spokesperson", "president", "leader"))
"""Roles whose bearers speak for what they are of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[actor]]`` with what is known of it, and a note for whoever reads the file."""

    values: dict[str, Any]
    note: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart: the office, and the id and name of what it is an office of (None: not said)."""

    words: str
    office: str
    of: str | None = None
    body: str | None = None


class Entries:
    """Entries for those who speak often enough."""

    def __init__(self, voices: Voices, registry: Registry, text: str) -> None:
        """``registry`` is the world's; ``text`` is where short forms of names are looked for."""
        self._voices = voices
        self._registry = registry
        self._roles = Roles(registry)
        self._text = text

    def all(self) -> list[Entry]:
        """Known actors by their id alone, then bodies, then people; each the most heard first."""
        often = [voice for voice in self._voices.people if voice.statements >= FEWEST]
        people = [(voice, self._title(voice)) for voice in sorted(often, key=_rank)]
        official = [title for _, title in people if title and self._official(title)]
        needed = {title.of: title.body for title in official if title.body and title.of}
        heard = {slug: voice for slug, voice in self._voices.bodies.items() if voice.statements >= FEWEST}
        # A surname or a given name alone is whoever bears it, a letter ("I") nobody.
        surnames = {voice.name.split()[-1] for voice in self._voices.people}
        bodies = {
            slug: voice
            for slug, voice in heard.items()
            if len(voice.name) > 1 and voice.name not in surnames and not self._roles.is_given(voice.name)
        }
        bodies |= {of: self._voices.bodies.get(of) or Voice() for of in needed if of not in bodies}
        entries = [
            Entry({"id": actor}, f"{_heard(voice)}; the world knows the rest")
            for actor, voice in sorted(self._voices.known.items(), key=lambda pair: _rank(pair[1]))
            if voice.statements >= FEWEST
        ]
        for of, voice in sorted(bodies.items(), key=lambda pair: _rank(pair[1])):
            entries.append(self._body(of, needed.get(of) or voice.name, voice))
        entries += [self._person(voice, title) for voice, title in people]
        return entries

    def _body(self, of: str, name: str, voice: Voice) -> Entry:
        values: dict[str, Any] = {"id": of, "name": name, "kind": "institution"}
        short = sorted({*acronyms(name, self._text)})
        return Entry(values | ({"aliases": short} if short else {}), _heard(voice))

    def _person(self, voice: Voice, title: Title | None) -> Entry:
        values: dict[str, Any] = {"id": slug(voice.name), "name": voice.name, "kind": "person"}
        others = [name for name in voice.names if name != voice.name]
        if others:
            values["aliases"] = sorted(others)
        if title is None:
            return Entry(values, f"{_heard(voice)}; the articles give no title")
        if not self._official(title):
            return Entry({**values, "affiliation": title.words}, _heard(voice))
        if title.of is None:
            note = f"{_heard(voice)}; for whom is not said: speaks_for = the id of an actor"
            return Entry({**values, "roles": [{"title": title.office}]}, note)
        return Entry({**values, "speaks_for": title.of, "roles": [{"title": title.office}]}, _heard(voice))

    def _official(self, title: Title) -> bool:
        """Whether whoever has a title speaks for what it names."""
        kind = self._registry.title_kind(title.words)
        leads = not self._roles.describe(title.office).roles.isdisjoint(_LEADING)
        return kind == "official" or (kind is None and title.of is not None and leads)

    def _title(self, voice: Voice) -> Title | None:
        """The title that says most: of what it is an office, then what is met most often."""
        read = [(self._read(words), times) for words, times in voice.titles.items()]
        return max(read, key=lambda r: (r[0].of is not None, r[1], r[0].words), default=(None, 0))[0]

    def _read(self, words: str) -> Title:
        owner = self._registry.owner(words)
        if owner is not None:
            return Title(words, self._without(words, owner), owner)
        for link in _LINK.finditer(words):
            body = named(words[link.end() :])
            if body is not None:
                return Title(words, _bare(words[: link.start()]), *self._of(body))
        owned = _OWNED.match(words)
        body = named(owned["owner"]) if owned else None
        if owned and body is not None:
            return Title(words, _bare(owned["office"]), *self._of(body))
        office = _bare(owned["office"] if owned else words)
        return Title(office, office)

    def _without(self, words: str, owner: str) -> str:
        """A title without whom it is of, where that stands at either end: "Danish", "of Denmark"."""
        for mention in self._registry.mentions(words, phrase=True):
            if mention.actor.id == owner and mention.start == 0:
                return tidy(_GENITIVE.sub("", words[mention.end :]))
            if mention.actor.id == owner and mention.end == len(words):
                return tidy(_TO.sub("", words[: mention.start]))
        return words

    def _of(self, body: str) -> tuple[str, str | None]:
        """The id of a body, and its name where it is not one of the world's."""
        known = self._registry.lookup(body)
        return (known.id, None) if known else (slug(body), body)


def _bare(office: str) -> str:
    return tidy(_RELATIVE.sub("", tidy(office)))


def _rank(voice: Voice) -> tuple[int, int]:
    return -voice.statements, -len(voice.articles)


def _heard(voice: Voice) -> str:
    if not voice.statements:
        return "named in a title"
    return f"{counted(voice.statements, 'statement')} in {counted(len(voice.articles), 'article')}"


def without_contradictions(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries that the bot takes together: of two that claim one name or id the first."""
    kept: list[dict[str, Any]] = []
    file = Path("actors.toml")

    def fits(values: list[dict[str, Any]]) -> bool:
        faults: Faults = []
        overlay = ActorsFile.model_validate({"actor": values})
        Registry(laid_over(overlay, file, faults), file, faults)
        return not faults

    if fits([entry.values for entry in entries]):
        yield from entries
        return
    for entry in entries:
        if fits([*kept, entry.values]):
            kept.append(entry.values)
            yield entry
