"""Who can take a position: the world's actors and the subject's, and whom a name or a title speaks for."""

import copy
import re
from collections.abc import Iterable
from pathlib import Path

from bot.actors.actors import Actor, ActorsFile, Mention, Resolved, Role, Via
from bot.actors.name_index import NameIndex
from bot.actors.names import (
    ARTICLES,
    Word,
    fold,
    key_of,
    members_of,
    same_name,
    same_surname,
    slug,
    split_titles,
    words,
)
from bot.actors.world import World, laid_over
from bot.record.statement import UNATTRIBUTED
from bot.tables import load_table

__all__ = ["Actor", "Mention", "Registry", "Resolved"]

LONG_NAME = 8
"""Words of a noun phrase up to which it is shown whole as the name of who speaks."""
_AWAY = (" to", " in", " with", " between", " against", " on", " over", " toward", " towards", " at")
_OWNED = re.compile(r"\b(?:for|to|of|from|about|against|under|with|by) (?:[\w.'’-]+ ){0,3}?(?P<last>[\w.'’-]+ )?$")
_OFFICE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "s",
        "his",
        "her",
        "its",
        "their",
        "our",
        "current",
        "new",
        "incumbent",
        "affairs",
        "himself",
        "herself",
    ]
)
_LEADS = ({"leader"}, {"head"}, {"chief"}, {"boss"})
_WITHIN = re.compile(r",| who | whose | which | that ")
_AFFILIATED = re.compile(r"\b(?:at|of|with|for|from) ")


