import json

import pytest
from click.testing import CliRunner

from bot.console.statements import statements
from bot.errors import CommuniqueError, UsageError

TEXT = "\ufeffThe envoy was late.\r\n\r\n“We will wait,” Anna Berg said.\r\nNorway will allocate a billion.\r\n"
KEYS = [
    "article",
    "speaker",
    "speaker_start",
    "speaker_end",
    "resolved",
    "cue",
    "text",
    "start",
    "end",
    "spans",
    "statement_kind",
]


def run(*arguments):
    return CliRunner().invoke(statements, [str(a) for a in arguments], catch_exceptions=False)


def rows(result):
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def test_one_object_a_line_with_spans_into_the_file(tmp_path):
    (tmp_path / "one.txt").write_bytes(TEXT.encode())
    (row,) = rows(run("--json", tmp_path))
    assert list(row) == KEYS
    assert (row["article"], row["speaker"], row["statement_kind"]) == ("one", "Anna Berg", "direct-quote")
    assert TEXT[row["start"] : row["end"]] == row["text"] == "“We will wait,”"
    assert TEXT[row["speaker_start"] : row["speaker_end"]] == "Anna Berg"


def test_facts_are_added_when_asked_for(tmp_path):
    (tmp_path / "one.txt").write_bytes(TEXT.encode())
    assert [r["statement_kind"] for r in rows(run("--json", "--facts", tmp_path / "one.txt"))] == [
        "direct-quote",
        "reported-fact",
    ]


def test_what_is_not_english_or_says_nothing_is_named_and_no_error(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Le ministre a déclaré que les négociations continueraient encore longtemps.", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("The road runs along the river and over the old bridge.", encoding="utf-8")
    result = run("--json", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "a.txt: not in English" in result.stderr
    assert "b.txt: no statement" in result.stderr


def test_a_file_that_is_no_text_is_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 \x00\x01")
    (tmp_path / "b.txt").write_bytes(TEXT.encode())
    with pytest.raises(CommuniqueError, match="1"):
        run("--json", tmp_path)


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        run(tmp_path / "missing.txt")


def test_for_people(tmp_path):
    (tmp_path / "one.txt").write_bytes(TEXT.encode())
    assert run(tmp_path).stdout == "one [2] Anna Berg (said): “We will wait,”\n"
