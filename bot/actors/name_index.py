"""The names that actors go by: who is named in a text, by which of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rapidfuzz import fuzz

from bot.actors.actors import Actor, ActorEntry, ActorsFile, Mention, Via
from bot.actors.names import BEFORE_A_SURNAME, Word, case_fits, fold, phrases, prefix_rank, words
from bot.errors import ConfigurationError
from bot.record.statement import UNATTRIBUTED

SURNAME_LIKENESS = 88
"""rapidfuzz ratio from which two surnames are spellings of one (Grinkevich/Grynkewich 84 is left to aliases)."""
GIVEN_NAME_LIKENESS = 70


class NameIndex:
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
        self._spellings = dict(entries.spellings)
        self.actors: Mapping[str, Actor] = {
            e.id: Actor(e.id, e.name, e.kind, (*e.aliases, *e.capitals), e.speaks_for, e.affiliation, e.roles)
            for e in entries.actor
        }
        self._names: dict[tuple[str, ...], tuple[str, Via, tuple[str, ...]]] = {}
        self._check(entries)
        self._surnames = self._index_surnames(entries.actor)
        self._longest = max((len(key) for key in self._names), default=1)

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

    def _is_title_word(self, folded: str) -> bool:
        """Whether a word is of a title, a body or a place, so that it is no part of a person's name."""
        known = self._names.get((folded,))
        if known and self.actors[known[0]].kind != "person":
            return True
        return any(folded in phrase for phrase in (*self._official, *self._bodies, *self._analyst))

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
