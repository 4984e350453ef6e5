"""``Check``: what is derived is made again, what is not is told, and a second look finds nothing more."""

import re
import shutil
import sqlite3
from contextlib import closing

from bot.app import App, silent
from bot.building.check import changed_files
from bot.record import audit

QUESTION = "Which countries refuse to send troops?"


def change(app, *statements):
    with closing(sqlite3.connect(app.database.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def look(app):
    return App(app.settings, silent).check()


def test_a_sound_record_is_well(own_app):
    found = look(own_app)
    assert (found.repaired, found.faults, found.unread) == ([], [], 0)
    assert found.checked["articles"] == 5 and min(found.checked["passages"], found.checked["positions"]) > 50


DAMAGE = (
    "UPDATE passage SET vector = x'00' WHERE seq = (SELECT min(seq) FROM passage WHERE article LIKE '003%')",
    "UPDATE position SET text = 'We refuse.' WHERE id = (SELECT min(id) FROM position WHERE article LIKE '003%')",
    "INSERT INTO reading (article, fingerprint) VALUES ('nobody', 'x')",
)


def test_what_is_derived_is_made_again(own_app):
    expected = own_app.answering.ask(QUESTION)
    positions = own_app.positions.list()
    change(own_app, *DAMAGE)
    found = look(own_app)
    removed, embedded, read = found.repaired[:3]
    assert found.faults == [] and removed == "1 row of no article removed." and found.unread == 1
    assert "embedded again (003_" in embedded and "reads it again (003_" in read
    own_app.prepare()
    own_app.refresh()
    assert own_app.answering.ask(QUESTION) == expected
    assert sorted(map(str, own_app.positions.list())) == sorted(map(str, positions))
    again = own_app.check()
    assert (again.repaired, again.faults, again.unread) == ([], [], 0)


def test_an_index_that_differs_in_silence_is_built_anew(own_app):
    with own_app.database.write() as connection:
        vectors = [row["vector"] for row in connection.execute("SELECT vector FROM passage WHERE seq IN (1, 2)")]
        for seq, vector in zip((2, 1), vectors, strict=True):
            connection.execute("UPDATE passage SET vector = ? WHERE seq = ?", (vector, seq))
    found = look(own_app)
    assert found.faults == [] and any("did not hold the vectors" in line for line in found.repaired)
    assert look(own_app).repaired == []


def test_a_look_up_table_of_sqlite_is_made_again(own_app):
    partial = "CREATE INDEX position_speaker ON position(speaker) WHERE id > 5"
    change(own_app, "DROP INDEX position_speaker", partial, "PRAGMA writable_schema=ON",
        f"UPDATE sqlite_schema SET sql = '{partial.split(' WHERE')[0]}' WHERE name = 'position_speaker'")  # fmt: skip
    assert own_app.database.faults() == []
    with closing(sqlite3.connect(own_app.database.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_index_and_tokenizer_are_made_again(own_app):
    shutil.rmtree(own_app.settings.data_dir / "index")
    file = own_app.settings.data_dir / "model" / "tokenizer.json"
    words = file.read_text(encoding="utf-8")
    file.unlink()  # it is linked to that of the other tests
    file.write_text(words.replace("1", "2", 1), encoding="utf-8")
    found = look(own_app)
    assert found.faults == [] and ["tokenizer is damaged" in line for line in found.repaired] == [True, False]
    assert file.read_text(encoding="utf-8") == words and look(own_app).repaired == []


FAULTS = {
    "an article's text": (
        "UPDATE article SET raw = raw || '.' WHERE id LIKE '003%'", r"text of article 003_\w+ is not the one",
    ),
    "a schedule's zone and hour": (
        "INSERT INTO schedule (guild, channel, creator, days, minute, zone, when_empty, active_from) "
        "VALUES (1, 2, 3, 127, 480, 'UTC', 'nothing', 'yesterday')", "schedule 1 holds a value",
    ),
    "a feedback to nothing": (
        "INSERT INTO feedback VALUES ('gone', 1, 1, 'useful', '2026')", "A row of feedback refers to something",
    ),
    "a picture": ("INSERT INTO delivery_file VALUES ('abcd', 'a.png', x'00')", "picture .* damaged"),
}  # fmt: skip


def test_what_cannot_be_made_again_is_told_with_the_way_out(own_app):
    change(own_app, *(statement for statement, _ in FAULTS.values()))
    faults = look(own_app).faults
    assert len(faults) == len(FAULTS)
    for _, words in FAULTS.values():
        (fault,) = [line for line in faults if re.search(words, line)]
        assert "communique restore BACKUP" in fault and "\n" not in fault


def test_an_edition_all_of_whose_messages_are_sent_is_posted_and_one_without_words_is_a_fault(own_app):
    edition = (
        "INSERT INTO edition (id, schedule, local_date, due_at, made_at, state) VALUES ({0}, 1, '2026-01-0{0}', "
    )
    message = "INSERT INTO delivery (edition, part, channel, body, reference, nonce, state, message) VALUES "
    change(
        own_app,
        "INSERT INTO schedule (id, guild, channel, creator, days, minute, zone, when_empty, active_from) "
        "VALUES (1, 1, 2, 3, 127, 480, 'UTC', 'nothing', '2026-01-01T00:00:00+00:00')",
        *(edition.format(n) + "'2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00', 'planned')" for n in (1, 2)),
        message + "(1, 1, 2, 'words', 'ref 1', 'n1', 'sent', 77)",
        message + "(2, 1, 2, '', 'ref 2', 'n2', 'pending', NULL)",
    )
    assert audit.settle_editions(own_app.database) == 1
    assert [fault[:10] for fault in audit.edition_faults(own_app.database)] == ["Edition 2 "]
    assert audit.settle_editions(own_app.database) == 0


def test_a_changed_file_of_an_installed_model_is_found(tmp_path, monkeypatch):
    package = tmp_path / "a_model"
    package.mkdir()
    (package / "words.json").write_text("{}")
    about = tmp_path / "a_model-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: a-model\nVersion: 1.0\n")
    digest = "sha256=RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o"
    (about / "RECORD").write_text(f"a_model/words.json,{digest},2\na_model-1.0.dist-info/RECORD,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert changed_files("a-model") == []
    (package / "words.json").write_text("[]")
    assert [file.name for file in changed_files("a-model")] == ["words.json"]
    assert changed_files("/a/folder") == changed_files("no-such-package") == []
