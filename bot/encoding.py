"""The encoder that the settings ask for, and the one-time making of its part for questions."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog
from filelock import FileLock

from bot.settings import Settings
from embeddings.encoder import Encoder, SentenceTransformerEncoder
from embeddings.onnx_encoder import OnnxEncoder

log = structlog.get_logger(__name__)

BUILDING = "building.lock"
"""The lock file in the data folder that a process holds while it makes what others wait for."""


def encoder_of(settings: Settings) -> Encoder:
    """The model that embeds passages and questions; nothing is loaded yet.

    Raises:
        ModelError: it is missing, or its weights are others than configured.
    """
    chosen = settings.encoder
    model = SentenceTransformerEncoder(
        chosen.model,
        sha256=chosen.sha256,
        query_prompt=chosen.query_prompt,
        passage_prompt=chosen.passage_prompt,
        batch_size=chosen.batch_size,
    )
    return model if chosen.question_backend == "torch" else OnnxEncoder(model, settings.data_dir / "model")


def building_lock(settings: Settings) -> FileLock:
    """What a process holds while it builds; not to be taken twice by one."""
    return FileLock(settings.data_dir / BUILDING)


def wants_preparing(encoder: Encoder) -> bool:
    """Whether the part that encodes questions has not been made of these weights yet."""
    return isinstance(encoder, OnnxEncoder) and encoder.wanted()


def prepare_questions(encoder: Encoder, progress: Callable[[str], AbstractContextManager[object]]) -> None:
    """Make the part that encodes questions, where it is wanted; to be called with the building lock held."""
    if isinstance(encoder, OnnxEncoder) and encoder.wanted():
        with progress("Preparing the model for questions"):
            encoder.prepare()
        if encoder.problem:
            log.warning("questions are encoded by torch", reason=encoder.problem)
