"""The vectors searched where they are kept: exactly where few are seen, by an index where many are."""

import numpy as np
import pytest

from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow
from bot.record.database import Database
from bot.record.passages import PassageStore
from bot.record.postgres.index import BY_INDEX, PgvectorIndex, Rows, is_built, name_of
from bot.record.visibility import EVERYTHING, SHARED, Visibility, additions_of, seen_by
from embeddings.index import VectorIndex

DIMENSION = 24
ARTICLES = 60
EACH = 60
FEW = Visibility("article.outlet = 'Rare'")


def vectors(seed, count):
    """Unit vectors in clusters, as passages on one subject are."""
    dice = np.random.default_rng(seed)
    centres = dice.normal(size=(20, DIMENSION))
    found = centres[dice.integers(20, size=count)] + 0.5 * dice.normal(size=(count, DIMENSION))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def stores(postgres, tmp_path_factory):
    """The same record on both engines: shared articles, one in twenty of a rare outlet, and a server's additions."""
    folder = tmp_path_factory.mktemp("stores")
    url = postgres.database()
    both = Database(folder / "a" / "record.sqlite3"), Database(folder / "b" / "record.sqlite3", url=url)
    made = vectors(1, ARTICLES * EACH)
    for database in both:
        for number in range(ARTICLES):
            rows = made[number * EACH : (number + 1) * EACH]
            outlet = "Rare" if number % 20 == 0 else "Common"
            guild = 7 if number % 30 == 29 else None
            article = Article(f"{number:03}", "x", "h", "2026-01-01T00:00:00Z", outlet=outlet, guild=guild)
            passages = [PassageRow("sentence", 0, 1, place, row.tobytes()) for place, row in enumerate(rows)]
            ArticleStore(database).replace(article, passages, "m")
    yield both
    for database in both:
        database.close()
    postgres.drop(url)


def over(database, sees, **options):
    return PgvectorIndex(database, Rows("m", DIMENSION, sees), **options)


def built(database, **options):
    index = over(database, SHARED, filtered_first=500, **options)
    index.build(database.lock("index"), built_from=1000)
    return index


def recall(found, truth):
    return np.mean([len({*a} & {*b}) / len(b) for a, b in zip(found, truth, strict=True)])


@pytest.mark.parametrize("sees", [EVERYTHING, SHARED, seen_by(7), seen_by(8), additions_of(7), FEW])
def test_the_exact_search_finds_the_same_rows_in_the_same_order(stores, sees):
    file, there = stores
    source = PassageStore(file, "m", sees)
    flat = VectorIndex.in_memory(source, dimension=DIMENSION)
    index = there.index("m", DIMENSION, sees)
    assert len(index) == len(flat) and not index.approximate
    assert np.array_equal(index.seqs(), flat.seqs())
    asked = vectors(2, 20)
    (scores, seqs), (others, same) = flat.search(asked, 10), index.search(asked, 10)
    assert np.array_equal(seqs, same) and np.allclose(scores, others, atol=1e-5)
    assert np.array_equal(flat.vectors(seqs[0]), index.vectors(seqs[0]))


def test_more_than_there_are_and_what_is_gone(stores):
    _, there = stores
    index = there.index("m", DIMENSION, additions_of(7))
    scores, seqs = index.search(vectors(3, 2), 10_000)
    assert scores.shape == seqs.shape == (2, len(index))
    nothing = there.index("m", DIMENSION, additions_of(99))
    assert nothing.search(vectors(3, 2), 5)[1].shape == (2, 0) and len(nothing.seqs()) == 0
    assert not index.vectors([10**9]).any() and not index.catch_up()


def test_by_the_index_nearly_the_same_are_found_and_all_of_a_few(stores):
    file, there = stores
    index = built(there)
    with there.moment() as connection:
        assert is_built(connection, name_of(Rows("m", DIMENSION, SHARED), "hnsw"))
        connection.execute(BY_INDEX, ("100",))
        plan = connection.execute(
            f"EXPLAIN SELECT seq FROM passage WHERE model = 'm' AND {SHARED.of_rows} "
            f"ORDER BY (vector::vector({DIMENSION})) <#> ? LIMIT 10",
            (vectors(4, 1)[0],),
        ).fetchall()
    assert index.approximate and any(name_of(Rows("m", DIMENSION, SHARED), "hnsw") in row[0] for row in plan)
    asked = vectors(4, 30)
    for k in (10, 400):
        truth = VectorIndex.in_memory(PassageStore(file, "m", SHARED), dimension=DIMENSION).search(asked, k)[1]
        found = index.search(asked, k)[1]
        assert found.shape == truth.shape and recall(found, truth) >= 0.95
    few = over(there, FEW, filtered_first=500)
    truth = VectorIndex.in_memory(PassageStore(file, "m", FEW), dimension=DIMENSION).search(asked, 10)[1]
    assert not few.approximate and recall(few.search(asked, 10)[1], truth) == 1.0


def test_an_index_that_was_left_half_made_is_made_again(stores):
    _, there = stores
    name = name_of(Rows("m", DIMENSION, SHARED), "hnsw")
    built(there)
    with there.connect() as connection:
        connection.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = to_regclass(?)", (name,))
    assert not over(there, SHARED, filtered_first=500).approximate
    assert built(there).approximate


def test_who_finds_another_making_it_searches_without(stores):
    _, there = stores
    with there.connect() as connection:
        connection.execute(f"DROP INDEX IF EXISTS {name_of(Rows('m', DIMENSION, SHARED), 'hnsw')}")
    with there.lock("index"):
        index = built(there)
    assert not index.approximate and index.search(vectors(5, 1), 10)[1].shape == (1, 10)
