"""The cue words that ship with the code: which verbs, nouns and adjectives tell who says what."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.faults import Faults, gathered, noted
from bot.settings import ROOT, read_toml

SAYING = Path(__file__).parent / "data" / "saying.toml"
CUES = ROOT / "config" / "cues.toml"
"""Where a configuration may add words of its own."""

_FIELDS = {"verbs": "", "nouns": "noun_", "adjectives": "adjective_", "facts": "fact_"}
"""What the lists of a table are called in ``Cues``, before their key."""
OF_VERBS = ("verbs.prepositions", "verbs.particles")
"""Tables whose keys are verbs, of which a file may have others."""

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
    fact_standing: Words

    @property
    def speaking(self) -> Words:
        """Verbs that may stand next to a quotation."""
        return self.clause | self.quotation


def load_cues(path: Path = CUES, into: Faults | None = None) -> Cues:
    """The words that ship with the code, and those that a file adds to them; without the file, the former alone.

    Raises:
        ConfigurationError: a malformed file, unknown keys or values of another kind, naming file and key; with
            ``into`` they are added to it instead.

    """
    with gathered(into) as faults:
        added: dict[str, Any] = {}
        with noted(faults):
            added = read_toml(path) if path.exists() else {}
        tables = _joined(path, "", read_toml(SAYING), added, faults)
    lists: dict[str, Words | WordMap] = {}
    for name, table in tables.items():
        for key, value in table.items():
            lists[_FIELDS[name] + key.replace("-", "_")] = (
                _words(value) if isinstance(value, str) else {word: _words(words) for word, words in value.items()}
            )
    return Cues(**lists)  # type: ignore[arg-type]


def _words(value: str) -> Words:
    return frozenset(value.split())


def _joined(path: Path, key: str, shipped: Any, added: Any, faults: Faults) -> Any:  # noqa: ANN401 - what a file holds
    """The words of both under the keys of the former; note where the latter's are none or of another kind."""
    if isinstance(shipped, str):
        if isinstance(added, str):
            return f"{shipped} {added}"
        faults.append(f"{path}: key {key} must be a string of words separated by spaces.")
        return shipped
    if not isinstance(added, dict):
        faults.append(f"{path}: key {key} must be a table of words.")
        return shipped
    joined = dict(shipped)
    for name, value in added.items():
        inner = f"{key}.{name}".lstrip(".")
        if name in shipped or key in OF_VERBS:
            joined[name] = _joined(path, inner, shipped.get(name, ""), value, faults)
        else:
            faults.append(f"{path}: key {inner}: there is no such key; remove it or correct its name.")
    return joined
