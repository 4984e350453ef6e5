"""The cue words that ship with the code: which verbs, nouns and adjectives tell who says what."""

from collections.abc import Mapping
from pathlib import Path

from bot.faults import Faults
from bot.settings import ROOT
from bot.wordlists import NamedLists, Words, word_lists

SAYING = Path(__file__).parent / "data" / "saying.toml"
CUES = ROOT / "config" / "cues.toml"
"""Where a configuration may add words of its own."""
OF_VERBS = ("verbs.prepositions", "verbs.particles")
"""Tables whose keys are verbs, of which a file may have others."""
_PREFIXES = {"verbs": "", "nouns": "noun_", "adjectives": "adjective_", "facts": "fact_"}
"""What the lists of a table are called in ``Cues``, before their key."""


class Cues(NamedLists):
    """Word lists by the grammar they license, each named as in the file; keys and words are lower-case lemmas."""

    prepositions: Mapping[str, Words]
    particles: Mapping[str, Words]

    def __init__(self, lists: Mapping[str, Words]) -> None:
        self.prepositions, self.particles = (
            {key.rpartition(".")[2]: words for key, words in lists.items() if key.startswith(f"{table}.")}
            for table in OF_VERBS
        )
        parted = ((key.partition("."), words) for key, words in lists.items() if key.count(".") == 1)
        super().__init__({_PREFIXES[table] + key.replace("-", "_"): words for (table, _, key), words in parted})
        self.speaking = self.clause | self.quotation


def load_cues(path: Path = CUES, into: Faults | None = None) -> Cues:
    """The words that ship with the code, and those that a file adds to them; without the file, the former alone.

    Raises:
        ConfigurationError: a malformed file, unknown keys or values of another kind, naming file and key; with
            ``into`` they are added to it instead.

    """
    return Cues(word_lists(SAYING, path, OF_VERBS, into))
