"""How an attitude reaches a thing: composed step by step, from the thing's own words up the parse of a clause.

Every word that governs the thing either turns the direction (a negation, a word of refusing or of ending), lets it
through (a carrier: "the plan for ..."), binds it to whose attitude it is (a word of attitude whose subject is the
speaker, the speaker's own act, a verdict on the thing), or breaks the link. Polarity composition after Moilanen and
Pulman 2007, "Sentiment Composition"; what governs what is the dependency parse.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from bot.positions.attitude import Attitude, lemma_of
from bot.positions.clauses import (
    FIRM_IF,
    IF,
    MAYBE,
    NOBODY,
    WILL,
    asked_for,
    auxiliaries,
    denied,
    holder_of,
    infinitive,
    needed,
    negation,
    only,
    small,
)

Whose = Literal["own", "other", "anyone"]

OBJECT = frozenset("dobj nsubjpass dative oprd ccomp xcomp attr acomp csubjpass pcomp".split())
SUBJECT = frozenset("nsubj csubj".split())
CLAUSE = frozenset("ccomp xcomp pcomp acl relcl advcl".split())
COPULA = frozenset("be become remain seem look sound appear stay".split())
AMOUNTING = frozenset("mean bring cause constitute represent pose make have spell".split())
"""Verbs whose object says what their subject is or does: "A would mean a disaster", "A has no future"."""
NAMING = frozenset(
    """
    call label brand dub describe consider deem find see regard view dismiss term
    """.split()
)
"""Verbs that give a verdict on their object: "called A a mistake"."""
HOLDING = frozenset(
    """
    have give express voice show make announce declare reiterate repeat signal lend throw withhold put see find state
    keep there launch sign file lodge collect gather table submit pass adopt start mount send
    """.split()
)
"""Verbs whose subject is the one who has the attitude that their object names: "voiced support for A"."""
COMMENTING = frozenset(
    "know understand hear learn ask tell explain comment speculate elaborate speak talk ask say answer report brief".split()
)
"""Verbs that touch a thing without touching its fate: "declined to comment on A"."""
WARNING = frozenset("warn caution worry fear".split())
"""Verbs whose clause tells of what is unwanted."""
FORBIDDING = frozenset("may must can shall will".split())
"""Modals that with "no" forbid: "no A may"."""
INVOLVING = frozenset("involve include contain envisage foresee provide require entail mean".split())
"""Verbs of what belongs to a plan: "any plan that involves A"."""
ASPECT = frozenset("continue keep start begin resume".split())
"""Verbs that say that another act goes on or begins."""
BACKING = frozenset("be stand throw put get rally unite line".split())
"""Verbs that with "behind" mean to back."""
CONSIDERING = frozenset("consider discuss examine explore study review weigh mull debate".split())
"""Verbs of dealing with a thing: to refuse it is a no, to be ready for it no yes yet."""
CEASING = frozenset("disappear vanish go end stop cease die close fall".split())
"""Verbs by which a thing itself ends: "A must go"."""
ABOUT = frozenset("on about over".split())
CHOOSING = frozenset("vote decision agreement motion bill move".split())
"""Nouns of choosing: what they are about is not yet wanted."""
THINKING = frozenset("think believe expect imagine suppose feel".split())
"""Verbs whose "not" is that of what they tell: "I do not think that A should"."""
ALWAYS = frozenset("need deserve require".split())
"""Wishes that are the speaker's whoever their subject is: "they need A"."""
ADJUNCT = frozenset(
    """
    about after before during since amid despite regarding concerning until following over than except between
    like unlike via per from
    """.split()
)
"""Prepositions that hang a thing on loosely; what governs them does not reach it unless the words say so together."""
WIDE = 5
"""Words that a noun may stand behind its "not": "not one more new A"."""
PLACE = frozenset("at in on within across under".split())
"""Prepositions of place and time: a verb reaches what stands behind them only where it acts on it."""
LONGEST = 40
"""Steps that a climb may take."""


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
class _Path:
    """A climb while it goes on."""

    voice: Voice
    carriers: frozenset[str] = frozenset()
    sign: int = 1
    link: Token | None = None
    kind: str = ""
    other: Token | None = None
    trace: list[Token] = field(default_factory=list)
    pending: Token | None = None
    asked: bool = False
    open: bool = False
    denying: bool = False
    weak: bool = False

    def turn(self, word: Token, sign: int = -1) -> None:
        self.sign *= sign
        self.trace.append(word)

    def bind(self, word: Token, kind: str, holder: Token | None = None, named: bool = False) -> None:
        """Bind the thing to an attitude of ``holder``; another's attitude is noted and binds nothing."""
        self.trace.append(word)
        if named:
            first = word
            while first.dep_ == "conj" and first.head.pos_ == word.pos_:
                first = first.head
            loose = first.dep_ in ("csubj", "nsubj", "pcomp", "acl", "advcl", "amod", "dobj", "pobj")
            if holder is None and loose and word.pos_ == "VERB":
                return
            whose = self.voice.whose(holder)
            if whose == "other":
                self.other = self.other or holder
                if self.link is not None and any(
                    t.lower_ in ("its", "their", "his", "her") for t in self.trace[-2].children
                ):
                    # "B wants it with its plan for A": the plan is B's.
                    self.link = None
                return
            if holder is None and self.voice.reported:
                return
        self.link, self.kind = word, kind


