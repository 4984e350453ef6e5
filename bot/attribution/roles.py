"""What people are called by: role words, places and genders, as data from ``config/``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ConfigurationError
from bot.settings import read_toml

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_LINK = ("of", "at", "for", "in", "to", "on", "from", "with", "who", "that")


@dataclass(frozen=True, slots=True)
class Description:
    """A title or description in words: the roles of its head, the places and other names in it."""

    text: str
    roles: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person whom the configuration knows: name, aliases and what the person is."""

    name: str
    aliases: tuple[str, ...]
    title: str
    place: str | None


class Roles:
    """Reads titles and descriptions with the word lists of ``cues.toml`` and the places of ``actors.toml``."""

    def __init__(self, cues_path: Path, actors_path: Path | None) -> None:
        tables = read_toml(cues_path)
        try:
            groups: Mapping[str, str] = tables["roles"]["groups"]
            phrases: str = tables["roles"]["phrases"]
            names: Mapping[str, str] = tables["names"]
            self.of = {word: frozenset(roles.split()) for word, roles in tables["roles"]["of"].items()}
            self.titles = frozenset(names["titles"].split())
            self.male = frozenset(names["male"].split())
            self.female = frozenset(names["female"].split())
            self.male_names = frozenset(names["male-names"].split())
            self.female_names = frozenset(names["female-names"].split())
            self.female_endings = tuple(names["female-endings"].split())
        except KeyError as error:
            raise ConfigurationError(f"{cues_path}: the key {error} is missing among the roles and names.") from error
        self.groups: dict[str, set[str]] = {}
        for role, words in groups.items():
            for word in words.split():
                self.groups.setdefault(word, set()).add(role)
        pairs = sorted(phrases.split(), key=len, reverse=True)
        self.phrases = [(re.compile(r"\b" + p.replace("-", r"[\s—-]+") + r"\b", re.IGNORECASE), p) for p in pairs]
        actors = read_toml(actors_path).get("actor", []) if actors_path is not None and actors_path.exists() else []
        self.places = dict(_places(actors))
        self.people = tuple(_people(actors))
        self.longest_place = max((len(name.split()) for name in self.places), default=1)

    def is_role(self, word: str) -> bool:
        """Whether a word alone is a role ("Minister")."""
        return word.lower().rstrip(".") in self.groups

    def describe(self, text: str) -> Description:
        """A title or description in words, read."""
        plain = text
        for pattern, phrase in self.phrases:
            plain = pattern.sub(phrase, plain)
        words = [w.rstrip(".") if w.count(".") == 1 else w for w in _WORD.findall(re.sub(r"['’]s\b", " 's ", plain))]
        lower = [w.lower() for w in words]
        cut = next((n for n, w in enumerate(lower) if w in _LINK), len(lower))
        roles: set[str] = set()
        for word in lower[:cut]:
            for part in {word, *word.split("—"), word.split("-")[-1] if word not in self.groups else word}:
                roles |= self.groups.get(_singular(part), set()) | self.groups.get(part, set())
        for word in lower[cut:]:
            if "chief" in roles and word in self.of:
                roles = (roles - {"chief"}) | self.of[word] if "expert" not in roles else roles
        # Both "foreign-minister" and its parts: "the head of the Foreign Ministry" shares one of them.
        single = {word for phrase in lower for word in phrase.split("-")}
        return Description(text, frozenset(roles), frozenset(self._places_in(lower)), frozenset({*lower, *single}))

    def _places_in(self, words: list[str]) -> Iterable[str]:
        for size in range(1, self.longest_place + 1):
            for start in range(len(words) - size + 1):
                place = self.places.get(" ".join(words[start : start + size]))
                if place is not None:
                    yield place

    def gender(self, name: str, title: str) -> str | None:
        """The gender as "m" or "f"; None where neither title nor name tells."""
        words = {w.lower() for w in _WORD.findall(title)}
        parts = [w.lower() for w in _WORD.findall(name)]
        female = bool(words & self.female) or bool(parts and parts[0] in self.female_names)
        male = bool(words & self.male) or bool(parts and parts[0] in self.male_names)
        if female != male:
            return "f" if female else "m"
        if not male and parts and len(parts) > 1 and parts[-1].endswith(self.female_endings):
            return "f"
        return None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _places(actors: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for actor in actors:
        if actor.get("kind") == "person":
            continue
        for name in (
            actor["name"],
            *actor.get("aliases", ()),
            *actor.get("demonyms", ()),
            *actor.get("capitals", ()),
        ):
            yield name.lower(), actor["id"]


def _people(actors: Iterable[Mapping[str, Any]]) -> Iterable[KnownPerson]:
    for actor in actors:
        if actor.get("kind") == "person":
            title = " ".join(role["title"] for role in actor.get("roles", ()) if "until" not in role)
            yield KnownPerson(actor["name"], tuple(actor.get("aliases", ())), title, actor.get("speaks_for"))
