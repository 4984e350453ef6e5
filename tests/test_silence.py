"""Nothing leaves this machine but what was asked for."""

import os
import socket
import subprocess
import sys

import pytest

from bot.settings import ROOT
from embeddings.silence import SILENT
from tests.sealed import KILLED, WentOut, can_seal

sealed = pytest.mark.skipif(not can_seal(), reason="the kernel's filter is known for Linux on x86-64 and ARM alone")


def python(*arguments, given="", **more):
    environment = {name: value for name, value in os.environ.items() if name not in SILENT} | more
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, input=given, text=True, capture_output=True
    )


@pytest.mark.parametrize("room", ["bot", "embeddings", "bot.app", "embeddings.onnx_encoder", "benchmarks", "tests"])
def test_whatever_is_imported_first_silences_the_libraries(room):
    told = python(
        "-c",
        f"import os, sys, {'tests.sealed' if room == 'tests' else room}\n"
        "print(any(name in sys.modules for name in ('onnxruntime', 'huggingface_hub', 'transformers')))\n"
        f"print({{name: os.environ.get(name) for name in {list(SILENT)}}} == {SILENT})",
        ORT_DISABLE_TELEMETRY="0",
    )
    assert told.stdout.split() == ["False", "True"], told.stderr


@sealed
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK"])
def test_the_filter_ends_whoever_opens_a_socket(family):
    code = f"import socket, threading; threading.Thread(target=socket.socket, args=[socket.{family}]).start()"
    assert python("-c", f"from tests.sealed import no_socket; no_socket(); {code}").returncode == KILLED
    assert (
        python("-c", "from tests.sealed import no_socket; no_socket(); import socket; socket.socketpair()").stderr
        == ""
    )


@sealed
@pytest.mark.parametrize(
    ("arguments", "given", "status"),
    [
        (["chat"], "Who called the promise unbreakable?\n:quit\n", 0),
        (["ask", "Who will win the league?"], "", 1),
        (["ingest", "pier.txt"], "", 0),
        (["briefing", "--json"], "", 0),
        (["matrix", "--out", "matrix.png"], "", 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_no_command_opens_a_socket_or_notes_who_this_is(bot_environment, tmp_path, arguments, given, status):
    (tmp_path / "pier.txt").write_text("The harbour master said on Tuesday that the old pier would close in May.\n")
    arguments = [str(tmp_path / value) if value.endswith((".png", ".txt")) else value for value in arguments]
    environment = bot_environment(HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"))
    done = python("-m", "tests.sealed", *arguments, given=given, **environment)
    assert done.returncode == status, done.stderr
    kept = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert not any("deviceid" in name or "onnxruntime" in name for name in kept), kept


@sealed
@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Who called the promise unbreakable?"],
        ["ask", "--claim", "Hungary is against sending foreign troops to Ukraine."],
        ["positions", "--json"],
    ],
)
def test_no_question_and_no_listing_asks_the_judge(bot_environment, arguments):
    named = {"COMMUNIQUE_JUDGE__URL": "http://127.0.0.1:9/v1", "COMMUNIQUE_JUDGE__MODEL": "m"}
    done = python("-m", "tests.sealed", *arguments, **bot_environment(**named))
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_what_asks_a_judge_is_not_loaded_where_there_is_none():
    told = python(
        "-c",
        "import sys\nfrom bot.building.docket import Docket\nfrom bot.judging.seat import judge_of\n"
        "from bot.settings import load_settings\n"
        "print(judge_of(load_settings(environment={})), {'aiohttp', 'bot.judging.asked'} & set(sys.modules))",
    )
    assert told.stdout.split() == ["None", "set()"], told.stderr


def test_these_tests_cannot_reach_further_than_the_loopback():
    for host in ("192.0.2.1", "2001:db8::1", "example.org", "0x0a.1", "3221225985", "0x7f.example.org"):
        with pytest.raises(WentOut):
            socket.create_connection((host, 9), timeout=1)
