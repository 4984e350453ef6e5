"""Two bots on one database, one of them or the server killed: nothing lost, doubled or out of order."""

import pytest

from tests.briefings.several import Several
from tests.postgres import Server

pytestmark = pytest.mark.slow


async def test_what_is_killed_costs_nothing_and_the_other_takes_over(tmp_path):
    server = Server()
    try:
        trial = Several(tmp_path, server, seed=3)
        tally = await trial.run_rounds(["posted", "server"])
    finally:
        server.close()
    assert tally.clean and tally.kills == 2 and tally.messages == 8, tally
    assert trial.lost_rows == 0 < trial.kept


async def test_each_bot_posts_to_the_servers_of_its_shards(tmp_path, postgres):
    trial = Several(tmp_path, postgres, seed=5)
    alone, shards = await trial.run_shards()
    assert dict(zip(shards, alone, strict=True)) == {0: 1, 1: 0}
    assert trial.tally.clean and trial.tally.messages == 2, trial.tally
