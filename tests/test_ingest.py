import hashlib
import os

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot.__main__ import communique
from bot.errors import UsageError
from bot.record.readings import Findings
from bot.sources.incoming import Incoming
from embeddings.sketch import Sketch

ARTICLE = (
    "Minister welcomes plan for observers\n\n"
    "The foreign minister of Freedonia, Rufus Firefly, welcomed the plan to send observers to Sylvania. "
    "“We will send forty observers in May,” Firefly said on Tuesday.\n\n"
    "Ambassador Trentino of Sylvania rejected the plan and said that no observers would be let in.\n"
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "freedonia.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def statuses(outcomes):
    return {outcome.name: outcome.status for outcome in outcomes}


def test_a_new_article_is_answered_from(own_app, folder):
    assert statuses(own_app.ingest([folder])) == {"freedonia.txt": "added"}
    answer = own_app.answering.ask("How many observers will Freedonia send?")
    assert "forty observers" in answer.excerpts[0].text and answer.excerpts[0].outlet is None
    assert any(position.article == "freedonia" for position in own_app.positions.list())


def test_the_same_text_is_never_stored_twice(own_app, folder):
    own_app.ingest([folder])
    (folder / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    assert statuses(own_app.ingest([folder])) == {"copy.txt": "unchanged", "freedonia.txt": "unchanged"}
    assert own_app.articles.count() == 6


def test_an_edited_article_replaces_its_former_self_and_what_was_read_out_of_it(own_app, folder):
    own_app.ingest([folder])
    (folder / "freedonia.txt").write_text(ARTICLE.replace("forty", "sixty"), encoding="utf-8")
    assert statuses(own_app.ingest([folder / "freedonia.txt"])) == {"freedonia.txt": "replaced"}
    answer = own_app.answering.ask("How many observers will Freedonia send?")
    assert "sixty observers" in answer.excerpts[0].text
    assert not any("forty" in p.text for p in own_app.positions.list())


def test_bad_files_are_named_and_stop_no_others(own_app, folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "huge.txt").write_bytes(b"word " * 500_000)
    (folder / "menu.txt").write_text("Home\nNews\nSport\n", encoding="utf-8")
    outcomes = own_app.ingest([folder])
    assert statuses(outcomes) == {
        "empty.txt": "failed", "binary.txt": "failed", "huge.txt": "failed", "menu.txt": "failed",
        "freedonia.txt": "added",
    }  # fmt: skip
    for outcome in outcomes:
        if outcome.status == "failed":
            assert outcome.name in outcome.detail and outcome.detail.count("\n") == 0
    assert own_app.articles.count() == 6


def test_another_encoding_is_read(own_app, folder):
    (folder / "freedonia.txt").write_bytes(ARTICLE.replace("Firefly", "Fireflÿ").encode("cp1252"))
    own_app.ingest([folder])
    assert "Fireflÿ" in own_app.articles.get("freedonia").raw


def test_an_article_in_another_language_is_searchable_and_said_to_have_no_statements(own_app, folder):
    german = (
        "Der Minister sagte am Dienstag, dass die Regierung keine Beobachter nach Sylvanien entsenden werde. "
        "Die Opposition kritisierte diese Entscheidung und forderte eine neue Abstimmung im Parlament.\n"
    )
    (folder / "german.txt").write_text(german, encoding="utf-8")
    own_app.ingest([folder / "german.txt"])
    assert [(r.article, "English" in r.problem) for r in own_app.readings.problems()] == [("german", True)]
    assert own_app.answering.ask("Beobachter nach Sylvanien").excerpts[0].article == "german"


@pytest.mark.parametrize("what", ["missing", "no texts"])
def test_a_path_without_articles_is_one_sentence(own_app, tmp_path, what):
    path = tmp_path / "nowhere"
    if what == "no texts":
        path.mkdir()
    with pytest.raises(UsageError, match="nowhere"):
        own_app.ingest([path])


@pytest.mark.parametrize("digest", ["of it", "of another text"])
def test_facts_about_another_text_are_warned_of(own_app, folder, digest):
    stated = hashlib.sha256(ARTICLE.encode() if digest == "of it" else b"another").hexdigest()
    manifest = f'[[article]]\nfile = "freedonia.txt"\nsha256 = "{stated}"\noutlet = "Freedonia Gazette"\n'
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    with capture_logs() as logs:
        own_app.ingest([folder])
    warned = [entry["file"] for entry in logs if entry["log_level"] == "warning"]
    assert warned == ([] if digest == "of it" else ["freedonia.txt"])
    assert own_app.articles.get("freedonia").outlet == "Freedonia Gazette"


OFF_THE_SUBJECT = (
    "City go top after late winner\n\n"
    "City moved to the summit of the league on Sunday. “The talks at half-time were about patience,” said Pep "
    "Guardiola, the manager.\n\nThe owner said that he opposed negotiations for a striker.\n"
)


def test_an_article_off_the_subject_is_answered_from_gives_no_positions_and_is_said_to_be(own_app, folder):
    (folder / "sport.txt").write_text(OFF_THE_SUBJECT, encoding="utf-8")
    (outcome,) = own_app.ingest([folder / "sport.txt"])
    assert outcome.status == "added" and "off the subject" in outcome.detail
    assert own_app.answering.ask("What were the talks at half-time about?").excerpts[0].article == "sport"
    assert all(row.article.id != "sport" for row in own_app.ledger.all_rows)
    stored = own_app.positions.list(article="sport")
    assert {(position.issue, position.stance) for position in stored} <= {("other", "unclear")}
    assert "sport" not in own_app.briefings.briefer.refresh().articles


def test_the_language_is_detected_where_it_is_not_stated(own_app, folder):
    german = "Der Minister sagte am Dienstag, dass die Regierung keine Beobachter nach Sylvanien entsenden werde.\n"
    (folder / "german.txt").write_text(german, encoding="utf-8")
    manifest = '[[article]]\nfile = "freedonia.txt"\nlanguage = "en-GB"\n'
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    outcomes = {outcome.article: outcome for outcome in own_app.ingest([folder])}
    assert "not in English (looks like 'de')" in outcomes["german"].detail
    assert (own_app.articles.get("german").language, own_app.articles.get("freedonia").language) == ("de", "en-GB")


def test_what_is_no_file_of_its_folder_is_named_and_stops_nothing(own_app, folder, tmp_path):
    (tmp_path / "elsewhere").write_text(ARTICLE)
    (folder / os.fsdecode(b"b\xe9.txt")).write_text(ARTICLE)
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere")
    (folder / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    outcomes = own_app.ingest([folder])
    told = {outcome.name: outcome.detail for outcome in outcomes if outcome.status == "failed"}
    assert statuses(outcomes)["freedonia.txt"] == "added"
    assert (
        "UTF-8" in told[r"b\xe9.txt"]
        and "out of its folder" in told["link.txt"]
        and "out of its folder" in told["device.txt"]
    )
    assert told["pipe.txt"].startswith("pipe.txt is a FIFO, not a regular file")
    (pipe,) = own_app.ingest([folder / "pipe.txt"])
    assert pipe.status == "failed" and "a FIFO, not a regular file" in pipe.detail


def test_a_wrong_entry_of_the_manifest_fails_its_file_alone(own_app, folder):
    (folder / "other.txt").write_text(ARTICLE.replace("forty", "fifty"))
    (folder / "manifest.toml").write_text(
        '[[article]]\nfile = "other.txt"\npublished = "2025-02-31"\n[[article]]\nfile = "gone.txt"\n'
    )
    outcomes = own_app.ingest([folder])
    assert statuses(outcomes) == {"manifest.toml": "failed", "freedonia.txt": "added", "other.txt": "failed"}
    assert any("2025-02-31" in (outcome.detail or "") for outcome in outcomes)


def test_a_manifest_that_is_no_file_stops_its_folder_alone(own_app, folder, tmp_path):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "lost.txt").write_text(ARTICLE.replace("forty", "fifty"))
    os.mkfifo(bad / "manifest.toml")
    assert statuses(own_app.ingest([bad, folder])) == {"manifest.toml": "failed", "freedonia.txt": "added"}


UNREADABLE = f"Minister on observers\n\n{'The minister said on Tuesday that observers would be sent. ' * 17_000}\n"
"""The parser raises an error of its own where a paragraph has more than a million characters."""
TABLES = ("article", "passage", "statement", "position", "figure", "reading", "sketch")


def rows_of(app, article):
    column = {"article": "id"}
    with app.database.connect() as connection:
        asked = (f"SELECT count(*) FROM {table} WHERE {column.get(table, 'article')} = ?" for table in TABLES)
        return [connection.execute(query, (article,)).fetchone()[0] for query in asked]


def test_what_nobody_has_foreseen_of_one_article_is_told_of_it_and_stops_no_others(own_app, folder, monkeypatch):
    (folder / "a-first.txt").write_text(UNREADABLE, encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(own_app.settings.data_dir))
    done = CliRunner().invoke(communique, ["ingest", str(folder)])
    failed, added = done.stdout.splitlines()
    assert done.exit_code == 3 and added.startswith("+ freedonia.txt: added")
    assert failed.startswith("! a-first.txt: failed (a-first.txt: something unforeseen failed (ValueError): run it")
    assert rows_of(own_app, "a-first") == [0] * len(TABLES) and min(rows_of(own_app, "freedonia")[:2]) > 0
    # What stood there under its name stays as it was, and its place is not kept from the next try.
    (folder / "freedonia.txt").write_text(UNREADABLE, encoding="utf-8")
    before = rows_of(own_app, "freedonia")
    assert statuses(own_app.ingest([folder / "freedonia.txt"])) == {"freedonia.txt": "failed"}
    assert rows_of(own_app, "freedonia") == before and own_app.articles.get("freedonia").raw == ARTICLE
    (folder / "freedonia.txt").write_text(ARTICLE.replace("forty", "sixty"), encoding="utf-8")
    assert statuses(own_app.ingest([folder / "freedonia.txt"])) == {"freedonia.txt": "replaced"}


def test_an_article_that_cannot_be_read_again_keeps_its_former_reading_and_stops_no_others(own_app):
    builder = own_app.builder
    article, text = builder.ingestor.prepare(Incoming("a.txt", "a", "file:a", UNREADABLE, {}))
    builder._keeper.keep(article, [], own_app.encoder.model_id, Findings((), (), "of before"), Sketch.of(text))
    with own_app.database.write() as connection:
        connection.execute("DELETE FROM reading WHERE article <> 'a'")
    with capture_logs() as logs:
        own_app.prepare()
    (told,) = (entry["reason"] for entry in logs if entry["log_level"] == "warning")
    assert told.startswith("a: something unforeseen failed (ValueError)")
    assert builder.stale() == ["a"]
