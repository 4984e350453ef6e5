"""The small words of English grammar by construction: language data that ships with the code."""

from dataclasses import dataclass
from pathlib import Path

from bot.settings import read_toml

_Words = frozenset[str]

DATA = Path(__file__).parent / "data" / "grammar.toml"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lemmas, or words in lower case, each list named as in ``grammar.toml``, which says its construction."""

    copula: _Words
    amounting: _Words
    naming: _Words
    holding: _Words
    moving: _Words
    going: _Words
    bounding: _Words
    commenting: _Words
    attending: _Words
    promising: _Words
    assuring: _Words
    permitting: _Words
    denying: _Words
    warning: _Words
    involving: _Words
    continuing: _Words
    backing: _Words
    considering: _Words
    ceasing: _Words
    letting: _Words
    raising: _Words
    lasting: _Words
    lessening: _Words
    threatening: _Words
    thinking: _Words
    needing: _Words
    standing: _Words
    accusing: _Words
    aiming: _Words
    touching: _Words
    should: _Words
    will: _Words
    may: _Words
    forbidding: _Words
    never: _Words
    nobody: _Words
    not_only: _Words
    no: _Words
    less: _Words
    hardly: _Words
    no_way: _Words
    supposing: _Words
    requiring: _Words
    tying: _Words
    firm: _Words
    haste: _Words
    seasons: _Words
    only: _Words
    imagining: _Words
    about: _Words
    loose: _Words
    place: _Words
    times: _Words
    depending: _Words
    away: _Words
    particles: _Words
    next_particles: _Words
    choosing: _Words
    purposes: _Words
    measures: _Words
    lasting_in: _Words
    summing: _Words
    offices: _Words
    members: _Words
    collectives: _Words
    first: _Words
    persons: _Words
    owning: _Words
    things: _Words
    pointing: _Words
    anyone: _Words
    of_anyone: _Words
    nameless: _Words
    others: _Words
    counting: _Words


def _load() -> Grammar:
    tables = read_toml(DATA).values()
    return Grammar(**{name: frozenset(words.split()) for table in tables for name, words in table.items()})


GRAMMAR = _load()
