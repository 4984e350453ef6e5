"""On which side a word stands that the lists do not have: where the encoder puts it among those that they have.

The words of ``attitude.toml`` are the examples of either side, those of ``grammar.toml`` that take no side and the
carriers are the examples of none; a logistic regression on their vectors tells where any other word belongs (a
semantic axis learnt from seed words: An, Kwak and Ahn 2018, "SemAxis"). Only what it is sure of counts.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.positions.attitude import Attitude
from bot.positions.grammar import GRAMMAR

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to their vectors, of shape (texts, dimension)."""

SURE = 0.8
"""From which probability a word takes a side. Of 3,866 words of a sentiment lexicon that the lists do not have, 46 %
are that sure, 96 % of these on the right side; of 90 words that take none, none is."""
DOUBT = 0.4
"""From which probability of being against a verb lets no attitude through."""

_FRAMES = ("This is {}.", "{}")
"""In which a word is encoded; the mean of the vectors is taken."""
_STRENGTH = 10.0
"""The inverse strength of the regression's regularisation."""


class Polarity:
    """Signs of words: 1 of what people are for, -1 of what they are against, 0 of the rest."""

    def __init__(self, words: Attitude, encode: Encode | None = None) -> None:
        """Learn from ``words`` when first asked; without ``encode`` no word has a sign."""
        self._words = words
        self._encode = encode
        self._chances: dict[str, tuple[float, float]] = {}

    def sign(self, word: str) -> int:
        """The side of a word or short phrase in lower case, a verb with its particle as "throw-out"."""
        against, favour = self._of(word)
        return 1 if favour >= SURE else -1 if against >= SURE else 0

    def doubtful(self, word: str) -> bool:
        """Whether a word without a sign may well be one of being against."""
        return DOUBT <= self._of(word)[0] < SURE

    def _of(self, word: str) -> tuple[float, float]:
        if self._encode is None or not word.replace("-", "").isalpha():
            return 0.0, 0.0
        self.learn((word,))
        return self._chances[word]

    def learn(self, words: Sequence[str]) -> None:
        """Find where several words stand at once."""
        new = [word for word in dict.fromkeys(words) if word not in self._chances]
        if new and self._encode is not None:
            chances = self._sides.predict_proba(self._vectors(new))
            against, favour = (chances[:, list(self._sides.classes_).index(side)].tolist() for side in (-1, 1))
            self._chances |= dict(zip(new, zip(against, favour, strict=True), strict=True))

    @cached_property
    def _sides(self) -> "LogisticRegression":
        # Loading it takes half a second, which only reading needs.
        from sklearn.linear_model import LogisticRegression

        examples = _examples(self._words)
        model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=3000)
        return model.fit(self._vectors(list(examples)), list(examples.values()))

    def _vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        assert self._encode is not None
        plain = [word.replace("-", " ") for word in words]
        framed = [frame.format(word) for frame in _FRAMES for word in plain]
        vectors = self._encode(framed)
        return np.asarray(vectors.reshape(len(_FRAMES), len(plain), -1).mean(axis=0))


def _examples(words: Attitude) -> dict[str, int]:
    """The words that are known, by side."""
    neither = GRAMMAR.commenting | GRAMMAR.attending | GRAMMAR.considering | GRAMMAR.touching | GRAMMAR.choosing
    neither |= (
        GRAMMAR.involving | GRAMMAR.copula | GRAMMAR.naming | GRAMMAR.thinking | GRAMMAR.offices | GRAMMAR.summing
    )
    neither |= GRAMMAR.collectives | GRAMMAR.members | GRAMMAR.lasting | words.carriers
    found = dict.fromkeys(sorted(neither), 0) | dict.fromkeys(sorted(words.undoing), -1)
    for sides in (words.verdicts, words.effects, words.verbs, words.nouns, words.adjectives):
        found |= sides
    return found
