"""Names, texts and arguments with everything that steers a terminal, on a terminal: a pipe would hide it."""

import ast
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.console.terminal import on_terminal

HOSTILE = "x\x1b]0;pwn\x07\x1b[5;35m\x9b31m\u202egnp\u2066\U000e0041\u200b"
"""A title set, colours by both introducers, writing turned round, a hidden tag, a space without width."""
OWN = re.compile(r"\x1b\[(?:[0-9;]*m|\?25[lh]|2K|1A)|[\r\n]")
"""What the bot writes itself: styles, and its progress bar."""
ALLOWED = ("plain", "dump", "message", "line")
"""What makes words of others inert; ``line`` of ``ingest`` does it by ``message``."""


def check(written):
    assert "pwn" in written, "it was not shown at all"
    assert "\x1b]" not in written and "\x1b[5;35m" not in written
    rest = OWN.sub("", written)
    assert [hex(ord(c)) for c in rest if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}] == []


@pytest.fixture(scope="module")
def data(bot_environment):
    return Path(bot_environment()["COMMUNIQUE_RECORD__DATA"])


@pytest.fixture(scope="module")
def hostile_record(data, tmp_path_factory):
    """A record with an article whose title, outlet, speaker and words are hostile; one of such a name is refused."""
    folder = tmp_path_factory.mktemp("articles")
    text = (
        f"Minister {HOSTILE} welcomes the plan for observers\n\n"
        f"The foreign minister of Freedonia, Rufus {HOSTILE} Firefly, said on Tuesday that he rejects {HOSTILE} "
        "foreign troops in Ukraine. “We reject foreign troops,” said Firefly of Freedonia.\n"
    )
    (folder / "hostile.txt").write_text(text)
    (folder / f"{HOSTILE}.txt").write_text(text)
    outlet = HOSTILE.replace("\x1b", "\\u001b").replace("\x07", "\\u0007")
    (folder / "manifest.toml").write_text(f'[[article]]\nfile = "hostile.txt"\noutlet = "{outlet}"\n')
    written, status = on_terminal("ingest", str(folder), data=data)
    assert status == 3 and "hostile.txt: added" in written and "control characters in its name" in written, written
    check(written)
    return data


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Who rejects foreign troops, Firefly of Freedonia?", "--all"],
        ["ask", f"Who rejects foreign troops {HOSTILE}, Firefly of Freedonia?", "--json"],
        ["status"],
        ["positions", "--json"],
        ["positions"],
        ["briefing", "--full"],
        ["actor", HOSTILE],
    ],
    ids=lambda arguments: " ".join(word if word.isascii() and word.isprintable() else "..." for word in arguments),
)
def test_a_hostile_record_on_a_terminal(hostile_record, arguments):
    written, _ = on_terminal(*arguments, data=hostile_record)
    check(written)
    if "--json" in arguments:
        lines = [OWN.sub("", line) for line in written.split("\r\n")]
        values = [value for line in lines if line.startswith("{") for value in json.loads(line).values()]
        assert any(HOSTILE in value for value in values if isinstance(value, str))


def test_a_hostile_record_in_the_pager(hostile_record, tmp_path):
    got = tmp_path / "paged"
    keep = f"import sys; open({str(got)!r}, 'w', newline='').write(sys.stdin.read())"
    written, ended = on_terminal(
        "positions", data=hostile_record, LINES="10", PAGER=f'{sys.executable} -c "{keep}"', LESS="-R"
    )
    assert ended == 0 and "pwn" not in written
    check(got.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([HOSTILE], 2),
        ([f"--{HOSTILE}"], 2),
        (["ask", "words", f"--{HOSTILE}"], 2),
        (["ask", "words", HOSTILE], 2),
        (["search", "--corpus", "seeds", "-k", HOSTILE, "words"], 2),
        (["ingest", HOSTILE], 2),
        (["statements", HOSTILE], 2),
        (["ask", "--batch", HOSTILE], 2),
        (["issue", HOSTILE], 2),
    ],
)
def test_a_hostile_argument_on_a_terminal(data, arguments, status):
    written, ended = on_terminal(*arguments, data=data)
    assert ended == status
    check(written)


def test_a_hostile_key_of_a_configuration_on_a_terminal(data, tmp_path):
    key = HOSTILE.replace("\x1b", "\\u001b").replace("\x07", "\\u0007")
    (tmp_path / "communique.toml").write_text(f'[record]\n"{key}" = 1\n')
    written, ended = on_terminal("config", "check", data=data, COMMUNIQUE_CONFIG=str(tmp_path))
    assert ended == 2
    check(written)


@pytest.mark.parametrize("arguments", [["x" * 6000], ["ingest", "x" * 6000], ["actor", "x" * 6000]])
def test_an_endless_argument_is_cut(data, arguments):
    written, ended = on_terminal(*arguments, data=data)
    assert ended != 0
    assert 0 < len(written) < 2000, written


def test_every_line_printed_goes_through_the_one_place():
    for path in [ROOT / "bot" / "__main__.py", *(ROOT / "bot" / "console").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "click.echo"):
                continue
            calls = [one for one in ast.walk(node.args[0]) if isinstance(one, ast.Call)]
            names = {ast.unparse(one.func) for one in calls}
            assert isinstance(node.args[0], ast.Constant) or names & set(ALLOWED), f"{path.name}: {ast.unparse(node)}"
