import os

import pytest

from bot.errors import ConfigurationError
from bot.settings import ROOT, Settings, load_settings


def test_the_shipped_file_is_valid():
    settings = load_settings(ROOT / "config", {})
    assert settings.seeds_dir == ROOT / "seeds"
    assert settings.answering.max_excerpt_characters <= 700


def test_the_environment_overrides_one_key(tmp_path):
    (tmp_path / "communique.toml").write_text("[discord]\nquestions_per_minute = 3\n")
    settings = load_settings(tmp_path, {"COMMUNIQUE_DISCORD__QUESTIONS_PER_MINUTE": "9"})
    assert settings.discord.questions_per_minute == 9


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[answering]\nmax_question_characters = -1\n", ["answering.max_question_characters", "-1"]),
        ("[answering]\nlongest = 1\n", ["answering.longest", "no such setting"]),
        ("[anwsering]\n", ["anwsering", "no such setting"]),
        ("[answering\n", ["not valid TOML", "line 1"]),
        ("[discord]\nsharded = 'maybe'\n", ["discord.sharded", "'maybe'"]),
        ("record = 3\n", ["key record", "got 3"]),
        ("[fetching]\nallow_private = ['10.0.0.1:80']\n", ["fetching.allow_private", "10.0.0.1:80"]),
        ("[fetching]\nallow_private = ['localhost']\n", ["fetching.allow_private", "localhost"]),
        ("[logging]\nlevel = 'LOUD'\n", ["logging.level", "'LOUD'"]),
        ("config_dir = 'elsewhere'\n", ["config_dir", "no such setting"]),
        ("[briefing]\ngrace_hours = inf\n", ["briefing.grace_hours", "finite", "inf"]),
        ("[briefing]\ngrace_hours = nan\n", ["briefing.grace_hours", "finite", "nan"]),
        ("[briefing]\ngrace_hours = 1e9\n", ["briefing.grace_hours", "744"]),
        ("[briefing]\nretry_seconds = 1e300\n", ["briefing.retry_seconds", "600"]),
        ("[record]\nseeds = '/dev/null'\n", ["record.seeds", "/dev/null is a device, not a folder"]),
        ('[record]\ndata = "da\\u0000ta"\n', ["record.data", "NUL"]),
        (f"[record]\ndata = '{'d' * 6000}'\n", ["record.data", "File name too long"]),
        (f"record = {'[' * 5000}\n", ["nests too deep"]),
    ],
)
def test_a_bad_file_is_one_sentence_with_file_and_key(tmp_path, text, named):
    (tmp_path / "communique.toml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        load_settings(tmp_path, {})
    message = str(caught.value)
    assert str(tmp_path / "communique.toml") in message
    assert all(part in message for part in named), message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("ids", "count", "share"), [("", 1, 1.0), ("", 8, 1.0), ("0", 1, 1.0), ("0,5", 8, 0.25), ("3,3", 4, 0.25)]
)
def test_the_share_of_a_process_is_that_of_its_shards(tmp_path, ids, count, share):
    environment = {"COMMUNIQUE_DISCORD__SHARD_IDS": ids, "COMMUNIQUE_DISCORD__SHARD_COUNT": str(count)}
    assert load_settings(tmp_path, environment).discord.share == share


def test_a_bad_environment_variable_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"COMMUNIQUE_BRIEFING__GRACE_HOURS.*'soon'"):
        load_settings(tmp_path, {"COMMUNIQUE_BRIEFING__GRACE_HOURS": "soon"})


def test_a_table_that_is_none_is_told_whatever_the_environment_says(tmp_path):
    (tmp_path / "communique.toml").write_text("record = 3\n")
    with pytest.raises(ConfigurationError, match=r"communique\.toml: key record: .* got 3"):
        load_settings(tmp_path, {"COMMUNIQUE_RECORD__DATA": "elsewhere"})


@pytest.mark.parametrize("name", ["COMMUNIQUE_FOO__BAR", "COMMUNIQUE_RECORD__FOO"])
def test_an_environment_variable_for_nothing_is_named(tmp_path, name):
    with pytest.raises(ConfigurationError, match=f"{name}: there is no such setting"):
        load_settings(tmp_path, {name: "1"})


def test_a_setting_with_one_underscore_is_not_passed_over(tmp_path):
    with pytest.raises(ConfigurationError, match=r"COMMUNIQUE_RECORD_DATA .* write COMMUNIQUE_RECORD__DATA"):
        load_settings(tmp_path, {"COMMUNIQUE_RECORD_DATA": "elsewhere"})


def test_names_of_levels_in_small_letters(tmp_path):
    assert load_settings(tmp_path, {"COMMUNIQUE_LOGGING__LEVEL": "debug"}).logging.level == "DEBUG"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match="COMMUNIQUE_CONFIG"):
        load_settings(None, {"COMMUNIQUE_CONFIG": str(tmp_path / "nowhere")})


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("They have not come.", True),
        ("It doesn’t look so.", True),
        ("They refused to send any.", True),
        ("A now famous note.", False),
        ("Not only Kyiv, but all of them.", False),
        ("He did not rule out an expansion.", False),
        ("He ruled out an expansion.", True),
    ],
)
def test_words_of_denial(sentence, denies):
    assert load_settings(ROOT / "config", {}).answering.denies(sentence) == denies


def numbers():
    """Every setting that is a number, with its table."""
    for table, field in Settings.model_fields.items():
        for key, value in getattr(field.annotation, "model_fields", {}).items():
            if value.annotation in (int, float):
                yield table, key


@pytest.mark.parametrize(("table", "key"), list(numbers()))
@pytest.mark.parametrize("value", ["1e300", "inf", "nan", "-1e300"])
def test_every_number_has_bounds(tmp_path, table, key, value):
    with pytest.raises(ConfigurationError, match=f"{table}__{key}".upper()):
        load_settings(tmp_path, {f"COMMUNIQUE_{table}__{key}".upper(): value})


def test_a_folder_of_the_environment_that_is_none_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match="COMMUNIQUE_RECORD__DATA: /dev/null is a device, not a folder"):
        load_settings(tmp_path, {"COMMUNIQUE_RECORD__DATA": "/dev/null"})


def test_a_file_of_settings_that_is_a_fifo_is_never_opened(tmp_path):
    os.mkfifo(tmp_path / "communique.toml")
    with pytest.raises(ConfigurationError, match=r"communique\.toml is a FIFO, not a regular file"):
        load_settings(tmp_path, {})


def test_what_the_default_models_weights_hash_to_is_not_asked_of_another_model():
    assert load_settings(environment={}).encoder.sha256 is not None
    other = {"COMMUNIQUE_ENCODER__MODEL": "another-model"}
    assert load_settings(environment=other).encoder.sha256 is None
    given = load_settings(environment={**other, "COMMUNIQUE_ENCODER__SHA256": "0" * 64})
    assert given.encoder.sha256 == "0" * 64
