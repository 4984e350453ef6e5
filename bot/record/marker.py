"""A small file beside the record that says there is one: without it a lost record would look like a first run."""

import contextlib
import json
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.owned import write_file
from embeddings.saved_index import saved_count

INDEX = "index"
"""The folder of the vector index, beside the record's file."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What the record was when it was last opened, or first written."""

    schema: int
    articles: int
    schedules: int


def marker_path(path: Path) -> Path:
    """The marker of the record at ``path``."""
    return path.with_suffix(".json")


def read_marker(path: Path) -> Marker | None:
    """The marker of the record at ``path``; None where there is none that can be read."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Marker(**json.loads(marker_path(path).read_text(encoding="utf-8")))
    return None


def mark(path: Path, connection: sqlite3.Connection) -> None:
    """Write the marker of a record that holds anything, where what it says has changed.

    A folder that cannot be written keeps the former marker: that there was a record it says just as well.
    """
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    articles, schedules = connection.execute(
        "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM schedule WHERE state != 'removed')"
    ).fetchone()
    now = Marker(schema, articles, schedules)
    if (articles or schedules) and now != read_marker(path):
        with contextlib.suppress(OSError):
            write_file(marker_path(path), json.dumps(asdict(now)))


def once_held(path: Path) -> int | None:
    """How many articles the record at ``path`` held by its marker or index; None where there never was one."""
    marker = read_marker(path)
    if marker is not None:
        return marker.articles
    # A marker that cannot be read is a sign all the same.
    indexed = saved_count(path.with_name(INDEX))
    return 0 if marker_path(path).exists() or indexed else None


def is_empty(path: Path) -> bool:
    """Whether the record's file is missing or holds nothing."""
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def copies_of(path: Path) -> list[Path]:
    """Copies of the record that stand beside it, oldest first: made before a new schema or before a restore."""
    return sorted(path.parent.glob(f"{path.stem}.*{path.suffix}"), key=lambda copy: copy.stat().st_mtime)
