"""Real kills of the posting bot, counted: ``python -m benchmarks.briefings_kills [--kills 200] [--seed 1]``.

The bot's process posts to the simulated Discord over real HTTP, which hangs, resets and refuses about a third of the
posts; it is killed with SIGKILL at every named step and by a random timer. In every fourth trial a second bot posts
from the same store. Lost, doubled and out-of-order messages
and damaged stores are counted over all trials.
"""

import argparse
import asyncio
import random
import tempfile
import time

from tests.briefings.kills import STEPS, Tally, Trial


def deaths(number: int, rng: random.Random) -> list[str | float]:
    """The deaths of one trial: a step for sure, doubt and its look-up, at odds, and by the clock."""
    step = STEPS[number % len(STEPS)]
    before = ["claimed"] if step in {"in-doubt", "looked"} else []
    return [*before, step, f"{step}:0.5", "posted:0.3", "*:0.08", rng.uniform(0, 1.5), rng.uniform(0, 0.6)]


async def run(kills: int, seed: int) -> Tally:
    """Trials until so many kills."""
    rng = random.Random(seed)
    total = Tally()
    began = time.monotonic()
    number = 0
    while total.kills < kills:
        with tempfile.TemporaryDirectory() as folder:
            window = (0.3, 120.0)[number % 2]
            trial = Trial(folder, seed=seed * 1000 + number, window=window, others=number % 4 == 3)
            total.add(await trial.run(deaths(number, rng)))
        number += 1
        print(
            f"trial {number}: {total.kills} kills, {total.messages} messages, lost {total.lost}, doubled "
            f"{total.doubled}, out of order {total.out_of_order}, bad stores {total.bad_stores} "
            f"({time.monotonic() - began:.0f} s)",
            flush=True,
        )
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    total = asyncio.run(run(options.kills, options.seed))
    print(f"kills by step: {dict(total.kills_at)}")
    print(f"faults that struck: {dict(total.faults)}")
    print("clean" if total.clean else "NOT CLEAN")
    raise SystemExit(not total.clean)


if __name__ == "__main__":
    main()
