"""The small words of English grammar by construction: language data that ships with the code."""

from pathlib import Path

from bot.wordlists import NamedLists, word_lists

DATA = Path(__file__).parent / "data" / "grammar.toml"

GRAMMAR = NamedLists({key.partition(".")[2]: words for key, words in word_lists(DATA).items()})
"""Lemmas, or words in lower case, each list named as in ``grammar.toml``, which says its construction."""
