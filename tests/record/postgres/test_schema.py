from contextlib import closing

import psycopg
import pytest

from bot.errors import CommuniqueError
from bot.record.database import Database
from bot.record.migration import scripts

TABLES = (
    "SELECT table_name, column_name, data_type, column_default, is_nullable FROM information_schema.columns "
    "WHERE table_schema = 'public' ORDER BY table_name, column_name"
)
REST = (
    "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = "
    "'public'::regnamespace UNION SELECT tablename, regexp_replace(indexdef, ' INDEX \\S+ ', ' INDEX ') FROM "
    "pg_indexes WHERE schemaname = 'public' UNION SELECT event_object_table, event_manipulation || trigger_name FROM "
    "information_schema.triggers ORDER BY 1, 2"
)
PASSED = [name for name, _ in scripts()].index("100_feeds.sql")


def described(url):
    with closing(psycopg.connect(url)) as connection:
        return [connection.execute(query).fetchall() for query in (TABLES, REST)]


def opened(folder, url, schema=None):
    database = Database(folder / "record.sqlite3", schema, url=url)
    database.close()


def test_a_database_of_an_earlier_schema_is_brought_to_what_a_new_one_is(tmp_path, postgres):
    old, new = postgres.database(), postgres.database()
    opened(tmp_path, old, scripts()[:PASSED])
    before = described(old)
    opened(tmp_path, old)
    opened(tmp_path, new)
    assert described(old) == described(new) != before
    opened(tmp_path, old)
    assert described(old) == described(new)


def test_a_database_of_a_later_release_is_refused_and_left_as_it_is(tmp_path, postgres_url):
    opened(tmp_path, postgres_url)
    before = described(postgres_url)
    with pytest.raises(CommuniqueError, match="written by a later release"):
        opened(tmp_path, postgres_url, scripts()[:-1])
    assert described(postgres_url) == before


def test_a_script_that_fails_leaves_the_former_schema(tmp_path, postgres_url):
    opened(tmp_path, postgres_url)
    before = described(postgres_url)
    bad = ("999_bad.sql", "CREATE TABLE extra (one INTEGER) STRICT;\nSELECT nonsense FROM nowhere;\n")
    with pytest.raises(CommuniqueError, match="refuses a statement"):
        opened(tmp_path, postgres_url, [*scripts(), bad])
    assert described(postgres_url) == before
    opened(tmp_path, postgres_url)


def test_a_database_of_something_else_is_left_alone(tmp_path, postgres_url):
    with closing(psycopg.connect(postgres_url, autocommit=True)) as connection:
        connection.execute("CREATE TABLE ledger (one bigint)")
    with pytest.raises(CommuniqueError, match="something else"):
        opened(tmp_path, postgres_url)
