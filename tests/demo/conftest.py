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
def environment(bot_environment):
    """The variables of the bots of these tests, one record for all."""
    return bot_environment(COMMUNIQUE_LOGGING__LEVEL="WARNING")
