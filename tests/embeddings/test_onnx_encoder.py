import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.encoder import DEFAULT_SHA256, SentenceTransformerEncoder
from embeddings.onnx_encoder import SAME, OnnxEncoder
from embeddings.onnx_export import GRAPH, read_about

QUESTIONS = ["Who closed pier number 7?", "ferry", "What did the harbour master say of it, and when? " * 40]


@pytest.fixture(scope="module")
def folder(encoder: SentenceTransformerEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model exported into it."""
    folder = tmp_path_factory.mktemp("exported") / "model"
    made = OnnxEncoder(encoder, folder)
    assert made.wanted() and not made.ready()
    made.prepare()
    assert made.ready() and made.problem is None and not made.wanted()
    return folder


@pytest.fixture(scope="module")
def graph(encoder: SentenceTransformerEncoder, folder: Path) -> OnnxEncoder:
    """The encoder that uses it."""
    return OnnxEncoder(encoder, folder)


@pytest.fixture
def own_folder(folder: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(folder, tmp_path / "model"))


def test_vectors_are_those_of_the_model(encoder: SentenceTransformerEncoder, graph: OnnxEncoder) -> None:
    vectors = graph.encode_questions(QUESTIONS)
    assert vectors.shape == (3, 384) and vectors.dtype == np.float32
    assert np.allclose(vectors, encoder.encode_questions(QUESTIONS), atol=1e-5)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert graph.encode_questions([]).shape == (0, 384)
    assert np.array_equal(graph.encode_passages(["ferry"]), encoder.encode_passages(["ferry"]))
    assert (graph.model_id, graph.dimension, graph.questions_at_once) == (encoder.model_id, 384, 1)


def test_tokens_are_those_of_the_model(encoder: SentenceTransformerEncoder, graph: OnnxEncoder) -> None:
    for ours, theirs in zip(
        graph.encode_questions_with_tokens(QUESTIONS), encoder.encode_questions_with_tokens(QUESTIONS), strict=True
    ):
        assert ours.tokens.shape == theirs.tokens.shape and ours.tokens.shape[1] == 384
        assert np.allclose(ours.tokens, theirs.tokens, atol=1e-4)
        assert np.allclose(ours.vector, theirs.vector, atol=1e-5)
    assert graph.encode_passages_with_tokens(["ferry"])[1] == encoder.encode_passages_with_tokens(["ferry"])[1]


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_has_the_vector_of_the_model(
    encoder: SentenceTransformerEncoder, graph: OnnxEncoder, text: str
) -> None:
    assert float(graph.encode_questions([text])[0] @ encoder.encode_questions([text])[0]) >= SAME


def test_a_question_is_encoded_without_torch(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from embeddings.encoder import SentenceTransformerEncoder as E\n"
        "from embeddings.onnx_encoder import OnnxEncoder\n"
        f"made = OnnxEncoder(E(), Path({str(folder)!r}))\n"
        "assert made.dimension == 384 and made.encode_questions(['Who?']).shape == (1, 384)\n"
        "assert not {'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_threads_get_the_very_vectors_of_one(graph: OnnxEncoder) -> None:
    questions = [f"Who closed pier number {n}{', and when' * (n % 5)}?" for n in range(60)]
    alone = [graph.encode_questions([question]) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: graph.encode_questions([question]), questions))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))
    assert np.array_equal(graph.encode_questions(questions), np.concatenate(alone))


def test_a_prompt_is_put_before_a_question(encoder: SentenceTransformerEncoder, folder: Path, tmp_path: Path) -> None:
    prompted = SentenceTransformerEncoder(query_prompt="query: ")
    graph = OnnxEncoder(prompted, Path(shutil.copytree(folder, tmp_path / "model")))
    assert not graph.ready()  # what was exported is of another identity
    graph.prepare()
    assert graph.ready()
    assert np.allclose(graph.encode_questions(["ferry"]), encoder.encode_questions(["query: ferry"]), atol=1e-5)


@pytest.mark.parametrize("damage", ["cut", "flipped", "tokenizer", "about", "gone"])
def test_a_damaged_graph_leaves_the_model_to_encode_and_is_made_again(
    encoder: SentenceTransformerEncoder, own_folder: Path, damage: str
) -> None:
    file = own_folder / GRAPH
    data = file.read_bytes()
    match damage:
        case "cut":
            file.write_bytes(data[: len(data) // 2])
        case "flipped":
            file.write_bytes(data[:-1000] + bytes([data[-1000] ^ 1]) + data[-999:])
        case "tokenizer":
            (own_folder / "tokenizer.json").write_text("{}")
        case "about":
            (own_folder / "about.json").write_text('{"format": 1}')
        case "gone":
            shutil.rmtree(own_folder)
            (own_folder.parent / "model.1.tmp").mkdir()  # of a process that was killed at it
    graph = OnnxEncoder(encoder, own_folder)
    assert not graph.ready() and graph.problem
    assert graph.questions_at_once == encoder.questions_at_once
    assert np.array_equal(graph.encode_questions(["ferry"]), encoder.encode_questions(["ferry"]))
    graph.prepare()
    assert graph.ready() and graph.problem is None
    assert [path.name for path in own_folder.parent.iterdir()] == [own_folder.name]


def test_another_process_may_have_made_it(encoder: SentenceTransformerEncoder, folder: Path, tmp_path: Path) -> None:
    late = OnnxEncoder(encoder, tmp_path / "model")
    assert late.wanted()
    shutil.copytree(folder, tmp_path / "model")
    made = (tmp_path / "model" / GRAPH).stat().st_mtime_ns
    late.prepare()
    assert late.ready() and (tmp_path / "model" / GRAPH).stat().st_mtime_ns == made


def test_a_model_that_cannot_be_exported_encodes_its_questions_itself(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    words = Tokenizer(WordLevel({"[UNK]": 0, "ferry": 1, "pier": 2}, unk_token="[UNK]"))
    model = SentenceTransformer(modules=[StaticEmbedding(words, embedding_dim=8)], device="cpu")
    model.save(str(tmp_path / "static"))
    reference = SentenceTransformerEncoder(str(tmp_path / "static"))
    graph = OnnxEncoder(reference, tmp_path / "model")
    graph.prepare()
    assert graph.problem and not graph.ready()
    assert np.array_equal(graph.encode_questions(["ferry"]), reference.encode_questions(["ferry"]))
    later = OnnxEncoder(reference, tmp_path / "model")
    assert not later.wanted()  # it is known not to work
    later.prepare()
    assert later.problem == graph.problem


def test_a_folder_that_cannot_be_written_is_no_error(encoder: SentenceTransformerEncoder, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    graph = OnnxEncoder(encoder, tmp_path / "data" / "model")
    graph.prepare()
    assert graph.problem and graph.encode_questions(["ferry"]).shape == (1, 384)


def test_what_is_exported_says_what_it_is(folder: Path, encoder: SentenceTransformerEncoder) -> None:
    about = read_about(folder)
    assert about is not None and about.model_id == encoder.model_id and about.longest == 256
    assert encoder.model_id.endswith(DEFAULT_SHA256[:16])
