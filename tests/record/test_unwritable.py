"""A data folder that is full, or cannot be written, still answers: a process of its own asks, since root may write.

Full: RLIMIT_FSIZE of zero, under which no file of anybody grows or changes. Not writable: a folder without the right
to write, and for root without the capability that passes over it.
"""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from bot.settings import ROOT
from tests.conftest import copy_record

CODE = """
import json, sys
from datetime import UTC, datetime
from bot.app import build_app
from bot.briefings.edition import Window
from bot.record.damage import RecordUnwritable
from bot.record.schedules import Scope
app = build_app()
answer = app.answering.ask("Which countries refuse to send troops?")
try:
    with app.database.jot() as connection:
        connection.execute("DELETE FROM answer")
    refused = None
except RecordUnwritable as error:
    refused = str(error)
view = app.briefings.briefer.refresh()
told = view.told(Window(None, datetime.now(UTC), "UTC"), Scope(), view.articles)
rows = len(app.ledger.rows), sum(map(len, told.unknown))
print(json.dumps([answer.status, [e.text for e in answer.excerpts], rows, app.database.read_only, refused]))
"""
AS_ROOT = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]


def no_growth():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def snapshot(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("index", ["with an index", "without an index"])
@pytest.mark.parametrize("state", ["full", "read-only"])
def test_it_still_answers(seed_record, seed_app, tmp_path, state, index):
    data = tmp_path / "data"
    copy_record(seed_record, data)
    with closing(sqlite3.connect(data / "record.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in data.glob("record.sqlite3-*"):
        file.unlink()
    if index == "without an index":
        shutil.rmtree(data / "index")
    before = snapshot(data)
    if state == "read-only":
        for folder in (data, *(path for path in data.iterdir() if path.is_dir())):
            folder.chmod(0o500)
    as_root = os.geteuid() == 0 and state == "read-only"
    if as_root and shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and there is no setpriv to take that from it")
    environment = {**os.environ, "COMMUNIQUE_RECORD__DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*(AS_ROOT if as_root else []), sys.executable, "-c", CODE],
        cwd=ROOT, env=environment, capture_output=True, text=True, preexec_fn=no_growth if state == "full" else None,
    )  # fmt: skip
    for folder in (data, *(path for path in data.iterdir() if path.is_dir())):
        folder.chmod(0o700)
    assert done.returncode == 0, done.stderr
    status, texts, rows, read_only, refused = json.loads(done.stdout)
    expected = seed_app.answering.ask("Which countries refuse to send troops?")
    assert (status, texts) == (expected.status, [excerpt.text for excerpt in expected.excerpts])
    assert rows[0] == rows[1] == len(seed_app.ledger.rows) and read_only
    assert refused and ("make room" if state == "full" else "writable") in refused
    after = snapshot(data)
    assert {path: content for path, content in after.items() if path in before} == before
