"""Real kills of a writer of the record, counted: ``python -m benchmarks.record_kills [--kills 100] [--seed 1]``.

A process ingests, edits, removes, reads again and saves the index at random; it is killed with SIGKILL at a random
SQL statement or file operation, or by the clock. After each kill the record is compared with what the process had
said was done: accepted articles lost, articles there in part, damaged stores, indexes that cannot be read or differ.
"""

import argparse
import random
import tempfile
import time

from tests.record.kills import Trial, deaths, summary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Trial(folder, options.seed) as trial:
        while trial.tally.kills < options.kills:
            trial.run(deaths(min(10, options.kills - trial.tally.kills), rng.randrange(1 << 30)))
            print(f"{summary(trial.tally)} ({time.monotonic() - began:.0f} s)", flush=True)
        clean = trial.tally.clean
    print("clean" if clean else "NOT CLEAN")
    raise SystemExit(not clean)


if __name__ == "__main__":
    main()
