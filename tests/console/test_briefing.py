"""``communique briefing`` over the seeds, and after another article."""

import json
import time
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.briefings.edition import Window
from bot.console.briefing import lines
from bot.console.contract import briefing_object
from bot.console.plain import plain
from bot.errors import UsageError

NEWS = """Fresh words from Stockholm

Sweden will send peacekeepers to Ukraine as soon as the guns fall silent, Prime Minister Ulf Kristersson said.
"""


@pytest.fixture(scope="module")
def run(seed_record):
    env = {"COMMUNIQUE_RECORD__DATA": str(seed_record)}
    return lambda *arguments: CliRunner().invoke(communique, ["briefing", *arguments], env=env)


@pytest.fixture(scope="module")
def whole(run):
    result = run("--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def positions(found):
    return [row for issue in found["issues"] for row in issue["positions"]]


def test_the_whole_record_by_the_contract(whole, seed_app):
    assert list(whole) == ["window", "items", "issues", "new", "changes", "disagreements", "counts"]
    assert whole["window"]["from"] is None and whole["window"]["zone"] == "UTC"
    assert whole["counts"]["articles"] == 5
    sides = [side for one in whole["disagreements"] for group in one["sides"] for side in group["rows"]]
    for row in [*positions(whole), *whole["new"], *sides]:
        assert seed_app.articles.get(row["article"]).raw[row["start"] : row["end"]] == row["text"]


def test_standing_positions_are_complete_and_two_at_most_for_an_actor_and_issue(whole, seed_app):
    pairs: dict[tuple[str, str], list[dict]] = {}
    for issue in whole["issues"]:
        for row in issue["positions"]:
            assert row["issue"] == issue["issue"]
            pairs.setdefault((row["actor"], row["issue"]), []).append(row)
    assert set(pairs) == {(row.position.actor, row.position.issue) for row in seed_app.ledger.rows}
    for rows in pairs.values():
        assert len(rows) <= 2
        assert not {"supports", "opposes"} <= {row["stance"] for row in rows}
        assert len({row["text"] for row in rows}) == len(rows)


def test_issues_come_in_the_configured_order(whole, seed_app):
    order = [issue.id for issue in seed_app.issues.all]
    found = [issue["issue"] for issue in whole["issues"]]
    assert found == [issue for issue in order if issue in found]


def test_nothing_was_read_before_the_record_was_built(run):
    found = json.loads(run("--json", "--as-of", "2001-01-01").stdout)
    assert (found["issues"], found["new"], found["counts"]["articles"]) == ([], [], 0)


def test_another_article_makes_another_edition(own_app, tmp_path):
    briefer = own_app.briefings.briefer
    before = briefer.compose(Window(None, datetime.now(UTC), "UTC"))
    time.sleep(1.1)  # moments of ingestion are whole seconds
    since = datetime.now(UTC)
    time.sleep(1.1)
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    own_app.ingest([tmp_path / "news.txt"])
    briefer.refresh()
    found = briefing_object(briefer.compose(Window(since, datetime.now(UTC), "Europe/Kyiv")))
    assert {row["article"] for row in found["new"]} == {"news"}
    assert "sweden" in {row["actor"] for row in found["new"]}
    assert found["counts"]["articles"] == 1
    after = briefer.compose(Window(None, datetime.now(UTC), "UTC"))
    assert len(after.standing) > len(before.standing)


def test_for_people(run):
    result = run("--zone", "Kyiv", "--issue", "foreign troops", "--full")
    assert result.exit_code == 0, result.exception
    assert "(Europe/Kyiv)" in result.stdout and "STANDING POSITIONS" in result.stdout
    assert "5 articles" in result.stdout
    assert "NATO membership" not in result.stdout


def test_the_edition_is_short_and_in_the_order_of_its_items(run, whole):
    result = run()
    assert result.exit_code == 0, result.exception
    assert len(result.stdout.split()) <= 150 and "STANDING POSITIONS" not in result.stdout
    shown = " ".join(result.stdout.split())
    assert 1 <= len(whole["items"]) <= 5
    kinds = ["moved", "opposed", "first", "reported", "other"]
    assert [item["kind"] for item in whole["items"]] == sorted(
        (item["kind"] for item in whole["items"]), key=kinds.index
    )
    rows = [row for item in whole["items"] for row in item["rows"]]
    assert all(row["stance"] != "unclear" for row in rows)
    assert all(" ".join(row["text"].split()) in shown for row in rows if row in whole["new"])


def test_everything_behind_the_edition_is_printed_in_full(seed_app):
    briefer = seed_app.briefings.briefer
    briefing = briefer.compose(Window(None, datetime.now(UTC), "UTC"))
    text = "\n".join(lines(briefing, briefer.view, full=True))
    assert briefing.new and all(plain(row.position.text) in text for row in briefing.new)
    assert all(plain(row.position.text) in text for standing in briefing.standing for row in standing.rows)
    assert all(plain(row.position.text) in text for one in briefing.disagreements for row in one.leading)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--since", "yesterday"), "is no date"),
        (("--since", "2026-01-02", "--as-of", "2025-01-01"), "lies after"),
        (("--zone", "Qwxzy"), "no time zone"),
        (("--issue", "chess"), "no issue"),
    ],
)
def test_wrong_arguments_are_told(run, arguments, words):
    result = run(*arguments)
    assert isinstance(result.exception, UsageError)
    assert words in str(result.exception)
