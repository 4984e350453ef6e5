"""Who can take a position: the actors of ``config/actors.toml``, and whom a name or a title speaks for."""

import re
from collections.abc import Iterable
from pathlib import Path

from bot.actors.actors import Actor, ActorsFile, Mention, Resolved, RoleEntry, Via
from bot.actors.name_index import NameIndex
from bot.actors.names import (
    AWAY,
    ORGANISATION,
    Word,
    behind_articles,
    conjuncts,
    cut_including,
    fold,
    longest_at,
    phrases,
    slug,
    split_titles,
    words,
)
from bot.record.statement import UNATTRIBUTED
from bot.tables import load_table

__all__ = ["Actor", "Mention", "Registry", "Resolved"]

LONG_NAME = 8
"""Words of a noun phrase up to which it is shown whole as the name of who speaks."""


class Registry(NameIndex):
    """The configured actors, and whom the words for a speaker count for."""

    def __init__(self, entries: ActorsFile, file: Path) -> None:
        """Index the entries; whole or not at all.

        Raises:
            ConfigurationError: an id or a name claimed twice, an unknown id in ``speaks_for``, dates the wrong way.

        """
        super().__init__(entries, file)
        titles = entries.titles
        self._parts = frozenset(map(fold, entries.bodies.parts))
        self._academic = phrases(titles.academic)
        self._former = tuple(fold(word) for word in titles.former)
        self._nameless = frozenset(fold(word) for word in titles.nameless)
        groups = "|".join(map(re.escape, titles.groups)) or "(?!)"
        self._there = re.compile(rf"\b(?:{groups}) (?:in|at) (?:the )?$", re.IGNORECASE)

    @classmethod
    def load(cls, file: Path) -> "Registry":
        """Read ``actors.toml``.

        Raises:
            ConfigurationError: unreadable, a wrong key or value, or a contradiction; one sentence with file and key.

        """
        return cls(load_table(file, ActorsFile), file)

    # --- resolving a speaker ------------------------------------------------------------------------------------

    def resolve(self, name: str, title: str | None = None, context: str = "", on: str | None = None) -> Resolved:
        """Whom the words of ``name`` count for.

        ``title`` is the description that goes with the name in the article, ``context`` the sentence (used where
        the name alone says nothing), ``on`` the ISO date of the article (which office was held then).
        """
        tokens = list(words(name))
        exact = self._exact(tokens)
        if exact:
            return self._as_speaker(exact[0], name, title, on)
        people = [m for m in self.mentions(name) if m.actor.kind == "person"]
        owners = [m for m in people if name[m.end :].startswith(("'s ", "’s "))]
        if len(people) > len(owners):
            return self._as_speaker([m for m in people if m not in owners][-1].actor.id, name, title, on)
        if owners and not any(self.is_body(word.text) for word in tokens):
            # "The president's decisions" are his.
            return self._as_speaker(owners[-1].actor.id, name, title, on)
        if owners and not self._is_person_name(tokens):
            # "The president's spokesman" speaks for whom the president speaks for, and is not the president.
            owner = self._as_speaker(owners[0].actor.id, name, title, on)
            return Resolved(owner.actor, name.strip(), owner.speaker_kind, known=owner.known)
        similar = self._similar_person(tokens)
        if similar:
            return self._as_speaker(similar, name, title, on)
        if self._is_person_name(tokens):
            return self._unknown_person(name, title)
        body = self._body(name, on)
        if body:
            return body
        proper = [t for t in behind_articles(tokens) if t.text[:1].isupper() and not self._is_title_word(t.folded)]
        if self.nameless(name) or not proper:
            return Resolved(UNATTRIBUTED, None, "unattributed-reporting", known=False)
        return Resolved(slug(name), name.strip(), "institution", known=False)

    def resolve_all(
        self, name: str, title: str | None = None, context: str = "", on: str | None = None
    ) -> tuple[Resolved, ...]:
        """As ``resolve``, with every conjunct of the name ("Hungary and Slovakia") on its own.

        Where members are named ("European countries, including Germany and Norway") they stand for the whole.
        """
        whole = list(words(name))
        if not self._exact(whole):
            _, including, members = cut_including(name)
            parts = conjuncts(members if including else name)
            several = [self.resolve(part, None, context, on) for part in parts] if len(parts) > 1 or including else []
            known = _first_of_each(r for r in several if r.known or r.person)
            if len(known) > 1 or (including and known):
                return known
        return (self.resolve(name, title, context, on),)

    def nameless(self, mention: str) -> bool:
        """Whether the words name people that nobody can be held to ("some diplomats", "the interviewed experts")."""
        return (
            fold(mention) in self._nameless
            or fold(mention).split()[-1:][0:1] == []
            or (fold(mention).split()[-1] in self._nameless)
        )

    def is_body(self, word: str) -> bool:
        """Whether a word names a body or an office that rolls up to its nationality ("government", "president")."""
        return longest_at([fold(word)], 0, self._bodies) > 0

    def holder(self, office: str, actor_id: str, on: str | None = None) -> Actor | None:
        """The one person configured in that office of an actor on a date, else None."""
        wanted = set(fold(office).split())
        led_by = self._entries[actor_id].led_by if actor_id in self._entries else None
        leads = bool(wanted & {"leader", "head", "chief"}) and not wanted & self._parts
        found = []
        for entry in self._entries.values():
            if entry.speaks_for != actor_id:
                continue
            for role in entry.roles:
                title = fold(role.title)
                fits = title == (led_by or "prime minister") if leads else title in fold(office)
                if fits and _held(role, on):
                    found.append((len(title), entry.id))
        best = max((length for length, _ in found), default=0)
        longest = {actor for length, actor in found if length == best}
        return self.actors[longest.pop()] if len(longest) == 1 else None

    # --- inside -------------------------------------------------------------------------------------------------

    def _as_speaker(self, actor_id: str, given: str, title: str | None, on: str | None) -> Resolved:
        actor = self.actors[actor_id]
        if actor.kind != "person":
            return Resolved(actor.id, self._short(given), "institution")
        if actor.speaks_for is None:
            return Resolved(actor.id, actor.name, "analyst", actor.affiliation or title, person=actor.id)
        state = self.name(actor.speaks_for)
        role = next((role.title for role in actor.roles if _held(role, on)), None)
        role = role or (actor.roles[0].title if actor.roles else None)
        return Resolved(
            actor.speaks_for, actor.name, "official", f"{state}, {role}" if role else state, person=actor.id
        )

    def _unknown_person(self, name: str, title: str | None) -> Resolved:
        # Words before the name are part of the title: "Danish Foreign Minister Jens Hansen".
        plain, before = split_titles(name, self._is_title_word)
        described = " ".join(part for part in (before, title) if part)
        kind = self._title_kind(described)
        if kind == "official":
            owner = self._owner(described)
            if owner:
                return Resolved(owner, plain, "official", described, known=False)
            return Resolved(slug(plain), plain, "official", described, known=False)
        return Resolved(slug(plain), plain, "analyst", described or None, known=False)

    def _title_kind(self, title: str) -> str | None:
        """What the first head word of a title says: official, analyst or nothing."""
        tokens = [word.folded for word in words(title)]
        if any(fold(title).startswith(word) for word in self._former):
            return "analyst"
        for at in range(len(tokens)):
            analyst, official = longest_at(tokens, at, self._analyst), longest_at(tokens, at, self._official)
            if analyst or official:
                learned = any(longest_at(tokens, n, self._academic) for n in range(at, len(tokens)))
                return "analyst" if analyst >= official or learned else "official"
        return None

    def _owner(self, title: str) -> str | None:
        """The state, bloc or institution that a title names: a nationality first, places last."""
        found = [m for m in self.mentions(title) if m.actor.kind != "person"]
        order: dict[Via, int] = {"demonym": 0, "name": 1, "alias": 1, "capital": 2, "surname": 3}
        # "ambassador to Russia" speaks for who sent him, not for the country he is in; a bloc is no country.
        abroad = [m for m in found if title[: m.start].removesuffix("the ").rstrip().endswith(AWAY)]
        at_home = [m for m in found if m not in abroad]
        # "officials in Delhi", with no other nationality, are those of the place.
        of_there = [m for m in abroad if m.via == "capital" and self._there.search(title[: m.start])]
        at_home = at_home or [m for m in abroad if m.actor.kind == "bloc"] or of_there
        best = min(at_home, key=lambda m: order[m.via], default=None)
        return best.actor.id if best else None

    def _body(self, name: str, on: str | None) -> Resolved | None:
        """The owner of a body named by its nationality: "the Danish government", "the American president"."""
        owner = self._owner(name)
        if owner is None:
            return None
        tokens = [word.folded for word in words(name)]
        if any(longest_at(tokens, at, self._bodies) for at in range(len(tokens))):
            person = self.holder(name, owner, on)
            if person:
                return self._as_speaker(person.id, name, None, on)
        return Resolved(owner, self._short(name), "institution")

    def _short(self, name: str) -> str:
        """The words of a long noun phrase that name the actor."""
        if len(name.split()) <= LONG_NAME:
            return name.strip()
        found = [m for m in self.mentions(name) if m.via != "demonym"]
        return name[found[0].start : found[0].end] if found else name.strip()

    def _is_person_name(self, tokens: list[Word]) -> bool:
        """Two capitalised words at the end that are neither an actor's name nor a body's word."""
        plain = [t for t in tokens if t.text[:1].isupper() and not self._is_title_word(t.folded)]
        enough = len(plain) >= 2 and plain[-1] is tokens[-1] and plain[-2] is tokens[-2]
        # "The head of the committee Jan Novak" is a person, "the Royal Palace" is not.
        titled = (
            not tokens
            or tokens[0].folded != "the"
            or self._title_kind(" ".join(t.text for t in tokens[1:-2])) is not None
        )
        return enough and not any(t.folded in ORGANISATION for t in tokens) and titled


def _held(role: RoleEntry, on: str | None) -> bool:
    """Whether a role was held on a date cut to its precision; without a date, whether it has not ended."""
    if on is None:
        return role.until is None
    day = (f"{on}-01-01" if len(on) == len("2025") else f"{on}-01")[:10]
    return (role.since is None or role.since.isoformat() <= day) and (
        role.until is None or day <= role.until.isoformat()
    )


def _first_of_each(found: Iterable[Resolved]) -> tuple[Resolved, ...]:
    first: dict[str, Resolved] = {}
    for resolved in found:
        if resolved.actor != UNATTRIBUTED:
            first.setdefault(resolved.actor, resolved)
    return tuple(first.values())
