"""Lists of words: those that ship with the code, and those that a file of the configuration adds to them."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from bot.faults import Faults, gathered, noted
from bot.settings import read_toml

Words = frozenset[str]


def word_lists(
    shipped: Path, added: Path | None = None, free: Collection[str] = (), into: Faults | None = None
) -> dict[str, Words]:
    """The lists by table and key ("verbs.clause"); the keys of a ``free`` table are words too and may be others.

    Raises:
        ConfigurationError: the file is malformed, has unknown keys or what is no words, naming file and key; with
            ``into`` they are added to it instead.

    """
    lists = {key: frozenset(str(words).split()) for key, words in _flat(read_toml(shipped))}
    tables = {_table(key) for key in lists}
    with gathered(into) as faults, noted(faults):
        for key, words in _flat(read_toml(added)) if added is not None and added.exists() else ():
            if key in tables and words == {}:
                continue
            if key not in lists and _table(key) not in free:
                faults.append(f"{added}: key {key}: there is no such list; remove it or correct its name.")
            elif not isinstance(words, str):
                faults.append(f"{added}: key {key} must be a string of words separated by spaces.")
            else:
                lists[key] = lists.get(key, frozenset()) | frozenset(words.split())
    return lists


def _table(key: str) -> str:
    return key.rpartition(".")[0]


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if value and isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


class NamedLists:
    """Lists of words as attributes."""

    def __init__(self, lists: Mapping[str, Words]) -> None:
        vars(self).update(lists)

    def __getattr__(self, name: str) -> Words:
        raise AttributeError(f"there is no list of words called {name}")
