"""The command line as a process: its exit status and what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import describe

READ_ONE_LINE = "import sys; sys.stdin.readline(); sys.stdin.close()"


def communique(*arguments, data, **how):
    environment = {**os.environ, "COMMUNIQUE_RECORD__DATA": str(data)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], stderr=subprocess.PIPE, env=environment, text=True, **how
    )


@pytest.mark.parametrize("arguments", [("positions", "--json"), ("positions",)])
def test_a_reader_that_has_enough_is_no_failure(seed_record, arguments):
    with communique(*arguments, data=seed_record, stdout=subprocess.PIPE) as process:
        reader = subprocess.run([sys.executable, "-c", READ_ONE_LINE], stdin=process.stdout, check=False)
        process.stdout.close()
        told = process.stderr.read()
    assert (reader.returncode, process.returncode, told) == (0, 0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_sentence(seed_record):
    with (
        Path("/dev/full").open("w") as full,
        communique("positions", "--json", data=seed_record, stdout=full) as process,
    ):
        told = process.stderr.read()
    assert process.returncode == 3
    assert told.startswith("communique: ") and told.count("\n") == 1


def test_what_nobody_foresaw_is_one_sentence():
    assert "KeyError: 'a b'" in describe(KeyError("a b"))
    assert "\n" not in describe(ValueError("first\nsecond"))
