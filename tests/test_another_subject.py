"""``docs/another-subject.md`` typed as it stands: its commands run, and print what it shows.

With ``WRITE_DOCS=1`` in the environment what they print is written into the page instead.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ROOT

PAGE = ROOT / "docs" / "another-subject.md"
BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<kind>console|toml)\n(?P<text>.*?)```", re.DOTALL)
SAVED = re.compile(r"Save as `([\w/.]+)`:$")


@pytest.fixture
def typed(tmp_path, monkeypatch, capfd, seed_record):
    """Types a command where the page's reader stands; what it printed, and its exit status."""
    shutil.copytree(ROOT / "docs" / "another-subject", tmp_path / "docs" / "another-subject")
    # The model for questions is the seeds' one, which takes a while to make.
    shutil.copytree(seed_record / "model", tmp_path / "data" / "model", copy_function=os.link)
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def run(command):
        words = shlex.split(command)
        if words[0] == "export":
            monkeypatch.setenv(*words[1].split("="))
            return ""
        if words[0] != "communique":
            ended = subprocess.run(command, shell=True, check=False, capture_output=True, text=True)
            return ended.stdout + ended.stderr
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capfd.readouterr()
        written = shown.out if ended.value.code == 0 else shown.out + without_progress(shown.err)
        return "".join(f"{line.rstrip()}\n" for line in written.replace(str(tmp_path), "…").splitlines())

    return run


def without_progress(written):
    return "".join(line for line in written.splitlines(keepends=True) if not line.endswith(" ...\n"))


def test_every_command_of_the_page_prints_what_it_shows(typed):
    page = PAGE.read_text(encoding="utf-8")
    shown, printed = [], []
    for block in BLOCK.finditer(page):
        text = block["text"]
        if block["kind"] == "console":
            commands = re.findall(r"^\$ (.*)$", text, re.MULTILINE)
            shown.append(text)
            printed.append("".join(f"$ {command}\n{typed(command)}" for command in commands))
        elif saved := SAVED.search(block["before"]):
            Path(saved[1]).write_text(text, encoding="utf-8")
        else:
            assert any(text in file.read_text(encoding="utf-8") for file in Path("tram/config").iterdir()), text
    if os.environ.get("WRITE_DOCS"):
        for old, new in zip(shown, printed, strict=True):
            page = page.replace(f"```console\n{old}```", f"```console\n{new}```", 1)
        PAGE.write_text(page, encoding="utf-8")
    else:
        assert printed == shown


def test_the_figures_of_the_page_are_those_of_its_table():
    text = PAGE.read_text(encoding="utf-8")
    rows = [tuple(map(int, row)) for row in re.findall(r"^\| [^|]+ \| (\d+) of (\d+)", text, re.MULTILINE)]
    assert all(right <= of for right, of in rows)
    whole, arrows, silent = rows[0][1], rows[2][1], rows[4][1]
    assert whole == arrows + silent == int(re.search(r"(\d+) rows on the five", text)[1])
