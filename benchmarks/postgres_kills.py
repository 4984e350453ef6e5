"""Real kills under load, counted: ``python -m benchmarks.postgres_kills [--servers 20] [--bots 20] [--seed 1]``.

Two bots post from one database against a hostile simulated Discord while articles are taken in. In each round the
server of PostgreSQL, or one of the bots, is killed with SIGKILL. Counted are accepted articles lost, posts lost,
doubled or out of order, and how long it took until the next post.
"""

import argparse
import asyncio
import random
import tempfile
import time

from tests.briefings.kills import STEPS
from tests.briefings.several import Several
from tests.postgres import Server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=20)
    parser.add_argument("--bots", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    steps = [rng.choice([*STEPS[:8], rng.uniform(0.1, 3.0)]) for _ in range(options.bots)]
    deaths = ["server"] * options.servers + steps
    rng.shuffle(deaths)
    began = time.monotonic()
    server = Server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            trial = Several(folder, server, seed=options.seed)
            trial.told = lambda words: print(f"{words} ({time.monotonic() - began:.0f} s)", flush=True)
            tally = asyncio.run(trial.run_rounds(deaths))
    finally:
        server.close()
    print(f"{tally.kills} kills ({dict(tally.kills_at)}) in {time.monotonic() - began:.0f} s")
    print(f"{trial.kept} articles accepted, {trial.lost_rows} of them lost; faults {dict(tally.faults)}")
    print(f"{tally.messages} messages: {tally.lost} lost, {tally.doubled} doubled, {tally.out_of_order} out of order")
    print(f"the next post came {trial.slowest:.1f} s after a kill at the latest; {trial.restarts} bots started again")
    clean = tally.clean and not trial.lost_rows
    print("clean" if clean else "NOT CLEAN")
    raise SystemExit(not clean)


if __name__ == "__main__":
    main()
