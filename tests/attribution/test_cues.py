import pytest

from bot.attribution.cues import CUES, load_cues
from bot.errors import ConfigurationError


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("[nouns]", "[nouns]\naccording = 'to'", "nouns.according"),
        ("[adjectives]", "[adjective]", "adjectives.clause"),
        ("[verbs.particles]", "[verbs.particle]\n[verbs.particles]", "verbs.particle"),
        ("[facts]", "[fact]\n[facts]", "fact"),
    ],
)
def test_a_key_that_is_none_is_named(tmp_path, before, after, key):
    path = tmp_path / "cues.toml"
    text = CUES.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"cues\.toml: key {key}\b"):
        load_cues(path)


def test_the_shipped_file_is_read():
    cues = load_cues()
    assert "say" in cues.clause and "say" in cues.speaking
