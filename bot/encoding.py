"""The encoder that the settings ask for, and the one-time making of its part for questions."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog
from filelock import FileLock

from bot.settings import Settings
from embeddings.encoder import Encoder, SentenceTransformerEncoder
from embeddings.onnx_encoder import OnnxEncoder
from embeddings.owned import NEW_FILE, own_folder

log = structlog.get_logger(__name__)

Progress = Callable[[str], AbstractContextManager[object]]
"""Opens a progress display with a title."""

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
    return FileLock(settings.data_dir / BUILDING, mode=NEW_FILE)


def rereading_lock(settings: Settings) -> FileLock:
    """What a process holds while it reads articles again: one is enough."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return FileLock(settings.data_dir / "rereading.lock", mode=NEW_FILE)


def judging_lock(settings: Settings) -> FileLock:
    """What a process holds while it asks the judge about articles that wait: one is enough."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return FileLock(settings.data_dir / "judging.lock", mode=NEW_FILE)


def prepare_questions(encoder: Encoder, progress: Progress) -> None:
    """Make the part that encodes questions, where it is wanted; to be called with the building lock held."""
    if isinstance(encoder, OnnxEncoder) and encoder.wanted():
        with progress("Preparing the model for questions"):
            encoder.prepare()
        if encoder.problem:
            log.warning("questions are encoded by torch", reason=encoder.problem)


def ensure_prepared(encoder: Encoder, settings: Settings, progress: Progress) -> None:
    """Take the building lock and make the part that encodes questions, where it is wanted."""
    if isinstance(encoder, OnnxEncoder) and encoder.wanted():
        try:
            own_folder(settings.data_dir)
            with building_lock(settings):
                prepare_questions(encoder, progress)
        except OSError:
            log.warning("questions are encoded by torch", reason=f"{settings.data_dir} cannot be written")
