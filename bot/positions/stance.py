"""Which side a statement takes on an issue: links from the speaker's attitude to the issue's own words.

An arrow needs a link (``bot.positions.composition``): where no word of attitude or act governs the issue's words, or
their pronoun, in the speaker's own clause, the stance is unclear. A condition on what is wanted makes it conditional.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from bot.attribution.attribution import find_attributions
from bot.attribution.cues import Cues, load_cues
from bot.attribution.parser import parse
from bot.attribution.quotes import find_quotes, plain_marks
from bot.positions.attitude import Attitude, lemma_of, load_attitude
from bot.positions.clauses import asks, holder_of
from bot.positions.composition import Composition, Link, Voice, Whose
from bot.positions.conditions import condition_of
from bot.positions.issues import Issues
from bot.positions.patterns import Hit
from bot.record.statement import Stance

FIRST = frozenset("i we us me my our ours let".split())
PRONOUNS = frozenset("it them they".split())
"""Words that may stand for a thing named before."""
POINTING = frozenset("this that these those such".split())
SUMMING = frozenset(
    "idea plan proposal move step measure initiative option scenario decision deal arrangement project scheme".split()
)
"""Nouns that sum up what was named before: "this idea"."""
PERSONS = frozenset("he she they it his her their its".split())
MEMBERS = frozenset("member leader majority delegate representative head".split())
ARGUMENTS = ("nsubj", "dobj", "pobj", "nsubjpass", "attr")
ANYONE = frozenset("nobody everyone everybody anyone one you all there people none who".split())


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says or does in one parse: token indices of the content, and of the cue and the speaker's mention.

    ``reported`` is true of what an article tells of the speaker in its own voice; ``quoted`` holds the tokens between
    quotation marks, where "he" is somebody else.
    """

    doc: Doc
    content: frozenset[int]
    cue: int | None = None
    mention: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()
    reported: bool = False


Own = Callable[[Token], bool]


def nobody(_token: Token) -> bool:
    """Nobody but the speaker."""
    return False


@dataclass(frozen=True, slots=True)
class Thing:
    """Words of an issue in a parse: their chief token, its tokens [start, end), and which way the issue takes them.

    ``direction`` is 1 where being for the thing is being for the issue's sentence, -1 where the sentence is to end it.
    """

    token: Token
    direction: int
    start: int
    end: int
    cue: bool = True
    carriers: frozenset[str] = frozenset()
    pronoun: bool = False
    asked_of: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Reading:
    """A stance, the words whose composition gives it, and the other holder met where the attitude is another's."""

    stance: Stance
    evidence: tuple[str, ...] = ()
    other: Token | None = None


