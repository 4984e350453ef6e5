"""The vector index: derived from a store that is the truth, checked when opened, never silently empty.

Opening reads the saved pair (``embeddings.saved_index``) and catches up from the store, or rebuilds and says why.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings import saved_index
from embeddings.errors import VectorIndexError
from embeddings.saved_index import Extent
from embeddings.vector_source import SourceState, VectorSource

SAVED_WITHIN = 0.01
"""A change of a smaller share of the rows is not worth writing all of them: the next opening catches up again."""

APPROXIMATE_FROM = 50_000
"""From this many vectors on one flat search costs more than half of encoding a question."""

SEARCHED = 192
"""So many lists at least are searched, where a passage has many like it in lists that are further off."""
SEARCHED_SHARE = 6
"""... and one in so many: of 210,000 passages, 200 alike each, one in seven finds .98 of the nearest, in six all."""

_HASHTABLE = 2
"""faiss's DirectMap.Hashtable: vectors are found again, and removed, by their number."""
THREADS = faiss.omp_get_max_threads()
"""Threads of a search for many vectors."""
MANY = 8
"""From so many vectors on a search is worth several threads: to wake them takes longer than to look for one."""


@dataclass(frozen=True, slots=True)
class OpenReport:
    """How an index came to be open: ``reason`` says in one sentence why it was rebuilt or could not be saved."""

    how: Literal["loaded", "caught up", "rebuilt"]
    reason: str | None = None


