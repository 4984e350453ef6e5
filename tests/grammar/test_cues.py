import pytest

from bot.errors import ConfigurationError
from bot.grammar.cues import CUES, load_cues


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("[nouns]\naccording = 'to'", "nouns.according"),
        ("[adjective]\nclause = 'sure'", "adjective"),
        ("[verbs.particle]\npoint = 'out'", "verbs.particle"),
        ("[verbs]\nclause = 5", "verbs.clause"),
        ("[verbs]\nprepositions = 'for'", "verbs.prepositions"),
        ("verbs = 3", "verbs"),
    ],
)
def test_a_key_that_is_none_is_named(tmp_path, written, key):
    path = tmp_path / "cues.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"cues\.toml: (?:key|table) {key}\b"):
        load_cues(path)


def test_words_ship_with_the_code(tmp_path):
    cues = load_cues(tmp_path / "cues.toml")
    assert "say" in cues.clause and "say" in cues.speaking
    assert vars(cues) == vars(load_cues(CUES))


def test_a_file_adds_words(tmp_path):
    path = tmp_path / "cues.toml"
    path.write_text(
        "[verbs]\nclause = 'gurgle'\n[verbs.prepositions]\nmoan = 'about'\ncall = 'upon'\n", encoding="utf-8"
    )
    cues = load_cues(path)
    assert cues.clause == load_cues(tmp_path / "none.toml").clause | {"gurgle"}
    assert cues.prepositions["moan"] == {"about"}
    assert cues.prepositions["call"] == {"for", "on", "upon"}
