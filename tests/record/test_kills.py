"""kill -9 during ingest, removal, reading and saving: nothing accepted is lost, nothing is there in part."""

import pytest

from tests.record.kills import Trial, deaths, summary

pytestmark = pytest.mark.slow


def test_ten_kills(tmp_path):
    with Trial(tmp_path, seed=3) as trial:
        tally = trial.run(deaths(10, seed=3))
    assert tally.clean, summary(tally)
    assert tally.kills == 10 and tally.accepted > 2, summary(tally)
