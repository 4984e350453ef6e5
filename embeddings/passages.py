"""What is embedded and retrieved: spans of one article at two granularities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Progress
from embeddings.text import CleanText, Sentence

PassageKind = Literal["sentence", "window"]

WINDOW_WORDS = 90
SHORT_PARAGRAPH_WORDS = 45
LONGEST_WINDOW_WORDS = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one article's raw text, and the words that are embedded for it.

    ``start``/``end`` are code points into the raw text; ``paragraph`` is that of its first sentence.
    ``embedded_text`` may hold context that the span does not (the sentence before), and never page furniture.
    """

    kind: PassageKind
    start: int
    end: int
    paragraph: int
    embedded_text: str


def sentence_passages(text: CleanText) -> list[Passage]:
    """One passage a sentence, embedded after the sentence before it in the same paragraph."""
    found = []
    for index, sentence in enumerate(text.sentences):
        words = flat(text.words(sentence.start, sentence.end))
        before = text.sentences[index - 1] if index else None
        if before is not None and _same_block(text, before, sentence):
            words = f"{flat(text.words(before.start, before.end))} {words}"
        found.append(Passage("sentence", sentence.start, sentence.end, sentence.paragraph, words))
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
    group: list[Sentence] = []
    size = 0
    barriers = [block.start for block in text.blocks if block.kind == "heading"]
    for index, sentence in enumerate(text.sentences):
        length = len(text.words(sentence.start, sentence.end).split())
        if group:
            last = group[-1]
            new_paragraph = not _same_block(text, last, sentence)
            heading_between = any(last.end <= barrier < sentence.start for barrier in barriers)
            whole = _paragraph_words(text, index)
            too_long = size + length > most * 1.25
            if too_long or heading_between or (new_paragraph and size + min(whole, most) > most * 1.25):
                yield group
                group, size = [], 0
        group.append(sentence)
        size += length
    if group:
        yield group


def _paragraph_words(text: CleanText, index: int) -> int:
    """How many words the paragraph that begins at sentence ``index`` has."""
    count = 0
    for at in range(index, len(text.sentences)):
        if at > index and not _same_block(text, text.sentences[at - 1], text.sentences[at]):
            break
        count += len(text.words(text.sentences[at].start, text.sentences[at].end).split())
    return count


def _window(text: CleanText, group: list[Sentence]) -> Passage:
    words = " ".join(flat(text.words(sentence.start, sentence.end)) for sentence in group)
    return Passage("window", group[0].start, group[-1].end, group[0].paragraph, words)


CONTEXT_SHARE = 0.3
"""A sentence's vector is this much of it after the sentence before it, and the rest of it alone (measured)."""


def passage_vectors(
    encoder: Encoder, text: CleanText, found: Sequence[Passage], progress: Progress | None = None
) -> NDArray[np.float32]:
    """Unit vectors of one article's passages, shape (len(found), dimension)."""
    return vectors_of(encoder, [(text.words(p.start, p.end), p) for p in found], progress)


def vectors_of(
    encoder: Encoder, found: Sequence[tuple[str, Passage]], progress: Progress | None = None
) -> NDArray[np.float32]:
    """Unit vectors of passages given with their own words, in one run for many articles."""
    texts = [passage.embedded_text for _, passage in found]
    alone = [at for at, (words, p) in enumerate(found) if p.kind == "sentence" and flat(words) != p.embedded_text]
    vectors = encoder.encode_passages([*texts, *(flat(found[at][0]) for at in alone)], progress)
    made = vectors[: len(texts)].copy()
    if alone:
        mixed = CONTEXT_SHARE * vectors[alone] + (1 - CONTEXT_SHARE) * vectors[len(texts) :]
        made[alone] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return made
