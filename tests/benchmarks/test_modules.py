import importlib
import random
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.approximate import sentences
from benchmarks.large import LETTERS, articles_of, look_ups, sentence_of, step, vectors_of
from benchmarks.measure import Pairs, Spent, peak_megabytes, resident_megabytes, spent, spent_by_process
from benchmarks.peer_systems import SYSTEMS
from benchmarks.peers import OURSELVES, Taken, installed, report, report_median
from benchmarks.record import QUESTIONS, seed_passages, seed_sentences, subject_synonyms
from bot.answering.gate import is_verbatim
from bot.answering.service import Answering
from bot.settings import load_settings
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from embeddings.retriever import Document, Retriever

OTHERS = sorted(
    path.stem for path in Path("benchmarks").glob("*.py") if path.stem not in {"__main__", *BENCHMARKS}
)  # fmt: skip


@pytest.mark.parametrize("name", [*BENCHMARKS, *OTHERS])
def test_every_module_can_be_imported(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert module.__doc__
    assert name not in BENCHMARKS or callable(module.main)


def test_a_name_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert main(["--help"]) == 0
    told = capsys.readouterr().err
    assert all(name in told for name in BENCHMARKS)


def test_the_medians_of_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = Pairs()
    order: list[str] = []

    def take(who: str, wall: float) -> Spent:
        order.append(who)
        return Spent(wall, wall / 2)

    for wall in (1.0, 2.0, 6.0):
        pairs.measure(lambda w=wall: take("ours", w), lambda: take("bare", 2.0))
    assert order == ["ours", "bare", "bare", "ours", "ours", "bare"]
    assert pairs.wall() == pairs.cpu() == 1
    pairs.report("something", "at most 2")
    assert "something: 1.00 x by the clock (2000.0 of 2000.0 ms)" in capsys.readouterr().out


def test_what_work_takes() -> None:
    taken = spent(lambda: sum(range(100_000)))
    assert taken.wall > 0 and taken.cpu >= 0
    assert spent_by_process("import os; assert os.environ['WHERE'] == 'here'", {"WHERE": "here"}).wall > 0
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        spent_by_process("1 / 0")
    assert 0 < resident_megabytes() <= peak_megabytes() * 1.01


def test_systems_in_turns(capsys: pytest.CaptureFixture[str]) -> None:
    taken, order = Taken(), []
    took = {OURSELVES: 1.0, "one": 2.0, "other": 4.0}
    ways = {name: lambda n=name, w=wall: order.append(n) or Spent(w, w) for name, wall in took.items()}
    taken.rounds(ways, 2)
    assert order == [OURSELVES, "one", "other", "one", "other", OURSELVES]
    assert taken.over_median() == (1 / 3, 1 / 3)
    assert taken.lead() == 2
    report("start", taken, "s", 1)
    report_median(taken)
    assert "0.33 x (0.33 x)" in capsys.readouterr().out
    assert set(SYSTEMS) == {"LlamaIndex", "Haystack", "txtai", "Chroma"}


def test_peers_that_are_not_here_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    here = installed()
    told = capsys.readouterr().out
    assert all((name in here) != (f"{name} is not installed" in told) for name in SYSTEMS)


def test_what_the_seeds_give() -> None:
    own = seed_sentences()
    assert len(own) == len(set(own)) > 100
    assert set(own) < set(seed_passages())
    assert subject_synonyms()
    assert len(QUESTIONS) == 50
    made = sentences(random.Random(0))
    assert made and all(made)


@pytest.mark.parametrize("words", ["Said at “the end”", '"Never" he said!', "so it went , and 3 .", "“No.”"])
def test_made_up_sentences_begin_and_end_as_sentences_do(words: str) -> None:
    for seed in range(5):
        made = sentence_of(words.split(), list(LETTERS), random.Random(seed))
        assert made[0] == made[0].upper() and made.endswith(".") and not made.endswith("..")


def test_questions_among_made_up_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    encoder = SentenceTransformerEncoder()
    own = seed_sentences()[:40]
    articles, passages, origins = articles_of(own, random.Random(0), 3)
    vectors = vectors_of(origins, encoder.encode_passages(own))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    with step("Opening"):
        source = MemorySource(encoder.model_id, vectors)
        index = VectorIndex.open(tmp_path, source, dimension=encoder.dimension)
    assert "Opening" in capsys.readouterr().err
    documents = [Document(article.id, article.raw, group=article.outlet) for article in articles.values()]
    retriever = Retriever(encoder, index, documents, passages, subject_synonyms())
    answering = Answering(retriever, articles, look_ups(articles), load_settings().answering)
    # A claim shows what bears on it; the excerpts are whole sentences and stand where they say.
    excerpts = [excerpt for sentence in own[:5] for excerpt in answering.check(sentence).excerpts]
    assert excerpts
    for excerpt in excerpts:
        assert is_verbatim(excerpt, articles[excerpt.article].raw)
        assert excerpt.text[0] == excerpt.text[0].upper() and excerpt.text.endswith(".")
