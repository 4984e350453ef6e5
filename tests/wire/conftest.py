import pytest


@pytest.fixture(scope="session")
def environment(bot_environment):
    """The variables of the bots of these tests, one record for all."""
    return bot_environment()
