"""The cleaned view of one article: what may be shown, and where it stands in the raw text."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["body", "heading", "chrome"]


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
