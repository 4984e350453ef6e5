"""The manifest says nothing about a seed article that the article does not bear out."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from embeddings.clean import clean
from embeddings.decode import decode

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = tomllib.loads((SEEDS / "manifest.toml").read_text(encoding="utf-8"))["article"]


def test_every_article_has_one_entry() -> None:
    assert sorted(a["file"] for a in ARTICLES) == sorted(path.name for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize("known", ARTICLES, ids=lambda known: known["file"][:3])
def test_what_is_stated_stands_in_the_article(known: dict[str, str]) -> None:
    data = (SEEDS / known["file"]).read_bytes()
    raw = decode(data, known["file"])
    text = clean(raw)
    assert hashlib.sha256(data).hexdigest() == known["sha256"]
    assert known["published_evidence"] in raw
    assert known.get("title") == (text.words(*text.title) if text.title else None)
    for key in ("outlet", "author"):
        assert known.get(key) is None or known[key] in raw
    assert known["machine_translated"] == ("Яндекс Переводчик" in raw)
    assert len(known["published"]) == {"month": 7, "day": 10, "year": 4}[known["published_precision"]]
