"""What the measurements run on: the seeds' record in a folder of its own, questions, and the model bare."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.actors.registry import Registry
from bot.answering.synonyms import search_synonyms
from bot.app import App, build_app
from bot.settings import load_settings
from embeddings.clean import clean
from embeddings.decode import decode
from embeddings.encoder import DEFAULT_MODEL, locate
from embeddings.passages import passages, sentence_passages
from embeddings.text import CleanText

QUESTIONS = Path(__file__).with_name("questions.txt").read_text(encoding="utf-8").split("\n")[:-1]


@contextmanager
def seeds_app() -> Iterator[App]:
    """The application over a record built from ``seeds/`` in a folder that is removed again."""
    with TemporaryDirectory() as folder:
        settings = load_settings()
        yield build_app(settings.model_copy(update={"record": settings.record.model_copy(update={"data": folder})}))


def seed_texts() -> list[CleanText]:
    """The seeds, cleaned."""
    files = sorted(load_settings().seeds_dir.glob("*.txt"))
    return [clean(decode(file.read_bytes(), file.name)) for file in files]


def seed_sentences() -> list[str]:
    """The distinct sentences of the seeds."""
    return list(dict.fromkeys(p.embedded_text for text in seed_texts() for p in sentence_passages(text)))


def seed_passages() -> list[str]:
    """The words of everything that is embedded of the seeds: sentences and windows."""
    return [passage.embedded_text for text in seed_texts() for passage in passages(text)]


def subject_synonyms() -> dict[str, str]:
    """The synonyms of the shipped configuration."""
    settings = load_settings()
    return search_synonyms(Registry.load(settings.config_dir / "actors.toml"), settings.synonyms)


def bare_model() -> Any:  # noqa: ANN401 - a SentenceTransformer
    """The same model as the bot's, loaded by sentence-transformers alone."""
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(locate(DEFAULT_MODEL)), device="cpu", local_files_only=True)
    torch.set_num_threads(1)
    return model
