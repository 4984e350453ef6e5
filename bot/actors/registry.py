"""Who can take a position: the world's actors and the subject's, and whom the words for a speaker count for."""

import copy
import re
from collections.abc import Iterable
from pathlib import Path

from bot.actors.actors import Actor, ActorsFile, Mention, Resolved, Role
from bot.actors.names import members_of, slug, split_titles, words
from bot.actors.titles import Titles
from bot.actors.world import World, laid_over
from bot.faults import Faults, gathered
from bot.record.statement import UNATTRIBUTED
from bot.tables import ids_in, load_table

__all__ = ["Actor", "Mention", "Registry", "Resolved"]

LONG_NAME = 8
"""Words of a noun phrase up to which it is shown whole as the name of who speaks."""
_AFFILIATED = re.compile(r"\b(?:at|of|with|for|from) ")

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


class Registry(Titles):
    """The actors, and whom the words for a speaker count for."""

    def __init__(self, world: World, file: Path, into: Faults | None = None) -> None:
        """Index the actors; whole or not at all.

        Raises:
            ConfigurationError: names without letters, or claimed by two actors of the subject's file; with ``into``
                they are added to it instead.

        """
        super().__init__(world, file, into)
        self.roles = world.roles
        self._former = re.compile(rf"\b(?:{'|'.join(world.words['titles.former'])})\b", re.IGNORECASE)

    @classmethod
    def load(cls, file: Path | None = None, into: Faults | None = None) -> "Registry":
        """The world with ``actors.toml`` over it; None reads the world alone.

        Raises:
            ConfigurationError: unreadable, wrong keys or values, or contradictions, each in one sentence with file
                and key; with ``into`` they are added to it instead, and the registry is of what is right.

        """
        with gathered(into) as faults:
            overlay = load_table(file, ActorsFile, faults) if file else ActorsFile()
            elsewhere = ids_in(file) if file and faults else ()
            file = file or Path("actors.toml")
            return cls(laid_over(overlay, file, faults, elsewhere), file, faults)

    def within(self, text: str, on: str | None) -> "Registry":
        """The registry as one article uses it: by its date, and with the namesakes whom it introduces."""
        narrowed = copy.copy(self)
        narrowed.on = on
        narrowed.introduce(text)
        return narrowed

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
        if self.is_person_name(tokens):
            return self._unknown_person(name, title, on)
        if self._head_is(name, "apart") or self._head_is(name, "documents"):
            # "A British newspaper" is not Britain.
            return Resolved(slug(_ARTICLE.sub("", name)), name.strip(), "institution", known=False)
        return self._body(name, on) or self._unknown(name)

    def named_in(self, words: str) -> set[str]:
        """The ids of the actors that words name, of a person whom it speaks for."""
        return {mention.actor.counts_for for mention in self.mentions(words)}

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

    def _person_in(self, name: str, title: str | None, on: str | None) -> Resolved | None:
        """The person named within longer words, or whom a body or an aide of that person speaks for."""
        people = [m for m in self.mentions(name, phrase=True) if m.actor.kind == "person"]
        owners = [m for m in people if self.owns(m, name)]
        own = [m for m in people if m not in owners]
        if own:
            described = " ".join(filter(None, (name[: own[-1].start].strip(), title)))
            return self._as_speaker(own[-1].actor.id, name, described or None, on)
        tokens = list(words(name))
        if owners and (owners[-1].end == len(name.rstrip()) or not self.is_person_name(tokens)):
            owner = self._as_speaker(owners[0].actor.id, name, None, on)
            rest = name[owners[0].end :]
            if not any(self.is_kind(word.folded, "words", "official") for word in tokens):
                # "The president's decisions" are his, what his sister or his critics say is not.
                return owner if rest.startswith(("'s", "’s")) and not self.of_others(rest) else None
            # "The president's spokesman" speaks for whom the president speaks for, and is not the president.
            return Resolved(owner.actor, name.strip(), owner.speaker_kind, known=owner.known)
        similar = self.person(name, title, on)
        return self._as_speaker(similar.id, name, title, on) if similar else None

    def _as_speaker(self, actor_id: str, given: str, title: str | None, on: str | None) -> Resolved:
        actor = self.actors[actor_id]
        if actor.kind != "person":
            return Resolved(actor.id, self._short(given), "institution")
        role = self._role_of(actor, title or "", on)
        if role is None:
            return Resolved(actor.id, actor.name, "analyst", actor.affiliation or title, person=actor.id)
        affiliation = ", ".join(filter(None, (self.name(role.of), role.title)))
        return Resolved(role.of, actor.name, "official", affiliation, person=actor.id)

    def _role_of(self, actor: Actor, title: str, on: str | None) -> Role | None:
        """In what office a known person speaks: what the article says of it, else the one held on the date."""
        kind = self.title_kind(title)
        if self._former.search(title) or (kind == "analyst" and _AFFILIATED.search(title)):
            return None
        owner = self.owner(title, sure=True) if kind == "official" else None
        if owner and owner not in {role.of for role in actor.roles if role.held(on)}:
            return Role(title=title, of=owner)
        held = actor.role(on)
        if held or not actor.speaks_for or (actor.roles and on is not None and kind != "official"):
            return held
        return actor.last_role or Role.model_construct(title="", of=actor.speaks_for)

    def _unknown_person(self, name: str, title: str | None, on: str | None) -> Resolved:
        # Words before the name are part of the title: "Danish Foreign Minister Jens Hansen".
        plain, before = split_titles(name, self.is_title_word)
        described = " ".join(filter(None, (before, title)))
        known = self.person(plain, described, on) if before else None
        if known:
            return self._as_speaker(known.id, plain, described, on)
        if self.title_kind(described) != "official":
            return Resolved(slug(plain), plain, "analyst", described or None, known=False)
        chief = next((m.actor for m in self.mentions(described, phrase=True) if m.actor.kind == "person"), None)
        owner = self.owner(described) or (chief.speaks_for if chief else None)
        return Resolved(owner or slug(plain), plain, "official", described, known=False)

    def _body(self, name: str, on: str | None) -> Resolved | None:
        """The owner of a body named by its nationality: "the Danish government", "the American president"."""
        owner = self.owner(name)
        if owner is None:
            return None
        person = self.holder(name, owner, on)
        if person:
            return self._as_speaker(person.id, name, None, on)
        if self._former.search(name) and self.title_kind(self._former.sub("", name)):
            return _nobody()
        return Resolved(owner, self._short(name), "institution")

    def _unknown(self, name: str) -> Resolved:
        """An institution of its own, if the words have a name in them."""
        proper = [t.folded for t in words(name) if t.capital and not self.is_kind(t.folded, "small")]
        if self.nameless(name) or not any(self.is_kind(t, "own") or not self.is_title_word(t) for t in proper):
            return _nobody()
        return Resolved(slug(name), name.strip(), "institution", known=False)

    def _short(self, name: str) -> str:
        """The words of a long noun phrase that name the actor."""
        found = [m for m in self.mentions(name, phrase=True) if m.via != "demonym"]
        long = len(name.split()) > LONG_NAME and found
        return name[found[0].start : found[0].end] if long else name.strip()


def _nobody() -> Resolved:
    return Resolved(UNATTRIBUTED, None, "unattributed-reporting", known=False)


def _first_of_each(found: Iterable[Resolved]) -> tuple[Resolved, ...]:
    first: dict[str, Resolved] = {}
    for resolved in found:
        if resolved.actor != UNATTRIBUTED:
            first.setdefault(resolved.actor, resolved)
    return tuple(first.values())
