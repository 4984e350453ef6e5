"""Records of any size out of a few articles: texts varied and ingested, or stored rows varied and stored again.

A varied text differs from the one it came from in every fourth small word and in its numbers; no offset moves, so
that what was read out of the one stands in the other.
"""

import json
import random
import re
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.large import made_up_words
from bot.app import App
from bot.figures.counts import counts_in
from bot.progress import Progress, bar
from bot.record.articles import content_hash
from bot.record.connection import Connection
from bot.settings import load_settings
from embeddings.clean import clean
from embeddings.decode import SUFFIXES, decode
from embeddings.sketch import VERSION, Sketch

EXCHANGED = 0.25
"""Share of the small words that are others in a varied text, and of its numbers."""
NOISE = 0.3
"""Length of the noise added to a unit vector."""
OUTLETS = 40
_SMALL = re.compile(r"(?<![\w’'-])[a-z]{5,}(?![\w’'-])")
_NUMBER = re.compile(r"(?<![\d.,-])\d\d(?![\d.,-])")
_FIRST_DAY = date(2024, 1, 1)

Row = dict[str, Any]


class Varying:
    """Makes varied texts; the words come from the texts themselves and from 60,000 made-up ones."""

    def __init__(self, texts: Sequence[str], rng: random.Random) -> None:
        """Learn the words of ``texts``."""
        self.rng = rng
        self._words: dict[int, list[str]] = {}
        common = [word for text in texts for word in _SMALL.findall(text)]
        for word in sorted(common) + [word for word in made_up_words(rng) if len(word) >= 5]:
            self._words.setdefault(len(word), []).append(word)

    def text(self, raw: str) -> str:
        """A text of the same length, some of its small words and numbers exchanged for others of their length."""
        words = _SMALL.sub(lambda match: self._other(match.group()), raw)
        return _NUMBER.sub(lambda match: self._number(match.group()), words)

    def _other(self, word: str) -> str:
        known = self._words.get(len(word))
        return self.rng.choice(known) if known and self.rng.random() < EXCHANGED else word

    def _number(self, number: str) -> str:
        return str(self.rng.randint(10, 99)) if self.rng.random() < EXCHANGED else number

    def outlet(self) -> str:
        """One of the outlets that varied articles come from."""
        return f"Outlet {self.rng.randrange(OUTLETS)}"

    def day(self) -> date:
        """One of the days on which varied articles were published."""
        return _FIRST_DAY + timedelta(days=self.rng.randrange(700))


def texts_of(folder: Path) -> dict[str, str]:
    """The text files of a folder by their stems."""
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)
    return {file.stem: decode(file.read_bytes(), file.name) for file in files}


def app_at(data: Path, progress: Progress = bar) -> App:
    """The application over a record in a folder of its own."""
    return App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(data)}), progress)


def ingested(texts: dict[str, str], count: int, data: Path) -> None:
    """A record of ``count`` articles really ingested and read: the texts as they are, then varied ones."""
    varying, names = Varying(list(texts.values()), random.Random(0)), list(texts)
    folder = data.parent / f"{data.name}-texts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    facts = []
    for number in range(count):
        name = names[number % len(names)]
        own = number < len(names)
        file = f"{name}.txt" if own else f"{name}-{number // len(names)}.txt"
        (folder / file).write_text(texts[name] if own else varying.text(texts[name]), encoding="utf-8", newline="")
        facts.append(
            f'[[article]]\nfile = "{file}"\noutlet = "{varying.outlet()}"\n'
            f'published = "{varying.day()}"\npublished_basis = "stated"\n'
        )
    (folder / "manifest.toml").write_text("\n".join(facts), encoding="utf-8")
    app_at(data).builder.ingest([folder])


