"""kill -9 at every named step and at random, with faults injected: nothing lost, doubled or out of order."""

import pytest

from tests.briefings.kills import STEPS, Trial

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("window", "others", "deaths"),
    [
        (0.3, 0, [*STEPS[:6]]),
        (120.0, 0, ["posted", "in-doubt", "claimed", "looked", "confirmed", "*:0.1"]),
        (0.3, 0, ["claimed", "looked", "posted", "*:0.2", 0.5, 1.0]),
        (120.0, 1, ["claimed:0.5", "posted:0.5", 0.7, 0.3, "*:0.1"]),
    ],
)
async def test_kills(tmp_path, window, others, deaths):
    tally = await Trial(tmp_path, seed=7, window=window, schedules=12, others=others).run(deaths)
    assert tally.clean, tally
    assert tally.kills == len(deaths)
    assert tally.messages == 12  # one an edition


async def test_without_kills_and_faults_the_harness_itself_counts_right(tmp_path):
    tally = await Trial(tmp_path, seed=1, window=120.0, schedules=3).run([])
    assert tally.clean
    assert tally.messages == 3
