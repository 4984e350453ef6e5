"""Whose mention is this: names, titles and roles, pronouns → the nearest person or institution that fits."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Token

from bot.actors.roles import Description
from bot.attribution.people import People, Person
from bot.grammar.names import stands_alone
from bot.grammar.phrases import coordinated, noun_phrase_of, words_of
from bot.grammar.subjects import issuer_of, said_of
from bot.grammar.words import GRAMMAR, Span, child_of, first_word, tokens_in, word_of
from bot.wordlists import Words

Place = tuple[int, int]
"""The number of a paragraph and of a token in it."""
REACH = 3
"""A description or pronoun is resolved within so many paragraphs."""

NEUTRAL = 60
"""Tokens by which somebody whose role is not known stands behind somebody whose role fits."""


_GENERAL = frozenset(("official", "politician", "leader", "chief"))
"""Roles that many offices have."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a mention is; ``sure`` is false where nobody fits and ``name`` are the words themselves."""

    name: str
    sure: bool
    title: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person or institution met outside of quotations, in reading order; ``aside`` behind a preposition."""

    who: Person | str
    place: int
    paragraph: int
    subject: bool
    speaker: bool
    plural: bool
    human: bool
    body: bool
    aside: bool = False


class Speakers:
    """Resolves the mentions of one article, in reading order."""

    def __init__(
        self, people: People, quoted: Sequence[AbstractSet[int]], told: AbstractSet[Place], groups: Words
    ) -> None:
        """Resolve among ``people``, everybody named in the article, with its parsed paragraphs.

        ``quoted`` are for each paragraph the tokens inside of quotations: who is named there did not act here;
        ``told`` (paragraph, token) of what somebody says: a subject there is spoken of and does not go on to speak;
        ``groups`` nouns for bodies and groups of people.
        """
        self.docs, self.people, self.roles = people.docs, people, people.roles
        self.quoted = quoted
        self.told = told
        self.groups = groups
        self.seen: list[_Seen] = []
        self.results: dict[Place, Resolved] = {}
        self.issuer = next(filter(None, map(issuer_of, self.docs)), None)

    def resolve(self, mentions: dict[Place, Span]) -> dict[Place, Resolved]:
        """For each mention, by (paragraph, head token), with its character span: who it is."""
        covered = {(number, i) for (number, _), span in mentions.items() for i in tokens_in(self.docs[number], span)}
        tokens = [(number, token) for number, doc in enumerate(self.docs) for token in doc]
        for self._place, (number, token) in enumerate(tokens):
            key = (number, token.i)
            if key in mentions:
                self._mention(token, number, mentions[key])
            elif token.i not in self.quoted[number] and (key not in covered or key in self.people.at):
                self._pass(token, number)
        return self.results

    def _pass(self, token: Token, number: int) -> None:
        """Take note of somebody who does not speak here; of those who are joined "it" is none, "they" are all."""
        joined = coordinated(token)
        chief = token.head if token.dep_ == "poss" else joined[0]
        subject = chief.dep_ in ("nsubj", "nsubjpass", "agent") and (number, token.i) not in self.told
        together = subject and len(joined) > 1 and all(self._person(t, number) or self._body(t) for t in joined)
        person = self._person(token, number)
        if person is not None:
            if self.people.at.get((number, token.i + 1)) is not person:
                self._see(person, token, number, subject)
        elif token.lower_ in ("he", "she"):
            self._see(self._pronoun(token, number), token, number)
        elif subject and not together:
            described = self._described(token, words_of([token]), number)
            main = chief.head.dep_ in ("ROOT", "conj") or token.ent_type_ not in ("GPE", "ORG", "NORP")
            if described is not None or token.pos_ in ("NOUN", "PROPN") or token.lower_ in self.roles.places:
                self._see(described or noun_phrase_of(token), token, number, main)
        if together and token == joined[-1]:
            human = any(self.roles.has_role(t.text) for t in joined)
            self.seen.append(_Seen(words_of(joined), self._place, number, True, False, True, human, True))

    def _see(
        self, who: Person | str | None, token: Token, number: int, subject: bool = True, speaker: bool = False
    ) -> None:
        """Take note of a person, or of somebody or something known by its words alone; of None nothing."""
        if who is not None:
            words = isinstance(who, str)
            plural = token.tag_ in ("NNS", "NNPS") or any(t.dep_ == "conj" for t in token.children)
            # "Bart De Wever", whom the parser does not know for a person.
            first, _, rest = who.partition(" ") if isinstance(who, str) else ("", "", "")
            given = rest != "" and token.pos_ == "PROPN" and self.roles.is_given(first)
            human = (self.roles.has_role(token.text) or given) and not plural
            body, aside = words and not human and self._body(token), token.dep_ == "pobj"
            self.seen.append(_Seen(who, self._place, number, subject, speaker, words and plural, human, body, aside))

    def _body(self, token: Token) -> bool:
        """Whether a noun may name a body, a group or who has a role."""
        named = token.pos_ == "PROPN" or token.lower_ in self.roles.places
        return named or token.lemma_.lower() in self.groups or self.roles.has_role(token.text)

    def _person(self, token: Token, number: int) -> Person | None:
        """The person that a word names; where the article has one alone of that surname, by it."""
        same = [p for p in self.people.persons if p.surname == token.text and token.text[:1].isupper()]
        return self.people.at.get((number, token.i)) or (same[0] if len(same) == 1 else None)

    def _mention(self, token: Token, number: int, span: Span) -> None:
        words = token.doc.text[slice(*span)]
        who = self._who(token, number, span, words)
        key = (number, token.i)
        if isinstance(who, Person):
            self.results[key] = Resolved(who.name, True, who.title, person=True)
        else:
            self.results[key] = Resolved(who or words, who is not None)
        self._see(who or (None if token.pos_ == "PRON" else words), token, number, speaker=True)

    def _who(self, token: Token, number: int, span: Span, words: str) -> Person | str | None:
        """A person, an institution's or group's own name, or None."""
        lower = token.lower_
        if lower in ("who", "which", "that", "whom") and token.tag_ in ("WP", "WDT", "IN", "WP$"):
            return self._antecedent(token, number)
        if token.pos_ == "PRON" or lower in GRAMMAR.he | GRAMMAR.she:
            return self._pronoun(token, number)
        phrase = token.doc.char_span(*span, alignment_mode="contract") or token.doc[token.i : token.i + 1]
        text, stop = phrase.text, phrase.end
        named = self.people.named(number, phrase.start, stop)
        if any(t.dep_ == "conj" and t.i < stop for t in token.children):
            return words
        if (head := self._person(token, number)) is not None:
            return head
        apposed = any(t.dep_ == "appos" and (number, t.i) in self.people.at for t in token.children)
        whole = bool(named) and named[-1].end == stop and stands_alone(token.doc[named[-1].start : stop])
        if named and (apposed or (whole and token.pos_ == "PROPN")):
            return named[-1].person
        if lower in ("latter", "former"):
            return self._latter(lower)
        if token.pos_ == "PROPN" and not self.roles.is_role(token.text):
            return words
        known = self._same_words(token, text, number) or self._described(token, text, number)
        return known or (words if self._institution(token, text) else None)

    def _antecedent(self, token: Token, number: int) -> Person | str | None:
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        if clause is None:
            return None
        noun = clause.head
        if noun.lower_ in ("those", "one", "ones") and (of := said_of(noun)) is not None:
            # "X is among those who warned that A".
            return self._person(of, number) or noun_phrase_of(of)
        *others, last = [t for t in coordinated(noun) if t.i < clause.i or t == noun]
        if noun == last and (person := self.people.at.get((number, noun.i))) is not None:
            return person
        if noun.pos_ == "PROPN" or noun != last:
            return words_of([*others, last]) if others else noun_phrase_of(noun)
        return self._described(noun, words_of([noun]), number)

    def _pronoun(self, token: Token, number: int) -> Person | str | None:
        lower = token.lower_
        recent = [s for s in self.seen if number - s.paragraph < REACH]
        if lower in GRAMMAR.he or lower in GRAMMAR.she:
            gender = "m" if lower in GRAMMAR.he else "f"
            fitting = [s for s in recent if (s.human or not isinstance(s.who, str)) and self._may_be(s.who, gender)]
            # "In a letter to X he wrote": not X, who is named in passing there, where anybody acted before.
            begun = self._place - (token.i - token.sent.start)
            acting = [s for s in fitting if s.place < begun or not s.aside or s.speaker]
            return self._salient(acting or fitting, number)
        bodies = [s for s in recent if s.body]
        if lower in ("they", "their", "them"):
            bodies = [s for s in bodies if s.plural and number - s.paragraph <= 1]
        elif lower in ("it", "its"):
            bodies = [s for s in bodies if not s.plural and s.subject and s.paragraph == number]
        elif lower in ("we", "our"):
            return self.issuer
        else:
            return None
        return str(bodies[-1].who) if bodies else None

    def _may_be(self, who: Person | str, gender: str) -> bool:
        """Whether nothing speaks against somebody's gender: "a spokeswoman for X" is no "he"."""
        known = self.roles.gender("", who.partition(" for ")[0]) if isinstance(who, str) else who.gender
        return known in (gender, None)

    def _salient(self, fitting: list[_Seen], number: int) -> Person | str | None:
        """The subject or speaker met last, unless only others are near."""
        pool = [s for s in fitting if s.paragraph == number]
        leading = [s for s in pool if s.subject or s.speaker]
        if not pool:
            pool, last = fitting, max((s.paragraph for s in fitting), default=0)
            speaking = [s for s in pool if s.speaker and s.paragraph >= last - 1]
            leading = speaking or [s for s in pool if s.subject and s.paragraph == last]
        chosen = next(reversed(leading or pool), None)
        # Somebody without a name who has not spoken leaves it open.
        named = chosen is not None and (isinstance(chosen.who, Person) or chosen.speaker)
        return chosen.who if chosen is not None and named else None

    def _latter(self, word: str) -> Person | None:
        met = [s.who for s in self.seen if isinstance(s.who, Person) and self._place - s.place < 2 * NEUTRAL]
        return next(iter(met[-1:] if word == "latter" else met[-2:]), None)

    def _same_words(self, token: Token, text: str, number: int) -> str | None:
        """Somebody without a name, met by the same noun just before: "A spokesman for X ... the spokesman"."""
        if token.pos_ != "NOUN" or first_word(text) not in ("the", "this", "that"):
            return None
        for seen in (s for s in reversed(self.seen) if number - s.paragraph <= 1):
            if isinstance(seen.who, Person):
                if self.roles.describe(text).roles & seen.who.roles:
                    return None
            elif first_word(seen.who) in GRAMMAR.indefinite and token.lower_ in seen.who.lower().split()[1:]:
                return seen.who
        return None

    def _described(self, token: Token, text: str, number: int) -> Person | None:
        """The nearest person whom "the expert", "the American leader" fits."""
        owner = child_of(token, "poss")
        definite = word_of(token, "the", "this", "that") is not None
        somebody = token.tag_ in ("NN", "NNP") and (owner.lower_ in self.roles.places if owner else definite)
        wanted = self.roles.describe(text)
        if not somebody or not wanted.roles or first_word(text) in GRAMMAR.indefinite:
            return None
        # Who shares the most of "finance", "deputy", "former", and of those who stands nearest.
        closer = {t.lower_ for t in token.children if t.dep_ in ("amod", "compound")}
        fitting: list[tuple[int, int, Person]] = []
        for seen in (s for s in self.seen if number - s.paragraph < 2 * REACH):
            fit = self._fit(wanted, seen.who, token) if isinstance(seen.who, Person) else 0
            if isinstance(seen.who, Person) and fit > (2 if owner else 0):
                acting = seen.speaker or seen.subject
                near = seen.place + NEUTRAL * (fit - 2) + (NEUTRAL // 2 if acting else 0)
                fitting.append((len(closer & seen.who.words), near, seen.who))
        if fitting:
            return max(reversed(fitting), key=lambda one: one[:-1])[-1]
        # Else the one person of the article whom a description with a place or a name in it fits for certain.
        met = [s.who for s in self.seen]
        sure = [p for p in self.people.persons if self._fit(wanted, p, token) >= 3 and (wanted.places or p in met)]
        return sure[0] if len(sure) == 1 else None

    def _fit(self, wanted: Description, person: Person, token: Token) -> int:
        """0: does not fit; 1: nothing speaks against it; 2: the role fits; 3: role and place or word fit."""
        gender = self.roles.gender("", token.text)
        proper = (t for t in token.subtree if t.pos_ == "PROPN" and not self.roles.is_role(t.text))
        names = {t.lower_ for t in proper} - self.roles.places
        if (gender and person.gender and gender != person.gender) or (names and not names & (person.words or names)):
            return 0
        shared = wanted.roles & person.roles
        special, own = wanted.roles - _GENERAL, person.roles - _GENERAL
        if special and own and not special & own:
            # The prime minister is not the foreign minister, though both are officials.
            return 0
        if wanted.places:
            same = wanted.places & person.places
            return 0 if (person.places and not same) or not shared else 3 if same else 1
        if token.lemma_.lower() in person.words:
            # "The secretary" is the Secretary of State, not the president who is an official too.
            return 3
        if shared:
            return 2
        return 1 if not person.roles - {"official"} and "expert" in wanted.roles else 0

    def _institution(self, token: Token, text: str) -> bool:
        """Whether a noun phrase names a body by itself: "the Danish government", "the British Embassy in Moscow"."""
        wanted = self.roles.describe(text)
        somebody = wanted.roles and first_word(text) in ("the", "this") and token.tag_ not in ("NNS", "NNPS")
        named = any(t.pos_ == "PROPN" or t.ent_type_ in ("NORP", "GPE", "ORG") for t in token.subtree)
        return not somebody and (named or bool(wanted.places))
