"""The judge that is asked over HTTP, against a small server on the loopback."""

import json
from datetime import UTC, datetime

import pytest

from bot.errors import ConfigurationError
from bot.judging.answers import FILE
from bot.judging.asked import AskedJudge
from bot.judging.endpoint import MOST_BYTES
from bot.judging.judge import Case, NotJudged, Thresholds
from bot.judging.questions import INSTRUCTIONS, SCHEMA
from bot.judging.seat import judge_of
from bot.settings import load_settings
from tests.model_server import labelled

CASES = [
    Case(f"Speaker {n}", "", f"Word{n} is what speaker {n} says.", "The city should build the tram line.")
    for n in range(5)
]


@pytest.fixture
def judge(served, tmp_path):
    def make(**more):
        named = {"URL": served.url, "MODEL": "qwen", "BATCH_SIZE": 2, "RETRIES": 0, "REQUEST_SECONDS": 20, **more}
        environment = {f"COMMUNIQUE_JUDGE__{key}": str(value) for key, value in named.items()}
        settings = load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(tmp_path / "data"), **environment})
        return judge_of(settings)

    return make


def labels(verdicts):
    return [verdict and verdict.label for verdict in verdicts]


def test_nobody_is_asked_by_default():
    assert judge_of(load_settings(environment={})) is None


def test_cases_are_asked_about_in_batches_and_once(judge, served):
    served.model = lambda statements: labelled(
        statements, lambda one: "supports" if "Word3" in one["statement"] else "none"
    )
    first = judge()
    with pytest.raises(NotJudged):
        first.recall(CASES)
    assert served.asked == []
    assert labels(first.judge([*CASES, CASES[3]])) == ["none"] * 3 + ["supports", "none", "supports"]
    assert [len(json.loads(body["messages"][1]["content"])["statements"]) for body in served.asked] == [2, 2, 1]
    another = judge()
    assert labels(another.recall(CASES)) == labels(another.judge(CASES)) == ["none"] * 3 + ["supports", "none"]
    assert another.recall([CASES[3]])[0].evidence == (0, 5)
    assert len(served.asked) == 3
    assert labels(judge(MODEL="another").judge(CASES[:1])) == ["none"]
    assert len(served.asked) == 4


def test_what_a_request_holds(judge, served):
    judge().judge(CASES[:1])
    (body,), (headers,) = served.asked, served.headers
    assert body["path"] == "/v1/chat/completions"
    assert (body["model"], body["temperature"], body["stream"]) == ("qwen", 0, False)
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["messages"][0] == {"role": "system", "content": INSTRUCTIONS}
    assert served.statements == [
        {"n": 1, "speaker": "Speaker 0", "before": "", "statement": CASES[0].statement, "issue": CASES[0].issue}
    ]
    assert headers["user-agent"] == "Communique"
    assert "authorization" not in headers and "cookie" not in headers


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(judge, served, monkeypatch, tmp_path):
    monkeypatch.setenv("JUDGE_API_KEY", " s3cret-key ")
    judge().judge(CASES[:1])
    assert served.headers[0]["authorization"] == "Bearer s3cret-key"
    assert "s3cret" not in json.dumps(served.asked)
    assert all(b"s3cret" not in file.read_bytes() for file in (tmp_path / "data").iterdir())
    monkeypatch.setenv("JUDGE_API_KEY", "two\nlines")
    with pytest.raises(ConfigurationError, match="JUDGE_API_KEY"):
        judge()


def test_a_server_without_schemas_is_asked_without_one(judge, served):
    served.knows_schemas = False
    assert labels(judge().judge(CASES)) == ["none"] * 5
    assert ["response_format" in body for body in served.asked] == [True, False, False, False]


def test_a_server_that_takes_no_such_request_at_all_is_away(judge, served):
    served.faults = [400, 400]
    with pytest.raises(NotJudged, match="it answers 400: it knows no such model"):
        judge(RETRIES=1).judge(CASES[:1])
    assert ["response_format" in body for body in served.asked] == [True, False]


