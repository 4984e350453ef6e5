"""The people of one article: their names, titles, roles, places and genders, and where each is mentioned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from bot.actors.names import same_name
from bot.actors.roles import Roles

_PARTICLES = frozenset(("de", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "da", "di", "du"))
_APPOSITION = re.compile(r"\s*[,(]\s*(?P<words>(?:St\.|Dr\.|\b[A-Z]\.|[^,().;\n“”\"]){3,160})(?=[,);.\n]|$)")
_NO_TITLE = ("VBD", "VBZ", "VBP", "VBN", "VBG", "MD", "IN", "CC", "PRP", "WP", "WP$", "WDT", "WRB")
"""How no apposition begins."""
_OF = re.compile(r"\s+of\s+(?P<place>\w+)")
_KNIGHTED = ("sir", "dame")
"""Forms of address that stand with a given name."""
_LONGEST_NAME = 5
_BEFORE = 8
"""How many words a title before a name may have."""


@dataclass(slots=True)
class Person:
    """One person; ``name`` is the fullest form met, ``titles`` what stands with it in the article."""

    name: str
    surname: str
    gender: str | None = None
    titles: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    @property
    def given(self) -> str:
        """The name without its last word."""
        return self.name.rpartition(" ")[0]

    @property
    def title(self) -> str | None:
        """The longest title met, None where there is none."""
        return max(self.titles, key=len, default=None)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person named at tokens [start, end) of a paragraph."""

    person: Person
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words; ``certain`` where they must be a person."""

    name: Span
    certain: bool
    titled: bool


class People:
    """Everybody named in an article; ``on`` is its date, by which the registry knows who held which office."""

    def __init__(self, docs: Sequence[Doc], roles: Roles, on: str | None = None) -> None:
        self.roles = roles
        self.registry = roles.registry.within("\n".join(doc.text for doc in docs), on)
        self.docs = docs
        self.persons: list[Person] = []
        self.mentions: list[Mentioned] = []
        self.at: dict[tuple[int, int], Person] = {}
        runs = [(number, run) for number, doc in enumerate(docs) for run in self._runs(doc)]
        for number, run in runs:
            if run.certain and len(_parts(run.name)) > 1:
                self._add(number, run.name)
        for number, run in runs:
            if (number, run.name.start) not in self.at:
                self._again(number, run)
        self.mentions.sort(key=lambda m: (m.paragraph, m.start))
        self._known()

    def named(self, paragraph: int, first: int, stop: int) -> list[Mentioned]:
        """Who is named within tokens [first, stop) of a paragraph, in order."""
        return [m for m in self.mentions if m.paragraph == paragraph and first <= m.start and m.end <= stop]

    def _runs(self, doc: Doc) -> Iterator[_Run]:
        """Runs of capitalised words without the titles and places before them."""
        position = 0
        while position < len(doc):
            if not _name_token(doc[position]):
                position += 1
                continue
            start, stop = position, position + 1
            while stop < len(doc) and (_name_token(doc[stop]) or _particle(doc[stop]) or _hyphen(doc[stop])):
                stop += 1
            titled = self._role_before(doc, start)
            for index in range(position, stop):
                if self._role(doc[index]):
                    start, titled = index + 1, True
            while start < stop and self._place(doc, start, stop):
                start += 1
            if start < stop and doc[start:stop].text.lower() not in self.roles.places:
                people = [t.i for t in doc[start:stop] if t.ent_type_ == "PERSON"]
                if people and (not titled or doc[start - 1].lower_ == "of"):
                    start = next((n for n in range(start, people[0]) if self.roles.is_given(doc[n].text)), people[0])
                body = stop - start == 1 and doc[start].ent_type_ == "ORG"
                certain = bool(people) or (titled and not body) or self._apposition(doc[start:stop]) is not None
                short = len(_parts(doc[start:stop])) <= _LONGEST_NAME
                yield _Run(doc[start:stop], certain and short, titled)
            position = stop

    def _place(self, doc: Doc, index: int, stop: int) -> bool:
        """Whether a word before others of a run is a place, and not a given name ("Jordan Bell")."""
        given = self.roles.is_given(doc[index].text) or doc[index].ent_type_ == "PERSON"
        return doc[index].lower_ in self.roles.places and not (given and index + 2 == stop)

    def _role(self, token: Token) -> bool:
        """Whether a word alone is a role or a form of address."""
        return self.roles.is_role(token.text) or token.lower_ in self.roles.titles

    def _role_before(self, doc: Doc, start: int) -> bool:
        """Whether a title ends right before a token: "US Secretary of State", "Ambassador to Russia"."""
        for word in reversed(doc[max(0, start - _BEFORE) : start]):
            if word.pos_ not in ("PROPN", "NOUN", "ADJ") and word.lower_ not in ("of", "to", "for", "-", "—"):
                return False
            if self._role(word):
                return word.tag_ not in ("NNS", "NNPS")
        return False

    def _apposition(self, name: Span) -> str | None:
        """What stands behind a name between commas and has a role in it."""
        match = _APPOSITION.match(name.doc.text, name.end_char)
        if match is None or name.doc[name.end + 1].tag_ in _NO_TITLE or _speaks_itself(name, match.end("words")):
            return None
        return match["words"] if self.roles.has_role(match["words"]) else None

    def _add(self, number: int, full: Span) -> None:
        """A full name, of somebody new or met before, be it in another spelling."""
        name = full.text
        same = [p for p in self.persons if p.name == name]
        same = same or [p for p in self.persons if p.given and same_name(p.name, name, vouched=True)]
        if not same:
            known = self.registry.person(name)
            first = known is not None and self.registry.family_first(known)
            same = [Person(name, name.split()[0] if first else name.rpartition(" ")[2])]
            self.persons += same
        self._note(same[-1], number, full)

    def _again(self, number: int, run: _Run) -> None:
        """A surname, or a full name in a longer run, of somebody met before; or a surname alone that is certain."""
        pieces = _parts(run.name)
        words = [piece.text for piece in pieces]
        *given, surname = words
        for person in reversed(self.persons):
            parts = person.name.split()
            for start in range(len(words)):
                if words[start : start + len(parts)] == parts:
                    last = pieces[start + len(parts) - 1]
                    self._note(person, number, run.name.doc[pieces[start].start : last.end])
                    return
        same = [p for p in self.persons if p.surname == surname]
        if not same and run.name.doc[max(0, run.name.start - 1)].lower_ in _KNIGHTED:
            # "Sir Keir" is whoever is called Keir.
            same = [p for p in self.persons if p.given == surname]
        if same and any(map(self.roles.is_given, given)):
            # Another given name: a namesake.
            self._add(number, run.name)
        elif same:
            title = self.roles.describe(self._before(run.name)).words
            most = max(len(p.words & title) for p in same)
            fitting = [p for p in same if len(p.words & title) == most]
            self._note(self._nearest(fitting, number, run.name.start), number, pieces[-1])
        elif (
            run.certain
            and not given
            and (run.titled or (run.name[0].ent_type_ in ("PERSON", "") and not _somewhere(run)))
        ):
            person = Person(surname, surname)
            self.persons.append(person)
            self._note(person, number, run.name)

    def _nearest(self, same: list[Person], number: int, start: int) -> Person:
        """Of several people with one surname, whoever has an office or title, and of those whoever was named last.

        Who is only spoken of by a full name ("a photo of Ann Hale") takes a surname in use from nobody.
        """
        same = [p for p in same if p.titles] or same
        before = [m for m in self.mentions if m.person in same and (m.paragraph, m.start) < (number, start)]
        if any(m.end - m.start == 1 for m in before):
            before = [m for m in before if m.end - m.start == 1 or self._acts(m)]
        return max(before, key=lambda m: (m.paragraph, m.start)).person if before else same[0]

    def _acts(self, named: Mentioned) -> bool:
        """Whether somebody named is a subject there, or stands by a noun that is."""
        chief = self.docs[named.paragraph][named.start : named.end].root
        return chief.dep_ in ("nsubj", "nsubjpass", "appos", "ROOT", "conj")

    def _note(self, person: Person, number: int, name: Span) -> None:
        self.mentions.append(Mentioned(person, number, name.start, name.end))
        self.at |= {(number, token.i): person for token in name}
        for title in self._titles(name):
            self._learn(person, title)
        before = name.doc[max(0, name.start - 1) : name.start].text
        person.gender = person.gender or self.roles.gender(person.name, " ".join([before, *person.titles]))

    def _learn(self, person: Person, title: str, known: bool = False) -> None:
        description = self.roles.describe(title)
        if not known:
            person.titles.append(title)
        person.roles |= description.roles
        person.places |= description.places
        person.words |= description.words

    def _titles(self, name: Span) -> Iterator[str]:
        """What stands with a name: words before it, an apposition on either side, "of" a place after it."""
        before = self._before(name)
        if self.roles.has_role(before):
            yield before
        behind = self._apposition(name)
        if behind:
            yield re.split(r"\s(?:who|which|that|said|says|told)\s", behind)[0].strip(" ,")
        head = name[-1]
        if head.dep_ == "appos" and head.head.pos_ == "NOUN":
            text = name.doc[head.head.left_edge.i : name.start].text.strip(" ,-—–")
            if self.roles.has_role(text):
                yield text
        of = _OF.match(name.doc.text, name.end_char)
        if before and of is not None and of["place"].lower() in self.roles.places:
            yield f"{before} of {of['place']}"

    def _before(self, name: Span) -> str:
        """The words right before a name that may be its title."""
        doc, start = name.doc, name.start
        words = [*takewhile(self._title_token, reversed(doc[max(0, start - _BEFORE) : start]))]
        return doc[start - len(words) : start].text.strip(" -—")

    def _title_token(self, token: Token) -> bool:
        if token.pos_ in ("PROPN", "NOUN", "ADJ") and token.ent_type_ not in ("DATE", "TIME", "PERSON"):
            return True
        if token.is_sent_start:
            return False
        before = token.nbor(-1)
        if token.tag_ == "POS":
            return before.lower_ in self.roles.places or before.ent_type_ == "GPE"
        return token.lower_ in ("of", "for", "to", "-", "—", "the") and before.pos_ in ("PROPN", "NOUN", "ADP")

    def _known(self) -> None:
        """What the registry knows of people named here, where the article itself does not say otherwise."""
        for person in self.persons:
            known = self.registry.person(person.name, person.title)
            if known is None:
                continue
            person.gender = person.gender or self.roles.gender(known.name, "")
            held = [role for role in known.roles if role.held(self.registry.on)]
            if person.places and not person.places & {role.of for role in held}:
                continue
            for role in held:
                self._learn(person, role.title, known=True)
                person.places.add(role.of)


def _speaks_itself(name: Span, end: int) -> bool:
    """Whether what follows a name up to a character is no title of it: "... to talk to X, the president said"."""
    behind = name.doc[name.end :]
    subjects = (t for t in behind if t.idx < end and t.dep_ == "nsubj" and t.pos_ == "NOUN" and t.head.idx < end)
    return name.root.dep_ in ("dobj", "pobj") and any(t.head.dep_ == "ROOT" for t in subjects)


def _somewhere(run: _Run) -> bool:
    """Whether a single word, taken for a person, is where something stands: "posted on X", "on his way to X"."""
    prep = run.name.root.head
    return run.name.root.dep_ == "pobj" and prep.lower_ in ("on", "in", "at", "via")


def _name_token(token: Token) -> bool:
    if not token.text[:1].isupper() or token.ent_type_ in ("DATE", "TIME", "MONEY"):
        return False
    return token.pos_ == "PROPN" or (token.ent_type_ == "PERSON" and token.pos_ in ("NOUN", "ADJ", "VERB"))


def _hyphen(token: Token) -> bool:
    """Whether it is the hyphen of "Keller-Sutter": two names without a blank between them."""
    if token.text not in ("-", "‐") or token.i + 1 == len(token.doc) or token.whitespace_:
        return False
    before = token.nbor(-1)
    return not before.whitespace_ and _name_token(before) and _name_token(token.nbor())


def _parts(name: Span) -> list[Span]:
    """A name's words as they are written: "Keller-Sutter" is one."""
    ends = [t.i + 1 for t in name if t.whitespace_ or t.i + 1 == name.end]
    return [name.doc[start:end] for start, end in zip([name.start, *ends], ends, strict=False)]


def _particle(token: Token) -> bool:
    return token.lower_ in _PARTICLES and not token.is_sent_end and _name_token(token.nbor())
