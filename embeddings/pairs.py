"""Pairs made of articles themselves, scored by an encoder: of what belongs together and of what does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Progress
from embeddings.passages import flat, sentence_passages
from embeddings.text import CleanText

ARTICLES = 10
SENTENCES = 120
"""So many of both are looked at, at most: some hundred pairs, in seconds."""
ASKED = 12
"""Of each article: its title and so many sentences."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions made of articles, and the sentences they are held against.

    ``asked`` and ``owners`` number the article of each question and of each sentence; ``itself`` is the sentence that
    a question is (-1: a title), ``far`` one of another article for each question. Shapes (questions,), ``owners``
    (sentences,).
    """

    questions: tuple[str, ...]
    sentences: tuple[str, ...]
    asked: NDArray[np.int64]
    owners: NDArray[np.int64]
    itself: NDArray[np.int64]
    far: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[CleanText]) -> "Sample | None":
        """Draw evenly from ``texts``, the same at every call; None where fewer than two hold two sentences."""
        found = [(text, held) for text in texts if len(held := sentence_passages(text)) > 1]
        if len(found) < 2:
            return None
        found = spread(found, ARTICLES)
        sentences: list[str] = []
        owners: list[int] = []
        questions: list[str] = []
        asked: list[int] = []
        itself: list[int] = []
        for number, (text, held) in enumerate(found):
            first = len(sentences)
            sentences += [passage.embedded_text for passage in spread(held, SENTENCES // len(found))]
            owners += [number] * (len(sentences) - first)
            places = spread(range(first, len(sentences)), ASKED)
            itself += places
            questions += [sentences[place] for place in places]
            if text.title is not None:
                itself.append(-1)
                questions.append(flat(text.words(*text.title)))
            asked += [number] * (len(questions) - len(asked))
        drawn = np.random.default_rng(0)
        owned = np.array(owners)
        far = [int(drawn.choice(np.flatnonzero(owned != number))) for number in asked]
        return cls(tuple(questions), tuple(sentences), np.array(asked), owned, np.array(itself), np.array(far))


@dataclass(frozen=True, slots=True)
class Scores:
    """Cosines of each question to the nearest other sentence of its article, to the nearest and to any of others.

    Each of shape (questions,).
    """

    own: NDArray[np.float32]
    near: NDArray[np.float32]
    far: NDArray[np.float32]

    @classmethod
    def of(cls, sample: Sample, encoder: Encoder, progress: Progress | None = None) -> "Scores":
        """Score the pairs of a sample by an encoder."""
        cosines = encoder.encode_questions(sample.questions) @ encoder.encode_passages(sample.sentences, progress).T
        own = sample.asked[:, None] == sample.owners[None, :]
        near = np.where(own, -1, cosines).max(axis=1)
        far = np.take_along_axis(cosines, sample.far[:, None], axis=1)[:, 0]
        own[np.flatnonzero(sample.itself >= 0), sample.itself[sample.itself >= 0]] = False
        return cls(np.where(own, cosines, -1).max(axis=1), near, far)

    @property
    def all(self) -> NDArray[np.float32]:
        """All of them, shape (3 times questions,)."""
        return np.concatenate([self.own, self.near, self.far])

    @property
    def own_first(self) -> float:
        """The share of questions that are nearer to their own article than to any other."""
        return float(np.mean(self.own > self.near))


def spread(things: Sequence[Thing], most: int) -> list[Thing]:
    """At most so many of them, evenly over all."""
    if len(things) <= most:
        return list(things)
    return [things[int(place)] for place in np.linspace(0, len(things) - 1, most).round()]
