"""The cleaned view of one article: what may be shown, and where it stands in the raw text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["body", "heading", "chrome"]


LEAD = 3
"""Sentences that, with the title, tell what an article is about."""


@dataclass(frozen=True, slots=True)
class Block:
    """One run of raw text on one line.

    ``start`` and ``end`` are code points into the raw text; ``paragraph`` is the number of the non-empty raw
    line that holds it, counted from 1. A line with chrome glued into it yields several blocks of one paragraph.
    ``reason`` says why a heading or chrome block was set apart (for ``--explain`` and the ingest report).
    """

    kind: BlockKind
    start: int
    end: int
    paragraph: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a body block: ``raw[start:end]``, without surrounding white space."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """An article's raw text with its blocks in reading order and the sentences of its body blocks."""

    raw: str
    title: tuple[int, int] | None
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that may be shown or counted."""
        return tuple(block for block in self.blocks if block.kind == "body")

    def words(self, start: int, end: int) -> str:
        """The raw text between two code points."""
        return self.raw[start:end]

    @property
    def lead(self) -> str:
        """The words that tell what it is about: its title and first sentences."""
        first = (self.words(s.start, s.end) for s in self.sentences[:LEAD])
        return " ".join([self.words(*self.title) if self.title else "", *first])

    def sentences_at(self, start: int, end: int) -> list[Sentence]:
        """The sentences that a span touches."""
        return [s for s in self.sentences if s.start < end and start < s.end]

    def sentences_before(self, sentence: Sentence, most: int) -> list[str]:
        """The words of up to ``most`` sentences before one within its paragraph, in reading order."""
        place = self.sentences.index(sentence)
        near = self.sentences[max(0, place - most) : place]
        return [self.words(s.start, s.end) for s in near if s.paragraph == sentence.paragraph]


def text_of(raw: str, sentences: Sequence[Sentence]) -> CleanText:
    """The body of an article from its sentences alone, without cleaning it again.

    A block is a run of sentences of one paragraph with only white space between them; what else stands between
    two sentences of a paragraph was set apart when the article was cleaned, and is chrome here. Headings and what
    stands before the first sentence are not known.
    """
    blocks: list[Block] = []
    for sentence in sentences:
        last = blocks[-1] if blocks else None
        if last is not None and last.paragraph == sentence.paragraph:
            if not raw[last.end : sentence.start].strip():
                blocks[-1] = Block("body", last.start, sentence.end, last.paragraph)
                continue
            blocks.append(Block("chrome", last.end, sentence.start, last.paragraph))
        blocks.append(Block("body", sentence.start, sentence.end, sentence.paragraph))
    return CleanText(raw, None, tuple(blocks), tuple(sentences))
