import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from bot.console.search import search
from bot.errors import UsageError
from embeddings.corpus import corpus_retriever, read_corpus, search_corpus
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.errors import ArticleError

COLLECTION = {
    "harbour": "FERRY TERMINAL TO CLOSE\n\nThe harbour council voted on Tuesday to close the old ferry terminal, "
    "ending\na dispute that had divided the town for almost nine years and cost two mayors\ntheir office.\n",
    "wing": "the lift of a wing in a slipstream was measured at several angles .\n"
    "the boundary layer grew thinner with speed .",
    "bread": "Bakers in the old town sell rye bread at night. Their ovens are heated with beech wood.",
    "note": "Short Note",
    "hospital": "NURSES IN THREE NORTHERN HOSPITALS WENT ON STRIKE OVER PAY . THE UNION WANTS TWELVE PER CENT MORE .",
}  # fmt: skip
JUDGED = {"who closed the terminal": "harbour", "aerodynamics of wings": "wing", "night bakery": "bread",
          "wages of hospital staff": "hospital", "short note": "note"}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "collection"
    home.mkdir()
    for name, text in COLLECTION.items():
        (home / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return home


def test_each_query_finds_its_document(folder: Path, encoder: SentenceTransformerEncoder) -> None:
    results = search_corpus(corpus_retriever(read_corpus(folder), encoder), list(JUDGED), 3)
    assert [hits[0].article for hits in results] == list(JUDGED.values())
    for hits in results:
        assert len({hit.article for hit in hits}) == len(hits) == 3


def test_vectors_are_kept_and_damage_is_mended(
    folder: Path, encoder: SentenceTransformerEncoder, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    corpus = read_corpus(folder)
    first = search_corpus(corpus_retriever(corpus, encoder, cache), ["rye bread"], 5)
    calls: list[tuple[int, int]] = []
    again = corpus_retriever(corpus, encoder, cache, lambda done, total: calls.append((done, total)))
    assert search_corpus(again, ["rye bread"], 5) == first and not calls
    kept = sorted(cache.rglob("*.npy"))
    assert len(kept) == len(COLLECTION)
    kept[0].write_bytes(b"damaged")
    np.save(kept[1], np.zeros_like(np.load(kept[1])))
    mended = corpus_retriever(corpus, encoder, cache, lambda done, total: calls.append((done, total)))
    found = search_corpus(mended, ["rye bread"], 5)
    assert calls and [hit.article for hit in found[0]] == [hit.article for hit in first[0]]
    assert np.allclose([hit.score for hit in found[0]], [hit.score for hit in first[0]], atol=1e-5)


def test_files_that_are_no_articles_are_left_out(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    corpus = read_corpus(folder)
    assert sorted(corpus.articles) == sorted(COLLECTION)
    assert len(corpus.left_out) == 2 and all(reason.endswith(".") for reason in corpus.left_out)


def test_no_folder_and_no_files(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="is not a folder"):
        read_corpus(tmp_path / "gone")
    with pytest.raises(ArticleError, match="holds no text files"):
        read_corpus(tmp_path)


def test_the_command_keeps_its_contract(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(tmp_path / "data"))
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        "\n".join(json.dumps({"id": str(n), "text": q}) for n, q in enumerate(JUDGED)) + "\n\n", encoding="utf-8"
    )
    result = CliRunner().invoke(search, ["--corpus", str(folder), "--queries", str(queries), "-k", "2", "--json"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.split("\n") if line]
    assert [row["id"] for row in rows] == [str(n) for n in range(len(JUDGED))]
    for row, right in zip(rows, JUDGED.values(), strict=True):
        assert list(row) == ["id", "hits"] and len(row["hits"]) == 2
        assert list(row["hits"][0]) == ["article", "score", "start", "end"]
        assert row["hits"][0]["article"] == right
    people = CliRunner().invoke(search, ["--corpus", str(folder), "rye", "bread"])
    assert people.exit_code == 0 and "bread" in people.stdout.split("\n")[0]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "line 1"),
        ('{"id": "1"}', "line 1"),
        ('["1"]', "line 1"),
        ("", "holds no queries"),
        (None, "cannot be read"),
    ],
)
def test_bad_queries_are_one_sentence(folder: Path, tmp_path: Path, line: str | None, named: str) -> None:
    queries = tmp_path / "queries.jsonl"
    if line is not None:
        queries.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=named) as error:
        search.main(["--corpus", str(folder), "--queries", str(queries), "--json"], standalone_mode=False)
    assert error.value.exit_code == 2


def test_words_or_queries(folder: Path) -> None:
    with pytest.raises(UsageError, match="either words"):
        search.main(["--corpus", str(folder)], standalone_mode=False)
    with pytest.raises(UsageError, match="is not a folder"):
        search.main(["--corpus", str(folder / "gone"), "words"], standalone_mode=False)
