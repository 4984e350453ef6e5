"""Thresholds follow the encoder: a second, tiny one is made here, whose cosines all lie high."""

import json

import numpy as np
import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

import bot.app
from bot.__main__ import communique
from bot.app import App, silent
from bot.building.rereading import Rereading
from bot.calibration import COSINES, KeptCalibration, calibrate, is_default
from bot.errors import CommuniqueError, UsageError
from bot.settings import ROOT, AnsweringSettings, load_settings
from embeddings.clean import clean
from embeddings.encoder import SentenceTransformerEncoder
from tests.tiny_model import save_tiny_model

SETTINGS = AnsweringSettings()
OFF_SUBJECT = "Which recipe makes the crispest waffles?"
ANSWERED = "Who ruled out sending soldiers to Ukraine?"
SHORT = {
    "one.txt": "Troops stay at home\n\nPoland has ruled out sending soldiers to Ukraine. Prime Minister Tusk said "
    "that no Polish soldiers would be sent. Poland will help with supplies instead.\n",
    "two.txt": "Ships for the coast\n\nTurkey offers ships to guard the Black Sea. The ministry in Ankara said that "
    "a ceasefire comes first. The ships would stay in port until then.\n",
}


@pytest.fixture(scope="module")
def texts():
    return [clean(file.read_bytes().decode()) for file in sorted((ROOT / "seeds").glob("*.txt"))]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    return save_tiny_model(tmp_path_factory.mktemp("tiny") / "model")


@pytest.fixture(scope="module")
def calibrated(texts, tiny_model):
    told = []
    found = calibrate(texts, SentenceTransformerEncoder(str(tiny_model)), lambda *done: told.append(done))
    assert {by for _, _, by in told} == {"the configured model", "the default model"}
    return found


