"""The approximate index against the exact one, in one run: recall@10, time of one question as a ratio, building.

The vectors are those of 2,000 sentences put together from the seeds' (real encodes), each with fifty neighbours at a
cosine of about 0.86; the questions are the vectors of real questions.
"""

import random
import tempfile
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.measure import Pairs, spent
from benchmarks.record import QUESTIONS, seed_sentences
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource

COUNT = 100_000
ENCODED = 2_000
NOISE = 0.6
MUST = 0.98


def sentences(rng: random.Random) -> list[str]:
    """The first half of one sentence of the seeds and the second of another."""
    own = [sentence.split() for sentence in seed_sentences()]
    made = []
    for _ in range(ENCODED):
        one, other = rng.choice(own), rng.choice(own)
        made.append(" ".join(one[: len(one) // 2] + other[len(other) // 2 :]))
    return made


def main(count: int = COUNT) -> None:
    encoder = SentenceTransformerEncoder()
    known = encoder.encode_passages(sentences(random.Random(0)))
    rng = np.random.default_rng(0)
    vectors = known[rng.integers(0, len(known), count)]
    vectors = vectors + NOISE * rng.normal(size=vectors.shape).astype(np.float32) / np.sqrt(vectors.shape[1])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    questions = encoder.encode_questions(QUESTIONS)
    source = MemorySource("benchmark", vectors.astype(np.float32))
    with tempfile.TemporaryDirectory() as folder:
        exact = VectorIndex.open(Path(folder) / "e", source, dimension=encoder.dimension, approximate_from=count + 1)
        building = spent(
            lambda: VectorIndex.open(Path(folder) / "q", source, dimension=encoder.dimension, approximate_from=1)
        )
        quick = VectorIndex.open(Path(folder) / "q", source, dimension=encoder.dimension, approximate_from=1)
    pairs, shared = Pairs(), []
    for question in questions:
        vector = question[None, :]
        pairs.measure(
            partial(spent, partial(quick.search, vector, 10)), partial(spent, partial(exact.search, vector, 10))
        )
        both = set(quick.search(vector, 10)[1][0]) & set(exact.search(vector, 10)[1][0])
        shared.append(len(both) / 10)
    print(f"{count} vectors: recall@10 {np.mean(shared):.3f}, must be at least {MUST}; built in {building.cpu:.1f} s")
    pairs.report("approximate over exact search", "at most 0.15")