class StanceClassifier:
    """Reads the stance of a statement toward an issue's sentence."""

    def __init__(self, issues: Issues, words: Attitude, cues: Cues | None = None) -> None:
        """Compose with ``words``; ``cues`` find whose words a bare sentence reports."""
        self._issues = issues
        self._compose = Composition(words)
        self._words = words
        self._cues = cues
        self._turned: dict[str, int] = {}
        self._nouns: dict[str, frozenset[str]] = {}
        self._askings: dict[str, tuple[str, str]] = {}

    @classmethod
    def load(cls, config: Path, issues: Issues) -> "StanceClassifier":
        """Compose with the words that ship with the code, and what the files in the folder ``config`` add to them.

        Raises:
            ConfigurationError: such a file is malformed; one sentence with file and key.

        """
        return cls(issues, load_attitude(config), load_cues(config / "cues.toml"))

    # --- a statement in its article ------------------------------------------------------------------------------

    def read(self, words: Words, things: Sequence[Thing], own: Own = nobody) -> Reading:
        """The stance of ``words`` toward the issue whose own words are ``things``.

        ``own`` says of a subject whether it names the speaker or the actor that the speaker speaks for.
        """
        voice = Voice(lambda t: _whose(t, words, own), lambda t: _within(t, words), words.reported)
        links: list[tuple[Link, int]] = []
        other = None
        for thing in things:
            link, holder = self._compose.climb(thing.token, voice, thing.carriers)
            other = other or holder
            if (
                link is not None
                and not asks(thing.token)
                and not (link.kind == "act" and self._elsewhere(link, thing))
            ):
                links.append((link, link.sign * thing.direction))
        if len({sign for _, sign in links}) > 1:
            # What is done and what is said of it may differ; what is said counts.
            links = [(link, sign) for link, sign in links if link.kind != "act"]
        imagined = [t for t in things if not t.pronoun and _imagined(t.token)]
        if not links and imagined and (again := referring(words, imagined, after=True)):
            return self.read(words, again, own)
        if not links or len({sign for _, sign in links}) > 1:
            return Reading("unclear", tuple(t.text for link, _ in links for t in link.words), other)
        link, sign = links[0]
        evidence = tuple(t.text for t in link.words)
        condition = None if link.asked else condition_of(link, sign)
        if sign > 0 and link.open:
            return Reading("conditional", evidence, other)
        if condition is not None and (sign > 0 or condition.firm):
            return Reading("conditional", (*evidence, condition.words), other)
        return Reading("supports" if sign > 0 else "opposes", evidence, other)

    def things(self, doc: Doc, hits: Sequence[Hit], issue: str) -> list[Thing]:
        """The issue's own words in a parse, each with its direction toward the issue's sentence."""
        found = []
        for hit in hits:
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is not None:
                found.append(
                    Thing(
                        _head(span),
                        self._direction(hit.words, issue),
                        span.start,
                        span.end,
                        hit.group == "cue",
                        self._carriers(issue),
                        asked_of=self._asked_of(issue),
                    )
                )
        return found

    def _elsewhere(self, link: Link, thing: Thing) -> bool:
        """Whether somebody does for himself what the issue asks of a named other: "Finland joined" is no word on Ukraine."""
        root, subject = thing.asked_of
        holder = holder_of(link.verb)
        return subject != "" and lemma_of(link.verb) == root and holder is not None and holder.lower_ != subject

    def _asked_of(self, issue: str) -> tuple[str, str]:
        """What the issue's sentence asks, and of whom where that is a name."""
        if issue not in self._askings:
            root = next(t for t in next(iter(parse([self._issues[issue].sentence]))) if t.dep_ == "ROOT")
            subject = next((t for t in root.children if t.dep_ == "nsubj" and t.pos_ == "PROPN"), None)
            self._askings[issue] = (lemma_of(root), subject.lower_ if subject is not None else "")
        return self._askings[issue]

    def _carriers(self, issue: str) -> frozenset[str]:
        """The nouns of an issue's sentence and name."""
        if issue not in self._nouns:
            known = self._issues[issue]
            doc = next(iter(parse([f"{known.sentence}. {known.name}. {known.definition}"])))
            self._nouns[issue] = frozenset(lemma_of(t) for t in doc if t.pos_ == "NOUN")
        return self._nouns[issue]

    def _direction(self, words: str, issue: str) -> int:
        """1 where being for the thing is being for the sentence; -1 where the sentence is to end or forbid the thing."""
        turned = self._undone(issue)
        return turned * (-1) ** sum(1 for _ in _stems(words, self._words.undoing)) if turned else 1

    def _undone(self, issue: str) -> int:
        """How the issue's sentence turns its thing: 0 where nothing is to end, else the direction of the bare thing."""
        if issue not in self._turned:
            doc = next(iter(parse([self._issues[issue].sentence])))
            voice = Voice(lambda _t: "own", lambda _t: True)
            root = next(t for t in doc if t.dep_ == "ROOT")
            things = [t for t in doc if t.dep_ in ("nsubjpass", "dobj") and t.head == root]
            things += [t for one in things for t in one.subtree if t.dep_ == "pobj"]
            climbed = (self._compose.climb(thing, voice)[0] for thing in reversed(things))
            link = next((one for one in climbed if one is not None), None)
            undoing = [t for t in link.words if self._undoes(t)] if link is not None else []
            self._turned[issue] = (-1) ** len(undoing) if undoing else 0
        return self._turned[issue]

    def _undoes(self, token: Token) -> bool:
        particle = next((t.lower_ for t in token.children if t.dep_ == "prt"), "")
        return lemma_of(token) in self._words.undoing or f"{lemma_of(token)}-{particle}" in self._words.undoing

    # --- a bare sentence -----------------------------------------------------------------------------------------

    def classify(
        self, text: str, issue: str, cue: str | None = None, speaker: str | None = None, own: Own = nobody
    ) -> tuple[Stance, tuple[str, ...]]:
        """The stance of ``speaker`` in plain sentences, and the words whose composition gives it.

        ``cue`` is the saying verb where it stands outside the text ("rejected"). Whose words the text reports is read as
        in an article; a text that does not name the speaker is taken for the speaker's own. ``own`` says of a word
        whether it names whom the speaker speaks for.
        """
        whole = text if not cue or cue.casefold() in text.casefold() else f"{speaker or 'They'} {cue} {text}"
        plain = plain_marks(whole)
        doc = next(iter(parse([plain])))
        names = _names(speaker or "")
        things = self.things(doc, self._issues.patterns[issue].all(plain), issue)
        readings = []
        for words in self._stretches(doc, plain, names):
            mine = within(things, words)
            readings.append(self.read(words, mine or referring(words, things), lambda t: _named(t, names) or own(t)))
        clear = [r for r in readings if r.stance != "unclear"]
        stances = {r.stance for r in clear}
        if not clear or {"supports", "opposes"} <= stances:
            return "unclear", ()
        best = next((r for r in clear if r.stance == "conditional"), clear[0])
        return best.stance, best.evidence

    def _stretches(self, doc: Doc, plain: str, names: frozenset[str]) -> list[Words]:
        """The parts of a text that are the speaker's words or deeds."""
        quotes = find_quotes(plain)
        quoted = frozenset(t.i for t in doc for q in quotes if q.start <= t.idx < q.end)
        everything = Words(doc, frozenset(t.i for t in doc), quoted=quoted)
        named = frozenset(t.i for t in doc if _named(t, names))
        taken: set[int] = set()
        result = []
        for one in find_attributions(doc, quotes, self.cues):
            mention = _tokens(doc, [one.mention])
            if any(doc[i].lower_ in FIRST for i in mention):
                return [everything]
            content, cue = _tokens(doc, one.pieces), next((t.i for t in doc if t.idx == one.cue[0]), None)
            taken |= content
            if not names or mention & named or any(doc[i].lower_ in PERSONS for i in mention):
                result.append(Words(doc, content, cue, mention, quoted))
        if not taken and not named:
            return [everything]
        rest = frozenset(t.i for t in doc) - taken
        if not names or named & rest:
            result.append(Words(doc, rest, None, named & rest, quoted, reported=True))
        return result

    @cached_property
    def cues(self) -> Cues:
        """The saying words."""
        return self._cues or load_cues()