class Composition:
    """Reads attitudes out of parses with the words of ``attitude.toml``."""

    def __init__(self, words: Attitude) -> None:
        self.words = words

    def climb(
        self, thing: Token, voice: Voice, carriers: frozenset[str] = frozenset()
    ) -> tuple[Link | None, Token | None]:
        """The attitude that governs ``thing``, and the token of another holder met on the way.

        ``carriers`` are the issue's own nouns, through which an attitude reaches the thing as well ("the guarantees
        with a part for A").
        """
        path = _Path(voice, trace=[thing], carriers=self.words.carriers | carriers)
        self._determiners(path, thing)
        if thing.pos_ == "VERB":
            self._mood(path, thing, thing)
        child = thing
        for _ in range(LONGEST):
            head = child.head
            if head == child or not voice.within(head):
                self._top(path, child)
                break
            if child.dep_ == "conj":
                self._shared(path, child, head)
                child = head
                continue
            if self._hangs_loosely(child, head):
                self._subordinate(path, child, head)
                break
            if not self._step(path, child, head):
                break
            child = head
        if path.link is None or (path.weak and path.sign > 0 and not path.asked):
            return None, path.other
        words = tuple(sorted(dict.fromkeys(path.trace), key=lambda t: t.i))
        return Link(path.sign, path.link, words, path.kind, path.asked, path.open), path.other

    # --- steps ---------------------------------------------------------------------------------------------------

    def _step(self, path: _Path, child: Token, head: Token) -> bool:
        """One step up; False where the link breaks."""
        if head.lower_ in ("yes", "no") and child.dep_ == "prep":
            path.turn(head, 1 if head.lower_ == "yes" else -1)
            path.bind(head, "attitude")
            return True
        if head.pos_ in ("VERB", "AUX"):
            return self._verb(path, child, head)
        if head.pos_ in ("ADP", "SCONJ", "PART"):
            return self._preposition(path, head)
        if head.pos_ == "ADJ":
            return self._adjective(path, child, head)
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            return self._noun(path, child, head)
        return head.lower_ != "instead" or self._instead(path, head)

    def _preposition(self, path: _Path, prep: Token) -> bool:
        word, governor = prep.lower_, prep.head
        beside = prep.nbor(-1) if prep.i else prep
        noun = lemma_of(beside)
        if (
            governor.pos_ == "VERB"
            and beside.dep_ == "pobj"
            and beside.head.lower_ == "in"
            and noun in self.words.nouns
        ):
            # The parse hangs "at A" of "in protest at A" on the verb.
            path.turn(beside, self.words.nouns[noun])
            path.bind(beside, "attitude", holder_of(governor), named=True)
            return False
        if governor.pos_ == "NOUN" and beside != governor and beside.pos_ == "NOUN" and self.words.undoes(beside):
            # The parse hangs "on A" of "the loosening of the ban on A" on the first noun.
            path.turn(beside)
        if word == "against":
            if prep.dep_ == "conj":
                return False
            path.turn(prep)
            if governor.pos_ in ("NOUN", "PROPN", "PRON"):
                path.pending = governor
            else:
                path.bind(prep, "attitude", holder_of(governor), named=True)
            return True
        if path.pending is not None and word in ("in", "with"):
            # "in favour of A", "in protest at A": the subject's of the verb that it stands with.
            noun, path.pending = path.pending, None
            path.bind(noun, "attitude", holder_of(governor), named=True)
            return lemma_of(governor) in COPULA or lemma_of(governor) in ("come", "speak")
        if word == "outside" or (word == "of" and governor.lower_ in ("out", "away")):
            path.turn(prep)
            return True
        key = f"{lemma_of(governor)}-{word}"
        if key in self.words.verbs or key in self.words.undoing or governor.pos_ == "ADJ":
            return True
        if word == "behind" and lemma_of(governor) in BACKING:
            path.bind(prep, "attitude", holder_of(governor), named=True)
            return True
        if word == "from" and self.words.undoes(governor):
            # "Ban B from A", "keep B from A".
            return True
        if word == "without":
            if denied(governor):
                path.asked = True
                path.bind(prep, "condition")
            return False
        if word in ("after", "before", "until", "following"):
            if only(prep) or (word != "after" and denied(governor)):
                path.asked = True
                path.bind(prep, "condition")
            return False
        if word == "including" and path.trace[-1].pos_ == "VERB":
            return False
        if word in ABOUT and lemma_of(governor) in CHOOSING:
            # "A vote on A" takes no side.
            return False
        if word in PLACE and governor.pos_ in ("VERB", "AUX"):
            acts = word == "in" and lemma_of(governor) in self.words.acts
            return acts or self._missed(governor, prep) is not None or self._particle(governor)
        return word not in ADJUNCT or lemma_of(governor) in self.words.nouns

    def _instead(self, path: _Path, word: Token) -> bool:
        """The form "instead of A, X does B": X is against A."""
        if not path.voice.reported or word.head.pos_ in ("VERB", "AUX"):
            path.turn(word)
            path.bind(word, "refusal", holder_of(word.head), named=True)
        return False

    def _verb(self, path: _Path, child: Token, verb: Token) -> bool:
        rel, lemma = child.dep_, lemma_of(verb)
        prep = child.lower_ if rel in ("prep", "dative") and child.pos_ in ("ADP", "PART", "SCONJ") else ""
        if rel in CLAUSE and not self._told(path, child, verb):
            return False
        if (prep or (rel in ("xcomp", "advcl") and child.tag_ == "VB")) and (
            noun := self._missed(verb, child)
        ) is not None:
            # The parse hangs "on A" of "lift the ban on A" on the verb.
            self._noun(path, child, noun)
            child, prep, rel = noun, "", noun.dep_
        elif prep:
            rel = "dobj"
        if rel == "advcl":
            rel = "xcomp"
        if rel == "xcomp" and (noun := self._before(child, verb)) is not None:
            # The parse hangs "to A" of "voted against a bill to A" on the verb.
            if not self._noun(path, child, noun) or not self._preposition(path, noun.head):
                return path.link is not None
            child, rel, prep = noun.head, "dobj", noun.head.lower_
        answer = next(
            (
                t
                for t in verb.children
                if t.lower_ in ("yes", "no") and t.dep_ in ("intj", "dobj", "ccomp", "advmod", "attr")
            ),
            None,
        )
        if prep == "to" and lemma == "say" and answer is not None:
            path.turn(answer, 1 if answer.lower_ == "yes" else -1)
            path.bind(answer, "attitude", holder_of(verb), named=True)
            return True
        passive = (
            rel in SUBJECT
            and verb.tag_ == "VBN"
            and "have" not in {lemma_of(t) for t in verb.children if t.dep_ == "aux"}
        )
        wished = (
            verb.dep_ == "ccomp"
            and verb.tag_ == "VBD"
            and lemma_of(verb.head) in self.words.wishes
            and not auxiliaries(verb)
        )
        rel = "nsubjpass" if (passive or (wished and rel in SUBJECT)) and lemma not in COPULA else rel
        if lemma in COMMENTING and (prep or rel == "dobj"):
            return False
        self._phrase(path, child, verb)
        path.weak = path.weak or (lemma in CONSIDERING and path.link is None and rel == "dobj")
        if rel in SUBJECT and not self._of_the_thing(path, child, verb, lemma):
            return False
        if rel not in SUBJECT:
            key = self._key(verb, lemma, prep, rel)
            self._governed(path, child, verb, lemma, key, rel)
        self._mood(path, child, verb)
        return True

    def _told(self, path: _Path, child: Token, verb: Token) -> bool:
        """Whether what a clause says is still the speaker's: not "others say that A", "never said that A", "whether A"."""
        if any(t.lower_ == "whether" or (t.lower_ == "if" and child.dep_ == "ccomp") for t in child.children):
            path.link = None
            return False
        if child.dep_ != "ccomp" or path.link is None:
            return True
        holder, lemma = holder_of(verb), lemma_of(verb)
        if path.voice.whose(holder) == "other" and verb.pos_ == "VERB" and not asked_for(verb):
            path.link, path.other = None, path.other or holder
        elif negation(verb) is not None and lemma not in THINKING and lemma not in self.words.verbs:
            path.link = None
        return True

    def _governed(self, path: _Path, child: Token, verb: Token, lemma: str, key: str, rel: str) -> None:
        """A verb that the thing is an object, complement or passive subject of."""
        if lemma in NAMING and (found := self._named(child, verb)) is not None:
            path.turn(found[1], found[0])
            path.bind(verb, "verdict", holder_of(verb), named=True)
        elif lemma in COPULA:
            self._complement(path, child, verb)
            self._held(path, verb)
        elif key in self.words.verbs:
            self._attitude(path, child, verb, key)
        elif key in self.words.undoing:
            path.turn(verb)
            self._act(path, verb)
        elif key in self.words.acts:
            path.trace.append(verb)
            self._act(path, verb)
        elif path.pending is not None:
            self._held(path, verb)
        elif rel in ("dobj", "nsubj") and (found := self._made(child, verb)) is not None:
            path.turn(found[1], found[0])

    def _mood(self, path: _Path, child: Token, verb: Token) -> None:
        """Negation, "should" and the speaker's own "will not" at a verb."""
        word = negation(verb, child)
        helpers = auxiliaries(verb)
        if word is not None:
            path.turn(word)
        if path.link is not None:
            if path.kind == "act" and helpers & MAYBE and word is None:
                path.link = None
            return
        if path.voice.reported and not (word is not None and helpers & WILL):
            return
        holder = holder_of(verb)
        whose = path.voice.whose(holder)
        refusing = (word is not None or path.denying) and bool(helpers & WILL)
        if needed(verb) and not path.voice.reported:
            path.bind(verb, "wish")
        elif refusing and (whose == "own" or (whose == "anyone" and not path.voice.reported)):
            path.bind(verb, "refusal")
        elif not path.voice.reported and asked_for(verb):
            path.bind(verb, "wish")
        elif whose == "other" and refusing:
            path.other = path.other or holder

    def _attitude(self, path: _Path, child: Token, verb: Token, key: str) -> None:
        path.pending = None
        told = child.dep_ == "ccomp" and not small(child)
        if told and key not in self.words.wishes and self.words.verbs[key] > 0:
            # "X agreed that A": what A says is told, its own words tell the side.
            return
        path.turn(verb, self.words.verbs[key])
        path.open = path.open or (
            (key in self.words.open and path.sign * self.words.verbs[key] < 0)
            or (key in self.words.open and negation(verb) is not None)
        )
        if key in ALWAYS:
            path.bind(verb, "wish")
        else:
            path.bind(verb, "attitude", holder_of(verb), named=True)

    def _act(self, path: _Path, verb: Token) -> None:
        path.pending = None
        holder, helpers = holder_of(verb), auxiliaries(verb)
        if (
            holder is None
            or helpers & MAYBE
            or verb.dep_ in ("acl", "pcomp", "relcl", "csubj")
            or (verb.dep_ == "advcl" and holder.head != verb)
        ):
            return
        if verb.dep_ == "xcomp" and lemma_of(verb.head) not in ASPECT:
            return
        if verb.dep_ != "xcomp" and verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG") and not helpers & WILL:
            return
        if path.voice.whose(holder) == "own":
            path.bind(verb, "act")
        elif path.voice.whose(holder) == "other":
            path.other = path.other or holder

    # --- verdicts ------------------------------------------------------------------------------------------------

    def _of_the_thing(self, path: _Path, child: Token, verb: Token, lemma: str) -> bool:
        """A verb whose subject is the thing: what the thing is, does or should do."""
        if lemma in COPULA:
            return self._complement(path, child, verb)
        if path.voice.reported:
            return False
        if lemma in self.words.effects:
            path.sign *= self.words.effects[lemma]
            path.bind(verb, "verdict")
            return True
        if lemma in AMOUNTING:
            made = next((t for t in verb.children if t.dep_ == "dobj"), None)
            found = self._polar(made, self.words.nouns) if made is not None else None
            if found is not None:
                path.turn(found[1], found[0])
                path.bind(verb, "verdict")
                return True
        if verb.lower_ in self.words.verdicts and lemma_of(verb.head) in NAMING:
            path.sign *= self.words.verdicts[verb.lower_]
            path.bind(verb, "verdict", holder_of(verb.head), named=True)
            return True
        warning = verb.head if verb.dep_ == "ccomp" else verb
        if lemma_of(warning) in WARNING and any(t.dep_ == "dobj" for t in verb.children) and negation(verb) is None:
            # "X warned that A would drive up prices": what is warned of is unwanted.
            path.turn(warning)
            path.bind(warning, "attitude", holder_of(warning), named=True)
            return True
        if path.denying and auxiliaries(verb) & FORBIDDING:
            path.bind(verb, "wish")
            return True
        onward = any(t.i > verb.i and t.dep_ in ("advmod", "prep", "prt", "xcomp") for t in verb.children)
        if lemma in CEASING and needed(verb) and not (lemma == "go" and onward):
            path.turn(verb)
            return True
        if negation(verb) is not None and any(t.dep_ == "dobj" for t in verb.children):
            # "A should not disturb B" speaks of B.
            return False
        return needed(verb) or any(needed(t) for t in verb.children if t.dep_ == "xcomp")

    def _complement(self, path: _Path, child: Token, verb: Token) -> bool:
        """What a copula says of the thing; of a thing that is the complement itself, what the subject says."""
        if child.dep_ in ("attr", "acomp"):
            subject = next((t for t in verb.children if t.dep_ in SUBJECT), None)
            found = self._polar(subject) if subject is not None else None
        else:
            found = next(
                (
                    f
                    for t in verb.children
                    if t != child and t.dep_ in ("acomp", "attr", "oprd") and (f := self._polar(t))
                ),
                None,
            )
        if found is not None and not path.voice.reported:
            path.turn(found[1], found[0])
            path.bind(verb, "verdict")
            return True
        if child.dep_ in SUBJECT and (
            off := next(
                (
                    t
                    for t in verb.children
                    if t.dep_ in ("prep", "advmod") and t.lower_ in ("off", "out", "over", "away")
                ),
                None,
            )
        ):
            path.turn(off)
        if child.dep_ in SUBJECT:
            return needed(verb) or path.link is not None or any(t.dep_ in ("prep", "acomp") for t in verb.children)
        return True

    def _polar(self, word: Token, also: dict[str, int] | None = None) -> tuple[int, Token] | None:
        """The polarity of a verdict, with the word that carries it and its own "no"."""
        sign = (
            -1
            if any(
                t.dep_ == "neg" or (t.lower_ in ("no", "less", "hardly", "any") and t.dep_ in ("det", "advmod"))
                for t in word.children
            )
            else 1
        )
        known = self.words.verdicts | (also or {})
        for one in (word, *(t for t in word.children if t.dep_ in ("amod", "conj", "compound"))):
            if lemma_of(one) in known:
                return sign * known[lemma_of(one)], one
        return None

    def _named(self, child: Token, verb: Token) -> tuple[int, Token] | None:
        """The verdict of "call A B", "describe A as B"."""
        for one in verb.subtree:
            if one.i <= child.i or lemma_of(one) not in self.words.verdicts or one.dep_ in ("compound",):
                continue
            governed = one.dep_ in (
                "oprd",
                "ccomp",
                "xcomp",
                "acomp",
                "dobj",
                "pobj",
                "attr",
                "amod",
                "npadvmod",
                "appos",
                "conj",
            )
            if governed and not any(
                t.text in ",;" for t in verb.doc[child.right_edge.i + 1 : one.i] if t.head != child
            ):
                return self.words.verdicts[lemma_of(one)], one
        return None

    def _made(self, child: Token, verb: Token) -> tuple[int, Token] | None:
        """What the thing is made or kept: "keep A illegal"."""
        found = (self._polar(t) for t in verb.children if t.dep_ in ("oprd", "acomp") and t.i > child.i)
        return next((f for f in found if f is not None), None)

    def _phrase(self, path: _Path, child: Token, verb: Token) -> None:
        """A verdict in several words: "out of the question", "off the table"."""
        if child.i > verb.i:
            return
        behind = "-".join(
            t.lower_
            for t in verb.doc[verb.i + 1 : verb.sent.end]
            if t.lower_ not in ("a", "the", "completely", "still")
        )
        found = next((one for one in self.words.verdicts if "-" in one and behind.startswith(one)), None)
        if found is not None:
            path.turn(verb, self.words.verdicts[found])
            if not path.voice.reported:
                path.bind(verb, "verdict")

    # --- adjectives and nouns ------------------------------------------------------------------------------------

    def _adjective(self, path: _Path, child: Token, word: Token) -> bool:
        lemma = lemma_of(word)
        if lemma in self.words.adjectives and child.dep_ in CLAUSE | {"prep"}:
            path.turn(word, self.words.adjectives[lemma])
            if any(t.dep_ == "neg" or t.lower_ in ("less", "hardly", "not") for t in word.children):
                path.sign = -path.sign
            path.bind(word, "attitude", holder_of(word), named=True)
            return True
        with_ = child.dep_ == "prep" and child.lower_ == "with"
        if lemma in self.words.verdicts and (with_ or child.dep_ in CLAUSE | SUBJECT) and not path.voice.reported:
            path.turn(word, self.words.verdicts[lemma])
            if with_ and word.head.lower_ in NOBODY:
                path.turn(word.head)
            path.bind(word, "verdict")
            return not with_
        return child.dep_ not in ("amod", "nmod", "compound")

    def _noun(self, path: _Path, child: Token, noun: Token) -> bool:
        lemma = lemma_of(noun)
        if child.dep_ == "appos" or noun.pos_ in ("DET", "NUM"):
            if not path.denying:
                self._determiners(path, noun)
            return True
        if path.pending == noun:
            self._determiners(path, noun)
            self._owned(path, noun)
            return True
        if child.dep_ == "relcl" and not infinitive(child):
            # "a plan that involves A" is one of A.
            return lemma_of(child) in INVOLVING and (lemma in path.carriers or lemma in self.words.nouns)
        if (
            child.dep_ in ("acl", "ccomp")
            and child.tag_ != "VB"
            and lemma not in self.words.nouns
            and lemma not in self.words.verdicts
        ):
            # "The claim that A would help": whoever claims it.
            path.link = None
        if self.words.undoes(noun):
            path.turn(noun)
            self._determiners(path, noun)
            return True
        key = f"{lemma}-{child.lower_}"
        key = key if child.dep_ == "prep" and key in self.words.nouns else lemma
        if key in self.words.nouns and child.dep_ in CLAUSE | {"prep", "compound", "dative"}:
            path.turn(noun, self.words.nouns[key])
            self._determiners(path, noun)
            self._owned(path, noun)
            return True
        if lemma in self.words.verdicts and child.dep_ in CLAUSE and not path.voice.reported:
            self._determiners(path, noun)
            path.turn(noun, self.words.verdicts[lemma])
            path.bind(noun, "verdict")
            return True
        if lemma in path.carriers:
            path.trace.append(noun)
            self._determiners(path, noun)
            return True
        return False

    def _owned(self, path: _Path, noun: Token) -> None:
        """A noun of attitude is its possessor's, else whoever's a verb above gives it to."""
        owner = next((t for t in noun.children if t.dep_ == "poss"), None)
        if owner is not None:
            path.pending = None
            path.bind(noun, "attitude", owner, named=True)
        elif path.link is None:
            path.pending = noun

    def _held(self, path: _Path, verb: Token) -> None:
        """A noun of attitude without a possessor is the subject's where the verb gives it one."""
        noun, path.pending = path.pending, None
        if noun is None or (lemma_of(verb) not in HOLDING and lemma_of(verb) not in COPULA):
            return
        if any(t.dep_ == "expl" for t in verb.children):
            if not path.voice.reported:
                path.bind(noun, "verdict")
            return
        path.bind(noun, "attitude", holder_of(verb), named=True)

    def _particle(self, verb: Token) -> bool:
        """Whether a verb has a particle that makes it a word of attitude or ending: "give up on A"."""
        return self._key(verb, lemma_of(verb), "", "") != lemma_of(verb)

    def _before(self, clause: Token, verb: Token) -> Token | None:
        """The noun right before an infinitive that the parse hangs on the verb, behind a preposition of the verb."""
        edge = clause.left_edge
        noun = edge.nbor(-1) if edge.i else edge
        if not infinitive(clause) or noun.pos_ != "NOUN" or noun.dep_ != "pobj" or noun.head.head != verb:
            return None
        lemma = lemma_of(noun)
        known = (self.words.nouns, self.words.undoing, self.words.carriers, self.words.verdicts)
        return noun if any(lemma in one for one in known) else None

    def _missed(self, verb: Token, child: Token) -> Token | None:
        """The noun that a complement belongs to where the parse hangs it on the verb."""
        for noun in verb.children:
            if noun.dep_ not in ("dobj", "attr", "nsubjpass") or noun.i > child.i:
                continue
            lemma = lemma_of(noun)
            known = (
                lemma in self.words.nouns
                or lemma in self.words.undoing
                or f"{lemma}-{child.lower_}" in self.words.nouns
            )
            none = lemma in self.words.carriers and any(t.lower_ == "no" for t in noun.children)
            if known or none or (child.dep_ != "prep" and lemma in self.words.verdicts):
                return noun
        return None

    # --- round about ---------------------------------------------------------------------------------------------

    def _determiners(self, path: _Path, noun: Token) -> None:
        for one in noun.children:
            if one.dep_ in ("det", "neg", "preconj", "advmod") and one.lower_ in ("no", "not", "neither"):
                path.turn(one)
                path.denying = True
            elif one.dep_ == "amod" and one.lower_ in self.words.less:
                path.turn(one)
        edge = noun.left_edge
        if (
            not path.denying
            and edge.lower_ in ("no", "not")
            and 0 < noun.i - edge.i <= WIDE
            and not edge.head.pos_.startswith("V")
        ):
            path.turn(edge)
            path.denying = True
        if noun.lower_ in NOBODY and noun.pos_ == "PRON":
            path.turn(noun)
            path.denying = True

    def _shared(self, path: _Path, child: Token, head: Token) -> None:
        """The second of two shares what governs the first: its negation too ("will not A or B")."""
        if child.left_edge.i and child.left_edge.nbor(-1).lower_ == "not" and child.pos_ in ("NOUN", "PROPN"):
            path.turn(child.left_edge.nbor(-1))
        if head.pos_ in ("VERB", "AUX") and not any(t.dep_ in ("nsubj", "aux", "nsubjpass") for t in child.children):
            word = negation(head)
            if word is not None and any(t.dep_ == "cc" and t.lower_ in ("or", "nor") for t in head.children):
                path.turn(word)

    def _hangs_loosely(self, child: Token, head: Token) -> bool:
        """Whether a clause is one of its own beside what it hangs on."""
        if child.dep_ in ("acl", "relcl") and (child.tag_ in ("VBN", "VBG") or infinitive(child)):
            return False
        if child.dep_ in ("relcl", "parataxis"):
            lemma = lemma_of(head)
            return head.pos_ != "NOUN" or (lemma not in self.words.nouns and lemma_of(child) not in INVOLVING)
        if child.dep_ != "advcl":
            return False
        lemma = lemma_of(head)
        wishes = lemma in self.words.verbs or f"{lemma}-for" in self.words.wishes or head.pos_ == "ADJ"
        return not (
            infinitive(child)
            and (wishes or lemma in COPULA or needed(child) or self._missed(head, child) is not None)
        )

    def _subordinate(self, path: _Path, child: Token, head: Token) -> None:
        """What is said under "if" is not said; what a firm condition names is asked for."""
        mark = next((t for t in child.children if t.dep_ in ("mark", "advmod") and t.lower_ in IF), None)
        if mark is None:
            return
        firm = mark.lower_ in FIRM_IF or only(mark) or (mark.lower_ in ("until", "before") and denied(head))
        path.link = None
        if firm:
            path.asked = True
            path.bind(mark, "condition")

    def _top(self, path: _Path, top: Token) -> None:
        """A clause's top: "No troops", "Not one soldier more" by itself is a refusal."""
        if path.link is not None or path.voice.reported:
            return
        if path.pending is not None:
            path.bind(path.pending, "attitude")
        elif (
            path.denying
            and top.pos_ in ("NOUN", "PROPN")
            and not any(t.pos_ in ("VERB", "AUX") for t in top.children)
        ):
            path.bind(top, "refusal")

    def _key(self, verb: Token, lemma: str, prep: str, rel: str) -> str:
        """The entry of the words that fits a verb with its particle and preposition, else its lemma."""
        after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
        particles = [t.lower_ for t in verb.children if t.dep_ == "prt"]
        if after is not None and (
            after.tag_ == "RP" or after.lower_ in ("aside", "away", "back", "along", "down", "out", "off")
        ):
            particles.append(after.lower_)
        particles += [
            t.lower_
            for t in verb.children
            if t.lower_ in ("aside", "away", "back", "out", "off", "down") and t.dep_ in ("advmod", "prt", "prep")
        ]
        known = (self.words.verbs, self.words.undoing, self.words.acts)
        for particle in (*particles, ""):
            for key in (f"{lemma}-{particle}-{prep}", f"{lemma}-{particle}", f"{lemma}-{prep}"):
                if not key.endswith("-") and "--" not in key and any(key in one for one in known):
                    return key
        if rel == "xcomp" and f"{lemma}-for" in self.words.wishes:
            return f"{lemma}-for"
        if particles and lemma in self.words.verbs and lemma not in ("allow",):
            return lemma if not prep else ""
        if prep == "from" and lemma in self.words.undoing:
            return lemma
        return "" if prep and prep not in ("to", "of", "on", "in", "into", "for", "with") else lemma
