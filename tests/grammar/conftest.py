"""The words of attitude that ship with the code."""

import pytest

from bot.grammar.attitude import load_attitude


@pytest.fixture(scope="session")
def attitude():
    return load_attitude()
