"""The cue words that ship with the code: which verbs, nouns and adjectives tell who says what."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ConfigurationError
from bot.settings import ROOT, read_toml

SAYING = Path(__file__).parent / "data" / "saying.toml"
CUES = ROOT / "config" / "cues.toml"
"""Where a configuration may add words of its own."""

_FIELDS = {"verbs": "", "nouns": "noun_", "adjectives": "adjective_", "facts": "fact_"}
"""What the lists of a table are called in ``Cues``, before their key."""

Words = frozenset[str]
WordMap = Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by the grammar they license, each named as in the file; keys and words are lower-case lemmas."""

    clause: Words
    parenthetical: Words
    told: Words
    naming: Words
    quotation: Words
    infinitive: Words
    object_infinitive: Words
    object: Words
    refusing: Words
    showing: Words
    prepositions: WordMap
    particles: WordMap
    noun_clause: Words
    noun_infinitive: Words
    noun_documents: Words
    noun_uttering: Words
    noun_opinion: Words
    adjective_clause: Words
    adjective_infinitive: Words
    fact_verbs: Words
    fact_groups: Words
    fact_attitudes: Words

    @property
    def speaking(self) -> Words:
        """Verbs that may stand next to a quotation."""
        return self.clause | self.quotation


def load_cues(path: Path = CUES) -> Cues:
    """The words that ship with the code, and those that a file adds to them; without the file, the former alone.

    Raises:
        ConfigurationError: a malformed file, an unknown key or a value of another kind, naming file and key.

    """
    shipped = read_toml(SAYING)
    added = read_toml(path) if path.exists() else {}
    for name, table in added.items():
        if name not in shipped:
            raise ConfigurationError(f"{path}: key {name}: there is no such key; remove it or correct its name.")
        _check(path, name, table, shipped[name])
    lists: dict[str, Words | WordMap] = {}
    for name, table in shipped.items():
        for key, value in _joined(table, added.get(name, {})).items():
            lists[_FIELDS[name] + key.replace("-", "_")] = (
                _words(value) if isinstance(value, str) else {word: _words(words) for word, words in value.items()}
            )
    return Cues(**lists)  # type: ignore[arg-type]


def _words(value: str) -> Words:
    return frozenset(value.split())


def _check(path: Path, name: str, table: Any, shipped: Mapping[str, Any]) -> None:  # noqa: ANN401 - what a file holds
    """Raise where a table of the file has a key that is none, or a value that is not what its key takes."""
    if not isinstance(table, dict):
        raise ConfigurationError(f"{path}: key {name} must be a table of word lists.")
    for key, value in table.items():
        if key not in shipped:
            raise ConfigurationError(
                f"{path}: key {name}.{key}: there is no such key; remove it or correct its name."
            )
        if isinstance(shipped[key], str):
            if not isinstance(value, str):
                raise ConfigurationError(f"{path}: key {name}.{key} must be a string of words separated by spaces.")
        elif not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise ConfigurationError(f"{path}: table {name}.{key} must map words to strings of words.")


def _joined(shipped: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    """The words of both under the keys of either."""
    joined = dict(shipped)
    for key, value in added.items():
        own = shipped.get(key, "")
        joined[key] = _joined(own, value) if isinstance(value, dict) else f"{own} {value}"
    return joined
