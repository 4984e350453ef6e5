"""A climb from a thing up the parse, while it goes on: what it has met, and what binds the thing to an attitude."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from bot.grammar.clauses import asked_to
from bot.grammar.phrases import passive, subject_of
from bot.grammar.words import lemma_of
from bot.positions.attitude import Attitude

Whose = Literal["own", "other", "anyone"]

SUBJECT = ("nsubj", "csubj")
CLAUSE = ("ccomp", "xcomp", "pcomp", "acl", "relcl", "advcl")
VERBAL = ("VERB", "AUX")

_LOOSE = ("csubj", "nsubj", "pcomp", "acl", "advcl", "amod", "dobj", "pobj")
"""Where a verb without a subject is nobody's in particular: "building A would help"."""


@dataclass(frozen=True, slots=True)
class Link:
    """An attitude toward a thing: ``sign`` 1 for, -1 against; ``words`` are its trace in reading order.

    ``verb`` is the word that binds it; ``asked`` says that the thing is what a firm condition names ("only after A"),
    ``open`` that it is merely not ruled out.
    """

    sign: int
    verb: Token
    words: tuple[Token, ...]
    kind: str
    asked: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a stretch of text is: ``whose`` tells of a subject whether it is the one whose stance is read.

    ``within`` says of a token whether it belongs to the words (the cue included); ``reported`` is true of an act that
    an article tells in its own voice.
    """

    whose: Callable[[Token | None], Whose]
    within: Callable[[Token], bool]
    reported: bool = False


@dataclass(slots=True)
class Path:
    """The state of a climb.

    ``link`` is the word that binds the thing, ``pending`` a noun of attitude whose owner is still to be met;
    ``other`` is the first holder who is another. ``denying`` says that the thing stands behind "no", ``weak`` that
    it is merely dealt with.
    """

    words: Attitude
    voice: Voice
    carriers: frozenset[str]
    trace: list[Token]
    sign: int = 1
    link: Token | None = None
    kind: str = ""
    other: Token | None = None
    pending: Token | None = None
    asked: bool = False
    open: bool = False
    denying: bool = False
    weak: bool = False

    def turn(self, word: Token, sign: int = -1) -> None:
        """Let ``word`` turn the direction, or leave it where ``sign`` is 1."""
        self.sign *= sign
        self.trace.append(word)

    def bind(self, word: Token, kind: str) -> None:
        """Bind the thing by ``word``, as the attitude of the one whose words these are."""
        self.trace.append(word)
        self.link, self.kind = word, kind

    def attribute(self, word: Token, holder: Token | None, kind: str = "attitude") -> None:
        """Bind the thing by ``word`` where ``holder`` is the one; another's attitude is noted and binds nothing."""
        asking = asked_to(word)
        if asking is not None and lemma_of(asking) in self.words.adjectives:
            # "We are prepared to A".
            asking = None
        if asking is not None:
            # "B asked us to A", "we were urged to A": B's, or nobody's in particular.
            holder = subject_of(asking)
        told_of = holder is not None and holder.tag_ == "WDT" and word.dep_ == "relcl"
        if told_of and lemma_of(word.head) in self.carriers:
            # "A bill that would allow A": whoever is for the bill.
            self.trace.append(word)
        elif self.voice.whose(holder) == "other":
            self.trace.append(word)
            self.meet(holder)
        elif holder is None and (asking or self.voice.reported or _at_large(word) or passive(word)):
            self.trace.append(word)
        else:
            self.bind(word, kind)

    def ask(self, word: Token) -> None:
        """Note that a firm condition, opened by ``word``, names the thing: "only after A"."""
        self.asked = True
        self.bind(word, "condition")

    def meet(self, holder: Token | None) -> None:
        """Note whose attitude it is where it is another's: the first that is met."""
        self.other = self.other or holder

    def own(self, noun: Token) -> None:
        """Give a noun of attitude to its possessor, else leave it to whom a verb above gives it."""
        owner = next((t for t in noun.children if t.dep_ == "poss"), None) or _named_owner(noun, self.trace)
        if owner is not None:
            self.pending = None
            self.attribute(noun, owner)
        elif self.link is None:
            self.pending = noun

    def end(self) -> Link | None:
        """What the climb has found; to be ready to deal with the thing is no attitude."""
        if self.link is None or (self.weak and self.sign > 0 and not self.asked):
            return None
        words = tuple(sorted(dict.fromkeys(self.trace), key=lambda t: t.i))
        return Link(self.sign, self.link, words, self.kind, self.asked, self.open)


def _named_owner(noun: Token, trace: list[Token]) -> Token | None:
    """Whose a noun of attitude is by "of" or "by" and a name, or "among": "the plan of European countries to A"."""
    preps = [t for t in noun.children if t.lower_ in ("of", "by", "among") and t not in trace]
    behind = [t for prep in preps for t in prep.children]
    named = (
        t
        for t in behind
        if t.pos_ == "PROPN" or t.head.lower_ == "among" or any(c.ent_type_ == "NORP" for c in t.children)
    )
    return next((t for t in named if t not in trace), None)


def _at_large(word: Token) -> bool:
    """Whether a verb without a subject is nobody's in particular."""
    first = word
    while first.dep_ == "conj" and first.head.pos_ == word.pos_:
        first = first.head
    return word.pos_ == "VERB" and first.dep_ in _LOOSE