def test_forgotten_it_is_asked_again(judge, served):
    judge().judge(CASES[:1])
    judge().forget()
    with pytest.raises(NotJudged):
        judge().recall(CASES[:1])
    served.model = lambda statements: labelled(statements, lambda _one: "opposes")
    assert labels(judge().judge(CASES[:1])) == ["opposes"]


def test_what_cannot_be_used_is_asked_alone_and_then_is_no_answer(judge, served):
    def model(statements):
        if len(statements) > 1:
            return labelled(statements, lambda one: None if "Word1" in one["statement"] else "none")
        return "I would rather not say."

    served.model = model
    assert labels(judge().judge(CASES[:2])) == ["none", None]
    assert len(served.asked) == 2
    assert labels(judge().judge(CASES[:2])) == ["none", None]
    assert len(served.asked) == 2


def test_a_try_that_fails_is_followed_by_another(judge, served):
    served.faults = [503, 429]
    assert labels(judge(RETRIES=2).judge(CASES[:1])) == ["none"]
    assert len(served.asked) == 3


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (500, "it answers 500: its own log"),
        (413, "no such model or key (JUDGE_API_KEY), or cannot take so much at once (batch_size"),
        (401, "JUDGE_API_KEY"),
        (404, "404"),
        (302, "leads elsewhere"),
        (418, "it answers 418"),
        (30.0, "does not answer within 0.3 s (request_seconds"),
    ],
)
def test_a_judge_that_is_away_says_why(judge, served, fault, words):
    served.faults = [fault]
    asked = judge(REQUEST_SECONDS=0.3)
    with pytest.raises(NotJudged):
        asked.judge(CASES)
    absence = judge().absence
    assert words in absence.reason and absence.until > absence.since > datetime(2020, 1, 1, tzinfo=UTC)
    # What is explicitly asked for is asked, and an answer ends the absence.
    assert labels(judge().judge(CASES)) == ["none"] * 5
    assert judge().absence is None


@pytest.mark.parametrize(
    ("fault", "tries"), [(503, 2), (429, 2), (408, 2), (401, 1), (403, 1), (404, 1), (301, 1), (418, 1)]
)
def test_only_what_passes_is_tried_again(judge, served, fault, tries):
    served.faults = [fault] * 5
    with pytest.raises(NotJudged):
        judge(RETRIES=1).judge(CASES[:1])
    assert len(served.asked) == tries


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": "hello"}]}',
        b'{"error": "no model"}',
        b"[" * 100_000,
        b'{"choices": "' + b"x" * (MOST_BYTES + 1) + b'"}',
    ],
    ids=range(8),
)
def test_a_server_that_is_none_is_away(judge, served, raw):
    served.raw = raw
    with pytest.raises(NotJudged):
        judge().judge(CASES[:1])
    assert judge().absence is not None


@pytest.mark.parametrize("content", [None, 5, {"labels": []}])
def test_a_model_that_says_nothing_gives_nothing(judge, served, content):
    served.raw = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    assert judge().judge(CASES[:1]) == [None]


def test_where_nobody_listens_it_is_away(judge):
    with pytest.raises(NotJudged, match=r"cannot be reached \(Connection refused\)$"):
        judge(URL="http://127.0.0.1:9/v1").judge(CASES[:1])


def test_too_slow_for_one_article_keeps_what_was_said(judge, served):
    served.faults = [0.0, 30.0]
    with pytest.raises(NotJudged, match="longer than 2 s"):
        judge(ARTICLE_SECONDS=2).judge(CASES)
    assert judge().absence is None
    assert labels(judge().recall(CASES[:2])) == ["none"] * 2
    asked = len(served.asked)
    assert labels(judge().judge(CASES)) == ["none"] * 5
    assert len(served.asked) == asked + 2


def test_nothing_that_is_kept_holds_a_word_of_an_article(judge, tmp_path):
    assert isinstance(judge(), AskedJudge) and judge().thresholds == Thresholds()
    judge().judge(CASES)
    kept = (tmp_path / "data" / FILE).read_bytes()
    assert b"none" in kept and b"speaker" not in kept and b"Word" not in kept and b"tram" not in kept
