"""A sentence-transformers model written down as an ONNX graph: its questions need neither torch nor its import."""

import hashlib
import json
import os
import shutil
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from embeddings.encoder import special_tokens
from embeddings.owned import own, own_folder

GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
ABOUT = "about.json"
OPSET = 17
FORMAT = 3
SAMPLE = ("Who said what?", "A second text, longer than the first, so that both lengths are free in the graph.")


@dataclass(frozen=True, slots=True)
class About:
    """What an exported model is: ``inputs`` are the graph's, ``longest`` the tokens a text is cut to.

    ``special`` are the numbers of the tokens that are no text's own. ``sha256`` is that of the graph's file,
    ``tokenizer_sha256`` that of the tokenizer's.
    """

    model_id: str
    dimension: int
    longest: int
    inputs: tuple[str, ...]
    special: tuple[int, ...]
    sha256: str
    tokenizer_sha256: str
    format: int = FORMAT


def export(model: Any, model_id: str, folder: Path) -> About:  # noqa: ANN401 - a SentenceTransformer
    """Write the graph, the tokenizer and what they are into ``folder``, which is replaced as a whole.

    Raises:
        OSError: the folder cannot be written.
        Exception: whatever the exporter raises on a model it cannot write down.

    """
    for left in folder.parent.glob(f"{folder.name}.*.tmp"):  # by a process that was killed at it
        shutil.rmtree(left, ignore_errors=True)
    aside = folder.with_name(f"{folder.name}.{os.getpid()}.tmp")
    own_folder(aside)
    try:
        tokenizer = model.tokenizer
        features = {name: value for name, value in model.preprocess(list(SAMPLE)).items() if hasattr(value, "shape")}
        longest = int(model.max_seq_length)
        words = tokenizer.backend_tokenizer
        words.no_padding()
        words.enable_truncation(max_length=longest)
        (aside / TOKENIZER).write_text(words.to_str(), encoding="utf-8")
        dimension = _write_graph(model, features, aside / GRAPH)
        hashes = digest_of(aside / GRAPH), digest_of(aside / TOKENIZER)
        about = About(model_id, dimension, longest, tuple(features), special_tokens(model), *hashes)
        (aside / ABOUT).write_text(json.dumps(asdict(about)), encoding="utf-8")
        for file in aside.iterdir():
            own(file)
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return about


def read_about(folder: Path) -> About | None:
    """What the exported model in ``folder`` is; None where there is none that can be read."""
    try:
        found = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            return None
        return About(**{**found, "inputs": tuple(found["inputs"]), "special": tuple(found["special"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def digest_of(file: Path) -> str:
    """The sha256 of a file."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write_graph(model: Any, features: dict[str, Any], file: Path) -> int:  # noqa: ANN401 - a SentenceTransformer
    import torch

    names = list(features)

    class Graph(torch.nn.Module):
        """Token numbers to unit vectors and the tokens' own, by positional arguments as the exporter wants them."""

        def __init__(self, inner: Any) -> None:  # noqa: ANN401
            super().__init__()
            self.inner = inner

        def forward(self, *given: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            made = self.inner(dict(zip(names, given, strict=True)))
            whole = made["sentence_embedding"].float()
            tokens = made["token_embeddings"].float() if "token_embeddings" in made else whole[:, None, :][:, :0]
            return torch.nn.functional.normalize(whole, dim=1), tokens

    axes = {name: {0: "texts", 1: "tokens"} for name in names}
    axes |= {"vectors": {0: "texts"}, "tokens": {0: "texts", 1: "tokens"}}
    graph = Graph(model).eval()
    given = tuple(features.values())
    # The exporter warns of every branch it fixes and of its own age; what it wrote is compared with the model after.
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        dimension = int(graph(*given)[0].shape[1])
        torch.onnx.export(
            graph, given, str(file), input_names=names, output_names=["vectors", "tokens"], dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    return dimension
