"""Which side a statement takes on an issue: links from the speaker's attitude to the issue's own words.

An arrow needs a link (``bot.positions.composition``): where no word of attitude or act governs the issue's words, or
their pronoun, in the speaker's own clause, the stance is unclear. A condition on what is wanted makes it conditional.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from bot.attribution.attribution import find_attributions
from bot.attribution.context import Attribution
from bot.attribution.cues import Cues, load_cues
from bot.attribution.parser import parse
from bot.attribution.quotes import find_quotes, plain_marks
from bot.positions.attitude import Attitude, lemma_of
from bot.positions.clauses import asks
from bot.positions.composition import Composition, Link, Voice, Whose
from bot.positions.conditions import condition_of
from bot.positions.issues import Issues
from bot.record.statement import Stance

FIRST = frozenset(("i", "we", "us", "me", "my", "our", "ours", "let"))
PRONOUNS = frozenset(("it", "this", "that", "them", "they", "these", "those", "one", "which", "so"))
PERSONS = frozenset(("he", "she", "they", "it", "his", "her", "their", "its"))
ANYONE = frozenset(("nobody", "everyone", "everybody", "anyone", "one", "you", "all", "there", "people", "none", "who"))


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A stance, the words whose composition gives it, and the other holder met where the attitude is another's."""

    stance: Stance
    evidence: tuple[str, ...] = ()
    other: Token | None = None
    linked: bool = False


