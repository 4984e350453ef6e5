"""``communique remove``, ``edit``, ``sources`` and ``feed``, for people and for machines."""

import json

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.app import App, silent
from bot.errors import CommuniqueError, UsageError
from bot.settings import load_settings
from tests.conftest import copy_record
from tests.sources.conftest import serve, site  # noqa: F401 - fixtures

LISTED = [
    "article", "title", "outlet", "author", "language", "published", "published_precision", "published_basis", "url",
    "source", "guild", "same_as", "edits", "ingested_at",
]  # fmt: skip
FEED = [
    "feed", "url", "origin", "outlet", "title", "state", "reason", "failures", "error", "polled_at", "next_at",
    "items",
]  # fmt: skip


@pytest.fixture
def data(seed_record, tmp_path):
    copy_record(seed_record, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def run(data, site):  # noqa: F811
    env = {
        "COMMUNIQUE_RECORD__DATA": str(data),
        "COMMUNIQUE_FETCHING__ALLOW_PRIVATE": site.place,
        "COMMUNIQUE_LOGGING__LEVEL": "ERROR",
    }
    return lambda *arguments, given=None: CliRunner().invoke(communique, list(arguments), env=env, input=given)


def objects(result):
    assert result.exception is None, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def articles(data):
    settings = load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(data)})
    return App(settings, silent).articles


def test_listed_edited_read_again_reset_and_taken_out(run, data):
    listed = objects(run("sources", "--json"))
    assert len(listed) == 5 and all(list(one) == LISTED for one in listed)
    name = listed[1]["article"]
    edited = objects(run("edit", name, "--outlet", "Harbour\x1b[2J Post", "--published", "2025-08-25", "--json"))[0]
    assert edited["published"] == "2025-08-25" and edited["published_precision"] == "day"
    assert edited["published_basis"] == "stated"
    assert set(edited["edits"]) == {"outlet", "published", "published_precision", "published_basis"}
    assert "\x1b" not in run("sources").stdout
    with articles(data)._database.connect() as connection:
        assert connection.execute("SELECT count(*) FROM reading WHERE article = ?", (name,)).fetchone()[0] == 1
        assert connection.execute("SELECT what FROM withdrawal").fetchone()["what"] == "edited"
    (back,) = objects(run("edit", name, "--reset", "--json"))
    assert {**back, "ingested_at": ""} == {**listed[1], "ingested_at": ""}
    shown = objects(run("remove", name, "--json"))
    assert shown[0]["removed"] is False and shown[0]["positions"] >= 0 and articles(data).count() == 5
    asked = run("remove", name, given="n\n")
    assert asked.exit_code != 0 and articles(data).count() == 5
    assert "positions that go" in asked.stdout
    assert "give --yes" in str(run("remove", name).exception) and articles(data).count() == 5
    assert f"{name}: removed" in run("remove", name, given="y\n").stdout
    assert articles(data).count() == 4
    assert objects(run("remove", listed[0]["article"], "--yes", "--json"))[0]["removed"] is True


def test_a_wrong_name_names_those_near_it_and_takes_nothing_out(run, data):
    name = articles(data).seen_by(None)[0].id
    result = run("remove", name, name[:-2], "--yes")
    assert isinstance(result.exception, UsageError) and result.exception.exit_code == 2
    assert name in str(result.exception)
    assert articles(data).count() == 5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--published", "2025-02-31"), "2025-02-31"),
        (("--url", "javascript:alert(1)"), "only http and https"),
        ((), "Nothing to edit"),
    ],
)
def test_what_cannot_be_edited(run, arguments, words):
    result = run("edit", "anything", *arguments)
    assert isinstance(result.exception, UsageError) and words in str(result.exception)


def test_a_feed_followed_polled_paused_and_removed(run, data, site):  # noqa: F811
    words = "The harbour council of the town met on Tuesday, and the mayor said that it would buy a second ferry. "
    page = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{words * 2}</p></article></body>"
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, page.encode())
    feed = f"<rss version='2.0'><channel><title>Post</title><item><link>{site.root}/a</link></item></channel></rss>"
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    (added,) = objects(run("feed", "add", f"{site.root}/feed", "--outlet", "Harbour Post", "--json"))
    assert list(added) == FEED and (added["origin"], added["state"]) == ("terminal", "active")
    assert isinstance(run("feed", "add", f"{site.root}/feed").exception, UsageError)
    assert objects(run("feed", "poll", "--json")) == [{"polled": 1, "failed": 0, "taken": 1, "given_up": 0}]
    (listed,) = objects(run("feed", "list", "--json"))
    assert listed["items"] == {"waiting": 0, "taken": 1, "failed": 0} and listed["title"] == "Post"
    assert articles(data).of_source(f"{site.root}/a", None).outlet == "Harbour Post"
    assert "1 taken" in run("feed", "list").stdout
    assert objects(run("feed", "pause", "1", "--json"))[0]["state"] == "paused"
    assert objects(run("feed", "resume", "1", "--json"))[0]["state"] == "active"
    assert objects(run("feed", "remove", "1", "--json"))[0]["feed"] == 1
    assert "No feed is followed" in run("feed", "list").stderr
    assert articles(data).count() == 6


def test_what_is_no_feed_is_not_followed(run, site):  # noqa: F811
    site.pages["/page"] = (200, {"Content-Type": "text/html"}, b"<html></html>")
    for address, words in ((f"{site.root}/page", "no RSS or Atom feed"), (f"{site.root}/none", "404")):
        result = run("feed", "add", address)
        assert isinstance(result.exception, CommuniqueError) and words in str(result.exception)
    assert isinstance(run("feed", "pause", "9").exception, UsageError)
    assert run("feed", "list").stdout == ""
