"""The 95th percentile of questions while another process takes 20 articles in, and while articles are read again.

Two threads ask as readers do, with a pause between two questions; the bot follows the record meanwhile, as it runs.
"""

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.large import made_up_words, sentence_of
from benchmarks.record import QUESTIONS, seed_texts, seeds_app
from bot.app import App
from bot.building.rereading import Rereading

MUST = 2.0
ARTICLES = 20
ASKERS = 2
PAUSE = 0.05
"""Seconds between an answer and the next question of the same reader."""
QUIET = 20.0
"""Seconds for which the quiet bot is asked, before and after."""


def asked_while(app: App, work: Callable[[], object]) -> list[float]:
    """Seconds that each question took, asked from the beginning of some work to its end."""
    taken: list[float] = []
    over = threading.Event()

    def ask(number: int) -> None:
        rng = random.Random(number)
        while not over.is_set():
            begun = time.perf_counter()
            app.snapshot().answering.ask(rng.choice(QUESTIONS))
            taken.append(time.perf_counter() - begun)
            over.wait(PAUSE)

    askers = [threading.Thread(target=ask, args=(number,)) for number in range(ASKERS)]
    for asker in askers:
        asker.start()
    work()
    over.set()
    for asker in askers:
        asker.join()
    return taken


def write_articles(folder: Path) -> None:
    """Articles as long as the seeds, every third word exchanged."""
    rng = random.Random(0)
    invented, seeds = made_up_words(rng), seed_texts()
    for number in range(ARTICLES):
        text = seeds[number % len(seeds)]
        lines = [sentence_of(text.words(s.start, s.end).split(), invented, rng) for s in text.sentences]
        (folder / f"article-{number:02}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def ingest(app: App, folder: Path) -> None:
    """Take the articles in, by the command, and wait until questions are answered from them."""
    environment = {**os.environ, "COMMUNIQUE_RECORD__DATA": str(app.settings.data_dir)}
    command = [sys.executable, "-m", "bot", "ingest", str(folder)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while app.snapshot().version != app.readings.version():
        time.sleep(0.2)


def read_again(app: App) -> None:
    """Have every article read again by the process that does so beside a bot."""
    with closing(sqlite3.connect(app.database.path)) as connection, connection:
        connection.execute("UPDATE reading SET fingerprint = 'former' || substr(fingerprint, 65)")
    Rereading(app.settings).wait()


def p95(taken: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return 1000 * quantiles(taken, n=20)[-1]


def main() -> None:
    with seeds_app() as app, TemporaryDirectory() as folder:
        write_articles(Path(folder))
        app.follow()
        asked_while(app, lambda: time.sleep(3))
        quiet = asked_while(app, lambda: time.sleep(QUIET))
        ingesting = asked_while(app, lambda: ingest(app, Path(folder)))
        reading = asked_while(app, lambda: read_again(app))
        after = asked_while(app, lambda: time.sleep(QUIET))
        app.close()
    for what, taken in (("quiet, 5 articles", quiet), (f"quiet, {5 + ARTICLES} articles", after)):
        print(f"{what}: p95 {p95(taken):.1f} ms of {len(taken)} questions")
    base = max(p95(quiet), p95(after))
    for what, taken in (("while articles are taken in", ingesting), ("while they are read again", reading)):
        print(
            f"{what}: p95 {p95(taken):.1f} ms of {len(taken)} questions, {p95(taken) / base:.2f} x quiet; "
            f"must be at most {MUST}"
        )
