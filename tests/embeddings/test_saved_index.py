"""The saved pair against every way its files can go wrong: each is noticed, named, and answered rightly after."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from tests.embeddings.test_index import DIMENSION, holds, opened, unit


def flip(folder: Path) -> None:
    file = next(folder.glob("index.*.faiss"))
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def truncate(folder: Path) -> None:
    file = next(folder.glob("index.*.faiss"))
    file.write_bytes(file.read_bytes()[:100])


def empty(folder: Path) -> None:
    next(folder.glob("index.*.faiss")).write_bytes(b"")


def lose_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def lose_file(folder: Path) -> None:
    next(folder.glob("index.*.faiss")).unlink()


def garble_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"file": "ind')


def change(**values: object) -> Callable[[Path], None]:
    def changed(folder: Path) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **values}))

    return changed


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (flip, "file is damaged"),
        (truncate, "file is damaged"),
        (empty, "file is damaged"),
        (lose_manifest, "no saved index"),
        (lose_file, "file is missing"),
        (garble_manifest, "manifest is damaged"),
        (change(model="other"), "another model (other)"),
        (change(dimension=8), "vectors of 8 numbers"),
        (change(count=3), "not the one its manifest names"),
        (change(format=0), "another version"),
        (change(upto_seq=5), "The index holds"),
        (change(upto_seq=500), "ahead of the store"),
        (change(upto_tombstone=500), "ahead of the store"),
        (change(extra=1), "manifest is damaged"),
    ],
)
def test_damage_is_noticed_and_named(tmp_path: Path, damage: Callable[[Path], None], reason: str) -> None:
    source = MemorySource("m", unit(20))
    opened(tmp_path, source)
    damage(tmp_path)
    index = opened(tmp_path, source)
    assert index.report.how == "rebuilt"
    assert reason in str(index.report.reason)
    assert holds(index, source)
    assert opened(tmp_path, source).report.how == "loaded"


def test_an_unwritable_folder_is_told_and_the_index_works(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    source = MemorySource("m", unit(9))
    index = opened(tmp_path / "file", source)
    assert "cannot be saved" in str(index.report.reason)
    assert holds(index, source)


WRITER = """
import sys, numpy as np
from pathlib import Path
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
folder = Path(sys.argv[1])
rng = np.random.default_rng(0)
source = MemorySource("m", rng.normal(size=(4000, 16)).astype(np.float32))
index = VectorIndex.open(folder, source, dimension=16)
print("ready", flush=True)
while True:
    source.add(rng.normal(size=(50, 16)).astype(np.float32))
    index.catch_up()
    index.save()
"""


@pytest.mark.slow
def test_killed_while_saving(tmp_path: Path) -> None:
    """SIGKILL at 24 moments of a process that saves without pause: the pair on disk is whole every time."""
    rng = np.random.default_rng(0)
    source = MemorySource("m", rng.normal(size=(4000, 16)).astype(np.float32))
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    for number in range(24):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, env=environment, text=True
        )
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(0.004 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        # What is on disk is a whole state of that process: as many rows as its manifest says, the first 4000 ours.
        manifest = json.loads((tmp_path / "manifest.json").read_text())
        index = VectorIndex(tmp_path, source, DIMENSION, 50_000)
        assert index._load() is None
        assert len(index) == manifest["count"] == manifest["upto_seq"] >= 4000
        assert np.allclose(index.vectors([1, 4000]), np.stack([source._rows[1], source._rows[4000]]))


def test_a_small_change_is_caught_up_again_rather_than_saved(tmp_path: Path) -> None:
    source = MemorySource("m", unit(1000))
    opened(tmp_path, source)
    saved = sorted(tmp_path.glob("index.*"))
    source.add(unit(5, seed=1))
    source.remove([3])
    for _ in range(2):
        index = opened(tmp_path, source)
        assert index.report.how == "caught up" and holds(index, source)
        assert sorted(tmp_path.glob("index.*")) == saved
    source.add(unit(5, seed=2))
    assert opened(tmp_path, source).report.how == "caught up"
    assert sorted(tmp_path.glob("index.*")) != saved
    assert opened(tmp_path, source).report.how == "loaded"
