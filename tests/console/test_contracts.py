"""Every machine contract over the seeds: fields, types, spans, exit status; nothing but JSON on standard output."""

import json
import re

import pytest
from click.testing import CliRunner

import bot.app
from bot.__main__ import communique
from bot.settings import ROOT
from embeddings.clean import clean

EXCERPT = [
    "role", "article", "text", "start", "end", "paragraph", "title", "outlet", "outlet_alignment",
    "machine_translated", "url", "published", "published_basis", "speaker", "actor", "score",
]  # fmt: skip
ROW = [
    "article", "text", "start", "end", "paragraph", "speaker", "speaker_kind", "actor", "cue", "statement_kind",
    "issue", "stance", "evidence", "outlet", "published", "kind", "same_as", "also_in",
]  # fmt: skip
STATEMENT = [
    "article", "speaker", "speaker_start", "speaker_end", "resolved", "cue", "text", "start", "end", "spans",
    "statement_kind",
]  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RAW = {file.stem: file.read_bytes().decode() for file in (ROOT / "seeds").glob("*.txt")}
CLEAN = {article: clean(raw) for article, raw in RAW.items()}


@pytest.fixture
def run(seed_app, monkeypatch):
    monkeypatch.setattr(bot.app, "build_app", lambda *_, **__: seed_app)
    return lambda *arguments, given=None: CliRunner().invoke(communique, list(arguments), input=given)


def objects(result):
    """Standard output, one object a line, ended by line feeds alone."""
    text = result.stdout_bytes.decode("utf-8")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def check_span(found):
    article, start, end = found["article"], found["start"], found["end"]
    assert RAW[article][start:end] == found["text"]
    shown = [(block.start, block.end) for block in CLEAN[article].body]
    assert any(low <= start < high for low, high in shown) and any(low < end <= high for low, high in shown)
    lines = RAW[article][:start].split("\n")
    assert found["paragraph"] == sum(bool(line.strip()) for line in lines[:-1]) + 1


def check_row(row):
    assert list(row) == ROW
    check_span(row)
    assert row["speaker_kind"] in ("official", "institution", "analyst", "unattributed-reporting")
    assert row["statement_kind"] in ("direct-quote", "indirect", "reported-fact")
    assert row["kind"] in ("said", "did") and row["issue"] != "other"
    assert row["stance"] in ("supports", "opposes", "conditional", "unclear")
    assert isinstance(row["evidence"], list) and SLUG.fullmatch(row["actor"])
    assert row["actor"] != "unattributed" or row["speaker"] is None


def check_answer(answer):
    assert list(answer) == ["question", "status", "excerpts", "coverage", "note", "stances"]
    assert list(answer["coverage"]) == ["articles", "outlets", "latest"]
    roles = [excerpt["role"] for excerpt in answer["excerpts"]]
    if answer["status"] == "answered":
        assert roles and set(roles) <= {"answer", "other-side"}
    if answer["status"] == "not_in_corpus":
        assert set(roles) <= {"correction", "nearest"} and roles == sorted(roles)
    if answer["status"] == "rejected":
        assert not roles and answer["note"]
    for one in answer["stances"]:
        assert list(one) == ["issue", "stance", "actors"] and one["stance"] in ("opposes", "supports", "conditional")
        assert all(0 <= named["excerpt"] < len(answer["excerpts"]) for named in one["actors"]) and one["actors"]
    for excerpt in answer["excerpts"]:
        assert list(excerpt) == EXCERPT
        check_span(excerpt)
        sentences = CLEAN[excerpt["article"]].sentences
        assert excerpt["start"] in {sentence.start for sentence in sentences}
        assert excerpt["end"] in {sentence.end for sentence in sentences}
        assert len(excerpt["text"]) <= 700


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Who will send troops?", 0),
        ("What is the capital of Peru?", 1),
        ("How many troops will Italy deploy?", 1),
        ("", 2),
        ("x" * 500, 2),
        ("🙂🙂", 2),
        ("\udcff who", None),
    ],
)
def test_ask(run, question, status):
    result = run("ask", question, "--json")
    (answer,) = objects(result)
    check_answer(answer)
    assert answer["question"] == question
    assert result.exit_code == ({"answered": 0, "not_in_corpus": 1, "rejected": 2}[answer["status"]])
    assert status in (None, result.exit_code)


