"""``communique judge``: reading and judge side by side, and the judge asked about what waits."""

import json

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.errors import CommuniqueError, ConfigurationError, UsageError
from bot.settings import load_settings
from tests.conftest import copy_record
from tests.model_server import labelled

WAR = """The minister on foreign troops

Foreign Minister Otto Brandt said that he rejects sending foreign troops to Ukraine.

"We support sending foreign troops to Ukraine," Envoy Mara Lind said on Monday.

Envoy Mara Lind said that foreign troops in Ukraine would be talked about if Parliament agrees.
"""


@pytest.fixture
def command(served, tmp_path, monkeypatch):
    """Runs a command with the judge in the seat."""
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COMMUNIQUE_JUDGE__URL", served.url)
    monkeypatch.setenv("COMMUNIQUE_JUDGE__MODEL", "qwen")
    monkeypatch.setenv("COMMUNIQUE_JUDGE__RETRIES", "0")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "war.txt").write_text(WAR, encoding="utf-8")
    (tmp_path / "articles" / "empty.md").write_text("", encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(communique, [*map(str, arguments)])


def test_a_comparison_says_how_often_both_agree_and_where_not(command, served, tmp_path):
    def label(one):
        if "if Parliament" in one["statement"]:
            return {"kind": "said", "issue": "this", "stance": "conditional", "evidence": "if Parliament agrees"}
        return "opposes" if "rejects" in one["statement"] else "none"

    served.model = lambda statements: labelled(statements, label)
    done = command("judge", "compare", tmp_path / "articles", "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["judge"] == {"url": served.url, "model": "qwen"}
    assert (found["articles"], found["positions"], found["thrown_away"]) == (1, 3, 0)
    assert len(found["left_out"]) == 1 and "empty.md" in found["left_out"][0]
    assert found["agree"] == 1
    assert found["table"]["opposes"] == {"supports": 0, "opposes": 1, "conditional": 0, "none": 0}
    assert found["table"]["supports"]["none"] == 1 and found["table"]["unclear"]["conditional"] == 1
    assert found["arrows"] == {"reading": 2, "kept": 1, "conditional": 0, "unclear": 1}
    fallen, given = found["differ"]
    assert (fallen["reading"], fallen["judge"], fallen["stands"]) == ("supports", "none", "unclear")
    assert (given["reading"], given["judge"], given["stands"]) == ("unclear", "conditional", "conditional")
    assert given["judge_evidence"] == "if Parliament agrees"
    assert WAR[fallen["start"] : fallen["end"]] == fallen["text"]
    # Nothing became part of a record, and a second run asks about nothing twice.
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["judge.sqlite3"]
    asked = len(served.asked)
    told = command("judge", "compare", tmp_path / "articles").stdout
    assert len(served.asked) == asked
    assert "Same label: 1 of 3; answers thrown away: 0." in told and "Thrown away is" not in told
    assert "reading supports (“support”, “sending”, “troops”), judge none: unclear stands" in told
    assert "reading unclear, judge conditional (“if Parliament agrees”): conditional stands" in told
    assert told.count(WAR.splitlines()[4]) == 1


def test_where_answers_are_thrown_away_the_reading_stands(command, served, tmp_path):
    served.model = lambda statements: "I would rather not say."
    found = json.loads(command("judge", "compare", tmp_path / "articles", "--json").stdout)
    assert (found["positions"], found["thrown_away"], found["agree"], found["differ"]) == (3, 3, 0, [])
    assert found["arrows"] == {"reading": 2, "kept": 2, "conditional": 0, "unclear": 0}
    told = command("judge", "compare", tmp_path / "articles").stdout
    assert "Same label: 0 of 0; answers thrown away: 3." in told and "there the reading stands" in told
    assert [line.split()[-1] for line in told.splitlines() if line.startswith(("supports", "opposes"))] == ["1", "1"]


def test_articles_without_a_position_are_told_so(command, served, tmp_path):
    (tmp_path / "articles" / "war.txt").write_text("The weather\n\nIt rained on Monday.\n", encoding="utf-8")
    told = command("judge", "compare", tmp_path / "articles")
    assert told.exit_code == 0 and "1 article, 0 positions." in told.stdout
    assert served.asked == []


def test_a_comparison_without_a_judge_or_with_one_that_is_away(command, served, tmp_path, monkeypatch):
    served.faults = [503]
    away = command("judge", "compare", tmp_path / "articles")
    assert isinstance(away.exception, CommuniqueError) and away.exception.exit_code == 3
    assert "it answers 503" in str(away.exception)
    nowhere = command("judge", "compare", tmp_path / "missing")
    assert isinstance(nowhere.exception, UsageError) and "missing" in str(nowhere.exception)
    monkeypatch.delenv("COMMUNIQUE_JUDGE__URL")
    for arguments in (("compare", tmp_path / "articles"), ("ask",)):
        nobody = command("judge", *arguments)
        assert isinstance(nobody.exception, UsageError) and "[judge]" in str(nobody.exception)


def test_the_record_is_judged_and_status_says_how_it_stands(command, served, seed_record, tmp_path):
    copy_record(seed_record, tmp_path / "data")
    served.faults = [503]
    away = command("judge", "ask", "--json")
    assert isinstance(away.exception, CommuniqueError)
    assert json.loads(away.stdout) | {"away": None} == {
        "heard": 0, "url": served.url, "model": "qwen", "waiting": 5, "away": None,
    }  # fmt: skip
    standing = json.loads(command("status", "--json").stdout)
    assert (standing["reading_again"], standing["judge"]["waiting"]) == (0, 5)
    assert standing["judge"]["away"]["reason"] == "it answers 503: its own log says why"
    told = command("status").stdout
    assert "the linked reading stands" in told and "it answers 503" in told
    asked = len(served.asked)
    assert json.loads(command("judge", "ask", "--json").stdout)["heard"] == 5
    once = len(served.asked) - asked
    assert once > 0
    assert json.loads(command("judge", "ask", "--json").stdout)["heard"] == 0
    # Another model under the same name is heard when it is asked for; what it does not say then stays as it was.
    served.model = lambda statements: labelled(statements, lambda _one: "conditional")
    assert json.loads(command("judge", "ask", "--anew", "--json").stdout)["heard"] == 5
    assert len(served.asked) == asked + 2 * once
    stances = {json.loads(line)["stance"] for line in command("positions", "--json").stdout.splitlines()}
    assert "conditional" in stances and not stances & {"supports", "opposes"}
    assert json.loads(command("status", "--json").stdout)["judge"] == {
        "url": served.url, "model": "qwen", "waiting": 0, "away": None,
    }  # fmt: skip


def test_what_is_ingested_is_judged_afterwards(command, served, seed_record, tmp_path):
    copy_record(seed_record, tmp_path / "data")
    (tmp_path / "articles" / "empty.md").unlink()
    done = command("ingest", tmp_path / "articles", "--json")
    assert json.loads(done.stdout)["status"] == "added"
    assert {one["statement"] in WAR for one in served.statements} == {True}
    rows = [json.loads(line) for line in command("positions", "--json").stdout.splitlines()]
    assert {row["stance"] for row in rows if row["article"] == "war"} == {"unclear"}
    assert json.loads(command("status", "--json").stdout)["judge"]["waiting"] == 5


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"URL": "http://127.0.0.1:1/v1"}, r"COMMUNIQUE_JUDGE__URL: url is set and model is not: [^{]*$"),
        ({"URL": "http://me:secret@host/v1", "MODEL": "m"}, "JUDGE_API_KEY"),
        ({"URL": "127.0.0.1:11434", "MODEL": "m"}, "http://127.0.0.1:11434/v1"),
        ({"URL": "file:///etc/passwd", "MODEL": "m"}, "http://127.0.0.1:11434/v1"),
        ({"URL": "http://host/v1?key=secret", "MODEL": "m"}, "http://127.0.0.1:11434/v1"),
        ({"URL": "http://host/v1", "MODEL": ""}, "COMMUNIQUE_JUDGE__MODEL"),
        ({"KEY": "secret"}, "no such setting"),
        ({"BATCH_SIZE": "0"}, "COMMUNIQUE_JUDGE__BATCH_SIZE"),
    ],
)
def test_a_wrong_setting_is_told(values, words):
    with pytest.raises(ConfigurationError, match=words):
        load_settings(environment={f"COMMUNIQUE_JUDGE__{key}": value for key, value in values.items()})


def test_no_message_repeats_a_password():
    named = {"COMMUNIQUE_JUDGE__URL": "http://me:s3cret@host/v1", "COMMUNIQUE_JUDGE__MODEL": "m"}
    with pytest.raises(ConfigurationError) as told:
        load_settings(environment=named)
    assert "s3cret" not in str(told.value) and "http://…@host/v1" in str(told.value)


def test_an_address_may_end_in_a_stroke():
    named = {"COMMUNIQUE_JUDGE__URL": "https://host:8000/v1/", "COMMUNIQUE_JUDGE__MODEL": "m"}
    assert load_settings(environment=named).judge.url == "https://host:8000/v1"
