"""What all rooms share: one record built from the seeds for the whole run, and copies of it to write to."""

import os
import shutil
import sqlite3
from contextlib import closing
from functools import lru_cache

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.sealed import only_loopback

only_loopback()
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def seed_record(tmp_path_factory, worker_id):
    """A data folder built from seeds/ by the real thing, once for all workers, each of which has a copy.

    Read it, do not write to it.
    """
    if worker_id == "master":
        return built(tmp_path_factory.mktemp("record"))
    shared = tmp_path_factory.getbasetemp().parent / "record"
    with FileLock(f"{shared}.lock"):
        if not (shared / "record.sqlite3").exists():
            built(shared)
        return copy_record(shared, tmp_path_factory.mktemp("own") / "record")


def built(data):
    from bot.app import App, silent
    from bot.settings import load_settings

    app = App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(data)}), silent)
    app.prepare()
    _ = app.answering
    with app.database.connect() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return data


def copy_record(record, data):
    """Copy a data folder; the model in it (90 MB, never written to) is linked."""
    shutil.copytree(record, data, ignore=shutil.ignore_patterns("model", "record.sqlite3*", "*lock"))
    shutil.copytree(record / "model", data / "model", copy_function=os.link)
    copy_database(record / "record.sqlite3", data / "record.sqlite3")
    return data


def copy_database(path, copy):
    """Have SQLite copy its file.

    To open and close it otherwise lets go the locks that this process has on it, and the next process that opens it
    damages it (sqlite.org/howtocorrupt.html, 2.2).
    """
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


@pytest.fixture(scope="session")
def seed_app(seed_record):
    """The application over the seeds' record, to be read only."""
    from bot.app import App, silent
    from bot.settings import load_settings

    return App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(seed_record)}), silent)


@pytest.fixture
def own_app(seed_record, tmp_path):
    """An application over its own copy of the seeds' record, to be written to."""
    from bot.app import App, silent
    from bot.settings import load_settings

    data = tmp_path / "data"
    copy_record(seed_record, data)
    return App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(data)}), silent)


@pytest.fixture(scope="session")
def postgres():
    """A server of PostgreSQL for the whole run; where none can be started, what needs it is left out and says why."""
    from tests.postgres import NoServer, Server

    try:
        server = Server("-c fsync=off")
    except NoServer as error:
        if os.environ.get("COMMUNIQUE_REQUIRE_POSTGRES"):
            raise
        pytest.skip(str(error))
    yield server
    server.close()


@pytest.fixture
def postgres_url(postgres):
    """The address of an empty database."""
    url = postgres.database()
    yield url
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    """An empty store: what is asked of it is asked of both engines."""
    from bot.record.database import Database

    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    database = Database(tmp_path / "record.sqlite3", url=url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def bot_environment(seed_record, tmp_path_factory):
    """Makes the variables of a bot's process, which has a copy of the seeds' record to itself."""

    def make(**more):
        data = tmp_path_factory.mktemp("bot") / "data"
        copy_record(seed_record, data)
        return {
            **os.environ,
            "COMMUNIQUE_RECORD__DATA": str(data),
            "COMMUNIQUE_DISCORD__QUESTIONS_PER_MINUTE": "1000",
            "OMP_NUM_THREADS": "1",
            **more,
        }

    return make


@pytest.fixture
def served():
    """An OpenAI-compatible server on the loopback, whose model says of every statement that it shows no stance."""
    from tests.model_server import labelled, serving

    with serving(lambda statements: labelled(statements, lambda _one: "none")) as found:
        yield found


@pytest.fixture(scope="session")
def parsed():
    """Parses a text, each once."""
    from bot.grammar.parser import parse

    return lru_cache(maxsize=None)(lambda text: next(iter(parse([text]))))


@pytest.fixture(scope="session")
def token(parsed):
    """The first token of a text with this form."""
    return lambda text, form: next(t for t in parsed(text) if t.text == form)
