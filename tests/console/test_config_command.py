"""``communique config check``: everything that is wrong is named, each once, and nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.errors import ConfigurationError
from bot.settings import ROOT

CONFIG = ROOT / "config"


def check(folder, *arguments):
    return CliRunner().invoke(communique, ["config", "check", *arguments], env={"COMMUNIQUE_CONFIG": str(folder)})


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CONFIG, tmp_path / "config")
    return tmp_path / "config"


def add(folder, name, text):
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def test_the_shipped_configuration_is_right():
    result = check(CONFIG)
    assert result.exit_code == 0
    for file in CONFIG.glob("*.toml"):
        assert f"\n{file.name} " in result.output
    assert "seeds/manifest.toml  facts of 5 articles" in result.output


WRONG = {
    "communique.toml": "[briefing]\ngrace_hours = -1\nhours = 2\n[brefing]",
    "actors.toml": """
[[actor]]
id = "one"
kind = "planet"
colour = 3
[[actor]]
id = "two"
name = "Russia"
kind = "state"
speaks_for = "one"
[[actor]]
id = "three"
name = "Three"
kind = "person"
speaks_for = "nobody"
roles = [{ title = "chair", of = "nowhere" }, { title = "x", from = 2025-01-02, until = 2025-01-01 }]
[[actor]]
id = "three"
name = "..."
[titles]
officals = ["x"]
""",
    "issues.toml": """
[[issue]]
id = "p"
name = "x"
sentence = ""
[[issue]]
id = "q"
name = "x"
sentence = "x"
cues = ["(x", "y)"]
[[issue]]
id = "q"
name = "y"
sentence = "y"
""",
    "outlets.toml": """
[[outlet]]
name = "Zed"
country = "atlantis"
aligned_with = "x"
[[outlet]]
name = "TASS"
country = "one"
""",
    "feeds.toml": "[[feed]]\nurl = 3\n[[feed]]\nurl = 'ftp://x.example'\noutlet = ' '",
    "zones.toml": "[towns]\n",
    "cues.toml": "verbs = 3\n[nons]",
    "attitude.toml": "[verbs]\nwsh = 'x'",
}
TOLD = {
    "communique.toml": ["briefing.grace_hours", "briefing.hours", "key brefing"],
    "actors.toml": [
        '"one" key kind', '"one" key colour', '"one" key name', '"Russia" is claimed', 'no actor "nobody"',
        '"nowhere"', "before it begins", '"three" is given twice', "officals",
    ],
    "issues.toml": ['"p" key sentence', '"(x" is not a pattern', '"y)" is not a pattern', '"q" is given twice'],
    "outlets.toml": ["key aligned_with", "atlantis", '"TASS" is claimed'],
    "feeds.toml": ["number 1 key url", "number 2 key outlet", "ftp://x.example"],
    "zones.toml": ["key towns"],
    "cues.toml": ["key verbs", "key nons"],
    "attitude.toml": ["key verbs.wsh"],
    "manifest.toml": ["'gone.txt' is not a file", "key outlet", "key published", "key colour"],
}  # fmt: skip


def test_everything_wrong_is_named_at_once_each_in_a_sentence_with_its_file(folder):
    for name, text in WRONG.items():
        add(folder, name, text)
    (folder.parent / "seeds").mkdir()
    (folder.parent / "seeds" / "manifest.toml").write_text(
        '[[article]]\nfile = "gone.txt"\noutlet = 3\npublished = "soon"\ncolour = "red"\n'
    )
    result = check(folder)
    assert isinstance(result.exception, ConfigurationError)
    faults = result.exception.faults
    left = list(faults)
    for name, wanted in TOLD.items():
        for words in wanted:
            found = [fault for fault in left if words in fault and f"/{name}: " in fault]
            assert len(found) == 1, (name, words, found)
            left.remove(found[0])
    assert left == []
    assert all(fault.endswith(".") and "\n" not in fault for fault in faults)


def test_the_process_ends_with_2_and_all_of_them_on_standard_error(folder):
    add(folder, "zones.toml", '"Zed" = "Mars/Base"\n"Zod" = "Mars/Hill"')
    add(folder, "outlets.toml", '[[outlet]]\nname = "The Gazette"\ncountry = "atlantis"')
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "config", "check"],
        cwd=ROOT,
        env={"COMMUNIQUE_CONFIG": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    lines = ended.stderr.splitlines()
    assert [any(word in line for word in ("Mars/Base", "Mars/Hill", "atlantis")) for line in lines] == [True] * 3


def test_for_machines(folder):
    right = json.loads(check(folder, "--json").output)
    assert right["ok"] and right["folder"] == str(folder)
    assert {Path(one["file"]).name for one in right["files"]} == {*TOLD}
    assert all(one["holds"] and not one["faults"] for one in right["files"])
    add(folder, "zones.toml", '"Zed" = "Mars/Base"')
    result = check(folder, "--json")
    wrong = json.loads(result.output)
    assert result.exit_code == 2 and not wrong["ok"]
    (zones,) = [one for one in wrong["files"] if one["faults"]]
    assert zones["file"] == "zones.toml" and zones["holds"] is None
    assert "Mars/Base" in zones["faults"][0]


def test_a_file_that_is_no_toml_hides_no_other(folder):
    (folder / "actors.toml").write_text("[[actor]\n")
    (folder / "issues.toml").unlink()
    (folder / "zones.toml").write_text("cities = 3\n")
    faults = check(folder).exception.faults
    kinds = ("not valid TOML", "does not exist", "key cities")
    others = [fault for fault in faults if "outlets.toml" not in fault]
    assert len(others) == len(kinds) and all(kind in fault for kind, fault in zip(kinds, others, strict=True))


def test_what_no_code_reads_is_said(folder):
    (folder / "isues.toml").write_text("")
    result = check(folder)
    assert result.exit_code == 0
    assert "isues.toml" in result.output and "read by nobody" in result.output


def test_an_issue_is_needed(folder):
    (folder / "issues.toml").write_text("# [[issue]]\n")
    (fault,) = check(folder).exception.faults
    assert "key issue: there is no issue yet" in fault
