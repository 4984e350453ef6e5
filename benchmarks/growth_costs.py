"""What a record costs, each cost measured in a process of its own: ``python -m benchmarks.growth_costs COST DATA``.

The result is the last line of what is printed: a JSON object of figures.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.growth_records import Varying, app_at
from benchmarks.measure import peak_megabytes, resident_megabytes, spent
from benchmarks.record import QUESTIONS
from bot.app import App
from bot.briefings.edition import Window
from bot.discord.ledger_pages import page_of
from bot.discord.query import Query
from bot.progress import silent
from bot.record.passages import PassageStore
from bot.record.statement import UNATTRIBUTED
from bot.record.visibility import SHARED
from embeddings.clean import clean
from embeddings.passages import passages

NEAREST = 10
TIE = 1e-3
"""Cosines that differ by no more are the same, as there: what 16 bits keep of a vector is off by 0.0002 or so."""

Figures = dict[str, float]


def disagreements(app: App) -> Figures:
    """All disagreements, the record read anew."""
    return {"disagreements": spent(lambda: app.ledger.disagreements()).cpu}


def briefing(app: App) -> Figures:
    """The whole record as a briefing, the record read anew; what it takes besides what is imported."""
    briefer = app.briefings.briefer
    before = resident_megabytes()

    def compose() -> None:
        briefer.refresh()
        briefer.compose(Window(None, datetime.now(UTC), "UTC"))

    cpu = spent(compose).cpu
    return {"briefing": cpu, "briefing memory": peak_megabytes() - before}


def actor(app: App) -> Figures:
    """The page of the actor with most positions, the record read anew, and the page after it."""
    held = app.positions.actors()
    biggest = max((name for name in held if name != UNATTRIBUTED), key=held.__getitem__, default="")
    first = spent(lambda: page_of(app.ledger, Query("actor", actor=biggest))).cpu
    more = spent(lambda: page_of(app.ledger, Query("actor", actor=biggest, page=1))).cpu
    return {"actor": first, "actor page": more}


def answering(app: App) -> Figures:
    """The start with an index, a warm question, and the memory that answering holds."""
    app.encoder.encode_questions(["The model is loaded before."])

    def begin() -> None:
        app.prepare()
        app.answering.status()

    start = spent(begin).cpu
    for question in QUESTIONS:
        app.answering.ask(question)
    taken = [spent(lambda q=question: app.answering.ask(q)).cpu for question in QUESTIONS]  # type: ignore[misc]
    return {"start": start, "question": 1000 * median(taken), "memory": resident_megabytes()}


def about(app: App) -> Figures:
    """What others say of the actor with most positions: its page opened first after a snapshot was made."""
    held = app.positions.actors()
    biggest = max((name for name in held if name != UNATTRIBUTED), key=held.__getitem__, default="")
    app.ledger.note_named()
    return {"about": spent(lambda: page_of(app.ledger, Query("about", actor=biggest))).cpu}


def recall(app: App) -> Figures:
    """The share of ten found passages as near as the tenth nearest by exact float32; the mean of many questions.

    By nearness and not by number, as ann-benchmarks.com counts it: the same sentence in fifty articles is as near in
    each, and any of them is as right.
    """
    index = app.retriever.index
    questions = app.encoder.encode_questions(QUESTIONS)
    nearest = np.full((len(questions), NEAREST), -1.0, dtype=np.float32)
    _, found = index.search(questions, NEAREST)
    near = np.full(found.shape, -1.0, dtype=np.float32)
    for seqs, vectors in PassageStore(app.database, app.encoder.model_id, SHARED).vectors(0):
        scores = questions @ vectors.T
        nearest = -np.sort(-np.concatenate([nearest, scores], axis=1), axis=1)[:, :NEAREST]
        for row, own in enumerate(found):
            _, at, to = np.intersect1d(seqs, own, return_indices=True)
            near[row, to] = scores[row, at]
    return {"recall": float((near >= nearest[:, -1:] - TIE).mean())}


def one_more(app: App) -> Figures:
    """An article ingested, read and searchable, over bare encoding of its passages; the median of three."""
    articles = app.articles.all()[:3]
    varying = Varying([article.raw for article in articles], random.Random(time.time_ns()))
    with tempfile.TemporaryDirectory() as folder:

        def take(raw: str, name: str) -> None:
            file = Path(folder) / f"{name}.txt"
            file.write_text(raw, encoding="utf-8", newline="")
            (outcome,) = app.ingest([file])
            assert outcome.status == "added", outcome
            assert app.answering.ask(QUESTIONS[0])

        stamp = time.time_ns()
        take(varying.text(articles[0].raw), f"warm-{stamp}")
        ratios = []
        for number, article in enumerate(articles):
            raw = varying.text(article.raw)
            found = passages(clean(raw))
            texts = [p.embedded_text for p in found] + [p.context_text for p in found if p.context_text is not None]
            bare = spent(lambda texts=texts: app.encoder.encode_passages(texts)).cpu  # type: ignore[misc]
            ours = spent(lambda raw=raw, n=number: take(raw, f"more-{stamp}-{n}")).cpu  # type: ignore[misc]
            ratios.append(ours / bare)
    return {"one more": median(ratios)}


COSTS: Mapping[str, Callable[[App], Figures]] = {
    cost.__name__: cost for cost in (disagreements, briefing, actor, about, answering, recall, one_more)
}


def main(cost: str, data: Path) -> None:
    print(json.dumps(COSTS[cost](app_at(data, silent))))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
