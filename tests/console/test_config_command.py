import shutil
from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import communique
from bot.errors import ConfigurationError

CONFIG = Path(__file__).resolve().parents[2] / "config"


def check(folder):
    return CliRunner().invoke(communique, ["config", "check"], env={"COMMUNIQUE_CONFIG": str(folder)})


def test_the_shipped_configuration_is_right():
    result = check(CONFIG)
    assert result.exit_code == 0
    assert "actors.toml" in result.output


def test_the_first_thing_wrong_is_told_with_its_file(tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    with (folder / "outlets.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[outlet]]\nname = "The Gazette"\ncountry = "atlantis"\n')
    result = check(folder)
    assert isinstance(result.exception, ConfigurationError)
    assert "outlets.toml" in str(result.exception)
    assert "atlantis" in str(result.exception)


def test_a_table_of_words_that_is_none(tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    (folder / "cues.toml").write_text("verbs = 3\n", encoding="utf-8")
    assert "cues.toml: key verbs" in str(check(folder).exception)


def test_zones_are_verified_too(tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    (folder / "zones.toml").write_text('[cities]\n"Zed" = "Mars/Base"\n', encoding="utf-8")
    assert "Mars/Base" in str(check(folder).exception)
