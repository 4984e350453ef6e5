"""Threads without work sleep: what tells the libraries so is set before they are imported."""

import os
import subprocess
import sys

import pytest

from bot.settings import ROOT
from embeddings.waiting import PATIENT

PROBE = """
import os, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            print({key: os.environ.get(key) for key in sys.argv[1:]})
sys.meta_path.insert(0, Watch())
import bot.app, embeddings.index
"""


@pytest.mark.parametrize(
    ("given", "seen"), [({}, PATIENT), (dict.fromkeys(PATIENT, "20"), dict.fromkeys(PATIENT, "20"))]
)
def test_numpy_finds_the_variables_set_or_as_they_were(given, seen):
    environment = {name: value for name, value in os.environ.items() if name not in PATIENT} | given
    told = subprocess.run(
        [sys.executable, "-c", PROBE, *PATIENT], env=environment, cwd=ROOT, text=True, capture_output=True
    )
    assert told.stdout.splitlines()[0] == str(dict(seen)), told.stderr
