"""Questions encoded by ONNX Runtime with the weights of a sentence-transformers model, which encodes the passages."""

import hashlib
import json
import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import (
    NO_TOKENS,
    Encoded,
    Progress,
    SentenceTransformerEncoder,
    own_spans,
    stacked,
    unit_tokens,
)
from embeddings.onnx_export import GRAPH, TOKENIZER, About, digest_of, export, read_about
from embeddings.owned import own_folder, write_file

SAME = 0.9999
"""Cosine from which the graph's vector of a text counts as the model's own."""

FAILED = "failed.json"
"""Why this model could not be exported with these versions, so that it is not tried at every start."""

CHECKED = (
    "Who?",
    "Which countries have said that they would send soldiers, and which of them have ruled it out since?",
    "Zelenskyy met Merz in Kyiv on 25 August 2025: “no guarantees” — so far.",
    "ÉTÉ À GENÈVE, 中文, Українська",
    "A text of more tokens than the model reads. " * 60,
)
"""Texts on which the graph has to agree with the model: short and long, any script, cut at the longest."""


class OnnxEncoder:
    """An ``Encoder`` of the same vectors as ``reference``: passages by it, questions by its exported graph.

    A question takes about half of the time and a first question needs no torch; where the graph is missing, damaged
    or differs from the model, ``reference`` encodes the questions as well and ``problem`` says why. Safe from many
    threads, which run the graph side by side.

    Args:
        reference: the model, loaded only where passages are encoded or the graph is made.
        folder: where the graph is kept; belongs to this class.

    """

    def __init__(self, reference: SentenceTransformerEncoder, folder: Path) -> None:
        self.reference = reference
        self.problem: str | None = None
        self._folder = folder
        self._about: About | None = None
        self._session: Any = None
        self._tokenizer: Any = None
        self._opening = threading.Lock()

    @property
    def model_id(self) -> str:
        """That of the model: the vectors are the same."""
        return self.reference.model_id

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._about.dimension if self.ready() and self._about else self.reference.dimension

    @property
    def questions_at_once(self) -> int:
        """One where the graph is used: threads run it side by side, and a batch of it gains nothing."""
        return 1 if self.ready() else self.reference.questions_at_once

    def load(self) -> None:
        """Open the graph, or load the model where there is none."""
        if not self.ready():
            self.reference.load()

    def ready(self) -> bool:
        """Whether questions are encoded by the graph; opens it at the first call."""
        if self._session is None and self.problem is None:
            with self._opening:
                if self._session is None and self.problem is None:
                    self.problem = self._open()
        return self._session is not None

    def wanted(self) -> bool:
        """Whether ``prepare`` would make the graph: it is missing or unusable, and was not found impossible."""
        return not self.ready() and self._failed() is None

    def prepare(self) -> None:
        """Make the graph where it is missing, compare it with the model, and use it.

        Whatever goes wrong leaves ``reference`` to encode the questions, with ``problem`` saying why.
        """
        if not self.wanted():
            self.problem = self._failed() or self.problem
            return
        try:
            # Another process may have made it since this one looked.
            problem = self._open()
            if problem:
                export(self.reference.model, self.model_id, self._folder)
                problem = self._open() or self._difference()
        except Exception as error:  # the exporter's errors are of many kinds, and none must stop an answer
            problem = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}"
        if problem:
            self._session = None
            self._note(problem)
        self.problem = problem

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Vectors of passages, by the model itself."""
        return self.reference.encode_passages(texts, progress)

    def encode_passages_with_tokens(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[bytes]]:
        """Vectors of passages and their tokens, by the model itself."""
        return self.reference.encode_passages_with_tokens(texts)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions, as ``encode_questions_with_tokens`` has them."""
        return stacked(self.encode_questions_with_tokens(texts), self.dimension)

    def encode_questions_with_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        """Questions one by one: what a text's vector is does not depend on what it is asked with."""
        if not self.ready():
            return self.reference.encode_questions_with_tokens(texts)
        return [self._encoded(self.reference.query_prompt + text) for text in texts]

    def _encoded(self, text: str) -> Encoded:
        assert self._about is not None
        tokens = self._tokenizer.encode(text)
        given = {"input_ids": tokens.ids, "attention_mask": tokens.attention_mask, "token_type_ids": tokens.type_ids}
        vectors, made = self._session.run(None, {n: np.array([given[n]], np.int64) for n in self._about.inputs})
        own = unit_tokens(made[0], tokens.ids, self._about.special) if made.shape[1] else NO_TOKENS
        prompt = len(self.reference.query_prompt)
        spans = own_spans(tokens.ids, tokens.offsets, self._about.special, prompt) if len(own) else ()
        return Encoded(np.ascontiguousarray(vectors[0], dtype=np.float32), own, spans)

    def _open(self) -> str | None:
        """Open the graph; why that is not possible, None where it is."""
        about = read_about(self._folder)
        if about is None or about.model_id != self.model_id:
            return "the question model has not been made from the weights yet"
        try:
            if digest_of(self._folder / GRAPH) != about.sha256:
                return "the question model's file is damaged"
            words = (self._folder / TOKENIZER).read_bytes()
            if hashlib.sha256(words).hexdigest() != about.tokenizer_sha256:
                return "the question model's tokenizer is damaged"
            import onnxruntime
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_str(words.decode())
            options = onnxruntime.SessionOptions()
            # One thread a question, as many questions as threads: two threads gain nothing on so short a text.
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                str(self._folder / GRAPH), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # a damaged file ends in errors of the runtime's own kinds
            return f"the question model cannot be opened ({type(error).__name__})"
        self._about, self._tokenizer, self._session = about, tokenizer, session
        return None

    def _difference(self) -> str | None:
        """Compare the graph with the model on texts of every kind; None where they agree."""
        ours = np.stack([self._encoded(self.reference.query_prompt + text).vector for text in CHECKED])
        cosines = np.sum(ours * self.reference.encode_questions(CHECKED), axis=1)
        wrong = int(np.sum(~(cosines >= SAME)))
        return f"the exported model differs on {wrong} of {len(CHECKED)} texts" if wrong else None

    def _versions(self) -> str:
        return " ".join(f"{name} {version(name)}" for name in ("torch", "sentence-transformers", "onnxruntime"))

    def _note(self, problem: str) -> None:
        try:
            own_folder(self._folder)
            noted = {"model_id": self.model_id, "versions": self._versions(), "problem": problem}
            write_file(self._folder / FAILED, json.dumps(noted))
        except OSError:
            pass  # it is tried again at the next start

    def _failed(self) -> str | None:
        """Why the export failed before with this model and these versions, None where it did not."""
        try:
            noted = json.loads((self._folder / FAILED).read_text(encoding="utf-8"))
            same = noted["model_id"] == self.model_id and noted["versions"] == self._versions()
            return str(noted["problem"]) if same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
