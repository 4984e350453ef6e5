"""What the judge has said, kept by content beside the record, and since when it is away.

A file of its own in the data folder (SQLite), made again where it is missing or damaged: then the judge is asked once
more. It holds no words of articles, only hashes of the cases, labels, and where in the statement the evidence stands.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import structlog

from bot.judging.judge import LABELS, Absence, Label, Verdict
from embeddings.owned import new_file, own_folder

log = structlog.get_logger(__name__)

T = TypeVar("T")
FILE = "judge.sqlite3"
KEPT = 500_000
"""Answers kept at most: the newest."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    label TEXT,
    evidence_start INTEGER,
    evidence_end INTEGER
);
CREATE TABLE IF NOT EXISTS absence (judge TEXT PRIMARY KEY, told TEXT NOT NULL);
"""


class Answers:
    """Answers by the hash of what was asked. Where the file cannot be used nothing is kept, and nobody is stopped."""

    def __init__(self, folder: Path) -> None:
        """Keep answers in ``folder``; nothing is made there before the first."""
        self._file = folder / FILE

    def get(self, hashes: Sequence[str]) -> dict[str, Verdict | None]:
        """What was answered, by hash; None is an answer that was thrown away. What was never asked is left out."""
        select = "SELECT label, evidence_start, evidence_end FROM answer WHERE hash = ?"
        rows = self._use(lambda c: {one: c.execute(select, (one,)).fetchone() for one in hashes})
        return {one: _verdict(*row) for one, row in (rows or {}).items() if row is not None}

    def put(self, answers: Mapping[str, Verdict | None]) -> None:
        """Keep some answers; those of a judge that says bare labels."""
        rows = [
            (one, None, None, None) if verdict is None else (one, verdict.label, *(verdict.evidence or (None, None)))
            for one, verdict in answers.items()
        ]
        insert = "INSERT OR REPLACE INTO answer (hash, label, evidence_start, evidence_end) VALUES (?, ?, ?, ?)"

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany(insert, rows)
            connection.execute("DELETE FROM answer WHERE number <= (SELECT max(number) FROM answer) - ?", (KEPT,))

        self._use(write, make=True)

    def forget(self) -> None:
        """Forget all answers."""
        self._use(lambda c: c.execute("DELETE FROM answer"))

    def absence(self, judge: str) -> Absence | None:
        """Since when a judge has been away, where it is."""
        row = self._use(lambda c: c.execute("SELECT told FROM absence WHERE judge = ?", (judge,)).fetchone())
        if not row:
            return None
        told = json.loads(row[0])
        return Absence(told["reason"], *(datetime.fromisoformat(told[key]) for key in ("since", "until")))

    def note(self, judge: str, absence: Absence | None) -> None:
        """Note that a judge is away, or that it is there (again)."""
        if absence is None:
            self._use(lambda c: c.execute("DELETE FROM absence WHERE judge = ?", (judge,)))
        else:
            told = json.dumps(asdict(absence), default=datetime.isoformat)
            self._use(lambda c: c.execute("INSERT OR REPLACE INTO absence VALUES (?, ?)", (judge, told)), make=True)

    def _use(self, work: Callable[[sqlite3.Connection], T], make: bool = False) -> T | None:
        """What some work on the file gives, in one transaction; None where there is none and none is to be made."""
        if not (make or self._file.exists()):
            return None
        try:
            own_folder(self._file.parent)
            new_file(self._file)
            with closing(sqlite3.connect(self._file, timeout=10)) as connection, connection:
                connection.executescript(_SCHEMA)
                return work(connection)
        except (sqlite3.Error, OSError) as error:
            log.warning("what the judge says cannot be kept", file=self._file.name, reason=str(error))
            if getattr(error, "sqlite_errorcode", None) in _DAMAGED:
                self._file.unlink(missing_ok=True)
            return None


def _verdict(label: str | None, start: int | None, end: int | None) -> Verdict | None:
    known: Label | None = next((one for one in LABELS if one == label), None)
    evidence = None if start is None or end is None else (start, end)
    return None if known is None else Verdict.certain(known, evidence)
