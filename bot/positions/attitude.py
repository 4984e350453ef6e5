"""Words of attitude by polarity and construction: language data that ships with the code."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from bot.tables import Section, load_table

_ENDINGS = (
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("al", ("", "e")),
    ("ment", ("",)),
    ("ation", ("", "e")),
    ("ition", ("ish", "it")),
    ("ion", ("", "e")),
    ("uction", ("uce",)),
    ("sion", ("d",)),
    ("ure", ("e",)),
)
"""What English adds to verbs, and what stood there before."""
DATA = Path(__file__).parent / "data" / "attitude.toml"
EXTRA = "attitude.toml"
"""A file of this name in the configuration folder adds to the words."""


class _Sides(Section):
    wish: str = ""
    against: str = ""
    # "for" is a word of Python's own.
    favour: str = ""


class _Verbs(_Sides):
    open: str = ""


class _Adjectives(_Sides):
    less: str = ""


class _Acts(Section):
    do: str = ""
    undo: str = ""


class _Effects(Section):
    good: str = ""
    bad: str = ""


class _Carriers(Section):
    nouns: str = ""


class AttitudeFile(Section):
    """The whole of ``attitude.toml``: lists of lemmas separated by white space."""

    verbs: _Verbs = _Verbs()
    nouns: _Sides = _Sides()
    adjectives: _Adjectives = _Adjectives()
    verdicts: _Sides = _Sides()
    acts: _Acts = _Acts()
    effects: _Effects = _Effects()
    carriers: _Carriers = _Carriers()


@dataclass(frozen=True, slots=True)
class Attitude:
    """The words, by construction, as lemmas: 1 for, -1 against the thing that they govern."""

    wishes: frozenset[str]
    open: frozenset[str]
    less: frozenset[str]
    verbs: dict[str, int]
    nouns: dict[str, int]
    adjectives: dict[str, int]
    verdicts: dict[str, int]
    acts: frozenset[str]
    undoing: frozenset[str]
    effects: dict[str, int]
    carriers: frozenset[str]

    def undoes(self, word: Token) -> bool:
        """Whether a word ends, forbids or hinders what it governs."""
        particle = next((t.lower_ for t in word.children if t.dep_ == "prt"), "")
        known = {lemma_of(word), f"{lemma_of(word)}-{particle}"} & self.undoing
        if word.pos_ == "VERB" and any(t.lower_ == "away" and t.dep_ in ("prt", "advmod") for t in word.children):
            # "Take A away", "sign away A": whatever is done to be rid of it.
            return True
        return bool(known) or (word.pos_ == "NOUN" and self.undoing_form(word.lower_))

    def undoing_form(self, word: str) -> bool:
        """The same of a word by itself in lower case, in whatever form: "banning", "phase-out", "abolition"."""
        if any(form in self.undoing for form in _forms(word)):
            return True
        # "Pull-out" as of "pull out of".
        leaving = (known for known, sign in self.verbs.items() if sign < 0) if "-" in word else ()
        return any(known == word or known.startswith(f"{word}-") for known in leaving)

    def rejecting(self, word: str, particle: str = "") -> bool:
        """Whether a word in lower case, in whatever form, is a verb or adjective of being against: "refused"."""
        keys = (key for form in _forms(word) for key in (form, f"{form}-{particle}"))
        return any(self.verbs.get(key) == -1 or self.adjectives.get(key) == -1 for key in keys)

    def __len__(self) -> int:
        """How many words carry an attitude, what "un-" makes of them not counted."""
        derived = _negated(self.adjectives) | _negated(self.verdicts)
        judging = [{w for w in known if w not in derived} for known in (self.adjectives, self.verdicts)]
        sides = (self.verbs, self.nouns, *judging, self.effects)
        return len(self.acts | self.undoing | self.less | {word for side in sides for word in side})


@cache
def load_attitude(config: Path | None = None) -> Attitude:
    """The words that ship with the code, and those that ``attitude.toml`` in the folder ``config`` adds.

    Raises:
        ConfigurationError: the file is malformed; one sentence with file and key.

    """
    tables = [load_table(DATA, AttitudeFile)]
    if config is not None and (config / EXTRA).exists():
        tables.append(load_table(config / EXTRA, AttitudeFile))

    def words(table: str, key: str) -> list[str]:
        return [normal(word) for one in tables for word in getattr(getattr(one, table), key).split()]

    def sides(table: str) -> dict[str, int]:
        pro = dict.fromkeys([*words(table, "wish"), *words(table, "favour")], 1)
        return pro | dict.fromkeys(words(table, "against"), -1)

    # "A petition for A" and "to petition for A".
    asking = [word for word in words("nouns", "favour") if word.endswith("-for")]
    return Attitude(
        wishes=frozenset([*words("verbs", "wish"), *asking]),
        open=frozenset(words("verbs", "open")),
        less=frozenset(words("adjectives", "less")),
        verbs=dict.fromkeys(asking, 1) | sides("verbs"),
        nouns=sides("nouns"),
        adjectives=_negated(sides("adjectives")) | sides("adjectives"),
        verdicts=_negated(sides("verdicts")) | sides("verdicts"),
        acts=frozenset(words("acts", "do")),
        undoing=frozenset(words("acts", "undo")),
        effects=dict.fromkeys(words("effects", "good"), 1) | dict.fromkeys(words("effects", "bad"), -1),
        carriers=frozenset(words("carriers", "nouns")),
    )


def _negated(known: dict[str, int]) -> dict[str, int]:
    """What "un-" makes of the words in favour: "unacceptable"."""
    return {f"un{word}": -1 for word, sign in known.items() if sign > 0}


def normal(lemma: str) -> str:
    """A lemma in lower case and British spelling ("favor", "criticize")."""
    lower = lemma.lower().replace("izing", "ising").replace("ization", "isation")
    lower = lower[:-3] + "ise" if lower.endswith("ize") and len(lower) > len("seize") else lower
    return lower[:-2] + "our" if lower in ("favor", "endeavor") else lower.replace("skeptic", "sceptic")


def lemma_of(token: Token) -> str:
    """A token's lemma, normal."""
    return normal(token.lemma_)


def _forms(word: str) -> Iterator[str]:
    """A word and the verbs that it may be a form of or be made from: "withdrawal", "reduction", "closure"."""
    yield word
    if word.endswith("s"):
        # "Closures" as "closure".
        yield from _forms(word.removesuffix("s"))
    for ending, others in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem + other for other in others)
            if stem[-1] == stem[-2]:
                yield stem[:-1]
