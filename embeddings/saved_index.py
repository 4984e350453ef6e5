"""The saved pair: one FAISS file of its generation, and a manifest with its checksum and how far it had read.

Both are written aside, synced and renamed, so that a crash at any point leaves the former pair. FAISS itself notices
neither a flipped bit nor a stale file: the checksum does.
"""

import contextlib
import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import faiss
from filelock import FileLock

from embeddings.errors import VectorIndexError
from embeddings.owned import NEW_FILE, new_file, own_folder, sync, write_file

NO_INDEX = "There is no saved index."
"""The reason of a first build, which is nobody's concern."""

_MANIFEST = "manifest.json"
_FORMAT = 2


class NotUsable(Exception):
    """What is saved cannot be used; the words say why in one sentence."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What an index holds: vectors of ``model``, read up to a row and a deletion of its store, by their numbers."""

    upto_seq: int
    upto_tombstone: int
    model: str
    dimension: int


@dataclass(frozen=True, slots=True)
class _Manifest:
    file: str
    crc32: int
    count: int
    upto_seq: int
    upto_tombstone: int
    model: str
    dimension: int
    format: int = _FORMAT


def saved_count(folder: Path) -> int:
    """How many vectors the index saved in ``folder`` says it holds; 0 where there is none that says so."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        return int(json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["count"])
    return 0


def forget(folder: Path) -> None:
    """Have the index in ``folder`` built anew from its store when it is next opened.

    Raises:
        OSError: the folder cannot be written.

    """
    (folder / _MANIFEST).unlink(missing_ok=True)


def write(folder: Path, index: Any, extent: Extent) -> None:  # noqa: ANN401 - a faiss index
    """Save an index so that a crash at any point leaves this state or the former one.

    Raises:
        VectorIndexError: the folder cannot be written.

    """
    try:
        own_folder(folder)
        with FileLock(folder / "lock", timeout=60, mode=NEW_FILE):
            _write(folder, index, extent)
    except (OSError, RuntimeError) as error:
        raise VectorIndexError(
            f"The index cannot be saved in {folder} ({error}): it works from memory until the folder is writable."
        ) from error


def _write(folder: Path, index: Any, extent: Extent) -> None:  # noqa: ANN401 - a faiss index
    generation = 1 + max((_generation(path) for path in folder.glob("index.*.faiss")), default=0)
    file = folder / f"index.{generation}.faiss"
    aside = file.with_suffix(".faiss.tmp")
    new_file(aside)
    faiss.write_index(index, str(aside))
    checksum = _crc32(aside)
    sync(aside)
    aside.replace(file)
    manifest = _Manifest(file.name, checksum, int(index.ntotal), **asdict(extent))
    write_file(folder / _MANIFEST, json.dumps(asdict(manifest)))
    for old in folder.glob("index.*.faiss*"):
        if old != file:
            old.unlink(missing_ok=True)


def read(folder: Path, model: str, dimension: int) -> tuple[Any, Extent]:
    """The index of ``model`` that was saved, and how far it had read.

    Raises:
        NotUsable: there is none, it is damaged, or it is of another model or version.

    """
    try:
        values = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        manifest = _Manifest(**values)
    except FileNotFoundError as error:
        raise NotUsable(NO_INDEX) from error
    except (OSError, ValueError, TypeError) as error:
        raise NotUsable("The index's manifest is damaged.") from error
    if manifest.format != _FORMAT:
        raise NotUsable("The index was saved by another version.")
    if manifest.model != model:
        raise NotUsable(f"The index holds vectors of another model ({manifest.model}).")
    if manifest.dimension != dimension:
        raise NotUsable(f"The index holds vectors of {manifest.dimension} numbers, the model makes {dimension}.")
    file = folder / manifest.file
    try:
        if _crc32(file) != manifest.crc32:
            raise NotUsable("The index's file is damaged.")
        index = faiss.read_index(str(file))
    except FileNotFoundError as error:
        raise NotUsable("The index's file is missing.") from error
    except (OSError, RuntimeError) as error:
        raise NotUsable("The index's file cannot be read.") from error
    if index.ntotal != manifest.count or index.d != dimension:
        raise NotUsable("The index's file is not the one its manifest names.")
    return index, Extent(manifest.upto_seq, manifest.upto_tombstone, manifest.model, manifest.dimension)


def _generation(path: Path) -> int:
    with contextlib.suppress(ValueError, IndexError):
        return int(path.name.split(".")[1])
    return 0


def _crc32(path: Path) -> int:
    checksum = 0
    with path.open("rb") as handle:
        while block := handle.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum
