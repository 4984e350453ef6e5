"""100,000 passages in PostgreSQL beside FAISS in one run: nearest ten, a filter, one article more; recall and time.

Texts and vectors are those of ``benchmarks/large.py``. FAISS is flat, so what it finds is the truth.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.large import ARTICLES, articles_of, step, vectors_of
from benchmarks.record import seed_sentences
from bot.record import articles as stored
from bot.record.article import Article
from bot.record.articles import PassageRow
from bot.record.database import Database
from bot.record.passages import PassageStore
from bot.record.postgres.index import PgvectorIndex, Rows
from bot.record.visibility import SHARED, Visibility
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.index import VectorIndex
from embeddings.joined import Searchable
from tests.postgres import Server

QUESTIONS = 50
MUST = 2.0
ONE_OUTLET = Visibility("article.outlet = 'Outlet 7'")
Vectors = NDArray[np.float32]


def main(count: int = ARTICLES) -> None:
    encoder = SentenceTransformerEncoder()
    server = Server("-c shared_buffers=1GB")
    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / "record.sqlite3", url=server.database())
        try:
            compare(database, encoder, count)
        finally:
            database.close()
            server.close()


def compare(database: Database, encoder: SentenceTransformerEncoder, count: int) -> None:
    sentences = seed_sentences()
    with step("Encoding the sentences of the seeds"):
        known = encoder.encode_passages(sentences)
    with step("Making articles and vectors"):
        made, passages, origins = articles_of(sentences, Random(0), count)
        articles = {name: replace(a, content_hash=stored.content_hash(a.raw)) for name, a in made.items()}
        vectors = vectors_of(origins, known)
    by_article: dict[str, list[PassageRow]] = {name: [] for name in articles}
    for passage, vector in zip(passages, vectors, strict=True):
        row = PassageRow(passage.kind, passage.start, passage.end, passage.paragraph, vector.tobytes())
        by_article[passage.article].append(row)
    model, dimension = encoder.model_id, encoder.dimension
    with step("Writing them"):
        for name, article in articles.items():
            with database.write() as connection:
                stored.put(connection, article, by_article[name], model)
    with step("Building the index"):
        index = database.index(model, dimension, SHARED)
        assert isinstance(index, PgvectorIndex)
        index.build(database.lock("index"), built_from=1)
    asked = known[Random(1).sample(range(len(known)), min(QUESTIONS, len(known)))]
    faiss = flat(database, model, dimension, SHARED)
    print(f"{len(passages)} passages, {len(asked)} questions; by the index: {index.approximate}")
    told = measure("the nearest ten", asked, faiss, index, 10)
    measure("the nearest 400", asked, faiss, index, 400)
    few = PgvectorIndex(database, Rows(model, dimension, ONE_OUTLET))
    measure("the nearest ten of one outlet", asked, flat(database, model, dimension, ONE_OUTLET), few, 10)
    add_one(database, encoder, articles, by_article)
    print(f"ratio {told:.2f}, at most {MUST:g} wanted")
    if told > MUST:
        sys.exit(1)


def flat(database: Database, model: str, dimension: int, sees: Visibility) -> VectorIndex:
    return VectorIndex.in_memory(PassageStore(database, model, sees), dimension=dimension)


def measure(what: str, asked: Vectors, truth: Searchable, index: Searchable, k: int) -> float:
    """Recall, both medians, and the ratio between them."""
    ours: list[float] = []
    theirs: list[float] = []
    found: list[set[int]] = []
    for vector in asked:
        for one, times in ((truth, theirs), (index, ours)):
            begun = time.perf_counter()
            seqs = one.search(vector[None, :], k)[1][0]
            times.append(time.perf_counter() - begun)
            found.append(set(seqs.tolist()))
    pairs = list(zip(found[::2], found[1::2], strict=True))
    recall = sum(len(a & b) for a, b in pairs) / sum(len(a) for a, _ in pairs)
    milliseconds = [1000 * float(np.median(times)) for times in (ours, theirs)]
    ratio = milliseconds[0] / milliseconds[1]
    print(
        f"{what}: PostgreSQL {milliseconds[0]:.1f} ms, FAISS flat {milliseconds[1]:.1f} ms, ratio {ratio:.2f}, "
        f"recall {recall:.3f}"
    )
    return ratio


def add_one(
    database: Database,
    encoder: SentenceTransformerEncoder,
    articles: dict[str, Article],
    by_article: dict[str, list[PassageRow]],
) -> None:
    """One article stored again over encoding its passages."""
    names = list(articles)[:10]
    encoding = median(lambda name: encoder.encode_passages([articles[name].raw[:200]] * 20), names)

    def store(name: str) -> None:
        with database.write() as connection:
            stored.put(connection, articles[name], by_article[name], encoder.model_id)

    storing = median(store, names)
    print(
        f"one article of 20 passages more: stored in {storing:.1f} ms, encoded in {encoding:.1f} ms, together "
        f"{(storing + encoding) / encoding:.2f} times the encoding"
    )


def median(work: Callable[[str], object], names: list[str]) -> float:
    times = []
    for name in names:
        begun = time.perf_counter()
        work(name)
        times.append(time.perf_counter() - begun)
    return 1000 * float(np.median(times))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
