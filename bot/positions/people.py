"""The people of one article: their names, titles, roles, places and genders, and where each is mentioned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from spacy.tokens import Doc, Token

from bot.positions.roles import Roles

SAME_SURNAME = 85
"""rapidfuzz ratio from which two surnames of one article are spellings of one (Grinkevich/Grynkewich 88)."""

SAME_GIVEN = 60
"""The same for given names, once the surnames agree (Sergei/Sergey 83, Vladimir/Volodymyr 59 by their first letter)."""

_PARTICLES = frozenset(("de", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "da", "di", "du"))
_APPOSITION = re.compile(
    r"\s*[,(]\s*(?P<words>[^,()\n“”\"]{3,160}?(?:,\s(?:and\s)?[^,()\n“”\"]{3,60})?)(?=[,);.\n]|$)"
)
_VERBISH = ("who", "which", "whose", "where", "when", "said", "says", "told", "but", "and", "while", "as", "with")


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


class People:
    """Everybody named in an article."""

    def __init__(self, docs: Sequence[Doc], roles: Roles) -> None:
        self.roles = roles
        self.persons: list[Person] = []
        self.mentions: list[Mentioned] = []
        self.at: dict[tuple[int, int], Person] = {}
        runs = [(number, doc, span) for number, doc in enumerate(docs) for span in self._runs(doc)]
        for full in (True, False):
            for number, doc, (start, end) in runs:
                if (end - start > 1) == full:
                    self._add(number, doc, start, end, full)
        self.mentions.sort(key=lambda m: (m.paragraph, m.start))
        self._known()

    def named(self, paragraph: int, first: int, stop: int) -> list[Person]:
        """The persons named within tokens [first, stop) of a paragraph, in order."""
        return [m.person for m in self.mentions if m.paragraph == paragraph and first <= m.start and m.end <= stop]

    def _runs(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Runs of name tokens: what the parser takes for a person, or capitalised words behind a role word."""
        position = 0
        while position < len(doc):
            if not self._name_token(doc[position]):
                position += 1
                continue
            stop = position + 1
            while stop < len(doc) and (
                self._name_token(doc[stop])
                or (doc[stop].lower_ in _PARTICLES and stop + 1 < len(doc) and self._name_token(doc[stop + 1]))
            ):
                stop += 1
            start = position
            for index in range(position, stop):
                if self.roles.is_role(doc[index].text) or doc[index].lower_ in self.roles.titles:
                    start = index + 1
            while start < stop and self._place(doc[start].lower_) and stop - start > 1:
                start += 1
            titled = start > 0 and (
                self.roles.is_role(doc[start - 1].text) or doc[start - 1].lower_ in self.roles.titles
            )
            if start < stop and (titled or any(t.ent_type_ == "PERSON" for t in doc[start:stop])):
                people = [t.i for t in doc[start:stop] if t.ent_type_ == "PERSON"]
                if people and not titled:
                    start = people[0]
                if not self._place(doc[start:stop].text.lower()) and stop - start <= 5:
                    yield start, stop
            position = stop

    def _name_token(self, token: Token) -> bool:
        return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in ("DATE", "TIME", "MONEY")

    def _place(self, text: str) -> bool:
        return text in self.roles.places

    def _add(self, number: int, doc: Doc, start: int, end: int, full: bool) -> None:
        name = doc[start:end].text.rstrip("'’")
        person = self._find(name, full)
        if person is None:
            if not full and doc[start].ent_type_ != "PERSON" and not self._titled(doc, start):
                return
            person = Person(name, name.rpartition(" ")[2])
            self.persons.append(person)
        mentioned = Mentioned(person, number, start, end)
        self.mentions.append(mentioned)
        for index in range(start, end):
            self.at[number, index] = person
        for title in self._titles(doc, start, end):
            self._learn(person, title)
        before = doc[start - 1].text if start and doc[start - 1].lower_ in self.roles.titles else ""
        person.gender = person.gender or self.roles.gender(person.name, " ".join([before, *person.titles]))

    def _titled(self, doc: Doc, start: int) -> bool:
        return start > 0 and (self.roles.is_role(doc[start - 1].text) or doc[start - 1].lower_ in self.roles.titles)

    def _learn(self, person: Person, title: str, known: bool = False) -> None:
        description = self.roles.describe(title)
        if not known:
            person.titles.append(title)
        person.roles |= description.roles
        person.places |= description.places
        person.words |= description.words

    def _find(self, name: str, full: bool) -> Person | None:
        surname = name.rpartition(" ")[2]
        for person in reversed(self.persons):
            if person.name == name:
                return person
        for person in reversed(self.persons):
            if full and person.given and _same_surname(person.surname, surname):
                given = name.rpartition(" ")[0]
                if given[:1] == person.given[:1] and fuzz.ratio(given, person.given) >= SAME_GIVEN - 5:
                    return person
            elif not full and person.surname == surname:
                return person
        return None

    def _titles(self, doc: Doc, start: int, end: int) -> Iterator[str]:
        """What stands with a name: words before it, an apposition on either side, "of" a place after it."""
        first = start
        while first > 0 and start - first < 8 and self._title_token(doc[first - 1], doc, first - 1):
            first -= 1
        before = doc[first:start].text.strip(" -—")
        if before and self._has_role(before):
            yield before
        rest = doc.text[doc[end - 1].idx + len(doc[end - 1]) :]
        match = _APPOSITION.match(rest)
        if match and self._has_role(match["words"]) and match["words"].split()[0].lower() not in _VERBISH:
            yield re.split(r"\s(?:who|which|that|said|says|told)\s", match["words"])[0].strip()
        head = doc[end - 1]
        if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < start:
            noun = head.head
            text = doc[noun.left_edge.i : start].text.strip(" ,-—–")
            if self._has_role(text):
                yield text
        if before and end + 1 < len(doc) and doc[end].lower_ == "of" and self._place(doc[end + 1].lower_):
            yield f"{before} of {doc[end + 1].text}"

    def _title_token(self, token: Token, doc: Doc, index: int) -> bool:
        if token.pos_ in ("PROPN", "NOUN", "ADJ") and token.ent_type_ not in ("DATE", "TIME"):
            return (0, index) not in self.at or True
        if token.lower_ in ("of", "for", "and", "-", "'s", "’s", "the") and index > 0:
            return doc[index - 1].pos_ in ("PROPN", "NOUN", "ADP") and doc[index + 1].pos_ in (
                "PROPN",
                "NOUN",
                "ADJ",
                "DET",
            )
        return False

    def _has_role(self, text: str) -> bool:
        return bool(self.roles.describe(text).roles)

    def _known(self) -> None:
        """What the configuration knows of people named here."""
        by_name = {name: known for known in self.roles.people for name in (known.name, *known.aliases)}
        by_surname: dict[str, list[str]] = {}
        for known in self.roles.people:
            by_surname.setdefault(known.name.rpartition(" ")[2], []).append(known.name)
        for person in self.persons:
            name = person.name
            if name not in by_name and not person.given and len(by_surname.get(person.surname, ())) == 1:
                name = by_surname[person.surname][0]
            known = by_name.get(name)
            if known is not None:
                self._learn(person, known.title, known=True)
                person.places |= {known.place} if known.place else set()
                person.gender = person.gender or self.roles.gender(known.name, known.title)


def _same_surname(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 5 and a[:1] == b[:1] and fuzz.ratio(a, b) >= SAME_SURNAME)
