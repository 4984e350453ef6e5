import pytest

from bot.errors import ConfigurationError
from bot.record.manifest import load_manifest
from bot.settings import ROOT


def test_the_seeds_are_described():
    known = load_manifest(ROOT / "seeds")
    assert len(known) == 5
    assert sum(bool(k.values.get("machine_translated")) for k in known.values()) == 3


def test_no_manifest_means_nothing_is_known(tmp_path):
    assert load_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[article]]\nfile = "gone.txt"\n', "gone.txt"),
        ('[[article]]\nfile = "a.txt"\nouttlet = "X"\n', "outtlet"),
        ('[[article]]\nfile = "a.txt"\nmachine_translated = "yes"\n', "machine_translated"),
        ('[[article]]\nfile = "a.txt"\npublished = "August"\npublished_basis = "stated"\n', "August"),
        ('[[article]]\nfile = "a.txt"\npublished = "2025-08"\n', "published_basis"),
        ('[[articles]]\nfile = "a.txt"\n', "articles"),
    ],
)
def test_a_broken_manifest_is_one_sentence_with_the_key(tmp_path, text, named):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "manifest.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=named) as caught:
        load_manifest(tmp_path)
    assert "manifest.toml" in str(caught.value)
