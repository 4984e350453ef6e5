"""A folder of text files made searchable: the retriever alone, without a record."""

import hashlib
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from embeddings.article_words import StoredPassage
from embeddings.clean import clean
from embeddings.decode import SUFFIXES, decode
from embeddings.encoder import Encoder, Progress
from embeddings.errors import ArticleError
from embeddings.files import called, read_regular
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from embeddings.passages import Passage, flat, passage_vectors, window_passages
from embeddings.retriever import Document, DocumentHit, Query, Retriever
from embeddings.text import CleanText

FILES_AT_ONCE = 64
QUESTIONS_AT_ONCE = 32
LARGEST = 100_000_000
"""Bytes a file may have."""
_CACHE_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of a folder by file stem, and why a file was left out, one sentence each."""

    articles: dict[str, CleanText]
    left_out: tuple[str, ...]


def read_corpus(folder: Path, progress: Progress | None = None) -> Corpus:
    """Read and clean the text files of ``folder``; files that are no articles are left out.

    Raises:
        ArticleError: there is no such folder, or no article in it.

    """
    if not folder.is_dir():
        raise ArticleError(f"{folder} is not a folder: name a folder of text files.")
    files = next((found for suffix in SUFFIXES if (found := sorted(folder.glob(f"*{suffix}")))), [])
    articles: dict[str, CleanText] = {}
    left_out: list[str] = []
    for number, file in enumerate(files, 1):
        try:
            articles[file.stem] = clean(decode(read_regular(file, LARGEST, folder), file.name))
        except ArticleError as error:
            left_out.append(str(error))
        except OSError as error:
            left_out.append(f"{called(file)} cannot be read ({error.strerror}).")
        if progress:
            progress(number, len(files))
    if not articles:
        raise ArticleError(f"{folder} holds no text files ({', '.join(SUFFIXES)}) with text in them: name another.")
    return Corpus(articles, tuple(left_out))


def corpus_retriever(
    corpus: Corpus, encoder: Encoder, cache: Path | None = None, progress: Progress | None = None
) -> Retriever:
    """A retriever over the windows of a corpus.

    With ``cache``, a folder, vectors are kept there by content and model, so that a second run only reads them.
    """
    found = {article: _windows(text) for article, text in corpus.articles.items()}
    vectors = _vectors(found, encoder, cache, progress)
    stored: list[StoredPassage] = []
    for article, windows in found.items():
        for window in windows:
            number = len(stored) + 1
            stored.append(StoredPassage(number, article, "window", window.start, window.end, window.paragraph))
    source = MemorySource(encoder.model_id, np.concatenate([vectors[article] for article in found]))
    with TemporaryDirectory() as folder:
        index = VectorIndex.open(Path(folder), source, dimension=encoder.dimension)
    documents = [Document(article, text.raw, searched(text)) for article, text in corpus.articles.items()]
    return Retriever(encoder, index, documents, stored)


def search_corpus(retriever: Retriever, questions: Sequence[str], k: int) -> list[list[DocumentHit]]:
    """The ``k`` best documents for each question, in order."""
    results: list[list[DocumentHit]] = []
    for at in range(0, len(questions), QUESTIONS_AT_ONCE):
        queries: list[Query] = [retriever.query(question) for question in questions[at : at + QUESTIONS_AT_ONCE]]
        vectors = retriever.encoder.encode_questions([query.repaired for query in queries])
        results.extend(
            retriever.rank_documents(query, vector, k) for query, vector in zip(queries, vectors, strict=True)
        )
    return results


def searched(text: CleanText) -> str:
    """The words an article is found by: everything but page furniture, or all of it if nothing else is left."""
    kept = [text.words(block.start, block.end) for block in text.blocks if block.kind != "chrome"]
    return "\n".join(kept) or text.raw


def _windows(text: CleanText) -> list[Passage]:
    """The windows of an article; a text without prose is one window."""
    windows = window_passages(text)
    if windows or not text.blocks:
        return windows
    start, end = text.blocks[0].start, text.blocks[-1].end
    return [Passage("window", start, end, 1, flat(text.words(start, end)))]


def _vectors(
    found: dict[str, list[Passage]], encoder: Encoder, cache: Path | None, progress: Progress | None
) -> dict[str, NDArray[np.float32]]:
    vectors: dict[str, NDArray[np.float32]] = {}
    keys = {article: _key(windows, encoder.model_id) for article, windows in found.items()}
    missing: list[str] = []
    for article, windows in found.items():
        kept = _read(cache, keys[article], (len(windows), encoder.dimension)) if cache else None
        if kept is None:
            missing.append(article)
        else:
            vectors[article] = kept
    total = sum(len(found[article]) for article in missing)
    done = 0
    for at in range(0, len(missing), FILES_AT_ONCE):
        chosen = missing[at : at + FILES_AT_ONCE]
        windows = [window for article in chosen for window in found[article]]

        def report(here: int, _: int, before: int = done) -> None:
            if progress:
                progress(before + here, total)

        made = passage_vectors(encoder, windows, report)
        start = 0
        for article in chosen:
            vectors[article] = made[start : start + len(found[article])]
            start += len(found[article])
            if cache:
                _keep(cache, keys[article], vectors[article])
        done += len(windows)
    return vectors


def _key(windows: Sequence[Passage], model: str) -> str:
    digest = hashlib.sha256(f"{_CACHE_FORMAT}\0{model}".encode())
    for window in windows:
        digest.update(b"\0" + window.embedded_text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _read(cache: Path, key: str, shape: tuple[int, int]) -> NDArray[np.float32] | None:
    """Vectors kept under ``key``; None where there are none or they are damaged."""
    try:
        kept = np.load(cache / key[:2] / f"{key}.npy", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    norms = np.linalg.norm(kept, axis=1) if kept.ndim == 2 else np.zeros(1)
    # A row that is no unit vector was damaged on disk: it is made again.
    sound = kept.shape == shape and kept.dtype == np.float32 and bool(np.all(np.abs(norms - 1) < 1e-3))
    return kept if sound else None


def _keep(cache: Path, key: str, vectors: NDArray[np.float32]) -> None:
    """Keep vectors; a cache that cannot be written costs time, nothing else."""
    buffer = io.BytesIO()
    np.save(buffer, vectors)
    file = cache / key[:2] / f"{key}.npy"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{id(vectors):x}.tmp")
        aside.write_bytes(buffer.getvalue())
        aside.replace(file)