class VectorIndex:
    """Inner product over unit vectors with ids that survive deletion; exact up to ``approximate_from`` vectors.

    Above, inverted lists (faiss IVF, all lists near the question searched) of numbers of 16 bits, with recall@10 over
    0.99 for a fraction of the time and half the memory. Searches may run in any thread; changes lock them out for as
    long as they take.
    """

    def __init__(self, folder: Path, source: VectorSource, dimension: int, approximate_from: int) -> None:
        self._folder = folder
        self._source = source
        self._approximate_from = approximate_from
        self._lock = threading.RLock()
        self._upto_seq = 0
        self._upto_tombstone = 0
        self._read_since = 0
        self._saved = 0
        self._state = source.state()
        self._model = self._state.model
        self.dimension = dimension
        self._index: Any = _empty(dimension)
        self.report = OpenReport("loaded")

    @classmethod
    def open(
        cls, folder: Path, source: VectorSource, *, dimension: int, approximate_from: int = APPROXIMATE_FROM
    ) -> "VectorIndex":
        """Load the index in ``folder`` and bring it up to the store, or build it anew from the store.

        ``report`` of the result says which, and why. A folder that cannot be written is reported there too: the
        index then lives in memory.

        Raises:
            VectorIndexError: the store's vectors have another dimension than ``dimension``.

        """
        index = cls(folder, source, dimension, approximate_from)
        reason = index._load()
        if reason is None:
            changed = index._catch_up(index._state)
            reason = index._disagrees(source.state() if changed else index._state)
            index.report = OpenReport("caught up" if changed else "loaded")
            save = changed and index._far_from_saved()
        else:
            save = True
        if reason is not None:
            index._rebuild()
            index.report, save = OpenReport("rebuilt", reason), True
        if save:
            try:
                index.save()
            except VectorIndexError as error:
                index.report = OpenReport(index.report.how, " ".join(filter(None, [index.report.reason, str(error)])))
        return index

    @classmethod
    def in_memory(cls, source: VectorSource, *, dimension: int) -> "VectorIndex":
        """The index of a small store, exact, which nobody saves."""
        index = cls(Path(), source, dimension, approximate_from=2**62)
        index.catch_up()
        return index

    def renewed(self) -> "VectorIndex":
        """The index as the store is now: itself where rows were only added, which those who search it do not notice.

        A copy where rows were deleted or the kind of index changes: whoever searches the former one finds all that
        it held.
        """
        with self._lock:
            # The state is read first: rows that come in between are read again next time, never missed.
            state = self._source.state()
            gone = self._source.removed(self._upto_tombstone)
            grows = len(self) < self._approximate_from <= state.count
            index = self if not (len(gone) or grows) else self._copy()
        with index._lock:
            index._catch_up(state)
        return index

    def save_if_grown(self) -> None:
        """Save it if it has grown by a tenth since the last time: that spares the next start more than it costs."""
        if len(self) > 1.1 * self._saved:
            self.save()

    def _copy(self) -> "VectorIndex":
        copy = VectorIndex(self._folder, self._source, self.dimension, self._approximate_from)
        copy._index = faiss.clone_index(self._index)
        copy._upto_seq, copy._upto_tombstone = self._upto_seq, self._upto_tombstone
        copy._saved, copy._read_since = self._saved, self._read_since
        return copy

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vectors: NDArray[np.float32], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The ``k`` nearest rows of each of ``vectors`` (m, dimension): cosines and numbers, each (m, at most k).

        Rows are best first; a place without a row has the number -1.
        """
        with self._lock:
            k = min(k, len(self))
            if k == 0:
                return np.zeros((len(vectors), 0), np.float32), np.zeros((len(vectors), 0), np.int64)
            # Faiss keeps the number for each thread that calls it, so that it is set at every search.
            faiss.omp_set_num_threads(1 if len(vectors) < MANY else THREADS)
            scores, seqs = self._index.search(np.ascontiguousarray(vectors, dtype=np.float32), k)
        return scores, seqs

    def vectors(self, seqs: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of rows the index holds, shape (len(seqs), dimension).

        Raises:
            KeyError: a number it does not hold.

        """
        with self._lock:
            try:
                found: NDArray[np.float32] = self._index.reconstruct_batch(np.asarray(seqs, dtype=np.int64))
            except RuntimeError as error:
                raise KeyError("The index does not hold one of these rows.") from error
        return found

    def seqs(self) -> NDArray[np.int64]:
        """The numbers of all rows it holds, ascending."""
        with self._lock:
            if isinstance(self._index, faiss.IndexIDMap2):
                ids = faiss.vector_to_array(self._index.id_map)
            else:
                lists = self._index.invlists
                ids = np.concatenate(
                    [
                        faiss.rev_swig_ptr(lists.get_ids(i), lists.list_size(i)).copy()
                        for i in range(lists.nlist)
                        if lists.list_size(i)
                    ]
                    or [np.zeros(0, np.int64)]
                )
        return np.sort(ids.astype(np.int64))

    def catch_up(self) -> bool:
        """Read what the store has added and deleted since; whether there was anything."""
        with self._lock:
            # The state is read first: rows that come in between are read again next time, never missed.
            return self._catch_up(self._source.state())

    def _catch_up(self, state: SourceState) -> bool:
        removed = self._source.removed(self._upto_tombstone)
        changed = len(removed) > 0
        self._read_since += len(removed)
        for seqs, vectors in self._source.vectors(self._upto_seq) if state.max_seq > self._upto_seq else ():
            self._add(seqs, vectors)
            self._read_since += len(seqs)
            changed = True
        if len(removed):
            self._index.remove_ids(np.asarray(removed, dtype=np.int64))
        self._upto_tombstone = max(self._upto_tombstone, state.max_tombstone)
        if changed and len(self) >= self._approximate_from and isinstance(self._index, faiss.IndexIDMap2):
            self._rebuild()
        return changed

    def save(self) -> None:
        """Write the index so that a crash at any point leaves this state or the former one.

        Raises:
            VectorIndexError: the folder cannot be written.

        """
        with self._lock:
            extent = Extent(self._upto_seq, self._upto_tombstone, self._model, self.dimension)
            saved_index.write(self._folder, self._index, extent)
            self._read_since = 0
            self._saved = len(self)

    def _load(self) -> str | None:
        """Read the saved pair; the reason in one sentence if that is not possible."""
        try:
            self._index, extent = saved_index.read(self._folder, self._model, self.dimension)
        except saved_index.NotUsable as reason:
            return str(reason)
        _probe(self._index)
        self._upto_seq, self._upto_tombstone = extent.upto_seq, extent.upto_tombstone
        self._saved = len(self)
        return None

    def _far_from_saved(self) -> bool:
        """Whether so much was read since the saved state that catching up again would cost more than saving."""
        return self._read_since > SAVED_WITHIN * len(self)

    def _disagrees(self, state: SourceState) -> str | None:
        """Why the index does not hold what the store then held, or None."""
        if self._upto_seq > state.max_seq or self._upto_tombstone > state.max_tombstone:
            return "The index is ahead of the store, which was replaced or restored."
        if len(self) != state.count:
            return f"The index holds {len(self)} passages, the store {state.count}."
        return None

    def _rebuild(self) -> None:
        state = self._source.state()
        self._upto_seq, self._upto_tombstone = 0, state.max_tombstone
        if state.count < self._approximate_from:
            self._index = _empty(self.dimension)
        else:
            self._index = self._trained(state.count)
        for seqs, vectors in self._source.vectors(0):
            self._add(seqs, vectors)

    def _trained(self, count: int) -> Any:  # noqa: ANN401 - a faiss index
        """An empty approximate index whose lists were learnt from a sample of the store."""
        lists = max(8, int(4 * np.sqrt(count)))
        wanted = 40 * lists
        step = max(1, count // wanted)
        sample = [vectors[::step] for _, vectors in self._source.vectors(0)]
        quantizer: Any = faiss.IndexFlatIP(self.dimension)
        half = faiss.ScalarQuantizer.QT_fp16
        index: Any = faiss.IndexIVFScalarQuantizer(
            quantizer, self.dimension, lists, half, faiss.METRIC_INNER_PRODUCT, False
        )
        index.own_fields = True
        quantizer.this.disown()
        index.cp.niter = 8
        index.train(np.concatenate(sample))
        index.set_direct_map_type(_HASHTABLE)
        _probe(index)
        return index

    def _add(self, seqs: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        if vectors.shape != (len(seqs), self.dimension):
            raise VectorIndexError(
                f"The store holds vectors of {vectors.shape[-1]} numbers, the model makes {self.dimension}: "
                "ingest the articles again with this model."
            )
        self._index.add_with_ids(
            np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(seqs, dtype=np.int64)
        )
        self._upto_seq = max(self._upto_seq, int(seqs.max(initial=0)))


def _empty(dimension: int) -> Any:  # noqa: ANN401 - a faiss index
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _probe(index: Any) -> None:  # noqa: ANN401 - a faiss index
    """Search enough lists for a recall@10 over 0.99 (measured: docs/measurements.md)."""
    if isinstance(index, faiss.IndexIVF):
        index.nprobe = max(SEARCHED, index.nlist // SEARCHED_SHARE)
