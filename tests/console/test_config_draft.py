"""``communique config draft``: what it writes where, and what it never overwrites."""

import json
import tomllib

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.errors import CommuniqueError, UsageError

HOSTILE = 'Mayor Anna "Lund\x1b]0;pwn\x07" Berg said the ferry should run. """ \\ Berg rejected a bridge.\n\n' * 3


@pytest.fixture
def folder(tmp_path):
    seeds = tmp_path / "subject" / "seeds"
    seeds.mkdir(parents=True)
    for name in ("a", "b"):
        (seeds / f"{name}.txt").write_text(
            "Ferry row\n\nMayor Anna Lund said the ferry should run at night. Lund rejected a bridge.\n\n" + HOSTILE,
            encoding="utf-8",
        )
    return seeds


def run(*arguments):
    return CliRunner().invoke(communique, ["config", "draft", *map(str, arguments)])


def test_both_files_are_written_beside_the_articles_and_never_over_others(folder):
    result = run(folder)
    assert result.exit_code == 0, result.exception
    out = folder.parent / "config"
    actors = (out / "actors.toml").read_text(encoding="utf-8")
    assert "anna-lund" in [one["id"] for one in tomllib.loads(actors)["actor"]]
    assert "\x1b" not in actors
    assert tomllib.loads((out / "issues.toml").read_text(encoding="utf-8")) == {}
    assert sorted(file.name for file in out.iterdir()) == ["actors.toml", "issues.toml"]
    assert f"COMMUNIQUE_CONFIG={out}" in result.output

    (out / "actors.toml").unlink()
    (out / "issues.toml").write_text("mine")
    again = run(folder)
    assert isinstance(again.exception, UsageError) and "issues.toml exists" in str(again.exception)
    assert not (out / "actors.toml").exists()

    forced = json.loads(run(folder, "--force", "--json").stdout)
    assert (out / "issues.toml").read_text(encoding="utf-8") != "mine"
    assert forced["articles"] == 2 and forced["refused"] == []
    assert forced["actors"]["file"] == str(out / "actors.toml") and forced["actors"]["people"] >= 1
    assert forced["issues"]["proposals"] == (out / "issues.toml").read_text(encoding="utf-8").count("# [[issue]]")


def test_the_check_of_a_draft_names_only_what_is_left(folder):
    out = folder.parent / "elsewhere"
    assert run(folder, "--out", out).exit_code == 0
    result = CliRunner().invoke(communique, ["config", "check"], env={"COMMUNIQUE_CONFIG": str(out)})
    (fault,) = result.exception.faults
    assert "key issue: there is no issue yet" in fault


@pytest.mark.parametrize("what", ["missing", "a file", "empty", "unreadable"])
def test_where_nothing_can_be_read_nothing_is_written(tmp_path, what):
    folder = tmp_path / "seeds"
    if what == "a file":
        folder.write_text("words")
    elif what != "missing":
        folder.mkdir()
    if what == "unreadable":
        (folder / "a.txt").write_bytes(b"\x00\x01\x02" * 50)
    result = run(folder)
    assert isinstance(result.exception, CommuniqueError)
    assert isinstance(result.exception, UsageError) == (what != "unreadable")
    assert not (tmp_path / "config").exists()