def _whose(subject: Token | None, words: Words, own: Own) -> Whose:
    if subject is None:
        return "anyone"
    lower = subject.lower_
    if subject.i in words.mention or lower in FIRST:
        return "own"
    if subject.pos_ == "PROPN" and any(words.doc[i].lower_ in ("its", "their") for i in words.mention):
        # "The Greens will not, their leader said": they are the leader's own.
        return "own"
    if any(t.lower_ in ("our", "my") for t in subject.children):
        return "own"
    if lower in ("who", "which", "that") and subject.tag_ in ("WP", "WDT", "IN"):
        clause = next((a for a in subject.ancestors if a.dep_ == "relcl"), None)
        if clause is not None and (one := _predicated(clause.head)) is not None:
            return _whose(one, words, own)
        return _whose(clause.head, words, own) if clause is not None and clause.head != subject else "other"
    if lower in PERSONS:
        return "other" if subject.i in words.quoted and lower != "it" else "own"
    if own(subject):
        return "own"
    if subject.i not in words.quoted and any(t.lower_ in ("his", "her", "their", "its") for t in subject.subtree):
        return "own"
    if lower in ANYONE or subject.left_edge.lower_ in ("no", "not", "every", "any", "each", "neither"):
        return "anyone"
    return "other"


def _predicated(noun: Token) -> Token | None:
    """Of whom a noun is said: "A is among the countries that ..." says it of A."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("among", "of"):
        noun = noun.head
        noun = noun.head if noun.head.pos_ in ("NOUN", "PRON", "NUM") else noun
    if noun.head.lemma_ != "be" or noun.dep_ not in ("attr", "prep"):
        return None
    return next((t for t in noun.head.children if t.dep_ == "nsubj"), None)


def _named(token: Token, names: frozenset[str]) -> bool:
    """Whether a noun is one of these names, is part of one, or is of those who are: "members of the Guild"."""
    near = [token, *(c for c in token.children if c.dep_ in ("compound", "flat", "appos"))]
    if lemma_of(token) in MEMBERS:
        near += [t for of in token.children if of.lower_ == "of" for t in of.children]
    return any(t.lower_ in names for t in near)


def _tokens(doc: Doc, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(t.i for start, end in spans for t in doc.char_span(start, end, alignment_mode="expand") or ())


def within(things: Sequence[Thing], words: Words) -> list[Thing]:
    """The things within somebody's words; hints only where no cue is."""
    inside = [t for t in things if any(i in words.content for i in range(t.start, t.end))]
    return [t for t in inside if t.cue] or inside


