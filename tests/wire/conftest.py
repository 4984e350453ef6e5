"""One record for all, built by the first bot that starts."""

import os

import pytest


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """The variables of a bot that keeps its record away from the developer's."""
    return {
        **os.environ,
        "COMMUNIQUE_RECORD__DATA": str(tmp_path_factory.mktemp("record")),
        "COMMUNIQUE_DISCORD__QUESTIONS_PER_MINUTE": "1000",
        "OMP_NUM_THREADS": "1",
    }
