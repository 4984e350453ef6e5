"""Fifty questions at once through the bot's desk: throughput against bare encoding, and how late the loop ran.

Run: python benchmarks/discord_loop.py

One run, one process: the same fifty questions are first encoded one by one by the bare model, then asked at once
while a task on the event loop wakes every 10 ms and notes how late it was. Printed are the ratio of the two
throughputs and the worst lateness, each of five rounds, and their medians.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bot.app import App
from bot.discord.desk import Desk, Inquiry
from bot.discord.limits import Workshop
from bot.discord.services import Services, Stores
from bot.discord.views.layout import layout
from bot.settings import RecordSettings, Settings

ROUNDS = 5
BEAT = 0.01
ASKED = (
    "How many countries are in the coalition of the willing?",
    "Who is against sending troops to Ukraine?",
    "What does Lavrov say about security guarantees?",
    "How many soldiers would France and Britain send?",
    "What did Rutte say about NATO membership?",
    "Will there be a meeting between Putin and Zelensky?",
    "What does Italy propose?",
    "Who would pay for the contingent?",
    "What happened in Istanbul in 2022?",
    "What is the best recipe for banana bread?",
)


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(record=RecordSettings(data=Path(folder))))
        app.prepare()
        settings = app.settings.discord
        workshop = Workshop(max_waiting=settings.max_waiting, timeout=settings.answer_timeout_seconds)
        services = Services(app.answering, Stores.open(app.database), "benchmark")
        desk = Desk(services, workshop)
        await desk.open()
        await desk.answer(Inquiry("Who called it a utopia?", 1, None))
        ratios, lateness = [], []
        for round_ in range(ROUNDS):
            # New words each time: nothing is answered from a cache.
            questions = [f"{question} ({round_}.{n})" for n in range(5) for question in ASKED]
            bare = await asyncio.to_thread(bare_seconds, app, [f"bare {question}" for question in questions])
            worst, seconds = await at_once(desk, questions)
            ratios.append(bare / seconds)
            lateness.append(worst)
            print(f"round {round_ + 1}: {len(questions) / seconds:.0f} answers a second, "
                  f"{bare / seconds:.2f} of bare encoding, loop late by at most {1000 * worst:.0f} ms")  # fmt: skip
        print(f"median: {statistics.median(ratios):.2f} of bare encoding one by one; "
              f"loop late by at most {1000 * statistics.median(lateness):.0f} ms")  # fmt: skip
        workshop.close()


def bare_seconds(app: App, questions: list[str]) -> float:
    """The bare model, one question after the other."""
    from sentence_transformers import SentenceTransformer

    model = next(value for value in vars(app.encoder).values() if isinstance(value, SentenceTransformer))
    started = time.perf_counter()
    for question in questions:
        model.encode(question, normalize_embeddings=True, show_progress_bar=False)
    return time.perf_counter() - started


async def at_once(desk: Desk, questions: list[str]) -> tuple[float, float]:
    """Ask all at once, laying out each page on the loop as the bot does: worst lateness and seconds in all."""
    worst = 0.0

    async def beat() -> None:
        nonlocal worst
        while True:
            due = time.perf_counter() + BEAT
            await asyncio.sleep(BEAT)
            worst = max(worst, time.perf_counter() - due)

    async def ask(number: int, question: str) -> None:
        page, _ = await desk.answer(Inquiry(question, number, None))
        layout(page)

    beating = asyncio.create_task(beat())
    started = time.perf_counter()
    await asyncio.gather(*(ask(number, question) for number, question in enumerate(questions)))
    seconds = time.perf_counter() - started
    beating.cancel()
    return worst, seconds


if __name__ == "__main__":
    asyncio.run(main())
