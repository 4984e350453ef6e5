"""Words of attitude by polarity and construction: language data that ships with the code."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from bot.grammar.words import GRAMMAR, NOUN_ENDINGS, forms, lemma_of, normal, word_before
from bot.wordlists import Words, word_lists

DATA = Path(__file__).parent / "data" / "attitude.toml"
EXTRA = "attitude.toml"
"""A file of this name in the configuration folder adds to the words."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """The words, by construction, as lemmas: 1 for, -1 against the thing that they govern."""

    wishes: Words
    open: Words
    less: Words
    verbs: dict[str, int]
    nouns: dict[str, int]
    adjectives: dict[str, int]
    verdicts: dict[str, int]
    acts: Words
    undoing: Words
    effects: dict[str, int]
    carriers: Words

    def undoes(self, word: Token) -> bool:
        """Whether a word ends, forbids or hinders what it governs."""
        particle = next((t.lower_ for t in word.children if t.dep_ == "prt"), "")
        # "End up in A" ends nothing.
        bare = lemma_of(word) if particle not in GRAMMAR.unending else ""
        known = not self.undoing.isdisjoint((bare, f"{lemma_of(word)}-{particle}"))
        # "Take A away", "sign away A": whatever is done to be rid of it.
        away = any(
            t.lower_ == "away" and t.dep_ in ("prt", "advmod") and word_before(t) not in GRAMMAR.at_once
            for t in word.children
        )
        return known or (word.pos_ == "VERB" and away) or (word.pos_ == "NOUN" and self.undoing_form(word.lower_))

    def hurts(self, word: Token) -> bool:
        """Whether a verb is against, ends or harms what it governs."""
        lemma = lemma_of(word)
        return self.undoes(word) or -1 in (self.verbs.get(lemma), self.effects.get(lemma))

    def undoing_form(self, word: str) -> bool:
        """The same of a word by itself in lower case, in whatever form: "banning", "phase-out", "abolition"."""
        if any(form in self.undoing for form in forms(word)):
            return True
        # "Pull-out" as of "pull out of".
        leaving = (known for known, sign in self.verbs.items() if sign < 0) if "-" in word else ()
        return any(known == word or known.startswith(f"{word}-") for known in leaving)

    def rejecting(self, word: str, particle: str = "") -> bool:
        """Whether a word in lower case, in whatever form, is a verb or adjective of being against: "refused"."""
        keys = (key for form in forms(word) for key in (form, f"{form}-{particle}"))
        return any(self.verbs.get(key) == -1 or self.adjectives.get(key) == -1 for key in keys)


@cache
def load_attitude(config: Path | None = None) -> Attitude:
    """The words that ship with the code, and those that ``attitude.toml`` in the folder ``config`` adds.

    Raises:
        ConfigurationError: the file is malformed; one sentence with file and key.

    """
    lists = {key: frozenset(map(normal, words)) for key, words in word_lists(DATA, config and config / EXTRA).items()}

    def sides(table: str) -> dict[str, int]:
        wanted = lists[f"{table}.favour"] | lists.get(f"{table}.wish", frozenset())
        return dict.fromkeys(wanted, 1) | dict.fromkeys(lists[f"{table}.against"], -1)

    # "A petition for A" and "to petition for A"; "told B to A".
    asking = frozenset(word for word in lists["nouns.favour"] if word.endswith("-for"))
    asking |= {f"{verb}-to" for verb in GRAMMAR.commanding}
    return Attitude(
        wishes=lists["verbs.wish"] | asking,
        open=lists["verbs.open"],
        less=lists["adjectives.less"],
        verbs=dict.fromkeys(asking, 1) | _negated(sides("verbs"), "dis") | sides("verbs"),
        nouns=_made_of(sides("verbs"), lists["carriers.nouns"]) | _made_of(sides("adjectives")) | sides("nouns"),
        adjectives=_negated(sides("adjectives")) | sides("adjectives"),
        # "A failed A" is one that fails.
        verdicts=dict.fromkeys(GRAMMAR.prerequisites, 1)
        | dict.fromkeys(lists["effects.bad"], -1)
        | {f"{noun}less": -1 for noun in GRAMMAR.lacking}
        | _negated(sides("verdicts"))
        | sides("verdicts"),
        acts=lists["acts.do"],
        undoing=lists["acts.undo"],
        effects=dict.fromkeys(lists["effects.good"], 1) | dict.fromkeys(lists["effects.bad"], -1),
        carriers=lists["carriers.nouns"],
    )


def _negated(known: dict[str, int], prefix: str = "un") -> dict[str, int]:
    """What "un-" and "dis-" make of the words in favour: "unacceptable", "disapprove"."""
    return {f"{prefix}{word}": -1 for word, sign in known.items() if sign > 0}


def _made_of(known: dict[str, int], others: Words = frozenset()) -> dict[str, int]:
    """The nouns that English makes of verbs and adjectives ("endorsement", "readiness"), but for ``others``."""
    stems = {word.removesuffix("-to").removesuffix("-on"): sign for word, sign in known.items()}
    made = {
        stem.removesuffix(before) + ending: sign
        for stem, sign in stems.items()
        for ending, before in NOUN_ENDINGS
        if "-" not in stem and stem.endswith(before) and (before or not stem.endswith("e"))
    }
    return {noun: sign for noun, sign in made.items() if noun not in others}
