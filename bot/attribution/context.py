"""One parsed paragraph while it is read, and the attribution that is read from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bot.grammar.cues import Cues
from bot.grammar.negation import negated, of_nobody
from bot.grammar.phrases import mention_span, trimmed
from bot.grammar.quotes import Quote
from bot.grammar.words import GRAMMAR, Span

Pieces = Sequence[Span | None]
LONG_QUOTE = 5
"""A quotation of so many words is speech of its own; what is said inside of it belongs to its speaker."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans are code points into the paragraph; ``head`` is the token index of the mention's head noun (-1: none).

    ``structure`` names the grammar that was read ("clause", "parenthetical", "quotation", "infinitive", ...);
    ``source`` is the number of the paragraph that mention and cue stand in where it is another one; ``later`` are
    further pieces, each with the number of its paragraph.
    """

    mention: Span
    head: int
    cue: Span
    lemma: str
    structure: str
    pieces: tuple[Span, ...]
    negated: bool = False
    source: int | None = None
    later: tuple[tuple[int, Span], ...] = ()


def within(inner: Span, outer: Span) -> bool:
    """Whether one span lies inside of another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


class Context:
    """A parsed paragraph, its quotations and the cue words."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote], cues: Cues) -> None:
        self.doc = doc
        self.quotes = quotes
        self.cues = cues
        self.inside = [next((n for n, q in enumerate(quotes) if q.start <= t.idx < q.end), -1) for t in doc]
        self.long = [sum(t.is_alpha for t in doc if self.inside[t.i] == n) >= LONG_QUOTE for n in range(len(quotes))]
        self.used: set[int] = set()

    def outside(self, token: Token) -> bool:
        """Whether a token stands outside of every quotation that is speech of its own."""
        number = self.inside[token.i]
        return number < 0 or not self.long[number]

    def content(self, first: int, stop: int) -> Span | None:
        """The character span of tokens [first, stop), without loose punctuation, whole quotations kept."""
        return trimmed(self.doc, first, stop, self.quotes)

    def mention(self, subject: Token, verb: Token) -> Span | None:
        """The span of the noun phrase of ``subject``, clear of its verb; None for what cannot speak."""
        if subject.pos_ in ("PUNCT", "SPACE", "CCONJ", "SCONJ", "PART", "INTJ"):
            return None
        # "Not all of them are ready to A".
        if subject.left_edge.lower_ == "not" or subject.text == "us" or subject.lower_ in GRAMMAR.speechless:
            return None
        behind = subject.i > verb.i
        return mention_span(subject, after=verb.i) if behind else mention_span(subject, before=verb.i)

    def make(
        self, mention: Span | None, head: Token, word: Token, structure: str, pieces: Pieces, cue: Span | None = None
    ) -> Attribution | None:
        """An attribution by the cue word ``word``, None where nobody is mentioned or no words are left."""
        words, cue = tuple(p for p in pieces if p is not None), cue or (word.idx, word.idx + len(word))
        if mention is None or not words:
            return None
        negative = negated(word, self.cues.refusing) or of_nobody(head)
        return Attribution(mention, head.i, cue, word.lemma_.lower(), structure, words, negative)

    def speaks(self, token: Token) -> bool:
        """Whether a token is a verb that may stand beside a quotation."""
        verb = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")
        return verb and token.lemma_.lower() in self.cues.speaking

    def last_token(self, end: int) -> int:
        """The index of the last token that begins before a character."""
        return max((t.i for t in self.doc if t.idx < end), default=0)