class Registry(NameIndex):
    """The actors, and whom the words for a speaker count for."""

    def __init__(self, world: World, file: Path) -> None:
        """Index the actors; whole or not at all.

        Raises:
            ConfigurationError: a name that two actors of the subject's file claim.

        """
        super().__init__(world, file)
        self.roles = world.roles
        self.words = world.words
        self._offices = {_office(office): those for office, those in world.offices.items()}
        groups = "|".join(map(re.escape, world.words["titles.groups"])) or "(?!)"
        self._there = re.compile(rf"\b(?:{groups}) (?:in|at) (?:the )?$", re.IGNORECASE)
        former = "|".join(map(re.escape, world.words["titles.former"])) or "(?!)"
        self._former = re.compile(rf"\b(?:{former})\b", re.IGNORECASE)

    @classmethod
    def load(cls, file: Path | None = None) -> "Registry":
        """The world with ``actors.toml`` over it; None reads the world alone.

        Raises:
            ConfigurationError: unreadable, a wrong key or value, or a contradiction; one sentence with file and key.

        """
        overlay = load_table(file, ActorsFile) if file else ActorsFile()
        return cls(laid_over(overlay, file or Path("actors.toml")), file or Path("actors.toml"))

    def within(self, text: str, on: str | None) -> "Registry":
        """The registry as one article uses it: by its date, and with the namesakes whom it introduces."""
        narrowed = copy.copy(self)
        narrowed.on = on
        narrowed.strangers = self.strangers_of(text)
        return narrowed

    # --- resolving a speaker ------------------------------------------------------------------------------------

    def resolve(self, name: str, title: str | None = None, *, on: str | None = None) -> Resolved:
        """Whom the words of ``name`` count for.

        ``title`` is the description that goes with the name in the article, ``on`` the ISO date of the article
        (which office was held then), where it is not the narrowed registry's.
        """
        on = on or self.on
        tokens = list(words(name))
        exact = self._exact(tokens, on)
        if exact:
            return self._as_speaker(exact, name, title, on)
        bare = [t for t in tokens if t.capital and not self.is_title_word(t.folded)]
        if len(bare) == 1 and bare[0].folded in self.strangers:
            before = " ".join(t.text for t in tokens if t is not bare[0])
            return self._unknown_person(f"{before} {self.strangers[bare[0].folded]}".strip(), title, on)
        person = self._person_in(name, title, on)
        if person:
            return person
        if self._is_person_name(tokens):
            return self._unknown_person(name, title, on)
        body = self._body(name, on)
        if body:
            return body
        plain = tokens[1:] if tokens and tokens[0].folded in ARTICLES else tokens
        proper = [
            t for t in plain if t.capital and (self.is_kind(t.folded, "own") or not self.is_title_word(t.folded))
        ]
        if self.nameless(name) or not proper:
            return _nobody()
        return Resolved(slug(name), name.strip(), "institution", known=False)

    def resolve_all(self, name: str, title: str | None = None, *, on: str | None = None) -> tuple[Resolved, ...]:
        """As ``resolve``, with every conjunct of the name ("Hungary and Slovakia") on its own.

        Where members are named ("European countries, including Germany and Norway") they stand for the whole.
        """
        if not self._exact(list(words(name)), on):
            parts, including = members_of(name)
            several = [self.resolve(part, on=on) for part in parts] if len(parts) > 1 or including else []
            known = _first_of_each(r for r in several if r.known or r.person)
            if len(known) > 1 or (including and known):
                return known
        return (self.resolve(name, title, on=on),)

    def nameless(self, mention: str) -> bool:
        """Whether the words name people that nobody can be held to ("some diplomats", "the interviewed experts")."""
        spoken = fold(mention).split()
        return not spoken or any(word in self.words["titles.nameless"] for word in (" ".join(spoken), spoken[-1]))

    def is_body(self, word: str) -> bool:
        """Whether a word names a body or an office that rolls up to its nationality ("government", "president")."""
        return self.is_kind(fold(word), "words")

    def holder(self, office: str, actor_id: str, on: str | None = None) -> Actor | None:
        """The one person in that very office of an actor on a date, else None.

        Words for more or less than the office ("presidents", "the president's spokesman") are nobody's.
        """
        on = on or self.on
        office = _WITHIN.split(office)[0]
        whole, bare = _office(office), _office(self._unnamed(office))
        wanted = {whole, bare}
        owner = self.actors.get(actor_id)
        if owner and set(bare) in _LEADS and self._of_the_whole(office):
            wanted = {_office(owner.led_by)}
        wanted |= {_office(same) for key in (whole, bare) for same in self._offices.get(key, ())}
        found = {
            actor.id
            for actor in self.people
            for role in actor.roles
            if role.of == actor_id and _office(role.title) in wanted and role.held(on)
        }
        return self.actors[found.pop()] if len(found) == 1 else None

    def person(self, name: str, title: str | None = None, on: str | None = None) -> Actor | None:
        """The known person of this full name, or of a spelling of it; whom title and office agree on where it is
        spelt otherwise. A surname alone is the bearer's, if only one is in question.
        """
        tokens = list(words(name))
        exact = self._exact(tokens, on)
        if exact:
            return self.actors[exact] if self.actors[exact].kind == "person" else None
        if len(tokens) < 2 or not all(token.capital for token in tokens[-2:]):
            return None
        for actor in self.people:
            if actor.name[0] == tokens[0].text[0] and same_name(name, actor.name):
                return actor
        owner = self._owner(title or "")
        held = self.holder(title or "", owner, on) if owner else None
        vouched = held is not None and (
            same_name(name, held.name, True) or same_surname(key_of(name)[-1], key_of(held.name)[-1])
        )
        return held if vouched else None

    # --- inside -------------------------------------------------------------------------------------------------

    def _unnamed(self, office: str) -> str:
        """An office without the names of states and bodies in it."""
        for mention in reversed(self.mentions(office)):
            if mention.actor.kind != "person":
                office = office[: mention.start] + office[mention.end :]
        return office

    def _of_the_whole(self, office: str) -> bool:
        """Whether an office names the state or body itself, and not a part of it ("the Pentagon chief")."""
        return all(
            mention.via != "alias" or office[mention.start : mention.end].isupper() or "eader" in office
            for mention in self.mentions(office)
        )

    def _person_in(self, name: str, title: str | None, on: str | None) -> Resolved | None:
        """The person named within longer words, or whom a body or an aide of that person speaks for."""
        tokens = list(words(name))
        people = [m for m in self.mentions(name) if m.actor.kind == "person"]
        owners = [m for m in people if name[m.end :].startswith(("'s ", "’s ")) or self._owned(name[: m.start])]
        own = [m for m in people if m not in owners]
        if own:
            described = " ".join(filter(None, (name[: own[-1].start].strip(), title)))
            return self._as_speaker(own[-1].actor.id, name, described or None, on)
        if owners and (owners[-1].end == len(name.rstrip()) or not self._is_person_name(tokens)):
            owner = self._as_speaker(owners[0].actor.id, name, None, on)
            if not any(self.is_kind(word.folded, "words", "official") for word in tokens):
                # "The president's decisions" are his.
                return owner if name[owners[0].end :].startswith(("'s", "’s")) else None
            # "The president's spokesman" speaks for whom the president speaks for, and is not the president.
            return Resolved(owner.actor, name.strip(), owner.speaker_kind, known=owner.known)
        similar = self.person(name, title, on)
        return self._as_speaker(similar.id, name, title, on) if similar else None

    def _owned(self, before: str) -> bool:
        """Whether words before a person are of somebody else's: "an aide to President"; not "chancellor of Germany"."""
        match = _OWNED.search(before)
        last = match and match["last"]
        return bool(match) and (not last or last.strip() == "the" or self.is_kind(fold(last.strip()), "official"))

    def _as_speaker(self, actor_id: str, given: str, title: str | None, on: str | None) -> Resolved:
        actor = self.actors[actor_id]
        if actor.kind != "person":
            return Resolved(actor.id, self._short(given), "institution")
        role = self._role_of(actor, title, on)
        if role is None:
            return Resolved(actor.id, actor.name, "analyst", actor.affiliation or title, person=actor.id)
        affiliation = f"{self.name(role.of)}, {role.title}" if role.title else self.name(role.of)
        return Resolved(role.of, actor.name, "official", affiliation, person=actor.id)

    def _role_of(self, actor: Actor, title: str | None, on: str | None) -> Role | None:
        """In what office a known person speaks: what the article says of it, else the one held on the date."""
        held = actor.role(on)
        kind = self._title_kind(title) if title else None
        if title and self._former.search(title):
            return None
        if title and kind == "analyst" and _AFFILIATED.search(title):
            return None
        owner = self._owner(title, sure=True) if title and kind == "official" else None
        if title and owner and owner not in {role.of for role in actor.roles if role.held(on)}:
            return Role(title=title, of=owner)
        if held or not actor.speaks_for:
            return held
        if actor.roles and on is not None and kind != "official":
            return None
        return actor.last_role or Role.model_construct(title="", of=actor.speaks_for)

    def _unknown_person(self, name: str, title: str | None, on: str | None) -> Resolved:
        # Words before the name are part of the title: "Danish Foreign Minister Jens Hansen".
        plain, before = split_titles(name, self.is_title_word)
        described = " ".join(part for part in (before, title) if part)
        known = self.person(plain, described, on) if before else None
        if known:
            return self._as_speaker(known.id, plain, described, on)
        owner = self._owner(described) if self._title_kind(described) == "official" else None
        kind = self._title_kind(described)
        if kind == "official":
            return Resolved(owner or slug(plain), plain, "official", described, known=False)
        return Resolved(slug(plain), plain, "analyst", described or None, known=False)

    def _title_kind(self, title: str) -> str | None:
        """What the first head word of a title says: official, analyst or nothing."""
        tokens = [word.folded for word in words(title)]
        if tokens and self.is_kind(tokens[0], "former"):
            return "analyst"
        for at in range(len(tokens)):
            analyst, official = (self.kind_at(tokens, at, kind) for kind in ("analyst", "official"))
            if analyst or official:
                learned = any(self.kind_at(tokens, n, "academic") for n in range(at, len(tokens)))
                return "analyst" if analyst >= official or learned else "official"
        return None

    def _owner(self, title: str, sure: bool = False) -> str | None:
        """The state, bloc or institution that a title names: a nationality first, places last.

        ``sure`` takes only nationalities and genitives: "Ukraine envoy" does not tell who sent him.
        """
        found = [m for m in self.mentions(title) if m.actor.kind != "person" and not self._of_others(title[m.end :])]
        order: dict[Via, int] = {"demonym": 0, "name": 1, "alias": 1, "capital": 2, "surname": 3}
        # "ambassador to Russia" speaks for who sent him, not for the country he is in; a bloc is no country.
        abroad = [m for m in found if title[: m.start].removesuffix("the ").rstrip().endswith(_AWAY)]
        # "adviser to the Dutch government" serves it.
        abroad = [m for m in abroad if m.via != "demonym" and not self._body_at(title[m.end :])]
        at_home = [m for m in found if m not in abroad]
        if sure:
            genitive = ("of", "of the", "to the", "for the")
            at_home = [
                m
                for m in at_home
                if m.via == "demonym"
                or title[m.end :].startswith(("'s", "’s"))
                or title[: m.start].rstrip().endswith(genitive)
            ]
            return at_home[0].actor.id if at_home else None
        # "officials in Delhi", with no other nationality, are those of the place.
        of_there = [m for m in abroad if m.via == "capital" and self._there.search(title[: m.start])]
        at_home = at_home or [m for m in abroad if m.actor.kind == "bloc"] or of_there
        best = min(at_home, key=lambda m: order[m.via], default=None)
        return best.actor.id if best else None

    def _of_others(self, rest: str) -> bool:
        """Whether a name is the genitive of others than its bearer: "Ukraine's European allies"."""
        tokens = [word.folded for word in words(rest)] if rest.startswith(("'s ", "’s ")) else []
        return any(self.is_kind(token, "others") for token in tokens[1:4])

    def _body_at(self, rest: str) -> bool:
        """Whether words go on with a body: "government", "'s presidency"."""
        tokens = [word.folded for word in words(rest) if word.folded != "s"]
        return bool(tokens) and self.kind_at(tokens, 0, "words") > 0

    def _body(self, name: str, on: str | None) -> Resolved | None:
        """The owner of a body named by its nationality: "the Danish government", "the American president"."""
        owner = self._owner(name)
        if owner is None:
            return None
        person = self.holder(name, owner, on)
        if person:
            return self._as_speaker(person.id, name, None, on)
        tokens = list(words(name))
        if any(self.is_kind(token.folded, "former") for token in tokens[:3]) and self._title_kind(name):
            return _nobody()
        return Resolved(owner, self._short(name), "institution")

    def _short(self, name: str) -> str:
        """The words of a long noun phrase that name the actor."""
        if len(name.split()) <= LONG_NAME:
            return name.strip()
        found = [m for m in self.mentions(name) if m.via != "demonym"]
        return name[found[0].start : found[0].end] if found else name.strip()

    def _is_person_name(self, tokens: list[Word]) -> bool:
        """Two capitalised words at the end that are neither an actor's name nor a body's word."""
        plain = [t for t in tokens if t.capital and not self.is_title_word(t.folded)]
        enough = len(plain) >= 2 and plain[-1] is tokens[-1] and plain[-2] is tokens[-2]
        # "The head of the committee Jan Novak" is a person, "the Royal Palace" is not.
        titled = not tokens or tokens[0].folded != "the"
        titled = titled or self._title_kind(" ".join(t.text for t in tokens[1:-2])) is not None
        return enough and not any(self.is_kind(t.folded, "own") for t in tokens) and titled


def _office(title: str) -> tuple[str, ...]:
    """An office as its telling words in order of the alphabet: "minister of defense" is "defence minister"."""
    spelled = {"defense": "defence", "external": "foreign", "premiere": "premier"}
    return tuple(sorted({spelled.get(word, word) for word in key_of(title)} - _OFFICE))


def _nobody() -> Resolved:
    return Resolved(UNATTRIBUTED, None, "unattributed-reporting", known=False)


def _first_of_each(found: Iterable[Resolved]) -> tuple[Resolved, ...]:
    first: dict[str, Resolved] = {}
    for resolved in found:
        if resolved.actor != UNATTRIBUTED:
            first.setdefault(resolved.actor, resolved)
    return tuple(first.values())
