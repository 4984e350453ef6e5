import os

import pytest

from bot.errors import ConfigurationError
from bot.record.manifest import is_date, load_manifest, read_manifest
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
        ('[[article]]\nfile = "a.txt"\npublished = "2025-02-31"\n', "2025-02-31"),
        ('[[article]]\nfile = "a.txt"\npublished = "2025-08"\npublished_basis = "guessed"\n', "published_basis"),
        ('[[article]]\nfile = "a.txt"\n[[article]]\nfile = "./a.txt"\n', "article 2.*already"),
        ('[[article]]\nfile = "a\\u0000.txt"\n', "key file"),
        (f'[[article]]\nfile = "{"a" * 6000}"\n', "key file"),
        ("article = [1, 2]\n", "key article"),
        ("article = " + "[" * 5000, "nests too deep"),
        ('[[articles]]\nfile = "a.txt"\n', "articles"),
    ],
)
def test_a_broken_manifest_is_one_sentence_with_the_key(tmp_path, text, named):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "manifest.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=named) as caught:
        load_manifest(tmp_path)
    assert "manifest.toml" in str(caught.value)


def test_a_date_without_a_basis_is_a_stated_one(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "manifest.toml").write_text('[[article]]\nfile = "a.txt"\npublished = "2025-08"\n')
    values = load_manifest(tmp_path)["a"].values
    assert (values["published_basis"], values["published_precision"]) == ("stated", "month")


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "0001-01-01"])
def test_dates(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2023-02-29", "2025-13", "2025-00", "0000", "2025-1-1", "2025-W01", "20250101", "٢٠٢٥"],
)
def test_what_is_no_date(text):
    assert not is_date(text)


def test_a_wrong_entry_spoils_no_other(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("words")
    (tmp_path / "manifest.toml").write_text(
        '[[article]]\nfile = "a.txt"\npublished = "2025-02-30"\n[[article]]\nfile = "b.txt"\noutlet = "B"\n'
        '[[article]]\nfile = "c.txt"\n[[article]]\nfile = "c.txt"\n[[article]]\nfile = "gone.txt"\n'
    )
    manifest = read_manifest(tmp_path)
    assert set(manifest.wrong) == {"a", "c", ""}
    assert manifest.known["b"].values == {"outlet": "B"}


@pytest.mark.parametrize(("what", "told"), [("FIFO", "a FIFO"), ("link", "a device"), ("large", "larger than")])
def test_a_manifest_that_is_no_file_is_never_opened(tmp_path, what, told):
    path = tmp_path / "manifest.toml"
    if what == "FIFO":
        os.mkfifo(path)
    elif what == "link":
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes(b"#" * 8_000_001)
    with pytest.raises(ConfigurationError, match=f"manifest.toml is {told}"):
        load_manifest(tmp_path)
