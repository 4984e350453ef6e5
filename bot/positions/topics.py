"""The issues' sentences read as grammar: what each asks, of what, and where a text names it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from bot.actors.roles import singular
from bot.grammar.attitude import Attitude
from bot.grammar.clauses import infinitive
from bot.grammar.parser import parse
from bot.grammar.phrases import chief_of
from bot.grammar.words import GRAMMAR, lemma_of
from bot.patterns import Hit
from bot.positions.composition import climb
from bot.positions.issues import Issue
from bot.positions.path import Voice

_PREPOSITION = re.compile(r" (?:on|of|for|in|to|at) ")


class Topic:
    """One issue: its sentence parsed when first asked."""

    def __init__(self, issue: Issue, words: Attitude) -> None:
        """Read the sentence of ``issue`` with ``words``."""
        self._issue = issue
        self._words = words

    @cached_property
    def _sentence(self) -> Doc:
        return next(iter(parse([self._issue.sentence])))

    @cached_property
    def carriers(self) -> frozenset[str]:
        """The nouns of the sentence, the name and the definition, as lemmas."""
        doc = next(iter(parse([f"{self._issue.sentence}. {self._issue.name}. {self._issue.definition}"])))
        return frozenset(lemma_of(t) for t in doc if t.pos_ == "NOUN")

    @cached_property
    def asked(self) -> tuple[str, str]:
        """The verb that the sentence asks for, and of whom where that is a name, else ""."""
        root = next(t for t in self._sentence if t.dep_ == "ROOT")
        subject = next((t for t in root.children if t.dep_ == "nsubj" and t.pos_ == "PROPN"), None)
        return lemma_of(root), subject.lower_ if subject is not None else ""

    @cached_property
    def raises(self) -> bool:
        """Whether the sentence asks for more of a measure: "the age should be lifted to 67", not "the ban lifted"."""
        verb = self.asked[0]
        measured = any(t.like_num or t.is_digit for t in self._sentence)
        return verb in GRAMMAR.raising and (measured or not self._words.undoing_form(verb))

    @cached_property
    def _ways(self) -> dict[str, int]:
        """By lemma, which way the sentence takes its nouns: 1 wanted, -1 to be ended, 0 not reached by anything."""
        voice = Voice(lambda _t: "own", lambda _t: True)
        doings = frozenset(lemma for lemma in self.carriers if lemma.endswith("ing"))
        found: dict[str, int] = {}
        for token in self._sentence:
            if token.pos_ in ("NOUN", "PROPN"):
                link, _ = climb(self._words, token, voice, doings)
                way = 0 if link is None else link.sign
                if link is None and token.dep_ == "pobj" and token.head.lower_ in GRAMMAR.alike:
                    # "Stop the sale of furs": being for furs is being for their sale.
                    way = found.get(lemma_of(token.head.head), 0)
                found.setdefault(lemma_of(token), way)
        for token in self._sentence:
            first = token.head if token.dep_ == "conj" else token
            if (
                token.pos_ in ("ADJ", "PROPN")
                and first.dep_ in ("amod", "nmod", "compound")
                and first.head.pos_ in ("NOUN", "PROPN")
            ):
                # "The Harle Quay plants", "mobile phones": the name stands for the thing.
                found[lemma_of(token)] = found.get(lemma_of(token)) or found.get(lemma_of(first.head), 0)
        return found

    @cached_property
    def _undoing(self) -> list[str]:
        """The words by which the sentence asks for an end: "A should be banned"."""
        return [lemma_of(t) for t in self._sentence if t.pos_ in ("VERB", "NOUN") and self._words.undoes(t)]

    @property
    def ending(self) -> bool:
        """Whether it asks for an end for good, and not for less: "A should be banned", not "A should be lowered"."""
        return not GRAMMAR.lessening.issuperset(self._undoing)

    @cached_property
    def _describing(self) -> dict[str, int]:
        """The lemmas of what stands before the sentence's nouns, each with the way of its noun: "language test"."""
        pairs = ((t, self._ways.get(lemma_of(t.head), 0)) for t in self._sentence if t.dep_ in ("amod", "compound"))
        return {lemma_of(t): way for t, way in pairs if way}

    @cached_property
    def _stopped(self) -> frozenset[str]:
        """What cues say is ended: the "fighting" of "stop fighting", where a truce should come."""
        written = (re.findall(r"[\w'-]+", cue.casefold()) for cue in self._issue.cues)
        ending = (words for words in written if words and self._words.undoing_form(words[0]))
        named = {word for words in ending for word in words if not self._words.undoing_form(word)}
        return frozenset() if self._undoing or self._lasts else frozenset(named)

    def direction(self, words: str, verb: str = "") -> int:
        """1 where being for the thing that ``words`` name is being for the sentence, -1 the reverse, 0 unknown.

        ``verb`` is the word of them that is the verb of a clause: of "reduced A" it ends A, and describes nothing.
        """
        plain = re.findall(r"[\w'-]+", words.casefold())
        chief = re.split(r"[\s-]+", _PREPOSITION.split(words.casefold())[0])
        if not self._stopped.isdisjoint(plain) and not any(map(self._turns, plain)):
            return -1
        known = [next((w for lemma, w in self._ways.items() if word.startswith(lemma)), None) for word in chief]
        if known and None not in known:
            # The sentence has these very words; the last that it reaches names the thing.
            return next((way for way in reversed(known) if way), 0)
        turns = sum(self._turns(word) for word in plain if not word.endswith("ed") or word in (verb, plain[-1]))
        return self._to_end(plain, chief, turns) if self._undoing else self._to_have(plain, chief, turns)

    def _to_have(self, plain: Sequence[str], chief: Sequence[str], turns: int) -> int:
        """The direction of a cue new to a sentence that asks for something; ``chief`` is its first phrase."""
        # Whoever is to have it is not what is had.
        of_whom = self.asked[1]
        rest = [word for word in plain if not (of_whom and word.startswith(of_whom[:5]))]
        if plain[1:] and self._words.undoing_form(chief[0]) and not self._shared(rest) and not self._lasts:
            # "Stop fighting", where a truce should come: what it asks for in other words.
            return 1
        if turns:
            # "The closure of the ward", "withdrawal", where it should be kept.
            alone = all(self._words.undoing_form(word) for word in plain)
            same = self._shared(rest) and not any(self._shared(rest)) and all(map(self._words.undoing_form, chief))
            if (self._lasts and ((alone and not self._ended(plain)) or same)) or (alone and self._stopped):
                # "The embargo", "curbs on B", where sanctions on B should be kept: another measure of the kind.
                # "The pause", where a truce should come and cues speak of stopping.
                return 1
            return -1 if self._ended(plain) and (alone or max(self._shared(rest), default=0) > 0) else 0
        own = any(way > 0 and lemma in GRAMMAR.measures for lemma, way in self._ways.items())
        if self._lasts and not own and singular(chief[-1]) in GRAMMAR.measures:
            # "The jury bill", where juries should be kept, may be for or against them.
            return 0
        # "Punishing B", where sanctions on B should be kept.
        doing = len(chief) > 1 and not self._shared(chief[:1]) and chief[0].endswith("ing")
        return 0 if self._blocked(plain) and self._blocked(chief[-1:]) and not doing else 1

    def _to_end(self, plain: Sequence[str], chief: Sequence[str], turns: int) -> int:
        """The same where the sentence asks for an end."""
        things = self._things
        if not things:
            return 1
        # "The X law", "X control": a measure of the kind that the sentence asks for.
        last = singular(chief[-1])
        turns += last in GRAMMAR.measures and last not in self._ways
        # Another noun may stand for the sentence's own behind what describes it: "language exam" for "language test".
        same = [way for lemma, way in self._describing.items() if chief[:-1] and chief[0].startswith(lemma)]
        shared = [way for lemma, way in things.items() if any(word.startswith(lemma) for word in plain)] or same
        if not turns and not shared:
            # Other words than the sentence's may name what it keeps as well as what it ends.
            return 0
        # The thing, turned once for each word of ending in the cue: "the letting ban".
        way = (shared or list(things.values()))[-1]
        return -way if turns % 2 else way

    @cached_property
    def _things(self) -> dict[str, int]:
        """Of a sentence that asks for an end: the lemmas of what is to end, and which way it takes them."""
        return {le: way for le, way in self._ways.items() if way and not self._words.undoing_form(le)}

    def ended(self, words: str) -> int:
        """The direction of ``words`` where a text speaks of ending what they name, 0 unknown.

        In a sentence that asks for an end other words than its own may name what it keeps as well as what it ends;
        where they are what somebody would end, or keep from ending, they are what it ends.
        """
        plain = re.findall(r"\w+", words.casefold())
        if not self._undoing or any(word.startswith(lemma) for lemma in self._ways for word in plain):
            return 0
        return next(reversed(self._things.values()), 0)

    def _turns(self, word: str) -> bool:
        """Whether a word of a cue ends what the cue names: "toll-free"; of "reduced rate" only the rate is named."""
        return self._words.undoing_form(word) or word.endswith("-free")

    def _ended(self, words: Sequence[str]) -> bool:
        """Whether one of the words names an ending by what it is made of: "closure", and no measure as "limit"."""
        return any(self._words.undoing_form(word) and word not in self._words.undoing for word in words)

    def _shared(self, words: Sequence[str]) -> list[int]:
        """Which way the sentence takes each of its nouns that the words share with it."""
        return [way for lemma, way in self._ways.items() if any(w.startswith(lemma[:5]) for w in words)]

    def anchor(self, token: Token) -> tuple[Token, int] | None:
        """The noun of the sentence that words hang on which by themselves say nothing: "a tax on A"."""
        above = token.head.head if token.dep_ == "pobj" else token.head
        way = self._ways.get(lemma_of(above), 0) if above.pos_ == "NOUN" and above != token else 0
        return (above, way) if way else None

    def things(self, doc: Doc, hits: Sequence[Hit]) -> list["Thing"]:
        """The issue's own words in a parse, whose text names the issue at ``hits``."""
        spans = ((hit, doc.char_span(hit.start, hit.end, alignment_mode="expand")) for hit in hits)
        return [self._thing(hit, span) for hit, span in spans if span is not None]

    def _thing(self, hit: Hit, span: Span) -> "Thing":
        token = self._token(span)
        direction = self.direction(hit.words, token.lower_ if token.pos_ == "VERB" else "")
        if (without := next((t for t in span if t.lower_ == "without" and t.i > span.start), None)) is not None:
            # "Guarantees without B", where B should have a part in them.
            direction = self.direction(span.doc[without.i + 1 : span.end].text) * (-1 if token.i < without.i else 1)
        anchored = self.anchor(token) if not direction else None
        token, direction = anchored or (token, direction)
        # "No limits on A" ends no A.
        ended = direction or (0 if self._words.undoes(token) else self.ended(hit.words))
        return Thing(token, direction, span.start, span.end, self, hit, ended)

    def _token(self, span: Span) -> Token:
        """The chief token of a hit; where it holds the verb of ending, that verb: its turn is in the direction."""
        root, last = span.root, span[-1]
        if last.tag_ == "VB" and infinitive(last):
            # "Asked B to come".
            return last
        ends = self._words.undoes(root) or lemma_of(root) in GRAMMAR.ceasing - GRAMMAR.going
        return root if root.pos_ == "VERB" and ends else chief_of(span)

    @property
    def _lasts(self) -> bool:
        """Whether the sentence asks that something stay or be let be."""
        return self.asked[0] in GRAMMAR.lasting | GRAMMAR.permitting

    def _blocked(self, words: Sequence[str]) -> bool:
        """Whether nothing reaches what the words share with the sentence: "bills" of "a levy on bills"."""
        shared = self._shared(words)
        return bool(shared) and not any(shared)


@dataclass(frozen=True, slots=True)
class Thing:
    """Words of an issue in a parse: their chief token, its tokens [start, end), and which way the issue takes them.

    ``direction`` is 1 where being for the thing is being for the issue's sentence, -1 where the sentence is to end
    it; ``ended`` is the direction where an ending governs them. ``pronoun`` is true of a word that stands for a thing
    named before, ``hit`` is where the text names it.
    """

    token: Token
    direction: int
    start: int
    end: int
    topic: Topic
    hit: Hit
    ended: int = 0
    pronoun: bool = False

    @property
    def cue(self) -> bool:
        """Whether a cue names it, and no hint."""
        return self.hit.group == "cue"

    def at(self, token: Token) -> "Thing":
        """What ``token`` stands for where it takes the thing up."""
        return replace(self, token=token, pronoun=True)
