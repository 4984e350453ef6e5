"""The lists of grammar.toml are those that the rules ask for."""

import re
from pathlib import Path

from bot.positions import grammar
from bot.positions.grammar import DATA
from bot.wordlists import word_lists

ROOM = Path(grammar.__file__).parent
ASKED = {name for file in ROOM.glob("*.py") for name in re.findall(r"GRAMMAR\.(\w+)", file.read_text("utf-8"))}


def test_every_list_is_asked_for_and_every_list_asked_for_is_there():
    assert {key.partition(".")[2] for key in word_lists(DATA)} == ASKED
