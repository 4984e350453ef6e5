"""A fresh process with an existing index until its first answer, over bare import, load and first encode."""

from pathlib import Path

from benchmarks.measure import Pairs, spent_by_process
from benchmarks.record import QUESTIONS, seeds_app
from embeddings.encoder import DEFAULT_MODEL, locate

MUST = 1.15
ROUNDS = 4

OURS = """
from bot.app import build_app
assert build_app().answering.ask({question!r}).excerpts
"""
BARE = """
import os
os.environ["HF_HUB_OFFLINE"] = "1"
from sentence_transformers import SentenceTransformer
model = SentenceTransformer({folder!r}, device="cpu", local_files_only=True)
assert model.encode([{question!r}], show_progress_bar=False).shape
"""


def main(rounds: int = ROUNDS) -> None:
    pairs = Pairs()
    with seeds_app() as app:
        app.answering.ask(QUESTIONS[0])  # the index is saved
        environment = {"COMMUNIQUE_RECORD__DATA": str(app.settings.data_dir), "OMP_NUM_THREADS": "1"}
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
        ours = OURS.format(question=QUESTIONS[0])
        bare = BARE.format(question=QUESTIONS[0], folder=str(locate(DEFAULT_MODEL)))
        for code in (ours, bare):
            spent_by_process(code, environment)
        for _ in range(rounds):
            pairs.measure(lambda: spent_by_process(ours, environment), lambda: spent_by_process(bare, environment))
    pairs.report("start until the first answer", f"at most {MUST}")
