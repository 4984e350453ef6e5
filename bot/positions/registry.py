"""Who can take a position: the actors of ``config/actors.toml``, and whom a name or a title speaks for."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rapidfuzz import fuzz

from bot.errors import ConfigurationError
from bot.positions.actors import Actor, ActorEntry, ActorsFile, Mention, Resolved, RoleEntry, Via
from bot.positions.names import (
    AWAY,
    BEFORE_A_SURNAME,
    ORGANISATION,
    Word,
    behind_articles,
    case_fits,
    conjuncts,
    cut_including,
    fold,
    longest_at,
    phrases,
    prefix_rank,
    slug,
    split_titles,
    words,
)
from bot.positions.tables import load_table
from bot.record.statement import UNATTRIBUTED

__all__ = ["Actor", "Mention", "Registry", "Resolved"]

SURNAME_LIKENESS = 88
"""rapidfuzz ratio from which two surnames are spellings of one (Grinkevich/Grynkewich 84 is left to aliases)."""
GIVEN_NAME_LIKENESS = 70
_PARTS_OF_A_STATE = frozenset(
    (
        "ministry",
        "office",
        "delegation",
        "committee",
        "department",
        "service",
        "commission",
        "agency",
        "staff",
        "faction",
        "party",
    )
)
"""What one may be the head of without being the head of the state."""
_THERE = re.compile(
    r"\b(?:officials|authorities|lawmakers|ministers|diplomats|politicians) (?:in|at) (?:the )?$", re.IGNORECASE
)
LONG_NAME = 8
"""Words of a noun phrase up to which it is shown whole as the name of who speaks."""


class Registry:
    """The configured actors by id and by every name they go by."""

    def __init__(self, entries: ActorsFile, file: Path) -> None:
        """Index the entries; whole or not at all.

        Raises:
            ConfigurationError: an id or a name claimed twice, an unknown id in ``speaks_for``, dates the wrong way.

        """
        self._file = file
        self._entries = {entry.id: entry for entry in entries.actor}
        self._bodies = phrases(entries.bodies.words)
        self._official = phrases(entries.titles.official)
        self._analyst = phrases(entries.titles.analyst)
        self._academic = phrases(entries.titles.academic)
        self._former = tuple(fold(word) for word in entries.titles.former)
        self._nameless = frozenset(fold(word) for word in entries.titles.nameless)
        self._spellings = dict(entries.spellings)
        self.actors: Mapping[str, Actor] = {
            e.id: Actor(e.id, e.name, e.kind, (*e.aliases, *e.capitals), e.speaks_for, e.affiliation, e.roles)
            for e in entries.actor
        }
        self._names: dict[tuple[str, ...], tuple[str, Via, tuple[str, ...]]] = {}
        self._check(entries)
        self._surnames = self._index_surnames(entries.actor)
        self._longest = max((len(key) for key in self._names), default=1)

    @classmethod
    def load(cls, file: Path) -> "Registry":
        """Read ``actors.toml``.

        Raises:
            ConfigurationError: unreadable, a wrong key or value, or a contradiction; one sentence with file and key.

        """
        return cls(load_table(file, ActorsFile), file)

    # --- looking up ---------------------------------------------------------------------------------------------

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self.actors

    def name(self, actor_id: str) -> str:
        """The name to show for an id; an unconfigured slug is shown with its words capitalised."""
        if actor_id == UNATTRIBUTED:
            return "Unattributed"
        known = self.actors.get(actor_id)
        return known.name if known else " ".join(part.capitalize() for part in actor_id.split("-"))

    def find(self, prefix: str, limit: int = 25) -> list[Actor]:
        """Actors with a name, or a later word of one, that begins so ("zelen", "Kremlin"); best first."""
        start = tuple(word.folded for word in words(prefix))
        if not start:
            return list(self.actors.values())[:limit]
        found: dict[str, tuple[int, int]] = {}
        for order, (key, (actor_id, via, _)) in enumerate(self._names.items()):
            rank = prefix_rank(key, start)
            if rank is not None and via != "demonym":
                found[actor_id] = min(found.get(actor_id, (9, 0)), (rank, order))
        return [self.actors[actor_id] for actor_id in sorted(found, key=lambda a: found[a])][:limit]

    def lookup(self, name: str) -> Actor | None:
        """The actor that goes by exactly this id or name (articles and accents ignored), else None."""
        if name in self.actors:
            return self.actors[name]
        found = self._exact(list(words(name)))
        return self.actors[found[0]] if found else None

    def synonyms(self) -> dict[str, str]:
        """Spelling variant to the spelling the record is searched by: places, short forms, people's names."""
        table = dict(self._spellings)
        for entry in self._entries.values():
            if entry.kind == "person":
                for alias in entry.aliases:
                    if len(alias.split()) > 1:
                        table.setdefault(alias, entry.name)
                        mine, theirs = entry.name.split()[-1], alias.split()[-1]
                        if fold(mine) != fold(theirs) and fold(theirs) not in self._surnames_of_others(entry.id):
                            table.setdefault(theirs, mine)
        return table

    def metonyms(self) -> dict[str, str]:
        """Seats of power and capitals to the name of the actor they stand for ("the Kremlin" to "Russia")."""
        return {
            alias: entry.name
            for entry in self._entries.values()
            if entry.kind != "person"
            for alias in (*entry.aliases, *entry.capitals)
        }

    def demonyms(self) -> dict[str, str]:
        """Words of nationality to the name of the actor they belong to ("British" to "United Kingdom")."""
        return {demonym: entry.name for entry in self._entries.values() for demonym in entry.demonyms}

    def mentions(self, text: str) -> list[Mention]:
        """The actors named in a text, in order, longest name first, never overlapping."""
        tokens = list(words(text))
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            hit = self._name_at(tokens, at) or self._surname_at(tokens, at)
            if hit is None:
                at += 1
                continue
            actor_id, via, length = hit
            found.append(Mention(self.actors[actor_id], tokens[at].start, tokens[at + length - 1].end, via))
            at += length
        return found

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
        leads = bool(wanted & {"leader", "head", "chief"}) and not wanted & _PARTS_OF_A_STATE
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
        of_there = [m for m in abroad if m.via == "capital" and _THERE.search(title[: m.start])]
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

    def _is_title_word(self, folded: str) -> bool:
        singles = (*self._official, *self._bodies, *self._analyst)
        known = self._names.get((folded,))
        return any(folded in phrase for phrase in singles) or bool(known and self.actors[known[0]].kind != "person")

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

    def _exact(self, tokens: list[Word]) -> tuple[str, Via] | None:
        while tokens and tokens[0].folded in ("the", "a", "an"):
            tokens = tokens[1:]
        if tokens and tokens[-1].folded == "s":
            tokens = tokens[:-1]
        entry = self._names.get(tuple(token.folded for token in tokens))
        if entry and entry[1] != "demonym" and case_fits(entry[2], tokens):
            return entry[0], entry[1]
        if len(tokens) == 1 and tokens[0].text[:1].isupper():
            owners = self._surnames.get(tokens[0].folded, set())
            if len(owners) == 1:
                return next(iter(owners)), "surname"
        return None

    def _name_at(self, tokens: list[Word], at: int) -> tuple[str, Via, int] | None:
        for length in range(min(self._longest, len(tokens) - at), 0, -1):
            piece = tokens[at : at + length]
            entry = self._names.get(tuple(token.folded for token in piece))
            if entry and case_fits(entry[2], piece):
                return entry[0], entry[1], length
        return None

    def _surname_at(self, tokens: list[Word], at: int) -> tuple[str, Via, int] | None:
        token = tokens[at]
        owners = self._surnames.get(token.folded, set())
        if len(owners) != 1 or not token.text[:1].isupper():
            return None
        before = tokens[at - 1] if at else None
        # Another given name before it makes it another person's surname.
        if before and before.text[:1].isupper() and token.start - before.end == 1 and len(before.text) > 1:
            known = self._names.get((before.folded,))
            if not known and not self._is_title_word(before.folded) and before.folded not in BEFORE_A_SURNAME:
                return None
        return next(iter(owners)), "surname", 1

    def _similar_person(self, tokens: list[Word]) -> str | None:
        """A configured person whose given name and surname are both spelt nearly so."""
        if len(tokens) < 2 or not all(token.text[:1].isupper() for token in tokens[-2:]):
            return None
        given, surname = tokens[-2].folded, tokens[-1].folded
        for entry in self._entries.values():
            parts = [word.folded for word in words(entry.name)]
            if entry.kind != "person" or len(parts) < 2 or parts[0][0] != given[0]:
                continue
            if (
                fuzz.ratio(parts[-1], surname) >= SURNAME_LIKENESS
                and fuzz.ratio(parts[0], given) >= GIVEN_NAME_LIKENESS
            ):
                return entry.id
        return None

    def _index_surnames(self, entries: Iterable[ActorEntry]) -> dict[str, set[str]]:
        surnames: dict[str, set[str]] = {}
        for entry in entries:
            if entry.kind == "person":
                for name in (entry.name, *entry.aliases):
                    parts = list(words(name))
                    if len(parts) > 1 and len(parts[-1].folded) > 2:
                        # "von der Leyen", "Kosiniak-Kamysz": the last word stands for them.
                        surnames.setdefault(parts[-1].folded, set()).add(entry.id)
        return surnames

    def _surnames_of_others(self, actor_id: str) -> set[str]:
        return {surname for surname, owners in self._surnames.items() if owners - {actor_id}}

    def _check(self, entries: ActorsFile) -> None:
        if len(self._entries) != len(entries.actor):
            ids = [entry.id for entry in entries.actor]
            twice = next(i for i in ids if ids.count(i) > 1)
            raise ConfigurationError(f'{self._file}: the actor id "{twice}" is given twice: ids must be unique.')
        for entry in entries.actor:
            if entry.id == UNATTRIBUTED:
                raise ConfigurationError(f'{self._file}: actor id "{UNATTRIBUTED}" is reserved: choose another.')
            if entry.speaks_for is not None and entry.speaks_for not in self._entries:
                raise ConfigurationError(
                    f'{self._file}: actor "{entry.id}", key speaks_for: there is no actor "{entry.speaks_for}".'
                )
            for role in entry.roles:
                if role.since and role.until and role.since > role.until:
                    raise ConfigurationError(
                        f'{self._file}: actor "{entry.id}", role "{role.title}": it ends ({role.until}) '
                        f"before it begins ({role.since})."
                    )
            kinds: tuple[tuple[Via, tuple[str, ...]], ...] = (
                ("name", (entry.name,)),
                ("alias", entry.aliases),
                ("capital", entry.capitals),
                ("demonym", entry.demonyms),
            )
            for via, names in kinds:
                for name in names:
                    self._claim(entry.id, name, via)

    def _claim(self, actor_id: str, name: str, via: Via) -> None:
        tokens = [word for word in words(name) if word.folded != "the"]
        key = tuple(word.folded for word in tokens)
        if not key:
            raise ConfigurationError(f'{self._file}: actor "{actor_id}": the name {name!r} has no letters.')
        taken = self._names.get(key)
        if taken and taken[0] != actor_id:
            raise ConfigurationError(
                f'{self._file}: the name "{name}" is claimed by actor "{taken[0]}" and by actor "{actor_id}": '
                "keep it at one of them."
            )
        if not taken:
            self._names[key] = (actor_id, via, tuple(word.text for word in tokens))


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
