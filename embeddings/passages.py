"""What is embedded and retrieved: spans of one article at two granularities."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Progress
from embeddings.text import CleanText, Sentence

PassageKind = Literal["sentence", "window"]

WINDOW_WORDS = 90
SLACK = 1.25
"""A window may be this much longer to end with its paragraph."""

LONGEST_WINDOW_WORDS = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one article's raw text, and the words that are embedded for it.

    ``start``/``end`` are code points into the raw text; ``paragraph`` is that of its first sentence.
    ``embedded_text`` are its words on one line (a window's with the heading above it), never page furniture;
    ``context_text`` the same after the sentence before it, which a share of the vector is made from.
    """

    kind: PassageKind
    start: int
    end: int
    paragraph: int
    embedded_text: str
    context_text: str | None = None


def sentence_passages(text: CleanText) -> list[Passage]:
    """One passage a sentence, with the sentence before it in the same paragraph as context."""
    found = []
    for index, sentence in enumerate(text.sentences):
        words = flat(text.words(sentence.start, sentence.end))
        before = text.sentences[index - 1] if index else None
        context = None
        if before is not None and _same_block(text, before, sentence):
            context = f"{flat(text.words(before.start, before.end))} {words}"
        found.append(Passage("sentence", sentence.start, sentence.end, sentence.paragraph, words, context))
    return found


def window_passages(text: CleanText, words: int = WINDOW_WORDS) -> list[Passage]:
    """Whole sentences packed to about ``words`` words, across paragraphs only where these are short."""
    return [_window(text, group) for group in _groups(text, words)]


def passages(text: CleanText) -> list[Passage]:
    """Both granularities: the sentences, then the windows."""
    return [*sentence_passages(text), *window_passages(text)]


def flat(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def _same_block(text: CleanText, one: Sentence, other: Sentence) -> bool:
    """Whether nothing but white space parts two neighbouring sentences, and no paragraph ends between them."""
    between = text.raw[one.end : other.start]
    return (
        not between.strip() and between.count("\n") <= 1 and (one.paragraph == other.paragraph or "\n" not in between)
    )


def _groups(text: CleanText, most: int) -> Iterator[list[Sentence]]:
    pieces = _pieces(text)
    lengths = [len(text.words(piece.start, piece.end).split()) for piece in pieces]
    joined = [False, *(_same_block(text, one, other) for one, other in pairwise(pieces))]
    headings = [block.start for block in text.blocks if block.kind == "heading"]
    rest = _rest_of_paragraph(lengths, joined)
    group: list[Sentence] = []
    size = 0
    for at, piece in enumerate(pieces):
        limit = most * SLACK
        below_heading = bool(group) and bisect_left(headings, group[-1].end) < bisect_left(headings, piece.start)
        # A paragraph is begun in the same window only where it fits there whole.
        wanted = lengths[at] if joined[at] else min(rest[at], most)
        if group and (below_heading or size + wanted > limit):
            yield group
            group, size = [], 0
        group.append(piece)
        size += lengths[at]
    if group:
        yield group


def _rest_of_paragraph(lengths: list[int], joined: list[bool]) -> list[int]:
    """For each piece how many words its paragraph has from it on."""
    rest = list(lengths)
    for at in range(len(lengths) - 2, -1, -1):
        if joined[at + 1]:
            rest[at] += rest[at + 1]
    return rest


def _window(text: CleanText, group: list[Sentence]) -> Passage:
    words = " ".join(flat(text.words(sentence.start, sentence.end)) for sentence in group)
    heading = _heading_above(text, group[0])
    return Passage("window", group[0].start, group[-1].end, group[0].paragraph, f"{heading} {words}".strip())


def _heading_above(text: CleanText, sentence: Sentence) -> str:
    """The headings right above a sentence (the title too), as words that the window below them answers to."""
    above: list[str] = []
    for block in text.blocks:
        if block.start >= sentence.start:
            break
        if block.kind == "heading":
            above.append(flat(text.words(block.start, block.end)))
        elif block.kind == "body":
            above.clear()
    return " ".join(heading if heading.endswith((".", "?", "!", ":")) else f"{heading}." for heading in above)


def _pieces(text: CleanText) -> list[Sentence]:
    """The sentences; one too long for a window (a text without full stops) in pieces between words."""
    pieces = []
    for sentence in text.sentences:
        words = list(re.finditer(r"\S+", text.words(sentence.start, sentence.end)))
        if len(words) <= LONGEST_WINDOW_WORDS:
            pieces.append(sentence)
            continue
        for at in range(0, len(words), WINDOW_WORDS):
            chunk = words[at : at + WINDOW_WORDS]
            low, high = sentence.start + chunk[0].start(), sentence.start + chunk[-1].end()
            lines = len(re.findall(r"\r\n|\n|\r", text.raw[sentence.start : low]))
            pieces.append(Sentence(low, high, sentence.paragraph + lines))
    return pieces


CONTEXT_SHARE = 0.3
"""A sentence's vector is this much of it after the sentence before it, and the rest of it alone (measured)."""


def passage_vectors(
    encoder: Encoder, found: Sequence[Passage], progress: Progress | None = None
) -> NDArray[np.float32]:
    """Unit vectors of passages, shape (len(found), dimension)."""
    return _in_context(found, encoder.encode_passages(_texts(found), progress))


def passage_vectors_with_tokens(
    encoder: Encoder, found: Sequence[Passage]
) -> tuple[NDArray[np.float32], list[bytes]]:
    """Unit vectors of passages, and of each the packed tokens of its own words."""
    vectors, tokens = encoder.encode_passages_with_tokens(_texts(found))
    return _in_context(found, vectors), tokens[: len(found)]


def _texts(found: Sequence[Passage]) -> list[str]:
    """What is encoded: the passages' words, then those of the ones that have context with it."""
    contexts = [passage.context_text for passage in found if passage.context_text is not None]
    return [*(passage.embedded_text for passage in found), *contexts]


def _in_context(found: Sequence[Passage], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors of passages, with a share of each in its context, out of those of ``_texts``."""
    contexts = [at for at, passage in enumerate(found) if passage.context_text is not None]
    made = vectors[: len(found)].copy()
    if contexts:
        mixed = CONTEXT_SHARE * vectors[len(found) :] + (1 - CONTEXT_SHARE) * made[contexts]
        made[contexts] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return made
