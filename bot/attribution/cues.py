"""The cue words of ``config/cues.toml``: which verbs, nouns and adjectives tell who says what."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ConfigurationError
from bot.settings import ROOT, read_toml

CUES = ROOT / "config" / "cues.toml"

Words = frozenset[str]
WordMap = Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by the grammar they license; keys and words are lower-case lemmas."""

    clause: Words
    parenthetical: Words
    told: Words
    naming: Words
    quotation: Words
    infinitive: Words
    object_infinitive: Words
    object: Words
    prepositions: WordMap
    particles: WordMap
    noun_clause: Words
    noun_infinitive: Words
    opinion: Words
    fact: Words
    attitude: Words
    groups: Words
    refusing: Words
    adjective_clause: Words
    adjective_infinitive: Words

    @property
    def speaking(self) -> Words:
        """Verbs that may stand next to a quotation."""
        return self.clause | self.quotation


def load_cues(path: Path = CUES) -> Cues:
    """The word lists of a file.

    Raises:
        ConfigurationError: missing or malformed, naming file and key.

    """
    found = read_toml(path)
    tables = {name: table for name, table in found.items() if isinstance(table, dict)}
    read: set[tuple[str, str]] = set()

    def words(table: str, key: str) -> Words:
        read.add((table, key))
        value = tables.get(table, {}).get(key)
        if not isinstance(value, str):
            raise ConfigurationError(f"{path}: key {table}.{key} must be a string of words separated by spaces.")
        return frozenset(value.split())

    def word_map(table: str, key: str) -> WordMap:
        read.add((table, key))
        value = tables.get(table, {}).get(key)
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise ConfigurationError(f"{path}: table {table}.{key} must map words to strings of words.")
        return {word: frozenset(item.split()) for word, item in value.items()}

    cues = Cues(
        clause=words("verbs", "clause"),
        parenthetical=words("verbs", "parenthetical"),
        told=words("verbs", "told"),
        naming=words("verbs", "naming"),
        quotation=words("verbs", "quotation"),
        infinitive=words("verbs", "infinitive"),
        object_infinitive=words("verbs", "object-infinitive"),
        object=words("verbs", "object"),
        prepositions=word_map("verbs", "prepositions"),
        particles=word_map("verbs", "particles"),
        noun_clause=words("nouns", "clause"),
        noun_infinitive=words("nouns", "infinitive"),
        opinion=words("nouns", "opinion"),
        fact=words("facts", "verbs"),
        attitude=words("facts", "attitudes"),
        groups=words("facts", "groups"),
        refusing=words("verbs", "refusing"),
        adjective_clause=words("adjectives", "clause"),
        adjective_infinitive=words("adjectives", "infinitive"),
    )
    unknown = [name for name in found if name not in {table for table, _ in read}]
    unknown += [f"{table}.{key}" for table, _ in sorted(read) for key in tables[table] if (table, key) not in read]
    if unknown:
        raise ConfigurationError(f"{path}: key {unknown[0]}: there is no such key; remove it or correct its name.")
    return cues
