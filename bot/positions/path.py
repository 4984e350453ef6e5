"""A climb from a thing up the parse, while it goes on: what it has met, and what binds the thing to an attitude."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from bot.grammar.attitude import Attitude
from bot.grammar.clauses import at_large, passive
from bot.grammar.phrases import named_owner
from bot.grammar.subjects import asked_to, subject_of
from bot.grammar.words import GRAMMAR, child_of, lemma_of

Whose = Literal["own", "other", "anyone"]


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
        # "We are prepared to A".
        asking = asking if asking is None or lemma_of(asking) not in self.words.adjectives else None
        if asking is not None:
            # "B asked us to A", "we were urged to A": B's, or nobody's in particular.
            holder = subject_of(asking)
        told_of = holder is not None and holder.tag_ == "WDT" and word.dep_ == "relcl"
        self.trace.append(word)
        if told_of and lemma_of(word.head) in self.carriers:
            # "A bill that would allow A": whoever is for the bill.
            return
        if self.voice.whose(holder) == "other":
            self.meet(holder)
        elif holder is not None or not (asking or self.voice.reported or at_large(word) or passive(word)):
            self.link, self.kind = word, kind

    def feel(self, word: Token, holder: Token | None, sign: int = -1, kind: str = "attitude") -> None:
        """Let ``word`` turn the direction, and bind the thing where ``holder`` is the one."""
        self.turn(word, sign)
        self.attribute(word, holder, kind)

    def judge(self, word: Token, sign: int = -1, kind: str = "verdict") -> None:
        """Let ``word`` turn the direction, and bind the thing as what the one whose words these are says of it."""
        self.turn(word, sign)
        self.bind(word, kind)

    def say(self, word: Token, kind: str = "verdict") -> None:
        """Bind the thing as what somebody says of it; an article that tells of an act says nothing."""
        if not self.silent(word):
            self.bind(word, kind)

    def silent(self, verb: Token) -> bool:
        """Whether an article tells it in its own voice, and not whose view it is: not of "for X, A is a mistake"."""
        preps = (t for one in (verb, *verb.children) for t in one.children if t.lower_ in ("for", "to"))
        whom = (t for prep in preps for t in prep.children if t.dep_ == "pobj")
        return self.voice.reported and not any(self.voice.whose(t) == "own" for t in whom)

    def ask(self, word: Token) -> None:
        """Note that a firm condition, opened by ``word``, names the thing: "only after A"."""
        self.asked = True
        self.bind(word, "condition")

    def meet(self, holder: Token | None) -> None:
        """Note whose attitude it is where it is another's: the first that is met."""
        self.other = self.other or holder

    def own(self, noun: Token) -> None:
        """Give a noun of attitude to its possessor, else leave it to whom a verb above gives it."""
        # "X, a critic of A, ...".
        owner = noun.head if noun.dep_ == "appos" else child_of(noun, "poss") or named_owner(noun, self.trace)
        if owner is not None:
            self.pending = None
            self.attribute(noun, owner)
        elif self.link is None:
            self.pending = noun

    def end(self) -> Link | None:
        """What the climb has found; to be ready to deal with the thing is no attitude."""
        # "It is premature to discuss A" takes no side.
        early = any(lemma_of(t) in GRAMMAR.early for t in self.trace)
        if self.link is None or (self.weak and (self.sign > 0 or early) and not self.asked):
            return None
        words = tuple(sorted(dict.fromkeys(self.trace), key=lambda t: t.i))
        return Link(self.sign, self.link, words, self.kind, self.asked, self.open)
