import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest

from bot.app import App, silent
from bot.errors import CommuniqueError, ConfigurationError, UsageError
from bot.settings import ROOT, load_settings
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.onnx_encoder import OnnxEncoder
from tests.conftest import copy_record


def app_with(config, data):
    return App(load_settings(config, {"COMMUNIQUE_RECORD__DATA": str(data)}), silent)


@pytest.fixture
def config(tmp_path):
    copied = tmp_path / "config"
    shutil.copytree(ROOT / "config", copied)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return copied


@pytest.mark.parametrize("file", ["actors.toml", "issues.toml", "outlets.toml", "cues.toml"])
def test_nothing_starts_on_a_broken_configuration(config, tmp_path, file):
    with (config / file).open("a", encoding="utf-8") as handle:
        handle.write("\nthis is not TOML\n")
    with pytest.raises(ConfigurationError, match=file) as caught:
        app_with(config, tmp_path / "data").prepare()
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "data" / "record.sqlite3").exists() or file == "cues.toml"


def test_an_interrupted_reading_is_taken_up_again(own_app):
    before = own_app.positions.list()
    with sqlite3.connect(own_app.database.path) as connection:
        connection.execute("DELETE FROM reading WHERE article LIKE '004%'")
        connection.execute("DELETE FROM position WHERE article LIKE '004%'")
    connection.close()
    own_app.prepare()
    assert own_app.positions.list() == before


class Stopped(BaseException):
    """As Ctrl-C."""


@contextmanager
def stopped_at_the_third(_title):
    def report(done, _total, _name):
        if done == 2:
            raise Stopped

    yield report


def test_an_interrupted_build_is_taken_up_again(tmp_path):
    settings = load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(tmp_path / "data")})
    with pytest.raises(Stopped):
        App(settings, stopped_at_the_third).prepare()
    app = App(settings, silent)
    assert app.articles.count() == 2
    app.prepare()
    assert app.articles.count() == 5
    assert app.builder.stale() == []


def test_missing_seeds_are_one_sentence(tmp_path):
    settings = load_settings(
        environment={"COMMUNIQUE_RECORD__DATA": str(tmp_path), "COMMUNIQUE_RECORD__SEEDS": str(tmp_path / "nowhere")}
    )
    with pytest.raises(UsageError, match=r"nowhere does not exist: .*\[record\]"):
        App(settings, silent).prepare()


def test_a_damaged_index_is_rebuilt_from_the_store(own_app):
    question = "Which countries refused to send soldiers?"
    before = own_app.answering.ask(question)
    for file in (own_app.settings.data_dir / "index").glob("*.faiss"):
        file.write_bytes(b"damaged")
    own_app.refresh()
    assert own_app.answering.ask(question) == before


def test_a_damaged_store_is_one_sentence_and_is_left_as_it_is(own_app):
    path = own_app.database.path
    own_app.settings.data_dir.joinpath("record.sqlite3-wal").unlink(missing_ok=True)
    path.write_bytes(b"damaged " * 1000)
    with pytest.raises(CommuniqueError, match=r"record\.sqlite3"):
        App(own_app.settings, silent)
    assert path.read_bytes() == b"damaged " * 1000


def test_a_missing_model_is_one_sentence(config, seed_record, tmp_path):
    from embeddings.errors import ModelError

    copy_record(seed_record, tmp_path / "data")
    settings = load_settings(
        config, {"COMMUNIQUE_RECORD__DATA": str(tmp_path / "data"), "COMMUNIQUE_ENCODER__MODEL": "no-such-model"}
    )
    with pytest.raises(ModelError, match="no-such-model") as caught:
        _ = App(settings, silent).answering
    assert "\n" not in str(caught.value)


def test_an_answer_loads_no_torch(seed_record):
    code = (
        "import sys; from bot.app import build_app\n"
        "assert build_app().answering.ask('Which countries refuse to send troops?').status == 'answered'\n"
        "assert not {'torch', 'transformers', 'sentence_transformers', 'spacy', 'discord'} & set(sys.modules)"
    )
    environment = {**os.environ, "COMMUNIQUE_RECORD__DATA": str(seed_record)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment)


def test_both_back_ends_answer_alike(seed_app, seed_record):
    chosen = {"COMMUNIQUE_RECORD__DATA": str(seed_record), "COMMUNIQUE_ENCODER__QUESTION_BACKEND": "torch"}
    by_torch = App(load_settings(environment=chosen), silent)
    assert isinstance(seed_app.encoder, OnnxEncoder) and seed_app.encoder.ready()
    assert isinstance(by_torch.encoder, SentenceTransformerEncoder)
    for question in ("Which countries refuse to send troops?", "Who blocks peace?", "How many eggs make a souffle?"):
        one, other = seed_app.answering.ask(question), by_torch.answering.ask(question)
        assert (one.status, [(e.article, e.start) for e in one.excerpts]) == (
            other.status,
            [(e.article, e.start) for e in other.excerpts],
        )


def test_a_record_of_before_gets_its_question_model(own_app):
    told = []

    @contextmanager
    def noted(title):
        told.append(title)
        yield lambda _done, _total, _name: None

    shutil.rmtree(own_app.settings.data_dir / "model")
    app = App(own_app.settings, noted)
    app.prepare()
    assert told == []  # what needs no answers does not wait for it
    assert app.answering.ask("Which countries refuse to send troops?").status == "answered"
    assert told == ["Preparing the model for questions"] and app.encoder.ready()
