import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.errors import CommuniqueError
from bot.record.articles import ArticleStore
from bot.record.database import Database


@pytest.mark.parametrize("folder", ["file", "file/under"])
def test_a_data_folder_that_cannot_be_is_one_sentence(tmp_path, folder):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommuniqueError, match="COMMUNIQUE_RECORD__DATA") as caught:
        Database(tmp_path / folder / "record.sqlite3")
    assert "\n" not in str(caught.value)


def test_pages_that_are_damaged_are_one_sentence_and_left_as_they_are(seed_record, tmp_path):
    path = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(seed_record / path.name)) as whole, closing(sqlite3.connect(path)) as copy:
        whole.backup(copy)
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xaa" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(CommuniqueError, match=r"record\.sqlite3 is damaged .*`communique restore BACKUP`"):
        ArticleStore(Database(path)).all()
    assert path.stat().st_size == len(data)


def test_many_processes_may_open_a_new_file_at_once(tmp_path):
    path = tmp_path / "record.sqlite3"
    opening = f"from pathlib import Path; from bot.record.database import Database; Database(Path({str(path)!r}))"
    processes = [subprocess.Popen([sys.executable, "-c", opening], stderr=subprocess.PIPE) for _ in range(6)]
    assert [process.communicate()[1] for process in processes] == [b""] * 6
    assert ArticleStore(Database(path)).count() == 0


def test_what_is_jotted_is_there_for_others_and_whole_or_not_at_all(tmp_path):
    database = Database(tmp_path / "record.sqlite3")

    def write(number):
        with database.jot() as connection:
            connection.execute(
                "INSERT INTO answer (id, created_at, status, excerpts) VALUES (?, '2026', 'answered', '[]')",
                (number,),
            )
            if number % 3 == 0:
                raise ValueError(number)

    with ThreadPoolExecutor(8) as pool:
        failed = [future.exception() for future in [pool.submit(write, number) for number in range(30)]]
    assert sum(isinstance(error, ValueError) for error in failed) == 10 and failed.count(None) == 20
    with database.connect() as connection:
        kept = {int(row["id"]) for row in connection.execute("SELECT id FROM answer")}
    assert kept == {number for number in range(30) if number % 3}
