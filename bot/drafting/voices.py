"""Who speaks in a folder of articles, under which names and titles, and how often."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.actors.actors import Resolved
from bot.actors.names import key_of, same_name, slug, split_titles
from bot.actors.registry import Registry
from bot.inert import plain
from bot.record.statement import UNATTRIBUTED, Statement

LONGEST = 80
"""Characters of a name; what is longer is a sentence gone wrong."""
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_BEHIND = re.compile(r"\s*\([^()]*\)$|['’]s$|[\s,.;:]+$")
_SMALL = frozenset(("of", "and", "for", "the", "in", "on", "to", "de", "la", "du", "des", "der", "von", "van", "&"))
_CUT = re.compile(r"\b(?:of|for|at)(?: the)?$")


@dataclass(slots=True)
class Voice:
    """One who speaks: all names met, all titles that went with them, and how much was heard."""

    names: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    statements: int = 0

    @property
    def name(self) -> str:
        """The name met most often."""
        return self.names.most_common(1)[0][0]

    def add(self, name: str, article: str) -> None:
        """Take note of a statement."""
        self.names[name] += 1
        self.articles.add(article)
        self.statements += 1


class Voices:
    """Those who speak: known ids of the world, people and bodies that it does not know."""

    def __init__(self) -> None:
        self.known: dict[str, Voice] = {}
        self.people: list[Voice] = []
        self.bodies: dict[str, Voice] = {}
        self._named: dict[str, Voice] = {}

    def hear(self, statement: Statement, registry: Registry) -> str | None:
        """Count a statement for whoever made it; a word for them all. ``registry`` is narrowed to the article."""
        heard = [
            self._one(who, statement, registry)
            for who in registry.resolve_all(statement.speaker, statement.speaker_title)
            if who.actor != UNATTRIBUTED
        ]
        return " ".join(filter(None, heard)) or None

    def _one(self, who: Resolved, statement: Statement, registry: Registry) -> str | None:
        article = statement.article
        if who.known or who.actor in registry:
            for actor in {who.actor, who.person or who.actor}:
                self.known.setdefault(actor, Voice()).add(registry.name(actor), article)
        if who.known:
            return who.person or who.actor
        name = named(who.name or "")
        if name is None:
            return None
        body = who.speaker_kind == "institution" or (who.affiliation and _CUT.search(who.affiliation))
        if body and not _given(name, registry):
            self.bodies.setdefault(slug(name), Voice()).add(name, article)
            return name
        if len(name.split()) < 2:
            return None
        person = self._person(name)
        person.add(name, article)
        before = split_titles(statement.speaker, registry.is_title_word)[1]
        person.titles.update(title for title in map(tidy, (statement.speaker_title or "", before)) if title)
        return person.name

    def _person(self, name: str) -> Voice:
        """Who goes by this name or a spelling of it."""
        for voice in self.people if name not in self._named else ():
            if any(same_name(name, other, vouched=True) for other in voice.names):
                return self._named.setdefault(name, voice)
        if name not in self._named:
            self._named[name] = Voice()
            self.people.append(self._named[name])
        return self._named[name]


def _given(name: str, registry: Registry) -> bool:
    """Whether a name begins with a given name and goes on as no body's does ("Nicolas de Riviere")."""
    first, *more = key_of(name)
    given = registry.given["male"] | registry.given["female"]
    return first in given and bool(more) and not any(registry.is_kind(word, "own", "words") for word in more)


def tidy(words: str) -> str:
    """Words of an article on one line, without what steers, the article before them and the marks behind."""
    words = _ARTICLE.sub("", " ".join(plain(words).split()))
    while (shorter := _BEHIND.sub("", words)) != words:
        words = shorter
    return words


def named(words: str) -> str | None:
    """The words as a proper name; None where they describe somebody ("residents of the old town")."""
    name = tidy(words)
    big = [word for word in name.split() if word not in _SMALL]
    proper = bool(big) and all(word[:1].isupper() or word[:1].isdigit() for word in big) and name.split()[-1] in big
    return name if proper and len(name) <= LONGEST and slug(name) != "unnamed" else None


def acronyms(name: str, text: str) -> Iterator[str]:
    """The short form that a text puts behind a name: "the Harbour Authority (HA)"."""
    for match in re.finditer(rf"\b{re.escape(name)} \(([A-Z][A-Z&]{{1,7}})\)", text):
        yield match[1]
