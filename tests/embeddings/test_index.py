"""The index: what it holds, finds and follows, exact and approximate."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from embeddings.errors import VectorIndexError
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource

DIMENSION = 16


def unit(count: int, seed: int = 0, dimension: int = DIMENSION) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def opened(folder: Path, source: MemorySource, **options: int) -> VectorIndex:
    return VectorIndex.open(folder, source, dimension=options.pop("dimension", DIMENSION), **options)


SIXTEEN_BITS = 1e-3
"""How near the numbers of the approximate index come to those of the source."""


def holds(index: VectorIndex, source: MemorySource, near: float = 1e-5) -> bool:
    """Whether the index holds exactly the source's rows, each found by its own vector, ``near`` enough."""
    rows = dict(source._rows)
    if list(index.seqs()) != sorted(rows) or len(index) != len(rows):
        return False
    if not rows:
        return True
    seqs = sorted(rows)
    scores, found = index.search(np.stack([rows[seq] for seq in seqs]), 1)
    return list(found[:, 0]) == seqs and bool(np.allclose(scores[:, 0], 1, atol=near))


def test_first_opening_builds_and_second_loads(tmp_path: Path) -> None:
    source = MemorySource("m", unit(20))
    first = opened(tmp_path, source)
    assert first.report.how == "rebuilt" and first.report.reason == "There is no saved index."
    second = opened(tmp_path, source)
    assert second.report.how == "loaded" and second.report.reason is None
    assert holds(second, source)


def test_catching_up_with_additions_and_deletions(tmp_path: Path) -> None:
    source = MemorySource("m", unit(20))
    opened(tmp_path, source)
    source.remove([3, 20])
    source.add(unit(5, seed=1))
    index = opened(tmp_path, source)
    assert index.report.how == "caught up"
    assert holds(index, source)
    source.add(unit(1, seed=2))
    assert index.catch_up() and holds(index, source)
    assert not index.catch_up()


def test_a_stale_index_is_never_trusted(tmp_path: Path) -> None:
    opened(tmp_path, MemorySource("m", unit(20)))
    source = MemorySource("m", unit(20, seed=5))
    source.remove([1, 2])
    source._tombstones.clear()  # a store restored without its deletions
    index = opened(tmp_path, source)
    assert index.report.how == "rebuilt" and "The index holds 20 passages, the store 18." in str(index.report.reason)
    assert holds(index, source)


def test_vectors_of_another_length_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(VectorIndexError, match="16 numbers, the model makes 8"):
        opened(tmp_path, MemorySource("m", unit(3)), dimension=8)


def test_an_empty_store(tmp_path: Path) -> None:
    index = opened(tmp_path, MemorySource("m"))
    assert len(index) == 0
    scores, seqs = index.search(unit(2), 5)
    assert scores.shape == seqs.shape == (2, 0)


def test_vectors_are_given_back_by_number(tmp_path: Path) -> None:
    source = MemorySource("m", unit(9))
    source.remove([4])
    index = opened(tmp_path, source)
    assert np.allclose(index.vectors([9, 1]), np.stack([source._rows[9], source._rows[1]]))
    with pytest.raises(KeyError):
        index.vectors([4])


def test_the_approximate_index_keeps_the_same_promises(tmp_path: Path) -> None:
    source = MemorySource("m", unit(3000))
    index = opened(tmp_path, source, approximate_from=1000)
    assert holds(index, source, SIXTEEN_BITS)
    source.remove([7, 2999])
    source.add(unit(50, seed=3))
    again = opened(tmp_path, source, approximate_from=1000)
    assert again.report.how == "caught up"
    assert holds(again, source, SIXTEEN_BITS)
    assert np.allclose(again.vectors([8, 3001]), np.stack([source._rows[8], source._rows[3001]]), atol=1e-3)


def test_an_index_that_grows_over_the_limit_becomes_approximate(tmp_path: Path) -> None:
    source = MemorySource("m", unit(900))
    index = opened(tmp_path, source, approximate_from=1000)
    source.add(unit(200, seed=4))
    index.catch_up()
    assert type(index._index).__name__ == "IndexIVFScalarQuantizer"
    assert holds(index, source, SIXTEEN_BITS)


def test_the_approximate_index_finds_what_the_exact_one_finds(tmp_path: Path) -> None:
    centres = unit(40, seed=9, dimension=64)
    noise = np.random.default_rng(1).normal(size=(8000, 64)).astype(np.float32) * 0.08
    vectors = centres[np.random.default_rng(2).integers(0, 40, 8000)] + noise
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    source = MemorySource("m", vectors)
    exact = VectorIndex.open(tmp_path / "exact", source, dimension=64)
    quick = VectorIndex.open(tmp_path / "quick", source, dimension=64, approximate_from=1000)
    questions = vectors[::80] + unit(100, seed=3, dimension=64) * 0.2
    _, right = exact.search(questions.astype(np.float32), 10)
    _, found = quick.search(questions.astype(np.float32), 10)
    recall = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(right, found, strict=True)])
    assert recall >= 0.98


class IndexMachine(RuleBasedStateMachine):
    """Additions, deletions, saves and openings in any order leave index and store with the same rows."""

    def __init__(self) -> None:
        super().__init__()
        self.held = TemporaryDirectory()
        self.folder = Path(self.held.name)
        self.source = MemorySource("m")
        self.index = opened(self.folder, self.source)
        self.seed = 0

    @rule(count=st.integers(1, 5))
    def add(self, count: int) -> None:
        self.seed += 1
        self.source.add(unit(count, seed=self.seed))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.source._rows:
            self.source.remove([data.draw(st.sampled_from(sorted(self.source._rows)))])

    @rule()
    def save(self) -> None:
        self.index.catch_up()
        self.index.save()

    @rule()
    def open(self) -> None:
        self.index = opened(self.folder, self.source)
        assert self.index.report.how in ("loaded", "caught up")

    def teardown(self) -> None:
        self.held.cleanup()

    @invariant()
    def caught_up_they_agree(self) -> None:
        self.index.catch_up()
        assert holds(self.index, self.source)


TestIndexMachine = IndexMachine.TestCase
TestIndexMachine.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