@pytest.fixture
def settings_of(tmp_path, tiny_model):
    """Settings of a record of two short articles, embedded by the tiny model."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name, text in SHORT.items():
        (seeds / name).write_text(text)

    def make(**more):
        given = {
            "RECORD__DATA": str(tmp_path / "data"),
            "RECORD__SEEDS": str(seeds),
            "ENCODER__MODEL": str(tiny_model),
        }
        values = {**given, "ENCODER__QUESTION_BACKEND": "torch", **more}
        return load_settings(environment={f"COMMUNIQUE_{key}": value for key, value in values.items()})

    return make


def test_the_default_encoder_keeps_what_is_configured():
    found = calibrate(map(clean, SHORT.values()), SentenceTransformerEncoder())
    assert is_default(found.model) and found.own_first == found.default_own_first
    assert found.thresholds(SETTINGS) == pytest.approx({name: getattr(SETTINGS, name) for name in COSINES})


def test_another_encoders_thresholds_lie_where_its_own_cosines_do(calibrated):
    assert not is_default(calibrated.model)
    assert 0 < calibrated.own_first < 1 and calibrated.own > 0.8
    derived = calibrated.thresholds(SETTINGS)
    assert list(derived) == list(COSINES) and min(derived.values()) > SETTINGS.near_in_meaning
    by_configured = [derived[name] for name in sorted(COSINES, key=lambda name: getattr(SETTINGS, name))]
    assert by_configured == sorted(by_configured) and by_configured[-1] < 1
    assert 100 <= calibrated.pairs <= 600


def test_too_few_articles_are_said(texts):
    with pytest.raises(UsageError, match="takes two articles"):
        calibrate(texts[:1], SentenceTransformerEncoder())


def test_what_is_kept_is_found_by_whoever_looks_and_only_for_its_encoder(calibrated, tmp_path):
    kept, other = KeptCalibration(tmp_path / "data"), KeptCalibration(tmp_path / "data")
    assert kept.wanted(calibrated.model) and other.of(calibrated.model) is None
    kept.keep(calibrated)
    assert other.of(calibrated.model) == calibrated and not other.wanted(calibrated.model)
    assert other.of("another@0") is None and other.wanted("another@0")
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["calibration.json"]
    assert kept.file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"scale": {"given": [-1, 1], "meant": [1, -1]}}', "\x00"])
def test_a_damaged_file_is_as_none(calibrated, tmp_path, content):
    kept = KeptCalibration(tmp_path)
    kept.file.write_text(content)
    with capture_logs() as logs:
        assert kept.wanted(calibrated.model)
    assert [entry["event"] for entry in logs] == ["the calibration cannot be read"]
    kept.keep(calibrated)
    assert not kept.wanted(calibrated.model)


def test_a_folder_that_cannot_be_written_is_said(calibrated, tmp_path):
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(CommuniqueError, match=r"calibration\.json"):
        KeptCalibration(tmp_path / "data").keep(calibrated)


def test_that_none_is_kept_is_said_once_and_never_of_the_default(tmp_path, seed_app):
    kept = KeptCalibration(tmp_path)
    with capture_logs() as logs:
        assert kept.scale("another@0") is None and kept.scale("another@0") is None
        assert kept.scale(seed_app.encoder.model_id) is None
    assert len(logs) == 1 and "until this one is calibrated" in logs[0]["event"]


def test_a_record_of_another_encoder_refuses_what_is_off_the_subject_once_it_is_calibrated(
    own_app, tiny_model, calibrated
):
    environment = {
        "COMMUNIQUE_RECORD__DATA": str(own_app.settings.data_dir),
        "COMMUNIQUE_ENCODER__MODEL": str(tiny_model),
        "COMMUNIQUE_ENCODER__QUESTION_BACKEND": "torch",
    }
    app = App(load_settings(environment=environment), silent)
    bare = app.retriever.search(OFF_SUBJECT, 5)
    assert min(hit.dense for hit in bare) > SETTINGS.near_in_meaning
    app.calibration.keep(calibrated)
    hits = app.retriever.search(OFF_SUBJECT, 40)
    named = app.retriever.search(ANSWERED, 5)
    assert max(hit.dense for hit in named) > np.median([hit.dense for hit in hits])
    assert min(hit.dense for hit in hits) < SETTINGS.unknown_similarity
    assert app.answering.ask(ANSWERED).status == "answered"


def test_it_is_done_beside_the_answers_where_the_encoder_has_none(settings_of):
    settings = settings_of()
    app = App(settings, silent)
    app.prepare()
    assert app.calibration.wanted(app.encoder.model_id)
    assert app.reread_aside() == 0 and app._rereading is not None
    assert app._rereading.wait() == 0
    assert not app.calibration.wanted(app.encoder.model_id)
    # Nothing is left to do, for the default encoder neither.
    another = App(settings, silent)
    assert another.reread_aside() == 0 and another._rereading is None
    app.close()


def test_one_article_waits_for_another(settings_of):
    settings = settings_of()
    (settings.seeds_dir / "two.txt").unlink()
    app = App(settings, silent)
    app.prepare()
    assert app.reread_aside() == 0 and app._rereading is None
    assert Rereading(settings).wait() == 3 and not app.calibration.file.exists()


def test_the_command_keeps_and_tells_them(settings_of, monkeypatch):
    app = App(settings_of(), silent)
    app.prepare()
    monkeypatch.setattr(bot.app, "build_app", lambda *_, **__: app)
    shown = CliRunner().invoke(communique, ["calibrate"])
    assert shown.exit_code == 0 and "min_similarity" in shown.output and "calibration.json" in shown.output
    kept = app.calibration.of(app.encoder.model_id)
    assert kept is not None
    result = CliRunner().invoke(communique, ["calibrate", "--json"])
    found = json.loads(result.stdout)
    assert list(found) == [
        "model", "default", "pairs", "own", "others", "own_first", "default_own_first", "thresholds",
    ]  # fmt: skip
    assert found["model"] == app.encoder.model_id and found["default"] is False
    assert list(found["thresholds"]) == list(COSINES)
    assert found["thresholds"]["min_similarity"]["configured"] == SETTINGS.min_similarity
    assert all(-1 <= pair["derived"] <= 1 for pair in found["thresholds"].values())
    assert found["pairs"] == kept.pairs
