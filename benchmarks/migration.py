"""A record into PostgreSQL and back, killed in the middle: ``python -m benchmarks.migration [--articles 10000]``.

Its rows are those of the seeds (or of the record in the folder ``--base``), varied as ``growth_records`` does, with
twenty passages an article. Each way ``communique migrate`` is killed with SIGKILL when a third and when two thirds of
the rows are copied, and run again. At the end both files are compared row by row.
"""

import argparse
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.growth_records import ingested, replicated, texts_of
from benchmarks.large import step
from bot.settings import ROOT, load_settings
from tests.postgres import Server

PASSAGES = 20
KILLED_AT = (1 / 3, 2 / 3)
COPIED = "SELECT coalesce(sum(copied), 0) FROM transfer"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--base", type=Path)
    options = parser.parse_args()
    count = options.articles
    server = Server("-c shared_buffers=1GB -c max_wal_size=4GB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            data = made(folder, count, options.base)
            url, back = server.database(), folder / "back"
            rows = counted(data)
            print(f"{count:,} articles, {sum(rows.values()):,} rows, {size(data):,} MB", flush=True)
            there = migrated(str(data), url, sum(rows.values()), lambda: asked_of_postgres(url), folder)
            again = migrated(url, str(back), sum(rows.values()), lambda: asked_of_sqlite(back), folder)
            same = contents(data) == contents(back)
        finally:
            server.close()
    for way, (seconds, kills) in {"into PostgreSQL": there, "back": again}.items():
        print(f"{way}: {kills} kills, {seconds:.0f} s in all")
    print("equal" if same else "NOT EQUAL")
    if not same or there[1] + again[1] != 2 * len(KILLED_AT):
        sys.exit(1)


def made(folder: Path, count: int, given: Path | None) -> Path:
    """The data folder of a record of ``count`` articles with twenty passages each."""
    base, data = folder / "base", folder / "data"
    if given is None:
        with step("Taking in the seeds"):
            ingested(texts_of(load_settings().seeds_dir), 5, base)
    else:
        base.mkdir()
        with (
            closing(sqlite3.connect(given / "record.sqlite3")) as source,
            closing(sqlite3.connect(base / "record.sqlite3")) as copy,
        ):
            source.backup(copy)
    with closing(sqlite3.connect(base / "record.sqlite3")) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(
            "DELETE FROM passage WHERE seq NOT IN (SELECT seq FROM (SELECT seq, row_number() OVER (PARTITION BY "
            "article ORDER BY seq) AS place FROM passage) WHERE place <= ?)",
            (PASSAGES,),
        )
        connection.commit()
    with step(f"Varying their rows to {count:,} articles"):
        replicated(base, count, data)
    return data


def migrated(source: str, target: str, rows: int, copied: Callable[[], int], folder: Path) -> tuple[float, int]:
    """Migrate, killed on the way and run again until it is whole: seconds in all, and how often it was killed."""
    environment = {**os.environ, "COMMUNIQUE_RECORD__DATA": str(folder / "unused")}
    command = [sys.executable, "-m", "bot", "migrate", source, target, "--json"]
    begun, kills, resumed = time.monotonic(), 0, False
    for share in (*KILLED_AT, None):
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            while share is not None and process.poll() is None:
                if copied() >= share * rows:
                    process.send_signal(signal.SIGKILL)
                    break
                time.sleep(0.1)
            out, err = process.communicate()
        if process.returncode == -signal.SIGKILL:
            kills += 1
            print(f"killed with {copied():,} rows copied after {time.monotonic() - begun:.0f} s", flush=True)
        elif process.returncode:
            sys.exit(f"migrate ended with {process.returncode}: {err[-500:]}")
        else:
            resumed = json.loads(out)["resumed"]
    if not resumed:
        sys.exit("the last run went on with nothing")
    return time.monotonic() - begun, kills


def asked_of_postgres(url: str) -> int:
    try:
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            row = connection.execute(COPIED).fetchone()
    except psycopg.errors.UndefinedTable:
        return 0
    return int(row[0]) if row else 0


def asked_of_sqlite(data: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{(data / 'record.sqlite3').as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute(COPIED).fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    return [row[0] for row in connection.execute(query) if row[0] not in ("schema_script", "transfer")]


def counted(data: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as connection:
        return {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
            for name in tables(connection)
        }


def contents(data: Path) -> dict[str, Any]:
    """A digest of each table's rows, numbers included, in the order of what they hold."""
    found = {}
    with closing(sqlite3.connect(data / "record.sqlite3")) as connection:
        for name in tables(connection):
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            order = ", ".join(f'"{column}"' for column in columns)
            digest = hashlib.blake2b()
            for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY {order}'):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
            found[name] = digest.hexdigest()
    return found


def size(data: Path) -> int:
    return (data / "record.sqlite3").stat().st_size // 1_000_000


if __name__ == "__main__":
    main()