def _imagined(token: Token) -> bool:
    """Whether a word stands under "if": what comes of it is told after, by a pronoun."""
    return any(
        a.dep_ == "advcl" and any(t.dep_ == "mark" and t.lower_ in ("if", "should", "when") for t in a.children)
        for a in token.ancestors
    )


def referring(words: Words, things: Sequence[Thing], after: bool = False) -> list[Thing]:
    """The pronouns in somebody's words that stand for the nearest thing before them, ``after`` within the words."""
    first = min(words.content, default=0)
    before = [t for t in things if after or t.token.i < first]
    return (
        [replace(before[-1], token=p, pronoun=True) for p in pronouns(words) if p.i > before[-1].end]
        if before
        else []
    )


def _names(speaker: str) -> frozenset[str]:
    """The words by which a sentence names its speaker."""
    words = [w.removesuffix("’s").removesuffix("'s") for w in speaker.replace("-", " ").split()]
    proper = [w.casefold() for w in words if w[:1].isupper() and (len(w) > 2 or w.isupper())]
    return frozenset(proper or [w.casefold() for w in words[-1:]])


def _within(token: Token, words: Words) -> bool:
    """Whether a token belongs to the words, or stands between them and their cue ("agree TO a plan")."""
    if words.cue is None or words.reported:
        return token.i in words.content
    low, high = min((*words.content, words.cue)), max((*words.content, words.cue))
    return low <= token.i <= high and token.i not in words.mention


def _stems(words: str, undoing: frozenset[str]) -> Iterator[str]:
    """The words of a cue that undo something: "letting ban", "phase-out", "requisitioning"."""
    for word in re.findall(r"[\w-]+", words.casefold()):
        forms = (
            word,
            word.removesuffix("s"),
            word.removesuffix("ing"),
            word.removesuffix("ing") + "e",
            word.removesuffix("ing")[:-1],
            word.removesuffix("ed")[:-1],
            word.removesuffix("ed"),
            word.removesuffix("d"),
        )
        if any(form in undoing for form in forms):
            yield word


def _head(span: Span) -> Token:
    """The noun of a hit that stands highest in the parse, else its highest word."""
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN")]
    if (
        all(t.dep_ in ("amod", "npadvmod", "punct", "compound") for t in span)
        and (noun := _described(span)) is not None
    ):
        return noun
    pool = nouns or list(span)
    inside = {t.i for t in pool}
    return next((t for t in pool if t.head.i not in inside or t.head == t), pool[0])


def _described(span: Span) -> Token | None:
    """The noun that a hit describes: "coal-fired stations"."""
    noun = span.root
    while noun.dep_ in ("amod", "npadvmod"):
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN") and noun.i not in range(span.start, span.end) else None


def pronouns(words: Words) -> list[Token]:
    """The words in somebody's words that may stand for a thing named before: "it", "this idea"."""
    return [t for t in words.doc if t.i in words.content and t.dep_ in ARGUMENTS and _stands_in(t)]


def _stands_in(token: Token) -> bool:
    if token.pos_ == "NOUN":
        pointed = any(t.dep_ in ("det", "predet", "amod") and t.lower_ in POINTING for t in token.children)
        return pointed and lemma_of(token) in SUMMING
    return token.pos_ == "PRON" and token.lower_ in PRONOUNS