def replicated(base: Path, count: int, data: Path) -> None:
    """A record of ``count`` articles by varying the stored rows of the record at ``base``."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    if (base / "model").is_dir():
        shutil.copytree(base / "model", data / "model")
    with sqlite3.connect(base / "record.sqlite3") as source, sqlite3.connect(data / "record.sqlite3") as copy:
        source.backup(copy)
    app = app_at(data)
    quantities = app.issues.quantities
    with app.database.connect() as connection:
        articles = [dict(row) for row in connection.execute("SELECT * FROM article ORDER BY id")]
        tables = {
            table: {row["id"]: _rows_of(connection, table, row["id"]) for row in articles}
            for table in ("passage", "statement", "position", "figure", "reading")
        }
    varying = Varying([row["raw"] for row in articles], random.Random(0))
    noise = np.random.default_rng(0)
    with app.database.write() as connection:
        for number in range(len(articles), count):
            article = articles[number % len(articles)]
            made = _varied(article, number // len(articles), varying)
            raw = made["raw"]
            _insert(connection, "article", [made])
            for table, held in tables.items():
                rows = [{**row, "article": made["id"]} for row in held[article["id"]]]
                for row in rows:
                    if "text" in row:
                        row["text"] = raw[row["start"] : row["end"]]
                    if "numbers" in row:
                        kind = next(kind for kind in quantities if row["quantity"].startswith(f"{kind} "))
                        found = sorted({one.value for one in counts_in(row["text"], quantities[kind])})
                        row["numbers"] = json.dumps(found or [varying.rng.randint(2, 99)])
                    if "fingerprint" in row:
                        row["fingerprint"] = f"{row['fingerprint'].split('/')[0]}/{made['content_hash']}"
                if table == "passage" and rows:
                    _with_noise(rows, noise)
                _insert(connection, table, rows)
            _tokens(connection, article["id"], made["id"])
            _sketch(connection, made["id"], Sketch.of(clean(raw)))


def _tokens(connection: Connection, article: str, copy: str) -> None:
    """Give the passages of a varied article the tokens of those that they were made of."""
    connection.execute(
        "INSERT INTO passage_tokens (seq, tokens) SELECT passage.seq, passage_tokens.tokens FROM passage "
        "JOIN passage AS own ON own.article = ? AND own.kind = passage.kind AND own.start = passage.start "
        "JOIN passage_tokens ON passage_tokens.seq = own.seq WHERE passage.article = ?",
        (article, copy),
    )


def _sketch(connection: Connection, article: str, sketch: Sketch) -> None:
    """Keep the sketch of an article and link it to nothing: it stands for one that repeats no other."""
    sample = sketch.sample.tolist()
    _insert(
        connection,
        "sketch",
        [{"article": article, "version": VERSION, "runs": sketch.stored, "sampled": len(sample)}],
    )
    (number,) = connection.execute("SELECT number FROM sketch WHERE article = ?", (article,)).fetchone()
    _insert(connection, "sketch_run", [{"run": run, "sketch": number} for run in sample])


def _varied(article: Row, copy: int, varying: Varying) -> Row:
    """A row of the article table for a varied text."""
    raw, day = varying.text(article["raw"]), varying.day()
    return {
        **article,
        "id": f"{article['id']}-{copy}",
        "source": f"{article['id']}-{copy}",
        "same_as": None,
        "raw": raw,
        "content_hash": content_hash(raw),
        "outlet": varying.outlet(),
        "published": day.isoformat(),
        "published_precision": "day",
        "ingested_at": f"{day + timedelta(days=1)}T06:00:00+00:00",
    }


def _with_noise(rows: list[Row], noise: np.random.Generator) -> None:
    vectors = np.frombuffer(b"".join(row["vector"] for row in rows), dtype=np.float32).reshape(len(rows), -1)
    made = vectors + NOISE * noise.normal(size=vectors.shape) / np.sqrt(vectors.shape[1])
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    for row, vector in zip(rows, made.astype(np.float32), strict=True):
        row["vector"] = vector.tobytes()


def _rows_of(connection: Connection, table: str, article: str) -> list[Row]:
    """The rows of an article without the numbers that the store gives."""
    rows = connection.execute(f"SELECT * FROM {table} WHERE article = ?", (article,))
    return [{name: row[name] for name in row.keys() if name not in ("id", "seq")} for row in rows]  # noqa: SIM118


def _insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", [tuple(r.values()) for r in rows])
