"""Loads the models once and forks a process for each life of a writer, which is killed: ``python -m ... FOLDER``.

One JSON command a line in, events as JSON lines out. ``{"life": "write", ...}`` ingests, removes, reads again and
searches at random until it is killed; ``{"life": "look"}`` says what stands in the record; ``{"life": "know"}`` notes
what an undisturbed record makes of every file.
"""

import hashlib
import json
import os
import pickle
import random
import signal
import sqlite3
import sys
import traceback
from contextlib import closing
from pathlib import Path

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.app import App
from bot.attribution.reader import StatementReader
from bot.building.inputs import fingerprint_of
from bot.encoding import encoder_of
from bot.positions.issues import Issues
from bot.positions.positions import PositionReader
from bot.positions.stance import StanceClassifier
from bot.progress import silent
from bot.record.article import Article
from bot.record.passages import PassageStore
from bot.settings import load_settings
from bot.sources.incoming import Incoming
from embeddings.clean import clean
from embeddings.index import VectorIndex

MOST = 80
"""Operations of a life that nothing ends."""


class Host:
    """The models, and the lives that use them."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.settings = self.at("data")
        self.encoder = encoder_of(self.settings)
        self.encoder.load()
        self.warm()

    def at(self, name):
        given = {"COMMUNIQUE_RECORD__DATA": str(self.folder / name), "COMMUNIQUE_ENCODER__QUESTION_BACKEND": "torch"}
        return load_settings(environment=given)

    def warm(self):
        """Read one article here, so that no life spends its time on loading; nothing is stored and no file opened."""
        config = self.settings.config_dir
        fingerprint_of(self.settings)
        registry, issues = Registry.load(config / "actors.toml"), Issues.load(config / "issues.toml")
        self.stance = StanceClassifier.load(config, issues)
        raw = self.files("a")[0].read_text(encoding="utf-8")
        text = clean(raw)
        reading = StatementReader(config / "cues.toml", config / "actors.toml", 60).read(text, "warm")
        outlets = Outlets.load(config / "outlets.toml", registry)
        article = Article("warm", raw, "", "2026-01-01T00:00:00+00:00")
        PositionReader(registry, issues, self.stance, outlets).read(article, text, reading.statements, reading.parses)

    def app(self, settings):
        app = App(settings, silent)
        app.builder.__dict__["encoder"] = self.encoder
        app.builder._reader.__dict__["stance"] = self.stance
        return app

    def serve(self):
        for line in sys.stdin:
            command = json.loads(line)
            child = os.fork()
            if child == 0:
                try:
                    getattr(self, command.pop("life"))(**command)
                    os._exit(0)
                except BaseException:
                    (self.folder / "errors").write_text(traceback.format_exc())
                    os._exit(1)
            tell(started=child)
            _, status = os.waitpid(child, 0)
            tell(ended=os.waitstatus_to_exitcode(status))

    def files(self, version):
        return sorted((self.folder / "pool" / version).glob("*.txt"))

    def index(self, app):
        source = PassageStore(app.database, self.encoder.model_id)
        folder = app.settings.data_dir / "index"
        return VectorIndex.open(folder, source, dimension=self.encoder.dimension)

    # --- lives ---------------------------------------------------------------------------------------------------

    def know(self):
        app = self.app(self.at("undisturbed"))
        known = {}
        for version in ("a", "b"):
            for file in self.files(version):
                app.builder.take(incoming(file), None)
            known.update(rows_of(app.database.path))
        (self.folder / "known.pickle").write_bytes(pickle.dumps(known))

    def write(self, seed, event=None):
        rng = random.Random(seed)
        app = self.app(self.settings)
        journal = os.open(self.folder / "journal", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        if event is not None:
            sys.addaudithook(Death(event))
        tell(ready=True)
        for _ in range(MOST):
            operation = rng.choices(("ingest", "remove", "read", "search"), (5, 2, 2, 2))[0]
            held = [article.id for article in app.articles.all()]
            file = rng.choice(self.files(rng.choice("ab")))
            article = file.stem if operation == "ingest" else rng.choice(held or ["none"])
            content = hashlib.sha256(file.read_bytes()).hexdigest() if operation == "ingest" else None
            note(journal, "try", operation, article, content)
            match operation:
                case "ingest":
                    outcome = app.builder.take(incoming(file), None)
                    assert outcome.status != "failed", outcome
                case "remove":
                    app.articles.remove([article])
                case "read" if held:
                    app.readings.forget(rng.sample(held, min(2, len(held))))
                    app.prepare()
                case "search":
                    self.index(app)
            note(journal, "done", operation, article, content)

    def look(self):
        app = self.app(self.settings)
        known = pickle.loads((self.folder / "known.pickle").read_bytes())
        with closing(sqlite3.connect(app.database.path)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            whole = whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
        found = rows_of(app.database.path)
        partial = [content for content, rows in found.items() if not complete(rows, known.get(content))]
        index = self.index(app)
        with app.database.connect() as connection:
            vectors = dict(connection.execute("SELECT seq, vector FROM passage ORDER BY seq").fetchall())
        seqs = index.seqs().tolist()
        same = seqs == list(vectors) and (
            not seqs or index.vectors(seqs).tobytes() == b"".join(vectors[seq] for seq in seqs)
        )
        held = {rows["article"]: content for content, rows in found.items()}
        reason = index.report.reason or ""
        unreadable = any(word in reason for word in ("damaged", "cannot be read", "missing", "not the one"))
        tell(held=held, whole=whole, partial=len(partial), same=same, unreadable=unreadable, reason=reason)


class Death:
    """Kills this process at the nth step that touches a file: an SQL statement, an opening, a renaming, a removal."""

    FILES = ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod")

    def __init__(self, event):
        self.left = event
        self.connect = sqlite3.connect
        sqlite3.connect = self.connected

    def connected(self, *arguments, **named):
        connection = self.connect(*arguments, **named)
        connection.set_trace_callback(self.step)
        return connection

    def __call__(self, name, _arguments):
        if name in self.FILES:
            self.step(name)

    def step(self, _what):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def incoming(file):
    """A file of the pool, whose versions come from one source."""
    return Incoming(file.name, file.stem, f"pool:{file.stem}", file.read_text(encoding="utf-8"))


def rows_of(path):
    """By the hash of an article's text: everything the store holds of it."""
    with closing(sqlite3.connect(path)) as connection:
        found = {}
        for article, raw in connection.execute("SELECT id, raw FROM article").fetchall():
            tables = {
                table: connection.execute(
                    f"SELECT {columns} FROM {table} WHERE article = ? ORDER BY {columns}", (article,)
                ).fetchall()
                for table, columns in (
                    ("passage", 'kind, start, "end", paragraph, model, length(vector)'),
                    ("statement", 'start, "end", speaker, cue, spans, kind'),
                    ("position", 'start, "end", actor, issue, kind, stance, text'),
                    ("reading", "fingerprint"),
                )
            }
            found[hashlib.sha256(raw.encode()).hexdigest()] = {"article": article, **tables}
        return found


def complete(rows, known):
    """Whether an article has all of its passages, and all or (unread) none of what was read out of it."""
    if known is None or rows["passage"] != known["passage"]:
        return False
    read = [rows[table] == known[table] for table in ("statement", "position")]
    return all(read) or not (rows["reading"] or rows["statement"] or rows["position"])


def note(journal, *words):
    os.write(journal, (json.dumps(words) + "\n").encode())


def tell(**event):
    os.write(1, (json.dumps(event) + "\n").encode())


if __name__ == "__main__":
    Host(sys.argv[1]).serve()
