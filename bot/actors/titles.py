"""What a title or description says: of whom it speaks, for whom, and who holds the office."""

import re
from pathlib import Path

from bot.actors.actors import Actor, Mention, Role, Via
from bot.actors.name_index import NameIndex
from bot.actors.names import Word, key_of, same_name, same_surname, words
from bot.actors.world import World
from bot.faults import Faults
from embeddings.letters import fold

_AWAY = (" to", " in", " with", " between", " against", " on", " over", " toward", " towards", " at")
_GENITIVE = ("'s ", "’s ")
_OF = (" of", " of the", " to the", " for the")
_OWNED = re.compile(r"\b(?P<link>for|to|of|from|about|against|under|with|by) (?P<between>(?:[\w.'’-]+ ){0,3}?)$")
_SENT = re.compile(r" (?:special |peace )?(?:envoy|ambassador)\b")
_SPELT = {"defense": "defence", "external": "foreign"}
_LEADS = ({"leader"}, {"head"}, {"chief"}, {"boss"})
_BEHIND = re.compile(r",| (?:of|by|from|in|for|at|within|on|about|who|which|that|with) ")
_WITHIN = re.compile(r",| who | whose | which | that ")
_ORDER: dict[Via, int] = {"demonym": 0, "name": 1, "alias": 1, "capital": 2, "surname": 3}


