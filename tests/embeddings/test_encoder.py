import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from embeddings.batching import Coalescer
from embeddings.encoder import DEFAULT_MODEL, SentenceTransformerEncoder, locate
from embeddings.errors import ModelError

TEXTS = ["A short text.", "A text that is a good deal longer than the short one before it.", "Ferry", "Ferry"]


def test_vectors_are_unit_and_in_order(encoder: SentenceTransformerEncoder) -> None:
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (4, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[2], vectors[3], atol=1e-5)
    assert np.allclose(encoder.encode_questions(TEXTS[:1])[0], vectors[0], atol=1e-5)
    assert encoder.encode_passages([]).shape == encoder.encode_questions([]).shape == (0, 384)


def test_tokens_are_a_texts_own_whatever_it_is_encoded_with(encoder: SentenceTransformerEncoder) -> None:
    vectors, tokens = encoder.encode_passages_with_tokens(TEXTS)
    assert np.array_equal(vectors, encoder.encode_passages(TEXTS))
    asked = encoder.encode_questions_with_tokens(TEXTS)
    assert [len(one.tokens) for one in asked] == [4, 15, 1, 1]  # "A short text ." without what is put around it
    assert all(np.allclose(np.linalg.norm(one.tokens, axis=1), 1, atol=1e-5) for one in asked)
    assert np.allclose([one.vector for one in asked], vectors, atol=1e-5)
    assert [len(one) for one in tokens] == [96 * len(one.tokens) for one in asked]
    assert encoder.encode_questions_with_tokens([]) == [] and encoder.encode_passages_with_tokens([])[1] == []


def test_progress_ends_with_everything(encoder: SentenceTransformerEncoder) -> None:
    seen: list[tuple[int, int]] = []
    encoder.encode_passages(["a"] * 40, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (40, 40) and seen == sorted(seen)


def test_many_threads_get_their_own_answers(encoder: SentenceTransformerEncoder) -> None:
    questions = [f"Who closed pier number {n}, and when?" for n in range(40)]
    alone = [encoder.encode_questions([question])[0] for question in questions]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(lambda question: encoder.encode_questions([question])[0], questions))
    assert all(float(one @ other) > 0.9999 for one, other in zip(alone, together, strict=True))


def test_prompts_change_the_vectors_and_the_identity(encoder: SentenceTransformerEncoder) -> None:
    prompted = SentenceTransformerEncoder(query_prompt="query: ", passage_prompt="passage: ")
    assert prompted.model_id != encoder.model_id
    assert encoder.model_id.startswith(f"{DEFAULT_MODEL}@53aa51172d142c89")
    assert np.allclose(prompted.encode_questions(["ferry"]), encoder.encode_questions(["query: ferry"]), atol=1e-5)
    assert np.allclose(prompted.encode_passages(["ferry"]), encoder.encode_questions(["passage: ferry"]), atol=1e-5)


def test_a_folder_is_a_model(encoder: SentenceTransformerEncoder) -> None:
    local = SentenceTransformerEncoder(str(locate(DEFAULT_MODEL)))
    assert np.allclose(local.encode_questions(["ferry"]), encoder.encode_questions(["ferry"]), atol=1e-5)


def test_a_model_that_is_missing_or_damaged_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        SentenceTransformerEncoder("no-such-model")
    with pytest.raises(ModelError, match="has no weights"):
        SentenceTransformerEncoder(str(tmp_path))
    with pytest.raises(ModelError, match="have sha256 53aa51172d14"):
        SentenceTransformerEncoder(sha256="0" * 64)
    broken = tmp_path / "broken"
    shutil.copytree(locate(DEFAULT_MODEL), broken)
    (broken / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceTransformerEncoder(str(broken)).load()


def test_making_an_encoder_imports_no_model_library() -> None:
    code = (
        "import sys; from embeddings.encoder import SentenceTransformerEncoder as E; E(); "
        "assert 'torch' not in sys.modules and 'sentence_transformers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_waiting_callers_share_a_batch() -> None:
    sizes: list[int] = []
    entered, go = threading.Event(), threading.Event()

    def encode(texts: list[str]) -> list[float]:
        sizes.append(len(texts))
        entered.set()
        go.wait(10)
        return [float(text) for text in texts]

    coalescer = Coalescer(encode, largest=8)
    with ThreadPoolExecutor(20) as pool:
        first = pool.submit(coalescer, ["0"])
        entered.wait(10)
        others = [pool.submit(coalescer, [str(n), str(-n)]) for n in range(1, 10)]
        while len(coalescer._waiting) < 9:
            threading.Event().wait(0.001)
        go.set()
        assert first.result() == [0]
        for n, other in enumerate(others, 1):
            assert other.result() == [n, -n]
    assert sizes == [1, 8, 8, 2]


def test_an_error_reaches_every_caller_of_its_batch_and_no_other() -> None:
    def encode(texts: list[str]) -> list[str]:
        if "bad" in texts:
            raise ValueError("bad")
        return texts

    coalescer = Coalescer(encode)
    with pytest.raises(ValueError, match="bad"):
        coalescer(["bad"])
    assert coalescer(["good"]) == ["good"]
