"""The approximate index against the exact one, in one run: recall@10, time of one question as a ratio, building.

usage: python benchmarks/retrieval_index.py [VECTORS]
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from embeddings.index import VectorIndex
from embeddings.memory import MemorySource

DIMENSION = 384


def main(count: int) -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(2000, DIMENSION)).astype(np.float32)
    vectors = centres[rng.integers(0, 2000, count)] + 0.8 * rng.normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    questions = vectors[rng.integers(0, count, 60)] + 0.03 * rng.normal(size=(60, DIMENSION)).astype(np.float32)
    questions /= np.linalg.norm(questions, axis=1, keepdims=True)
    source = MemorySource("benchmark", vectors)
    folder = Path(tempfile.mkdtemp())
    exact = VectorIndex.open(folder / "exact", source, dimension=DIMENSION, approximate_from=count + 1)
    begun = time.process_time()
    quick = VectorIndex.open(folder / "quick", source, dimension=DIMENSION, approximate_from=1)
    built = time.process_time() - begun
    times: dict[str, list[float]] = {"exact": [], "quick": []}
    shared = []
    for question in questions:
        found = {}
        for name, index in (("exact", exact), ("quick", quick)):
            begun = time.process_time()
            found[name] = set(index.search(question[None, :], 10)[1][0].tolist())
            times[name].append(time.process_time() - begun)
        shared.append(len(found["exact"] & found["quick"]) / 10)
    medians = {name: float(np.median(values)) for name, values in times.items()}
    print(
        f"{count} vectors: recall@10 {np.mean(shared):.3f}, one question "
        f"{medians['quick'] / medians['exact']:.3f} x exact "
        f"({1000 * medians['quick']:.2f} of {1000 * medians['exact']:.2f} ms CPU), built in {built:.1f} s CPU"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
