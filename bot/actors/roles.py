"""What people are called by: role words, places and genders, as the registry and its language data have them."""

import re
from dataclasses import dataclass
from functools import cache

from bot.actors.registry import Registry
from embeddings.letters import fold

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_LINK = ("of", "at", "for", "in", "to", "on", "from", "with", "who", "that")


@dataclass(frozen=True, slots=True)
class Description:
    """A title or description in words: the roles of its head, the places and other names in it."""

    roles: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]


class Roles:
    """Reads titles and descriptions with the word lists and the names of a registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.of = {word: frozenset(roles.split()) for word, roles in registry.roles["of"].items()}
        self.titles, self.male, self.female = (
            frozenset(registry.words[f"titles.{key}"]) for key in ("courtesy", "male", "female")
        )
        self.groups: dict[str, set[str]] = {}
        for role, words in registry.roles["groups"].items():
            for word in words.split():
                self.groups.setdefault(word, set()).add(role)
        pairs = sorted(registry.roles["phrases"].split(), key=len, reverse=True)
        self.phrases = [(re.compile(r"\b" + p.replace("-", r"[\s—-]+") + r"\b", re.IGNORECASE), p) for p in pairs]
        bodies = [actor for actor in registry.actors.values() if actor.kind != "person"]
        self.places = {name.lower() for a in bodies for name in (a.name, *a.aliases, *a.demonyms, *a.capitals)}
        """Every name of a state, bloc or institution in lower case."""
        self.describe = cache(self._read)
        """Reads a title or description in words, each once."""

    def is_role(self, word: str) -> bool:
        """Whether a word alone is a role ("Minister")."""
        return word.lower().rstrip(".") in self.groups

    def is_given(self, word: str) -> bool:
        """Whether a word is somebody's given name."""
        return fold(word) in self.registry.given["male"] | self.registry.given["female"]

    def has_role(self, text: str) -> bool:
        """Whether words describe somebody who has a role."""
        return bool(self.describe(text).roles)

    def _read(self, text: str) -> Description:
        plain = text
        for pattern, phrase in self.phrases:
            plain = pattern.sub(phrase, plain)
        words = [w.rstrip(".") if w.count(".") == 1 else w for w in _WORD.findall(re.sub(r"['’]s\b", " 's ", plain))]
        lower = [w.lower() for w in words]
        cut = next((n for n, w in enumerate(lower) if w in _LINK), len(lower))
        roles: set[str] = set()
        for word in lower[:cut]:
            for part in {word, *word.split("—"), word.split("-")[-1] if word not in self.groups else word}:
                roles |= self.groups.get(singular(part), set()) | self.groups.get(part, set())
        for word in lower[cut:]:
            if "chief" in roles and word in self.of:
                roles = (roles - {"chief"}) | self.of[word] if "expert" not in roles else roles
        # Both "foreign-minister" and its parts: "the head of the Foreign Ministry" shares one of them.
        single = {word for phrase in lower for word in phrase.split("-")}
        places = {m.actor.id for m in self.registry.mentions(text) if m.actor.kind != "person"}
        return Description(frozenset(roles), frozenset(places), frozenset({*lower, *single}))

    def gender(self, name: str, title: str) -> str | None:
        """The gender as "m" or "f"; None where neither title nor name tells."""
        words = {w.lower() for w in _WORD.findall(title)}
        parts = [fold(w) for w in _WORD.findall(name)]
        first, given = parts[:1], self.registry.given
        female = bool(words & self.female) or bool(given["female"].intersection(first))
        male = bool(words & self.male) or bool(given["male"].intersection(first))
        if female != male:
            return "f" if female else "m"
        if not male and len(parts) > 1 and parts[-1].endswith(tuple(given["endings"])):
            return "f"
        return None


def singular(word: str) -> str:
    """A noun in lower case as one of its kind, as far as its "s" tells."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
