"""One question at 100,000 passages of 5,000 articles over bare encoding of it; what reading the words takes.

The articles are made from the sentences of the seeds, every third word exchanged for one of 60,000 made-up ones so
that the vocabulary is that of a large record; their vectors are those of the sentences they came from, with noise.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import resident_megabytes, spent
from benchmarks.question import compare
from benchmarks.record import seed_sentences, subject_synonyms
from bot.answering.look_ups import LookUps
from bot.answering.service import Answering
from bot.record.article import Article
from bot.settings import load_settings
from embeddings.article_words import StoredPassage
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from embeddings.onnx_encoder import OnnxEncoder
from embeddings.passages import PassageKind
from embeddings.retriever import Document, Retriever

MUST = 2.0
ARTICLES = 5_000
PARAGRAPHS = 4
SENTENCES = 4
"""In a paragraph, which is one window: 20 passages an article."""

LETTERS = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu", "dar", "fel", "gor", "hin", "pol", "wes")


def made_up_words(rng: random.Random) -> list[str]:
    """60,000 words that no text holds."""
    found: set[str] = set()
    while len(found) < 60_000:
        found.add("".join(rng.choice(LETTERS) for _ in range(rng.randint(2, 4))))
    return sorted(found)


def sentence_of(words: list[str], invented: list[str], rng: random.Random) -> str:
    """A sentence with every third word exchanged, from a capital to a full stop as a sentence of an article is."""
    words = list(words)
    for place in range(rng.randrange(3), len(words), 3):
        # Squared, so that some words are common and most are rare.
        words[place] = invented[int(len(invented) * rng.random() ** 2)]
    made = " ".join(words).strip('"“”«»—– ')
    return made[0].upper() + made[1:].rstrip(".!?…,;: ") + "."


def articles_of(
    sentences: list[str], rng: random.Random, count: int = ARTICLES
) -> tuple[dict[str, Article], list[StoredPassage], list[list[int]]]:
    """Articles, their passages, and from which sentences each passage came."""
    invented = made_up_words(rng)
    split = [sentence.split() for sentence in sentences]
    articles: dict[str, Article] = {}
    passages: list[StoredPassage] = []
    origins: list[list[int]] = []

    def add(article: str, kind: PassageKind, start: int, end: int, paragraph: int, own: list[int]) -> None:
        passages.append(StoredPassage(len(passages) + 1, article, kind, start, end, paragraph))
        origins.append(own)

    for number in range(count):
        name, paragraphs, at = f"article-{number:05}", [], 0
        for paragraph in range(1, PARAGRAPHS + 1):
            begun, own = at, [rng.randrange(len(split)) for _ in range(SENTENCES)]
            made = [sentence_of(split[origin], invented, rng) for origin in own]
            for origin, sentence in zip(own, made, strict=True):
                add(name, "sentence", at, at + len(sentence), paragraph, [origin])
                at += len(sentence) + 1
            add(name, "window", begun, at - 1, paragraph, own)
            paragraphs.append(" ".join(made))
        articles[name] = Article(name, "\n".join(paragraphs), name, "2026-01-01", outlet=f"Outlet {number % 40}")
    return articles, passages, origins


def vectors_of(origins: list[list[int]], known: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of passages: the mean of those of their sentences, and noise."""
    rng = np.random.default_rng(0)
    made = np.stack([known[own].mean(axis=0) for own in origins])
    made += 0.6 * rng.normal(size=made.shape).astype(np.float32) / np.sqrt(made.shape[1])
    unit: NDArray[np.float32] = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit.astype(np.float32)


def look_ups(articles: dict[str, Article]) -> LookUps:
    """What answering looks up besides the articles: of made-up articles nothing is known."""
    return LookUps(
        speaker=lambda article, start, end: (None, None),
        actors=lambda article, start, end: frozenset(),
        actor_id=lambda name: None,
        stands=lambda candidate, issue: (),
        alignment=lambda outlet: None,
        covers=lambda: list(articles)[:5],
    )


@contextmanager
def step(what: str) -> Iterator[None]:
    """Tell on standard error what is being done, and what it took when it is."""
    print(f"  {what} ...", end="", file=sys.stderr, flush=True)
    wall, cpu, memory = time.perf_counter(), time.process_time(), resident_megabytes()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    more = resident_megabytes() - memory
    print(f" {wall:.1f} s, processor {cpu:.1f} s, {more:+.0f} MB", file=sys.stderr, flush=True)


def main(count: int = ARTICLES) -> None:
    model = SentenceTransformerEncoder()
    with TemporaryDirectory() as folder:
        encoder = OnnxEncoder(model, Path(folder) / "model")
        with step("Preparing the model for questions"):
            encoder.prepare()
        if encoder.problem:
            print(f"questions are encoded by torch: {encoder.problem}")
        sentences = seed_sentences()
        with step("Encoding the sentences of the seeds"):
            known = encoder.encode_passages(sentences)
        with step("Making articles"):
            articles, passages, origins = articles_of(sentences, random.Random(0), count)
        with step("Making vectors"):
            source = MemorySource(encoder.model_id, vectors_of(origins, known))
        with step("Building the index"):
            VectorIndex.open(Path(folder), source, dimension=encoder.dimension)
        before = resident_megabytes()
        with step("Opening the index"):
            index = VectorIndex.open(Path(folder), source, dimension=encoder.dimension)
        documents = [Document(a.id, a.raw, group=a.outlet) for a in articles.values()]
        with step("Reading the words"):
            retriever = Retriever(encoder, index, documents, passages, subject_synonyms())
        with step("Reading how words are written"):
            answering = Answering(retriever, articles, look_ups(articles), load_settings().answering)
        print(
            f"{len(passages)} passages of {len(articles)} articles: {resident_megabytes() - before:.0f} MB more "
            "memory for the opened index and everything that answering keeps beside the articles"
        )
        retriever.query("Whta?")  # reads the rarer words of English
        misspelt = spent(lambda: retriever.query("Whta did the minsiters of Gemrany annuonce abuot the trops?"))
        print(f"spelling of a question with six unknown words: {1000 * misspelt.cpu:.1f} ms")
        for number, pairs in enumerate(compare(answering, 2), 1):
            pairs.report(f"one question among {len(passages)} passages, round {number}", f"at most {MUST}")
