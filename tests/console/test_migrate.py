import json

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.database import Database
from bot.record.marker import read_marker


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with a record of two articles."""
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(tmp_path / "data"))
    database = Database(tmp_path / "data" / "record.sqlite3")
    for name in ("a", "b"):
        ArticleStore(database).replace(Article(name, name, content_hash(name), "2026-01-01T00:00:00Z"), [], "m")
    database.close()
    return tmp_path / "data"


def run(*arguments):
    return CliRunner().invoke(communique, ["migrate", *map(str, arguments)])


def test_there_and_back(data, tmp_path, postgres_url):
    there = run(data, postgres_url.replace("communique@", "communique:s3cret@"), "--json")
    found = json.loads(there.stdout)
    assert set(found) == {"from", "to", "rows", "resumed", "sampled"} and found["rows"]["article"] == 2
    assert "s3cret" not in there.output and found["to"].startswith("postgresql:///")
    back = run(postgres_url, tmp_path / "back")
    assert back.exit_code == 0 and "2 articles" in back.output
    assert read_marker(tmp_path / "back" / "record.sqlite3").articles == 2


def test_what_cannot_be_is_said(data, tmp_path, postgres_url):
    nothing = run(tmp_path / "nowhere", postgres_url)
    assert "There is no record at" in str(nothing.exception)
    assert not (tmp_path / "nowhere").exists()
    assert run(data, postgres_url).exit_code == 0
    assert "holds a record already" in str(run(data, postgres_url).exception)
