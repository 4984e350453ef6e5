"""The browser, or one line that says how to get it; the record of these tests."""

import os

import pytest

from bot.demo.browser import MISSING, find_chromium

REQUIRED = "COMMUNIQUE_REQUIRE_BROWSER"
"""Set where a browser test must not be skipped (.ci/run)."""


def pytest_runtest_setup(item):
    """Skip a test that needs Chromium where there is none, fail it where that is not allowed."""
    if item.get_closest_marker("browser") and find_chromium() is None:
        if os.environ.get(REQUIRED):
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """The variables of a bot that keeps its record away from the developer's."""
    return {
        **os.environ,
        "COMMUNIQUE_RECORD__DATA": str(tmp_path_factory.mktemp("record")),
        "COMMUNIQUE_DISCORD__QUESTIONS_PER_MINUTE": "1000",
        "COMMUNIQUE_LOGGING__LEVEL": "WARNING",
        "OMP_NUM_THREADS": "1",
    }
