"""The names that actors go by: who is named in a text, by which of them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bot.actors.actors import Actor, Mention, Via
from bot.actors.names import Longest, Text, Word, case_fits, key_of, prefix_rank, same_name, spelled, words
from bot.actors.world import World
from bot.faults import Faults, gathered
from bot.record.statement import UNATTRIBUTED
from embeddings.letters import fold

Named = tuple[str, Via, list[tuple[str, ...]]]
"""The id of an actor, the sort of name, and the ways in which the name's words are written ("NATO", "Nato")."""
_MARKS = "“”‘’—–…"
_GIVEN_NAMES = 3
"""Given names that a stranger has at most."""
_TITLE = frozenset(("words", "official", "analyst", "former", "courtesy"))
"""Kinds whose words are no part of a person's name."""


class NameIndex:
    """The actors by id and by every name they go by.

    ``strangers`` are the people of the article at hand who share a surname with somebody known: the surname, folded,
    to their full name; ``introduced`` the known people whom it names in full. ``on`` is the article's date.
    """

    strangers: Mapping[str, str] = {}
    introduced: Collection[str] = ()
    on: str | None = None

    def __init__(self, world: World, file: Path, into: Faults | None = None) -> None:
        """Index the actors; whole or not at all.

        Raises:
            ConfigurationError: names without letters, or claimed by two actors of the subject's file; with ``into``
                they are added to it instead.

        """
        self.actors = world.actors
        self.given = world.given
        self.own = world.own
        self._spellings = world.spellings
        self._kinds: Longest[set[str]] = Longest()
        for kind, phrases in world.words.items():
            for key in map(key_of, phrases):
                for phrase in (key, (*key[:-1], f"{key[-1]}s")):
                    self._kinds.add(phrase, set())
                    self._kinds[phrase].add(kind.partition(".")[2])
        self._title_words = {word for key, kinds in self._kinds.items() if kinds & _TITLE for word in key}
        self._names: Longest[Named] = Longest()
        self._surnames: dict[str, list[str]] = {}
        with gathered(into) as faults:
            for actor in self.actors.values():
                self._claim(actor, file, faults)
        self.people = [actor for actor in self.actors.values() if actor.kind == "person"]

    def _claim(self, actor: Actor, file: Path, faults: Faults) -> None:
        kinds: tuple[tuple[Via, tuple[str, ...]], ...] = (
            ("name", (actor.name,)),
            ("alias", actor.aliases),
            ("capital", actor.capitals),
            ("demonym", actor.demonyms),
        )
        for via, name in ((via, name) for via, names in kinds for name in names):
            written = spelled(name)
            key = tuple(map(fold, written))
            if not key:
                faults.append(f'{file}: actor "{actor.id}": the name {name!r} has no letters: remove it.')
                continue
            taken = self._names.get(key)
            if taken and taken[0] != actor.id and actor.id in self.own:
                faults.append(
                    f'{file}: the name "{name}" is claimed by actor "{taken[0]}" and by actor "{actor.id}": '
                    "keep it at one of them."
                )
            if taken and taken[0] == actor.id:
                taken[2].append(written)
            elif actor.kind != "person" or len(key) > 1:
                self._names.add(key, (actor.id, via, [written]))
            if actor.kind == "person" and not self.is_kind(key[0], "official"):
                # "von der Leyen", "Kosiniak-Kamysz": the last word stands for them.
                first = self.family_first(actor) and key[0] == key_of(actor.name)[0]
                surname = key[0] if first else key[-1]
                if (len(surname) > 2 or first) and actor.id not in self._surnames.setdefault(surname, []):
                    self._surnames[surname].append(actor.id)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self.actors

    def family_first(self, person: Actor) -> bool:
        """Whether a person's name begins with the surname ("Xi Jinping")."""
        home = self.actors.get(person.speaks_for or "")
        return home is not None and home.family_first

    def name(self, actor_id: str) -> str:
        """The name to show for an id; a slug that is nobody's is shown with its words capitalised."""
        if actor_id == UNATTRIBUTED:
            return "Unattributed"
        known = self.actors.get(actor_id)
        return known.name if known else " ".join(part.capitalize() for part in actor_id.split("-"))

    def find(self, prefix: str, limit: int = 25, recorded: Collection[str] = ()) -> list[Actor]:
        """Actors with a name, or a later word of one, that begins so ("zelen", "Kremlin"); best first.

        Those of the subject's file and those ``recorded`` (ids that have positions) come before the rest of the
        world, which an empty prefix leaves out.
        """
        near = self.own | set(recorded)
        start = key_of(prefix)
        if not start:
            return [actor for i, actor in self.actors.items() if i in near][:limit]
        found: dict[str, tuple[bool, int, int]] = {}
        for order, (key, (actor_id, via, _)) in enumerate(self._names.items()):
            rank = prefix_rank(key, start)
            if rank is not None and via != "demonym":
                place = (actor_id not in near, rank, order)
                found[actor_id] = min(found.get(actor_id, place), place)
        return [self.actors[actor_id] for actor_id in sorted(found, key=lambda a: found[a])][:limit]

    def lookup(self, name: str) -> Actor | None:
        """The actor that goes by exactly this id or name (articles and accents ignored), else None."""
        if name in self.actors:
            return self.actors[name]
        found = self._exact(list(words(name)), None)
        return self.actors[found] if found else None

    def synonyms(self) -> dict[str, str]:
        """Spelling variant to the spelling the record is searched by: places, short forms, people's names."""
        table = dict(self._spellings)
        for actor in self.people:
            for alias in actor.aliases:
                if len(alias.split()) > 1:
                    table.setdefault(alias, actor.name)
                    mine, theirs = actor.name.split()[-1], alias.split()[-1]
                    if fold(mine) != fold(theirs) and self._surnames.get(fold(theirs), []) == [actor.id]:
                        table.setdefault(theirs, mine)
        return table

    def metonyms(self) -> dict[str, str]:
        """Seats of power and capitals to the name of the actor they stand for ("the Kremlin" to "Russia")."""
        return {
            alias: actor.name
            for actor in self.actors.values()
            if actor.kind != "person"
            for alias in (*actor.aliases, *actor.capitals)
        }

    def demonyms(self) -> dict[str, str]:
        """Words of nationality to the name of the actor they belong to ("British" to "United Kingdom")."""
        return {demonym: actor.name for actor in self.actors.values() for demonym in actor.demonyms}

    def is_kind(self, folded: str, *kinds: str) -> bool:
        """Whether a word alone is of one of the kinds of ``titles.toml`` ("words" of bodies, "official", ...)."""
        return not (self._kinds.get((folded,)) or set()).isdisjoint(kinds)

    def kind_at(self, folded: Sequence[str], at: int, kind: str) -> int:
        """How many words of a phrase of a kind stand at ``at``; 0 for none."""
        return next((length for length, kinds in self._kinds.at(folded, at) if kind in kinds), 0)

    def is_title_word(self, folded: str) -> bool:
        """Whether a word is of a title, a body or a place, so that it is no part of a person's name."""
        return folded in self._title_words or self._names.get((folded,)) is not None

    # --- names in a text ----------------------------------------------------------------------------------------

    def mentions(self, text: str, phrase: bool = False) -> list[Mention]:
        """The actors named in a text, in order, longest name first, never overlapping.

        A name within a longer proper name is not met ("National Security Council"), nor is a surname that another
        given name stands before, or that the article at hand gives to somebody else. A ``phrase`` begins no sentence.
        """
        return list(self._mentions(Text(text, phrase)))

    def _mentions(self, here: Text) -> Iterator[Mention]:
        past = 0
        for at, folded in enumerate(here.folded):
            if at < past or not (self._names.begins(folded) or folded in self._surnames):
                continue
            hit = self._name_at(here, at) or self._surname_at(here, at)
            if hit is not None:
                actor_id, via, length = hit
                past = at + length
                yield Mention(self.actors[actor_id], here.words[at].start, here.words[past - 1].end, via)

    def naming(self, actors: Collection[str]) -> Callable[[str], bool]:
        """What tells whether a text names one of these actors; quick where none of their names stands in it."""
        telling = {word for actor in actors if actor in self.actors for word in self._telling(self.actors[actor])}
        words = "|".join(map(re.escape, sorted(telling))) or "(?!)"
        one = re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")

        def names(text: str) -> bool:
            bare = text
            if not text.isascii():
                # A text whose marks alone are not plain is folded much more quickly without them.
                for mark in _MARKS:
                    bare = bare.replace(mark, " ")
            return bool(one.search(fold(bare))) and any(m.actor.id in actors for m in self._mentions(Text(text)))

        return names

    def _telling(self, actor: Actor) -> Iterator[str]:
        """Folded words of which one stands in every text that names an actor: one of each name, and its surnames."""
        for name in (actor.name, *actor.aliases, *actor.demonyms, *actor.capitals):
            key = tuple(map(fold, spelled(name)))
            yield from (word for word in (key[:1] + key[-1:]) if actor.id in self._surnames.get(word, ()))
            if key:
                yield max(key, key=len) if actor.kind != "person" else key[-1]

    def introduce(self, text: str) -> None:
        """Take note of whom a text names in full: known people, and strangers who bear the surname of one."""
        here = Text(text)
        strangers: dict[str, str] = {}
        introduced: set[str] = set()
        titled: set[str] = set()
        for at, token in enumerate(here.words):
            introduced.update(a for n, (a, _, _) in self._names.at(here.folded, at) if n > 1)
            bearers, first = self._surnames.get(token.folded, []), at
            before = here.beside(at, -1)
            if bearers and before is not None and self.is_kind(here.folded[before], "official"):
                titled.add(token.folded)
            while bearers and at - first < _GIVEN_NAMES and (before := here.beside(first, -1)) is not None:
                if not self._is_given(here, before):
                    break
                first = before
            if token.capital and first < at:
                name = text[here.words[first].start : token.end]
                same = [a for a in bearers if same_name(name, self.actors[a].name, vouched=True)]
                introduced.update(same)
                if not same:
                    strangers.setdefault(token.folded, name)
        self.introduced = introduced
        known = {s for s in strangers if s in titled or not introduced.isdisjoint(self._surnames[s])}
        self.strangers = {s: name for s, name in strangers.items() if s not in known}

    def _exact(self, tokens: Sequence[Word], on: str | None) -> str | None:
        """The actor whom the whole of the words name, but for articles and the genitive."""
        while tokens and tokens[0].folded in ("the", "a", "an"):
            tokens = tokens[1:]
        if tokens and tokens[-1].folded == "s":
            tokens = tokens[:-1]
        entry = self._names.get(tuple(token.folded for token in tokens))
        if entry and entry[1] != "demonym" and any(case_fits(way, tokens) for way in entry[2]):
            return entry[0]
        return self._bearer(tokens[0], on) if len(tokens) == 1 else None

    def _bearer(self, surname: Word, on: str | None = None) -> str | None:
        """Whom a bare surname stands for: whoever is introduced, else the subject's own, else who was in office."""
        owners = self._surnames.get(surname.folded, [])
        if not surname.capital or surname.folded in self.strangers or self.is_kind(surname.folded, "times"):
            return None
        date = on or self.on
        own = [a for a in owners if a in self.introduced] or [a for a in owners if a in self.own]
        # Of no date it is not known who was in office.
        sure = own or owners if date is None else own
        held = sure if len(sure) == 1 else [a for a in own or owners if self.actors[a].role(date)]
        return held[0] if len(held) == 1 else None

    def _name_at(self, here: Text, at: int) -> tuple[str, Via, int] | None:
        for length, (actor_id, via, ways) in self._names.at(here.folded, at):
            fits = any(case_fits(way, here.words[at : at + length]) for way in ways)
            if fits and (self.actors[actor_id].kind == "person" or not self._longer(here, at, at + length, via)):
                return actor_id, via, length
        return None

    def _surname_at(self, here: Text, at: int) -> tuple[str, Via, int] | None:
        bearer = self._bearer(here.words[at])
        if bearer is None:
            return None
        beside = [n for n in (here.beside(at, -1), here.beside(at, 1)) if n is not None]
        # "Bobby Macron", "Alexander Rahr", "Trump Tower", "Marcos Jr" are not the bearer by surname alone.
        if any(self._foreign(here, n) or self._part(here, n, "own") for n in beside):
            return None
        return bearer, "surname", 1

    def _longer(self, here: Text, at: int, stop: int, via: Via) -> bool:
        """Whether a name is part of another's longer one: "West Virginia", "the Alternative for Germany"."""
        before, after = here.beside(at, -1), here.beside(stop - 1, 1)
        adjective = via == "demonym" or here.words[at].text.isupper()
        if before is not None and self._part(here, before, "extending"):
            return not (adjective and here.opens(before))
        if before is not None and before and here.folded[before] in ("of", "for") and here.words[before - 1].capital:
            strange = self._foreign(here, before - 1) and not here.opens(before - 1)
            return self._part(here, before - 1, "own") or (strange and not self._of_office(here, before - 1))
        if any(self._part(here, n, "own") for n in self._run(here, stop)):
            return True
        if adjective or not here.words[at].capital:
            return False
        if before is not None and self._is_given(here, before):
            return True
        return after is not None and self._foreign(here, after)

    def _of_office(self, here: Text, at: int) -> bool:
        """Whether a word ends the name of an office or body: "Foreign Affairs" in "Minister of Foreign Affairs"."""
        while at >= 0 and (here.words[at].capital or here.folded[at] in ("of", "for", "and", "the")):
            if self.is_kind(here.folded[at], "official", "words"):
                return here.folded[at + 1] in ("of", "for")
            at -= 1
        return False

    def _run(self, here: Text, at: int) -> Iterator[int]:
        """The words of a proper name that go on from a place, but for a body's ("Central Bank")."""
        while at < len(here.words) and here.beside(at - 1, 1):
            if not here.words[at].capital and here.folded[at] not in ("of", "for", "and", "s"):
                return
            body = self.kind_at(here.folded, at, "words")
            if not body:
                yield at
            at += body or 1

    def _part(self, here: Text, at: int, kind: str) -> bool:
        """Whether a word has a capital and is of a kind."""
        return here.words[at].capital and self.is_kind(here.folded[at], kind)

    def _foreign(self, here: Text, at: int) -> bool:
        """Whether a word is of a name that is not known: no title, day, acronym, and nobody known begins there."""
        word = here.words[at]
        if not word.capital or (word.text.isupper() and len(word.text) > 1) or word.folded in self._surnames:
            return False
        if self.is_kind(word.folded, "times", "small") or any(True for _ in self._names.at(here.folded, at)):
            return False
        # "Foreign" is of a title in "Foreign Minister", "Interior" before one.
        starts = range(max(0, at - 2), at + 1)
        titled = any(
            n + start > at and kinds & _TITLE for start in starts for n, kinds in self._kinds.at(here.folded, start)
        )
        ahead = [here.folded[n] for n in range(at + 1, min(at + 3, len(here.words))) if here.words[n].capital]
        return not titled and not any(self.is_kind(folded, "official") for folded in ahead)

    def _is_given(self, here: Text, at: int) -> bool:
        """Whether a word before a name is somebody's given name: known as one, or with a capital of its own."""
        if here.words[at].capital and any(here.folded[at] in names for names in self.given.values()):
            return True
        return self._foreign(here, at) and not here.opens(at)
