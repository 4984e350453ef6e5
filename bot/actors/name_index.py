"""The names that actors go by: who is named in a text, by which of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bot.actors.actors import Actor, Mention, Via
from bot.actors.names import (
    BEFORE_A_SURNAME,
    TIMES,
    Longest,
    Word,
    case_fits,
    fold,
    key_of,
    prefix_rank,
    same_name,
    spelled,
    words,
)
from bot.actors.world import World
from bot.errors import ConfigurationError
from bot.record.statement import UNATTRIBUTED

Named = tuple[str, Via, tuple[str, ...]]
"""The id of an actor, the sort of name, and the name's words as they are written."""
_FAR = 3
"""Words that a stranger's given names have at most."""
_SUFFIXES = ("jr", "sr", "ii", "iii")


class NameIndex:
    """The actors by id and by every name they go by.

    ``strangers`` are the people of the article at hand who share a surname with somebody known: the surname, folded,
    to their full name. ``on`` is the article's date.
    """

    strangers: Mapping[str, str] = {}
    on: str | None = None

    def __init__(self, world: World, file: Path) -> None:
        """Index the actors; whole or not at all.

        Raises:
            ConfigurationError: a name that two actors of the subject's file claim.

        """
        self.actors: Mapping[str, Actor] = world.actors
        self.given = world.given
        self._kinds: Longest[set[str]] = Longest()
        for kind, phrases in world.words.items():
            for phrase in phrases:
                self._mark(key_of(phrase), kind.partition(".")[2])
        self._spellings = world.spellings
        self._names: Longest[Named] = Longest()
        self._surnames: dict[str, list[str]] = {}
        for actor in self.actors.values():
            self._claim(actor, file)
        self._people = [actor for actor in self.actors.values() if actor.kind == "person"]

    def _mark(self, key: tuple[str, ...], kind: str) -> None:
        """Let a phrase and its plural be of a kind."""
        for phrase in (key, (*key[:-1], f"{key[-1]}s")):
            self._kinds.add(phrase, set())
            self._kinds[phrase].add(kind)

    def _claim(self, actor: Actor, file: Path) -> None:
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
                raise ConfigurationError(f'{file}: actor "{actor.id}": the name {name!r} has no letters.')
            taken = self._names.get(key)
            if taken and taken[0] != actor.id and actor.configured:
                raise ConfigurationError(
                    f'{file}: the name "{name}" is claimed by actor "{taken[0]}" and by actor "{actor.id}": '
                    "keep it at one of them."
                )
            self._names.add(key, (actor.id, via, written))
            if actor.kind == "person" and len(key) > 1:
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
        near = {i for i, actor in self.actors.items() if actor.configured} | set(recorded)
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
        for actor in self._people:
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

    def places(self) -> dict[str, str]:
        """Every name of a state, bloc or institution, folded, to its id."""
        named = ((" ".join(key), i) for key, (i, _, _) in self._names.items())
        return {name: i for name, i in named if self.actors[i].kind != "person"}

    def is_kind(self, folded: str, *kinds: str) -> bool:
        """Whether a word alone is of one of the kinds of ``titles.toml`` ("words" of bodies, "official", ...)."""
        return bool((self._kinds.get((folded,)) or set()) & set(kinds))

    def kind_at(self, tokens: Sequence[str], at: int, kind: str) -> int:
        """How many words of a phrase of a kind stand at ``at``; 0 for none."""
        return next((length for length, kinds in self._kinds.at(tokens, at) if kind in kinds), 0)

    # --- names in a text ----------------------------------------------------------------------------------------

    def mentions(self, text: str) -> list[Mention]:
        """The actors named in a text, in order, longest name first, never overlapping.

        A name within a longer proper name is not met ("National Security Council"), nor is a surname that another
        given name stands before, or that the article at hand gave to somebody else.
        """
        tokens = list(words(text))
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            hit = self._name_at(tokens, at, text) or self._surname_at(tokens, at, text)
            if hit is None:
                at += 1
                continue
            actor_id, via, length = hit
            found.append(Mention(self.actors[actor_id], tokens[at].start, tokens[at + length - 1].end, via))
            at += length
        return found

    def strangers_of(self, text: str) -> dict[str, str]:
        """The people of a text who bear the surname of somebody known, whom the text does not name as well."""
        tokens = list(words(text))
        strangers: dict[str, str] = {}
        introduced: set[str] = set()
        for at, token in enumerate(tokens):
            for _, (actor_id, _, written) in self._names.at([t.folded for t in tokens[at : at + 6]], 0):
                if len(written) > 1 and self.actors[actor_id].kind == "person":
                    introduced.add(actor_id)
            before = _beside(tokens, at, -1, text)
            if token.folded not in self._surnames or not token.capital or before is None or not before.capital:
                continue
            if self.is_kind(before.folded, "official"):
                introduced.update(self._surnames[token.folded])
            elif self._given_name(tokens, at - 1, text):
                first = at - 1
                while at - first < _FAR and self._given_name(tokens, first - 1, text):
                    first -= 1
                name = text[tokens[first].start : token.end]
                if not any(same_name(name, self.actors[a].name, True) for a in self._surnames[token.folded]):
                    strangers.setdefault(token.folded, name)
        return {s: name for s, name in strangers.items() if not introduced.intersection(self._surnames[s])}

    def _given_name(self, tokens: Sequence[Word], at: int, text: str) -> bool:
        """Whether a word before a surname is somebody's given name: a capital of its own, and no word for a thing."""
        if at < 0 or not tokens[at].capital or _beside(tokens, at + 1, -1, text) is None:
            return False
        word = tokens[at].folded
        if any(word in names for names in self.given.values()):
            return True
        return not (self._common(word) or _opens(text, tokens[at].start) or tokens[at].text.isupper())

    def _common(self, folded: str) -> bool:
        """Whether a word is of a title, a body, a place or a time, so that it is no part of a person's name."""
        known = self._names.get((folded,))
        if known and self.actors[known[0]].kind != "person":
            return True
        return folded in TIMES or folded in BEFORE_A_SURNAME or self.is_title_word(folded)

    def is_title_word(self, folded: str) -> bool:
        """Whether a word is of a title, a body or a place."""
        known = self._names.get((folded,))
        return folded in self._title_words or bool(known and self.actors[known[0]].kind != "person")

    @property
    def _title_words(self) -> frozenset[str]:
        if not hasattr(self, "_parts"):
            kinds = {"words", "official", "analyst", "former", "courtesy"}
            self._parts = frozenset(word for key, those in self._kinds.items() if those & kinds for word in key)
        return self._parts

    def _exact(self, tokens: list[Word], on: str | None) -> str | None:
        """The actor whom the whole of the words name, but for articles and the genitive."""
        while tokens and tokens[0].folded in ("the", "a", "an"):
            tokens = tokens[1:]
        if tokens and tokens[-1].folded == "s":
            tokens = tokens[:-1]
        entry = self._names.get(tuple(token.folded for token in tokens))
        if entry and entry[1] != "demonym" and case_fits(entry[2], tokens):
            return entry[0]
        return self._bearer(tokens[0], on) if len(tokens) == 1 and tokens[0].capital else None

    def _bearer(self, surname: Word, on: str | None) -> str | None:
        """Whom a bare surname stands for: the subject's own, else the one in office then; None where unsure."""
        owners = self._surnames.get(surname.folded, [])
        if surname.folded in self.strangers or not owners:
            return None
        own = [a for a in owners if self.actors[a].configured and self.actors[a].roles] or owners
        held = own if len(own) == 1 else [a for a in own if self.actors[a].role(on or self.on)]
        return held[0] if len(held) == 1 else None

    def _name_at(self, tokens: Sequence[Word], at: int, text: str) -> tuple[str, Via, int] | None:
        folded = [token.folded for token in tokens[at : at + 10]]
        for length, (actor_id, via, written) in self._names.at(folded, 0):
            if case_fits(written, tokens[at : at + length]):
                person = self.actors[actor_id].kind == "person"
                if person and length == 1 and self._within_a_name(tokens, at, text):
                    continue
                if person or not self._longer(tokens, at, length, via, text):
                    return actor_id, via, length
        return None

    def _longer(self, tokens: Sequence[Word], at: int, length: int, via: Via, text: str) -> bool:
        """Whether a name is part of a longer one that is another's: "West Virginia", "the Bank of England"."""
        before, after = _beside(tokens, at, -1, text), _beside(tokens, at + length - 1, 1, text)
        if before and before.capital and self.is_kind(before.folded, "extending"):
            known = self._names.get((before.folded,))
            return known is None or via != "name"
        if before and before.folded == "of" and at > 1 and tokens[at - 2].capital:
            head = tokens[at - 2].folded
            if self.is_kind(head, "own") or not (self._common(head) or head in TIMES):
                return not _opens(text, tokens[at - 2].start)
        if any(self.is_kind(t.folded, "own") and t.text != t.folded for t in self._run(tokens, at + length, text)):
            return True
        if via == "demonym" or tokens[at].text.isupper() or not tokens[at].capital:
            return False
        if after and after.capital and not self._stands_alone(tokens, at + length, text):
            return True
        if before is None or not before.capital or self._common(before.folded):
            return False
        is_given = any(before.folded in names for names in self.given.values())
        return is_given or not (_opens(text, before.start) or self._surnames.get(before.folded))

    def _run(self, tokens: Sequence[Word], at: int, text: str) -> Iterator[Word]:
        """The words of a proper name that go on from a place, but for a body's ("Central Bank")."""
        while at < len(tokens) and _beside(tokens, at - 1, 1, text):
            body = self.kind_at([t.folded for t in tokens[at : at + 4]], 0, "words")
            if not tokens[at].capital and tokens[at].folded not in ("of", "for", "and"):
                return
            if not body:
                yield tokens[at]
            at += max(1, body)

    def _stands_alone(self, tokens: Sequence[Word], at: int, text: str) -> bool:
        """Whether a capitalised word after a name begins something else: a title, a name, a day, a person."""
        word = tokens[at]
        if self._common(word.folded) or word.text.isupper() or word.folded in self._surnames:
            return True
        if any(word.folded in names for names in self.given.values()):
            return _beside(tokens, at, 1, text) is not None
        return next(iter(self._names.at([t.folded for t in tokens[at : at + 10]], 0)), None) is not None

    def _within_a_name(self, tokens: Sequence[Word], at: int, text: str) -> bool:
        after = _beside(tokens, at, 1, text)
        return (after is not None and after.capital and not self._common(after.folded)) or self._given_name(
            tokens, at - 1, text
        )

    def _surname_at(self, tokens: Sequence[Word], at: int, text: str) -> tuple[str, Via, int] | None:
        token = tokens[at]
        bearer = self._bearer(token, None) if token.capital else None
        if bearer is None:
            return None
        before, after = _beside(tokens, at, -1, text), _beside(tokens, at, 1, text)
        if before and before.capital and len(before.text) > 1 and not self._common(before.folded):
            return None
        # "Trump Tower", "Marcos Jr" are not the bearer by surname alone.
        if after and (after.folded in _SUFFIXES or self.is_kind(after.folded, "own") and after.capital):
            return None
        return bearer, "surname", 1


def _beside(tokens: Sequence[Word], at: int, step: int, text: str) -> Word | None:
    """The word before or after another with nothing but a space between, else None."""
    other = at + step
    if not 0 <= other < len(tokens) or not 0 <= at < len(tokens):
        return None
    first, second = sorted((tokens[at], tokens[other]), key=lambda word: word.start)
    return tokens[other] if text[first.end : second.start].isspace() else None


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins at a place, where any word has a capital."""
    before = text[:at].rstrip(" ")
    return not before or before[-1] in ".!?:;\n\"“”‘'(—–-"
