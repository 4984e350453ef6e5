"""One question at 100,000 passages of 5,000 articles over bare encoding of it; what reading the words takes.

The articles are made from the sentences of the seeds, every third word exchanged for one of 60,000 made-up ones so
that the vocabulary is that of a large record; their vectors are those of the sentences they came from, with noise.
"""

import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import peak_megabytes, spent
from benchmarks.question import compare
from benchmarks.record import seed_sentences
from bot.answering.service import Answering, Sources
from bot.record.article import Article
from bot.settings import load_settings
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from embeddings.retriever import Document, Retriever, StoredPassage

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


def articles_of(
    sentences: list[str], rng: random.Random
) -> tuple[dict[str, Article], list[StoredPassage], list[list[int]]]:
    """Articles, their passages, and from which sentences each passage came."""
    invented = made_up_words(rng)
    articles: dict[str, Article] = {}
    passages: list[StoredPassage] = []
    origins: list[list[int]] = []
    for number in range(ARTICLES):
        name, raw = f"article-{number:05}", ""
        for paragraph in range(1, PARAGRAPHS + 1):
            begun, used = len(raw), []
            for _ in range(SENTENCES):
                origin = rng.randrange(len(sentences))
                words = sentences[origin].split()
                for place in range(rng.randrange(3), len(words), 3):
                    # Squared, so that some words are common and most are rare.
                    words[place] = invented[int(len(invented) * rng.random() ** 2)]
                start, raw = len(raw), raw + " ".join(words) + " "
                passages.append(StoredPassage(len(passages) + 1, name, "sentence", start, len(raw) - 1, paragraph))
                origins.append([origin])
                used.append(origin)
            window = StoredPassage(len(passages) + 1, name, "window", begun, len(raw) - 1, paragraph)
            passages.append(window)
            origins.append(used)
            raw = raw[:-1] + "\n"
        articles[name] = Article(name, raw, name, "2026-01-01", outlet=f"Outlet {number % 40}")
    return articles, passages, origins


def vectors_of(origins: list[list[int]], known: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of passages: the mean of those of their sentences, and noise."""
    rng = np.random.default_rng(0)
    made = np.stack([known[own].mean(axis=0) for own in origins])
    made += 0.6 * rng.normal(size=made.shape).astype(np.float32) / np.sqrt(made.shape[1])
    unit: NDArray[np.float32] = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit.astype(np.float32)


def sources(articles: dict[str, Article]) -> Sources:
    """What answering looks up besides the articles: of made-up articles nothing is known."""
    return Sources(
        speaker=lambda article, start, end: (None, None),
        actors=lambda article, start, end: frozenset(),
        actor_id=lambda name: None,
        pairs=lambda candidates: (),
        alignment=lambda outlet: None,
        names=(),
        covers=list(articles)[:5],
    )


def main() -> None:
    encoder = SentenceTransformerEncoder()
    with TemporaryDirectory() as folder:
        sentences = seed_sentences()
        known = encoder.encode_passages(sentences)
        articles, passages, origins = articles_of(sentences, random.Random(0))
        source = MemorySource(encoder.model_id, vectors_of(origins, known))
        before = peak_megabytes()
        begun = time.process_time()
        index = VectorIndex.open(Path(folder), source, dimension=encoder.dimension)
        built = time.process_time() - begun
        begun = time.process_time()
        index = VectorIndex.open(Path(folder), source, dimension=encoder.dimension)
        loaded = time.process_time() - begun
        documents = [Document(a.id, a.raw, group=a.outlet) for a in articles.values()]
        begun = time.process_time()
        retriever = Retriever(encoder, index, documents, passages)
        words = time.process_time() - begun
        begun = time.process_time()
        answering = Answering(retriever, articles, sources(articles), load_settings().answering)
        casing = time.process_time() - begun
        print(
            f"{len(passages)} passages of {len(articles)} articles, processor time: index built in {built:.1f} s, "
            f"opened in {loaded:.1f} s; words read in {words:.1f} s, casing in {casing:.1f} s; "
            f"at most {peak_megabytes() - before:.0f} MB more memory (vectors twice: store and index)"
        )
        misspelt = spent(lambda: retriever.query("Whta did the minsiters of Gemrany annuonce abuot the trops?"))
        print(f"spelling of a question with six unknown words: {1000 * misspelt.cpu:.1f} ms")
        for number, pairs in enumerate(compare(answering, 2), 1):
            pairs.report(f"one question among {len(passages)} passages, round {number}", f"at most {MUST}")
