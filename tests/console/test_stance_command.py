import json

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.errors import UsageError


def run(lines, *more):
    return CliRunner().invoke(communique, ["stance", "--issue", "foreign-troops", *more], input=lines)


def test_one_line_out_for_each_line_in():
    lines = (
        'Sweden rejects foreign troops\n\n{"text": "the deployment of troops", "speaker": null, "cue": "welcomed"}\n'
    )
    out = run(lines, "--json").output.splitlines()
    rows = [json.loads(line) for line in out]
    assert [row["stance"] for row in rows] == ["opposes", "unclear", "supports"]
    assert [row["text"] for row in rows] == ["Sweden rejects foreign troops", "", "the deployment of troops"]
    assert all(row.keys() == {"text", "issue", "stance", "evidence"} for row in rows)


def test_a_line_that_only_looks_like_json_is_text():
    rows = [json.loads(line) for line in run("{no json\n", "--json").output.splitlines()]
    assert [row["text"] for row in rows] == ["{no json"]


@pytest.mark.parametrize("line", ['{"speaker": "x"}', '{"text": 1}', "[1]"])
def test_an_object_without_text_is_taken_as_it_stands(line):
    rows = [json.loads(out) for out in run(f"{line}\nfine\n", "--json").output.splitlines()]
    assert [row["text"] for row in rows] == [line, "fine"]


def test_a_speaker_that_is_no_text_is_none():
    row = json.loads(run('{"text": "Sweden rejects foreign troops", "speaker": 5, "cue": []}\n', "--json").output)
    assert row["stance"] == "opposes"


def test_for_people_the_evidence_stands_behind():
    assert "opposes" in run("Sweden rejects foreign troops\n").output


@pytest.mark.parametrize("name", ["nothing-like-it", "n"])
def test_an_unknown_or_ambiguous_issue_is_told(name):
    result = CliRunner().invoke(communique, ["stance", "--issue", name], input="x\n")
    assert isinstance(result.exception, UsageError)
    assert "negotiations" in str(result.exception)