class StanceClassifier:
    """Reads the stance of a statement toward an issue's sentence."""

    def __init__(self, issues: Issues, words: Attitude, cues: Cues | None = None) -> None:
        """Compose with ``words``; ``cues`` find whose words a bare sentence reports."""
        self._issues = issues
        self._compose = Composition(words)
        self._words = words
        self._cues = cues
        self._turned: dict[str, int] = {}

    # --- a statement in its article ------------------------------------------------------------------------------

    def read(self, words: Words, issue: str, own: Callable[[Token], bool] = lambda _t: False, before: Sequence[Token] = ()) -> Reading:
        """The stance of ``words`` toward an issue.

        ``own`` says of a subject whether it names the speaker or the actor that the speaker speaks for; ``before``
        are the things named just before that a pronoun in the words may stand for.
        """
        voice = Voice(lambda t: self._whose(t, words, own), lambda t: _within(t, words), words.reported)
        things = self._things(words, issue)
        if not things:
            things = [(p, self._direction(b, issue)) for b in before[:1] for p in _pronouns(words)]
        links: list[tuple[Link, int]] = []
        other = None
        for thing, direction in things:
            link, holder = self._compose.climb(thing, voice)
            other = other or holder
            if link is not None and not asks(thing):
                links.append((link, link.sign * direction))
        if not links:
            return Reading("unclear", other=other)
        signs = {sign for _, sign in links}
        if len(signs) > 1:
            strong = [(one, sign) for one, sign in links if one.kind != "act"]
            if len({s for _, s in strong}) != 1:
                return Reading("unclear", tuple(t.text for one, _ in links for t in one.words), other, True)
            links = strong
        link, sign = links[0]
        evidence = tuple(t.text for t in link.words)
        condition = None if link.asked else condition_of(link, sign)
        if link.open and sign > 0:
            return Reading("conditional", evidence, other, True)
        if condition is not None and (sign > 0 or condition.firm):
            return Reading("conditional", (*evidence, condition.words), other, True)
        return Reading("supports" if sign > 0 else "opposes", evidence, other, True)

    def _things(self, words: Words, issue: str) -> list[tuple[Token, int]]:
        """The issue's own words within the content, each with its direction toward the issue's sentence."""
        found: list[tuple[Token, int, bool]] = []
        for hit in self._issues.patterns[issue].all(words.doc.text):
            span = words.doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is None or not any(t.i in words.content for t in span):
                continue
            found.append((_head(span), self._direction_of(hit.words, issue), hit.group == "cue"))
        cues = [(t, d) for t, d, cue in found if cue]
        return cues or [(t, d) for t, d, _ in found]

    def _direction(self, thing: Token, issue: str) -> int:
        return self._direction_of(thing.text, issue)

    def _direction_of(self, words: str, issue: str) -> int:
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

    def _whose(self, subject: Token | None, words: Words, own: Callable[[Token], bool]) -> Whose:
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
            return self._whose(clause.head, words, own) if clause is not None and clause.head != subject else "other"
        if lower in PERSONS:
            return "other" if subject.i in words.quoted and lower != "it" else "own"
        if own(subject):
            return "own"
        if subject.i not in words.quoted and any(t.lower_ in ("his", "her", "their", "its") for t in subject.subtree):
            return "own"
        if lower in ANYONE or subject.left_edge.lower_ in ("no", "not", "every", "any", "each", "neither"):
            return "anyone"
        return "other"

    # --- a bare sentence -----------------------------------------------------------------------------------------

    def classify(self, text: str, issue: str, cue: str | None = None, speaker: str | None = None, negated: bool = False) -> tuple[Stance, tuple[str, ...]]:
        """The stance of ``speaker`` in a plain sentence, and the words whose composition gives it.

        ``cue`` is the saying verb where it stands outside the text ("rejected"), ``negated`` whether it is negated
        there. Whose words the sentence reports is read as in an article; a sentence that does not name the speaker is
        taken for the speaker's own.
        """
        whole = text
        if cue and cue.casefold() not in text.casefold():
            whole = f"{speaker or 'They'} {'did not ' if negated else ''}{cue} {text}"
        plain = plain_marks(whole)
        doc = next(iter(parse([plain])))
        names = _names(speaker or "")
        def own(t: Token) -> bool:
            return any(x.lower_ in names for x in (t, *(c for c in t.children if c.dep_ in ("compound", "flat", "appos"))))
        readings = [self.read(words, issue, own, self._antecedents(words, issue)) for words in self._stretches(doc, plain, names, own)]
        for wanted in (lambda r: r.linked and r.stance != "unclear", lambda r: r.stance != "unclear"):
            chosen = [r for r in readings if wanted(r)]
            if chosen:
                stances = {r.stance for r in chosen}
                if {"supports", "opposes"} <= stances:
                    return "unclear", ()
                best = next((r for r in chosen if r.stance == "conditional"), chosen[0])
                return best.stance, best.evidence
        return "unclear", ()

    def _antecedents(self, words: Words, issue: str) -> list[Token]:
        first = min(words.content, default=0)
        found = []
        for hit in self._issues.patterns[issue].all(words.doc.text):
            span = words.doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is not None and span.start < first:
                found.append(_head(span))
        return found[::-1]

    def _stretches(self, doc: Doc, plain: str, names: frozenset[str], own: Callable[[Token], bool]) -> list[Words]:
        """The parts of a sentence that are the speaker's words or deeds."""
        quotes = find_quotes(plain)
        found = find_attributions(doc, quotes, self.cues)
        quoted = frozenset(t.i for t in doc for q in quotes if q.start <= t.idx < q.end)
        taken: set[int] = set()
        result = []
        for one in found:
            mention = frozenset(t.i for t in doc if one.mention[0] <= t.idx < one.mention[1])
            content = frozenset(t.i for t in doc for s, e in one.pieces if s <= t.idx < e)
            cue = next((t.i for t in doc if t.idx == one.cue[0]), None)
            taken |= content
            if any(doc[i].lower_ in FIRST for i in mention):
                return [Words(doc, frozenset(t.i for t in doc))]
            mine = not names or any(own(doc[i]) for i in mention) or any(doc[i].lower_ in PERSONS for i in mention)
            if mine:
                result.append(Words(doc, content, cue, mention, quoted))
        named = [t for t in doc if own(t)]
        if not found and (not names or not named):
            return [Words(doc, frozenset(t.i for t in doc), None, frozenset(), quoted)]
        rest = frozenset(t.i for t in doc if t.i not in taken)
        if not names or any(t.i in rest for t in named):
            result.append(Words(doc, rest, None, frozenset(t.i for t in named if t.i in rest), quoted, reported=True))
        return result

    @cached_property
    def cues(self) -> Cues:
        """The saying words."""
        return self._cues or load_cues()


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
        forms = (word, word.removesuffix("s"), word.removesuffix("ing"), word.removesuffix("ing") + "e", word.removesuffix("ed"), word.removesuffix("d"))
        if any(form in undoing for form in forms):
            yield word


def _head(span: Span) -> Token:
    """The noun of a hit that stands highest in the parse, else its highest word."""
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN")]
    if all(t.dep_ in ("amod", "npadvmod", "punct", "compound") for t in span) and (noun := _described(span)) is not None:
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


def _pronouns(words: Words) -> list[Token]:
    return [t for t in words.doc if t.i in words.content and t.lower_ in PRONOUNS and t.pos_ in ("PRON", "DET") and t.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass", "attr")]
