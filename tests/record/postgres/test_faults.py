import threading
import time
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from bot.errors import CommuniqueError, ConfigurationError
from bot.record.answers import AnswerStore
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.damage import RecordAway, RecordUnwritable
from bot.record.database import Database
from bot.record.postgres import pool
from bot.settings import load_settings
from tests.postgres import Server

SECRET = "s3cret%2Fword"


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


def article(name):
    return Article(name, "Some words.", content_hash("Some words."), "2026-01-01T00:00:00Z")


def test_a_restart_costs_no_caller_anything(tmp_path, server):
    database = Database(tmp_path / "record.sqlite3", url=server.database())
    store = ArticleStore(database)
    store.replace(article("a"), [], "m")
    for end in (server.stop, server.kill):
        end()
        server.start()
        assert [kept.id for kept in store.all()] == ["a"]
    database.close()


def test_while_it_is_away_every_call_is_one_sentence_and_nothing_is_half_written(tmp_path, server, monkeypatch):
    monkeypatch.setattr(pool, "PATIENCE_SECONDS", 0.1)
    database = Database(tmp_path / "record.sqlite3", url=server.database())
    store = ArticleStore(database)
    with pytest.raises(RecordAway) as caught, database.write() as connection:
        connection.execute("INSERT INTO withdrawal (article, what, at) VALUES ('a', 'removed', '2026')")
        server.kill()
        connection.execute("INSERT INTO withdrawal (article, what, at) VALUES ('b', 'removed', '2026')")
    assert "\n" not in str(caught.value)
    for call in (store.all, lambda: AnswerStore(database).keep("i", "answered", (), guild=None)):
        with pytest.raises(RecordAway, match=r"cannot be reached now \(nobody listens there\)"):
            call()
    server.start()
    assert store.ever() is False
    database.close()


def test_a_server_that_comes_back_soon_is_waited_for(tmp_path, server):
    url = server.database()
    database = Database(tmp_path / "record.sqlite3", url=url)
    server.stop()
    back = threading.Timer(0.5, server.start)
    back.start()
    assert ArticleStore(database).count() == 0
    back.join()
    server.stop()
    back = threading.Timer(0.5, server.start)
    back.start()
    # So does a process that begins meanwhile.
    Database(tmp_path / "record.sqlite3", url=url).close()
    back.join()
    database.close()


def test_who_is_not_let_in_is_told_so_and_no_message_holds_the_password(tmp_path, postgres, postgres_url):
    name = f"stranger_{time.monotonic_ns()}"
    postgres.ask(f"CREATE ROLE {name} LOGIN PASSWORD 'other'")
    for address, told, kind in (
        (postgres_url.replace("communique@", f"{name}:{SECRET}@"), "PGPASSWORD", ConfigurationError),
        (
            postgres_url.replace("communique@", f"communique:{SECRET}@").replace("/d", "/no"),
            "does not exist",
            CommuniqueError,
        ),
        (f"postgresql://communique:{SECRET}@localhost:1/d", "cannot be reached", RecordAway),
        (f"postgresql://communique:{SECRET}@localhost/d?nonsense=1", "no address", ConfigurationError),
    ):
        with pytest.raises(kind, match=told) as caught:
            Database(tmp_path / "record.sqlite3", url=address)
        assert "s3cret" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_wrong_setting_is_told_without_its_value():
    for value in (f"mysql://u:{SECRET}@host/d", ""):
        with pytest.raises(ConfigurationError, match=r"COMMUNIQUE_RECORD__URL: the address of a database") as caught:
            load_settings(environment={"COMMUNIQUE_RECORD__URL": value})
        assert "s3cret" not in str(caught.value)
    settings = load_settings(environment={"COMMUNIQUE_RECORD__URL": f"postgresql://u:{SECRET}@host/d"})
    assert "s3cret" not in repr(settings)


def test_without_pgvector_it_is_said_what_to_do(tmp_path, postgres, postgres_url):
    name = f"plain_{time.monotonic_ns()}"
    postgres.ask(f"CREATE ROLE {name} LOGIN PASSWORD 'known'")
    with pytest.raises(CommuniqueError, match=r"lacks pgvector: install pgvector 0\.8 or later .* CREATE EXTENSION"):
        Database(tmp_path / "record.sqlite3", url=postgres_url.replace("communique@", f"{name}:known@"))


def test_a_title_with_nul_stops_nothing(tmp_path, postgres_url):
    database = Database(tmp_path / "record.sqlite3", url=postgres_url)
    ArticleStore(database).replace(replace(article("a"), title="One\0two"), [], "m")
    assert ArticleStore(database).get("a").title == "Onetwo"
    database.close()


def test_a_server_for_reading_only_is_read(tmp_path, postgres_url):
    Database(tmp_path / "record.sqlite3", url=postgres_url).close()
    database = Database(
        tmp_path / "record.sqlite3", url=f"{postgres_url}&options=-cdefault_transaction_read_only%3Don"
    )
    assert database.read_only and ArticleStore(database).count() == 0
    with pytest.raises(RecordUnwritable, match="for reading only"):
        ArticleStore(database).replace(article("a"), [], "m")
    database.close()


def test_writers_go_one_after_the_other_so_that_numbers_grow_with_each_commit(tmp_path, postgres_url):
    database = Database(tmp_path / "record.sqlite3", url=postgres_url)
    seen = []

    def write(pause):
        with database.write() as connection:
            (number,) = connection.execute(
                "INSERT INTO withdrawal (article, what, at) VALUES ('a', 'removed', '2026') RETURNING number"
            ).fetchone()
            time.sleep(pause)
            seen.append(number)

    threads = [threading.Thread(target=write, args=(pause,)) for pause in (0.2, 0.0, 0.1, 0.0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == sorted(seen) and len(seen) == 4
    database.close()


def test_a_lock_is_one_process_s_until_it_ends_or_its_connection_does(tmp_path, postgres, postgres_url):
    from filelock import Timeout

    first = Database(tmp_path / "record.sqlite3", url=postgres_url).lock("deliveries")
    second = Database(tmp_path / "record.sqlite3", url=postgres_url).lock("deliveries")
    other = Database(tmp_path / "record.sqlite3", url=postgres_url).lock("sources")
    first.acquire(timeout=0)
    other.acquire(timeout=0)
    assert first.is_locked and not second.is_locked
    with pytest.raises(Timeout):
        second.acquire(timeout=0)
    with closing(psycopg.connect(postgres_url, autocommit=True)) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    assert not first.is_locked
    second.acquire(timeout=5)
    with pytest.raises(Timeout):
        first.acquire(timeout=0)
    second.release()
    with first:
        assert first.is_locked
    for lock in (first, second, other):
        lock.release()
