"""The people of one article: their names, titles, roles, places and genders, and where each is mentioned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from bot.actors.names import same_name
from bot.actors.roles import Roles
from bot.grammar.names import acts, parts_of, runs_of, somewhere, speaks_itself
from bot.grammar.words import GRAMMAR

_APPOSITION = re.compile(r"\s*[,(]\s*(?P<words>(?:St\.|Dr\.|\b[A-Z]\.|[^,().;\n“”\"]){3,160})(?=[,);.\n]|$)")
_NO_TITLE = ("VBD", "VBZ", "VBP", "VBN", "VBG", "MD", "IN", "CC", "PRP", "WP", "WP$", "WDT", "WRB")
"""How no apposition begins."""
_OF = re.compile(r"\s+of\s+(?P<place>\w+)")
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
            if run.certain and len(parts_of(run.name)) > 1:
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
        for run in runs_of(doc):
            start, stop, titled = run.start, run.end, self._role_before(doc, run.start)
            for token in run:
                if self._role(token):
                    start, titled = token.i + 1, True
            while start < stop and self._place(doc, start, stop):
                start += 1
            if start < stop and doc[start:stop].text.lower() not in self.roles.places:
                people = [t.i for t in doc[start:stop] if t.ent_type_ == "PERSON"]
                if people and (not titled or doc[start - 1].lower_ == "of"):
                    start = next((n for n in range(start, people[0]) if self.roles.is_given(doc[n].text)), people[0])
                # "The minister of Foreign Affairs, X": of what, and not who.
                titled = titled and (bool(people) or doc[start - 1].lower_ not in ("of", "for"))
                body = stop - start == 1 and doc[start].ent_type_ == "ORG"
                apposed = doc[stop - 1].dep_ == "appos" and self._role(doc[stop - 1].head)
                certain = bool(people) or apposed or (titled and not body)
                certain = certain or self._apposition(doc[start:stop]) is not None
                short = len(parts_of(doc[start:stop])) <= _LONGEST_NAME
                yield _Run(doc[start:stop], certain and short, titled)

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
        if match is None or name.doc[name.end + 1].tag_ in _NO_TITLE or speaks_itself(name, match.end("words")):
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
        pieces = parts_of(run.name)
        words = [piece.text for piece in pieces]
        *given, surname = words
        for person in reversed(self.persons):
            parts = person.name.split()
            for start in range(len(words)):
                if words[start : start + len(parts)] == parts:
                    last = pieces[start + len(parts) - 1]
                    self._note(person, number, run.name.doc[pieces[start].start : last.end])
                    return
        by_itself = run.name[0].ent_type_ in ("PERSON", "") and not somewhere(run.name)
        same = [p for p in self.persons if p.surname == surname]
        if not same and run.name.doc[max(0, run.name.start - 1)].lower_ in GRAMMAR.knighted:
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
        elif run.certain and not given and (run.titled or by_itself):
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
            before = [m for m in before if m.end - m.start == 1 or acts(self.docs[m.paragraph][m.start : m.end])]
        return max(before, key=lambda m: (m.paragraph, m.start)).person if before else same[0]

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
