import pytest

from bot.errors import ConfigurationError
from bot.settings import ROOT, load_settings


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


def test_a_bad_environment_variable_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"COMMUNIQUE_BRIEFING__GRACE_HOURS.*'soon'"):
        load_settings(tmp_path, {"COMMUNIQUE_BRIEFING__GRACE_HOURS": "soon"})


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