class Titles(NameIndex):
    """The actors by the titles that people are given and the bodies that are named."""

    def __init__(self, world: World, file: Path, into: Faults | None = None) -> None:
        """Index the actors; whole or not at all.

        Raises:
            ConfigurationError: names without letters, or claimed by two actors of the subject's file; with ``into``
                they are added to it instead.

        """
        super().__init__(world, file, into)
        self.words = world.words
        self._unsaid = frozenset(world.words["bodies.unsaid"])
        self._offices = {self._office(office): those for office, those in world.offices.items()}
        self._held: dict[tuple[str, tuple[str, ...]], list[tuple[Role, Actor]]] = {}
        for actor in self.people:
            for role in actor.roles:
                self._held.setdefault((role.of, self._office(role.title)), []).append((role, actor))
        groups = "|".join(map(re.escape, world.words["titles.groups"]))
        self._there = re.compile(rf"\b(?:{groups}) (?:in|at) (?:the )?$", re.IGNORECASE)

    def nameless(self, mention: str) -> bool:
        """Whether the words name people that nobody can be held to ("some diplomats", "the interviewed experts")."""
        spoken = fold(mention).split()
        return not spoken or any(word in self.words["titles.nameless"] for word in (" ".join(spoken), spoken[-1]))

    def is_document(self, mention: str) -> bool:
        """Whether the words name a text that speaks for itself ("the draft statement", "a poll by X")."""
        return self._head_is(mention, "documents")

    def _head_is(self, name: str, kind: str) -> bool:
        """Whether the noun that a phrase is about, before any "of", is of a kind."""
        tokens = [token for token in words(_BEHIND.split(name)[0])]
        folded = [token.folded for token in tokens]
        last = len(folded) - 1
        return (
            bool(tokens)
            and not tokens[-1].capital
            and any(self.kind_at(folded, at, kind) == last - at + 1 for at in range(max(0, last - 1), last + 1))
        )

    def is_body(self, word: str) -> bool:
        """Whether a word names a body or an office that rolls up to its nationality ("government", "president")."""
        return self.is_kind(fold(word), "words")

    def holder(self, office: str, actor_id: str, on: str | None = None) -> Actor | None:
        """The one person in that very office of an actor on a date, else None.

        Words for more or less than the office ("presidents", "the president's spokesman") are nobody's.
        """
        office = _WITHIN.split(office)[0]
        named = [m for m in self.mentions(office, phrase=True) if m.actor.kind != "person"]
        bare = office
        for mention in reversed(named):
            bare = bare[: mention.start] + bare[mention.end :]
        wanted = {self._office(office), self._office(bare)}
        # "The Pentagon chief" leads a part of the state.
        if set(self._office(bare)) in _LEADS and all(m.via != "alias" or _acronym(m, office) for m in named):
            wanted = {self._office(self.actors[actor_id].led_by)}
        wanted |= {self._office(same) for key in wanted for same in self._offices.get(key, ())}
        held = [pair for key in wanted for pair in self._held.get((actor_id, key), ())]
        found = {actor.id for role, actor in held if role.held(on or self.on)}
        return self.actors[found.pop()] if len(found) == 1 else None

    def person(self, name: str, title: str | None = None, on: str | None = None) -> Actor | None:
        """The known person of this name or a spelling of it, which title and office may vouch for; else None."""
        tokens = list(words(name))
        exact = self._exact(tokens, on)
        if exact:
            return self.actors[exact] if self.actors[exact].kind == "person" else None
        if len(tokens) < 2 or not all(token.capital for token in tokens[-2:]):
            return None
        for actor in self.people:
            if actor.name[0] == tokens[0].text[0] and same_name(name, actor.name):
                return actor
        owner = self.owner(title or "")
        held = self.holder(title or "", owner, on) if owner else None
        return held if held and same_surname(tokens[-1].text, held.name.split()[-1]) else None

    def _office(self, title: str) -> tuple[str, ...]:
        """An office as its telling words in order of the alphabet: "minister of defense" is "defence minister"."""
        return tuple(sorted({_SPELT.get(word, word) for word in key_of(title)} - self._unsaid))

    def title_kind(self, title: str) -> str | None:
        """What the first head word of a title says: official, analyst or nothing."""
        tokens = list(key_of(title))
        for at in range(len(tokens)):
            if self.is_kind(tokens[at], "former"):
                return "analyst"
            analyst, official = (self.kind_at(tokens, at, kind) for kind in ("analyst", "official"))
            if analyst or official:
                learned = any(self.kind_at(tokens, n, "academic") for n in range(at, len(tokens)))
                return "analyst" if analyst >= official or learned else "official"
        return None

    def owner(self, title: str, sure: bool = False) -> str | None:
        """The state, bloc or institution that a title names: a nationality first, places last.

        ``sure`` takes only nationalities and genitives: "Ukraine envoy" does not tell who sent him.
        """
        found = [m for m in self.mentions(title, phrase=True) if m.actor.kind != "person"]
        found = [m for m in found if not self.of_others(title[m.end :])]
        abroad = [m for m in found if self._abroad(m, title)]
        at_home = [m for m in found if m not in abroad]
        if sure:
            at_home = [m for m in at_home if m.via == "demonym" or _genitive(m, title)]
        else:
            # "officials in Delhi", with no other nationality, are those of the place.
            of_there = [m for m in abroad if m.via == "capital" and self._there.search(title[: m.start])]
            at_home = at_home or [m for m in abroad if m.actor.kind == "bloc"] or of_there
        best = min(at_home, key=lambda m: _ORDER[m.via], default=None)
        return best.actor.id if best else None

    def _abroad(self, mention: Mention, title: str) -> bool:
        """Whether a place is where somebody is sent or goes: "ambassador to Russia", "Ukraine envoy"."""
        rest = title[mention.end :]
        if mention.via != "demonym" and not _acronym(mention, title) and _SENT.match(rest):
            return True
        # "adviser to the Dutch government" serves it.
        follows = [word.folded for word in words(rest) if word.folded != "s"]
        serves = bool(follows) and self.kind_at(follows, 0, "words") > 0
        return not serves and title[: mention.start].removesuffix("the ").rstrip().endswith(_AWAY)

    def of_others(self, rest: str) -> bool:
        """Whether words after a name make it the genitive of others: "Ukraine" in "Ukraine's European allies"."""
        tokens = key_of(rest) if rest.startswith(_GENITIVE) else ()
        return any(self.is_kind(token, "others") for token in tokens[1:4])

    def owns(self, mention: Mention, name: str) -> bool:
        """Whether the person is named as whose something is: "aide to A", "A's office", "the A camp"."""
        rest = name[mention.end :]
        if rest.startswith(_GENITIVE) or any(self.is_kind(w, "others") or self.is_body(w) for w in key_of(rest)[:1]):
            return True
        match = _OWNED.search(name[: mention.start])
        between = key_of(match["between"]) if match else ()
        # "The Bank of England governor" goes on with a name of his own.
        telling = between if match and match["link"] == "of" else between[-1:]
        return bool(match) and all(self.is_kind(word, "official", "small", "courtesy") for word in telling)

    def is_person_name(self, tokens: list[Word]) -> bool:
        """Two capitalised words at the end that are neither an actor's name nor a body's word."""
        plain = [t for t in tokens if t.capital and not self.is_title_word(t.folded)]
        enough = len(plain) >= 2 and plain[-1] is tokens[-1] and plain[-2] is tokens[-2]
        # "The head of the committee Jan Novak" is a person, "the Royal Palace" is not.
        titled = not tokens or tokens[0].folded != "the"
        titled = titled or self.title_kind(" ".join(t.text for t in tokens[1:-2])) is not None
        return enough and not any(self.is_kind(t.folded, "own") for t in tokens) and titled


def _acronym(mention: Mention, text: str) -> bool:
    return text[mention.start : mention.end].isupper()


def _genitive(mention: Mention, text: str) -> bool:
    return text[mention.end :].startswith(("'s", "’s")) or text[: mention.start].rstrip().endswith(_OF)
