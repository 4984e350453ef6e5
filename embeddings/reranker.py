"""A second look at the best hits: question and sentence read together by a cross-encoder."""

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import locate, weights_digest
from embeddings.errors import ModelError

Row = TypeVar("Row")

RERANKED = 20
"""So many of the best hits are looked at again: each costs about as much as encoding a question."""


class Reranker(Protocol):
    """What reads a question together with texts."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How well each text answers, the higher the better, on any scale: float32, shape (len(texts),)."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder from a folder, an installed package or the local model cache.

    Nothing is ever fetched. Whether the model is there is checked when the re-ranker is made; the library is imported
    and the model loaded at the first use or by ``load``. Safe from many threads.

    Args:
        model: as for ``SentenceTransformerEncoder``; the model gives one number for a pair of texts.

    Raises:
        ModelError: missing.

    """

    def __init__(self, model: str) -> None:
        self.name = model
        try:
            self._folder = locate(model)
            weights_digest(self._folder, model)
        except ModelError as error:
            raise ModelError(
                f"Re-ranking model {model} is neither a folder with weights, an installed package, nor in the local "
                "model cache: set reranker in [encoder] to one that is, or leave it out."
            ) from error
        self._model: Any = None
        self._busy = threading.RLock()

    def load(self) -> None:
        """Import the library and load the model, if that has not been done.

        Raises:
            ModelError: no usable cross-encoder, or one that gives several numbers for a pair.

        """
        with self._busy:
            if self._model is not None:
                return
            os.environ["HF_HUB_OFFLINE"] = "1"
            try:
                from sentence_transformers import CrossEncoder

                model = CrossEncoder(str(self._folder), device="cpu", local_files_only=True)
                labels = int(model.num_labels)
            except Exception as error:
                raise ModelError(
                    f"Re-ranking model {self.name} in {self._folder} cannot be loaded ({type(error).__name__}: "
                    f"{error}): set reranker in [encoder] to a folder that holds a cross-encoder, or leave it out."
                ) from error
            if labels != 1:
                raise ModelError(
                    f"Re-ranking model {self.name} gives {labels} numbers for a pair of texts, not one: "
                    "set reranker in [encoder] to a model made for ranking."
                )
            self._model = model

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """As in ``Reranker``."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        self.load()
        with self._busy:
            found = self._model.predict(
                [(question, text) for text in texts], batch_size=len(texts), show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32).reshape(len(texts))


def reranked(
    reranker: Reranker, question: str, hits: Sequence[tuple[Row, float]], text: Callable[[Row], str]
) -> list[tuple[Row, float]]:
    """Hits with their scores, best first, with the best ``RERANKED`` of them in the order of the re-ranker.

    A cross-encoder's numbers are on a scale of its own. The scores of those places are therefore dealt out again in
    its order: what is decided from scores (and from cosines, which stay) keeps its meaning.
    """
    first = hits[:RERANKED]
    order = np.argsort(-reranker.scores(question, [text(row) for row, _ in first]), kind="stable")
    return [*((first[at][0], first[place][1]) for place, at in enumerate(order)), *hits[RERANKED:]]