def test_a_batch_has_one_answer_a_line_in_order(run, tmp_path):
    asked = ["Who will send troops?", "", "   ", "Who refused?\r", "a " * 9000, "Кто? 🇺🇦\u2028who\u0085\x0b\x0cend?"]
    (tmp_path / "asked.txt").write_bytes("\n".join(asked).encode())
    result = run("ask", "--batch", str(tmp_path / "asked.txt"), "--json")
    answers = objects(result)
    assert [answer["question"] for answer in answers] == asked
    assert result.exit_code == 0
    for answer in answers:
        check_answer(answer)


def test_positions_and_the_same_rows_elsewhere(run):
    rows = objects(run("positions", "--json"))
    keys = [(row["article"], row["text"].strip(), row["actor"], row["issue"]) for row in rows]
    assert rows and len(keys) == len(set(keys))
    for row in rows:
        check_row(row)

    def same(arguments, *actors, issue=None):
        wanted = [r for r in rows if (not actors or r["actor"] in actors) and issue in (None, r["issue"])]
        found = objects(run(*arguments, "--json"))
        assert sorted(map(json.dumps, found)) == sorted(map(json.dumps, wanted)), arguments

    same(("matrix",))
    same(("actor", "russia"), "russia")
    same(("timeline", "russia"), "russia")
    same(("compare", "russia", "ukraine"), "russia", "ukraine")
    same(("issue", "foreign-troops"), issue="foreign-troops")
    assert objects(run("issue", "other", "--json")) == []
    same(("positions", "--actor", "russia", "--issue", "foreign-troops"), "russia", issue="foreign-troops")


def test_a_claim(run):
    (same,) = objects(run("ask", "--claim", "Poland refuses to send soldiers to Ukraine.", "--json"))
    assert same.pop("verdict") == "same"
    check_answer(same)
    shown = run("ask", "--claim", "Russia supports sending Western troops to Ukraine.").output
    assert "The record says otherwise." in shown and "rejected plans" in shown
    assert "leave --actor out" in str(run("ask", "--claim", "Poland refuses.", "--actor", "poland").exception)


def test_disagreements(run):
    found = objects(run("disagreements", "--json"))
    assert found
    for one in found:
        assert list(one) == ["issue", "kind", "topic", "sides"] and len(one["sides"]) > 1
        for side in one["sides"]:
            assert list(side) == ["label", "rows"] and side["rows"]
            for row in side["rows"]:
                figure = row.pop("figure", None)
                assert (figure is not None) == (one["kind"] == "figures")
                check_row(row)
    assert {one["kind"] for one in found} == {"positions", "figures"}


def test_statements(run):
    rows = objects(run("statements", "--json", str(ROOT / "seeds")))
    assert {row["article"] for row in rows} == set(RAW)
    for row in rows:
        raw = RAW[row["article"]]
        assert list(row) == STATEMENT
        assert raw[row["start"] : row["end"]] == row["text"]
        assert row["speaker"] and raw[row["speaker_start"] : row["speaker_end"]].strip()
        assert (row["spans"][0][0], row["spans"][-1][1]) == (row["start"], row["end"])
        assert row["statement_kind"] in ("direct-quote", "indirect")


def test_one_stance_a_line_whatever_the_line(run):
    first = '{"text": "We reject foreign troops.", "speaker": null, "cue": null}'
    given = first + '\n\nbare\r\n{"text": 3}\n{no\n[1]\n{"text": "\\ud800"}'
    found = objects(run("stance", "--issue", "foreign-troops", "--json", given=given))
    assert [one["text"] for one in found] == [
        "We reject foreign troops.",
        "",
        "bare",
        '{"text": 3}',
        "{no",
        "[1]",
        "\ud800",
    ]
    assert all(list(one) == ["text", "issue", "stance", "evidence"] for one in found)
    assert found[0]["stance"] == "opposes"


def test_a_date_that_is_none(run):
    assert "YYYY" in str(run("actor", "russia", "--since", "soon").exception)
