"""What somebody says or does in a parse, and whose the attitudes in it are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bot.grammar.pronouns import antecedents, foretelling, pointed, stands_in
from bot.grammar.subjects import subject_of
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.path import Whose
from bot.positions.topics import Thing

_ARGUMENTS = ("nsubj", "dobj", "pobj", "nsubjpass", "attr")

Own = Callable[[Token], bool | None]
"""Of a subject: True where it is the speaker or whom the speaker speaks for, False where it is surely another."""


def nobody(_token: Token) -> bool | None:
    """Nobody is known but the speaker."""
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says or does in one parse: token indices of content, cue and the speaker's mention.

    ``reported`` is true of what an article tells of the speaker in its own voice; ``quoted`` holds the tokens between
    quotation marks, where "he" is somebody else.
    """

    doc: Doc
    content: frozenset[int]
    cue: int | None = None
    mention: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()
    reported: bool = False

    def hold(self, token: Token) -> bool:
        """Whether a token belongs to the words, or stands between them and their cue ("agree TO a plan")."""
        if self.cue is None or self.reported:
            return token.i in self.content
        cue = self.doc[self.cue]
        # "X stopped opposing A".
        stopped = cue.dep_ == "xcomp" and token == cue.head
        low, high = min((*self.content, self.cue)), max((*self.content, self.cue))
        if self.cue < min(self.content) and self.doc[min(self.content)].lower_ == "that":
            # "Said in a speech that A": what stands between is no part of it.
            return stopped or token.i in self.content or token == cue
        return stopped or (low <= token.i <= high and token.i not in self.mention)

    def whose(self, subject: Token | None, own: Own) -> Whose:
        """Whether a subject is the one whose words these are; ``own`` knows further names for that one."""
        if subject is None:
            return "anyone"
        lower = subject.lower_
        first = lower in GRAMMAR.first or any(t.lower_ in ("our", "my") for t in subject.children)
        known = first or subject.i in self.mention or own(subject)
        if known is not None:
            return "own" if known else "other"
        quoted = subject.i in self.quoted
        if not quoted and not self.reported and self._speaks_for(subject):
            # "The Greens will not, their leader said": they are the leader's own.
            return "own"
        if lower in ("who", "which", "that") and subject.tag_ in ("WP", "WDT", "IN"):
            found = antecedents(subject)
            return self.whose(found[0], own) if found else "other"
        if lower in GRAMMAR.persons:
            other = self._nearer(subject) if lower in ("his", "her") and not quoted else None
            if other is not None:
                return self.whose(other, own)
            person = any(self.doc[i].ent_type_ == "PERSON" for i in self.mention)
            several = person and lower in ("they", "their", "it", "its")
            return "other" if several or (quoted and lower != "it") else "own"
        if not quoted and any(t.lower_ in GRAMMAR.owning for t in subject.subtree):
            return "own"
        return "anyone" if lower in GRAMMAR.anyone or subject.left_edge.lower_ in GRAMMAR.of_anyone else "other"

    def _nearer(self, owner: Token) -> Token | None:
        """The person whose "her" is by standing nearer than the speaker: "X says Y is lying about her A"."""
        doer = next((subject_of(a) for a in owner.ancestors if a.pos_ == "VERB"), None)
        named = doer is not None and doer.ent_type_ == "PERSON" and doer.i < owner.i and doer.i not in self.mention
        return doer if named else None

    def _speaks_for(self, subject: Token) -> bool:
        """Whether the speaker's mention is of an office of somebody's: "their leader", "party chairman A. Berg"."""
        words = [self.doc[i] for i in self.mention]
        office = any(lemma_of(t) in GRAMMAR.offices for t in words)
        named = any(t.ent_type_ in ("ORG", "GPE", "NORP") for t in words)
        theirs = any(t.lower_ in ("its", "their") for t in words)
        return (theirs and subject.pos_ in ("PROPN", "NOUN")) or (subject.pos_ == "PROPN" and office and not named)

    def within(self, things: Sequence[Thing]) -> list[Thing]:
        """The things within the words; hints only where no cue is, or as nouns over one: "the loan from A"."""
        inside = [t for t in things if any(i in self.content for i in range(t.start, t.end))]
        cues = [t for t in inside if t.cue]
        over = {above for t in cues for above in t.token.ancestors if above.pos_ == "NOUN"}
        return [t for t in inside if t.cue or t.token in over] if cues else inside

    def stand_ins(self) -> list[Token]:
        """The words that may stand for a thing named before: "it", "this idea"."""
        inside = (t for t in self.doc if t.i in self.content and t.dep_ in _ARGUMENTS and stands_in(t))
        return [t for t in inside if not self._itself(t) and not foretelling(t)]

    def _itself(self, pronoun: Token) -> bool:
        """Whether "it" is a body that speaks of itself: "X said it should be included"."""
        verb, body = pronoun.head, not any(self.doc[i].ent_type_ == "PERSON" for i in self.mention)
        told = self.cue is not None and verb.dep_ == "ccomp" and verb.head.i == self.cue < verb.i
        return told and body and pronoun.lower_ in ("it", "they") and pronoun.dep_ in ("nsubj", "nsubjpass")

    def spoken_of(self, things: Sequence[Thing]) -> list[Thing]:
        """What stands in the words for the thing that their cue names: "“They must go,” X said of A"."""
        if self.cue is None or self.reported:
            return []
        named = [t for t in things if t.token.head.lower_ in ("of", "about") and t.token.head.head.i == self.cue]
        return [named[-1].at(t) for t in self.stand_ins()] if named else []

    def taken_up(self, things: Sequence[Thing]) -> list[Thing]:
        """What stands for a thing in a verb joined to the thing's own: "called A bad and demanded that it end"."""
        found = []
        for token in self.stand_ins():
            joined = {t.head for t in token.ancestors if t.dep_ == "conj" and t.head.pos_ == "VERB"}
            before = [t for t in things if t.end <= token.i and t.token.head in joined]
            found += [t.at(token) for t in before[-1:]]
        return found

    def repeating(self, things: Sequence[Thing]) -> list[Thing]:
        """What names a thing again by its chief noun alone: "security guarantees ... these guarantees"."""
        nouns = (t for t in self.doc if t.i in self.content and t.pos_ == "NOUN" and pointed(t))
        again = ((one, noun) for one in things[:1] if not one.pronoun for noun in nouns if noun.i >= one.end)
        return [one.at(t) for one, t in again if lemma_of(t) == lemma_of(one.token)]

    def referring(self, things: Sequence[Thing], after: bool = False) -> list[Thing]:
        """What stands in the words for the nearest thing before them, ``after`` for one within them."""
        first = min(self.content, default=0)
        before = [t for t in things if after or t.token.i < first]
        if not before:
            return []
        chief = before[-1]
        while (outer := next((t for t in before if t.start < chief.start <= t.end), None)) is not None:
            # "The ban on A on the beach": what stands for it is the ban.
            chief = outer
        return [chief.at(t) for t in self.stand_ins() if t.i > before[-1].end]
