"""50 questions at once through the desk, over bare encoding of them one by one; how long the event loop stood."""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from statistics import median

from benchmarks.measure import Pairs, Spent, spent
from benchmarks.record import QUESTIONS, bare_model, seeds_app
from bot.app import App
from bot.discord.desk import Desk, Inquiry
from bot.discord.limits import Workshop
from bot.discord.services import Services, Stores

ROUNDS = 5
BEAT = 0.005
"""Seconds between two looks at the clock from the event loop."""


def desk_of(app: App) -> Desk:
    """The bot's desk over an application, with a pool of its own."""
    workshop = Workshop(max_waiting=100, timeout=60)
    return Desk(Services(app.answering, Stores.open(app.database), "benchmark", app.registry, app.outlets), workshop)


async def at_once(desk: Desk, questions: Sequence[str] = QUESTIONS) -> tuple[Spent, float]:
    """Everything asked at the same time; the time it took, and the longest that the loop did not get to run."""
    late = 0.0

    async def beat() -> None:
        nonlocal late
        while True:
            before = time.perf_counter()
            await asyncio.sleep(BEAT)
            late = max(late, time.perf_counter() - before - BEAT)

    beating = asyncio.create_task(beat())
    await asyncio.sleep(0)
    wall, cpu = time.perf_counter(), time.process_time()
    answers = await asyncio.gather(*(desk.answer(Inquiry(q, reader=i, guild=None)) for i, q in enumerate(questions)))
    taken = Spent(time.perf_counter() - wall, time.process_time() - cpu)
    beating.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await beating
    assert len(answers) == len(questions) and all(answer_id for _, answer_id in answers)
    return taken, late


def run(app: App, rounds: int = ROUNDS) -> tuple[Pairs, list[float]]:
    """The rounds of both, and the loop's longest stop in each."""
    desk = desk_of(app)
    model = bare_model()
    pairs, stops = Pairs(), []

    def ours() -> Spent:
        taken, late = asyncio.run(at_once(desk))
        stops.append(late)
        return taken

    def bare() -> Spent:
        return spent(lambda: [model.encode([question], show_progress_bar=False) for question in QUESTIONS])

    ours(), bare()
    stops.clear()
    for _ in range(rounds):
        pairs.measure(ours, bare)
    desk.workshop.close()
    return pairs, stops


def main() -> None:
    with seeds_app() as app:
        pairs, stops = run(app)
    pairs.report(f"{len(QUESTIONS)} questions at once, time", "at most 1 (aim 0.33)")
    print(
        f"throughput {1 / pairs.wall():.2f} x bare; must be at least 1 (aim 3); the loop stood still for at most "
        f"{1000 * max(stops):.0f} ms (rounds' median {1000 * median(stops):.0f} ms); must be at most 100 ms"
    )
