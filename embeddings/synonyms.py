"""Names in all their spellings: variants to one canonical form, on the level of words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from embeddings.letters import fold as plain

WORD = re.compile(r"[€$£¥]|[^\W_]+(?:[.,](?=\d)[^\W_]+)*|(?:[^\W\d_]\.){2,}")
"""A word, a figure ("8.35" and "50,000" are one, "U.S." is one) or the sign of a currency."""

_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{WORD.pattern}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
SHORTHAND = 3
"""Names of at most so many letters, all of them capitals, are only met so written: "us" is not the US."""
STOP_WORDS = frozenset(resources.files("embeddings").joinpath("stop_words.txt").read_text(encoding="utf-8").split())
"""Function words of English, and "say": they tell nothing about what a text is about."""


def words(text: str) -> list[str]:
    """The words of a text as they stand, dotted abbreviations without their dots ("U.S." as "US")."""
    # Only dotted abbreviations end with a full stop.
    return [word.replace(".", "") if word[-1] == "." else word for word in _TOKEN.findall(text)]


def fold(word: str) -> str:
    """A word of a text in the form it is searched by: plain letters, no thousands separators."""
    return _THOUSANDS.sub("", plain(word)) if "," in word else plain(word)


class Synonyms:
    """A map of variants to canonical names, applied to questions and passages alike.

    Variants may be several words; the longest at a place wins; case and accents do not matter, but for short forms
    written in capitals ("US", "EU"), which are only recognised so written. A canonical name stands for itself.
    """

    def __init__(self, variants: Mapping[str, str] | None = None) -> None:
        pairs = dict(variants or {})
        for canonical in list(pairs.values()):
            pairs.setdefault(canonical, canonical)
        # By the first word of a variant, and by the first two: nearly every sentence holds "the", few "the Kremlin".
        self._heads: set[str] = set()
        self._tree: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        for variant, canonical in pairs.items():
            spelled = tuple(words(variant))
            atom = "_".join(fold(word) for word in words(self._end(canonical, pairs)))
            if spelled and atom:
                folded = tuple(fold(word) for word in spelled)
                self._heads.add(folded[0])
                self._tree.setdefault(folded[:2], []).append((folded, spelled, atom))
        for entries in self._tree.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    @staticmethod
    def _end(name: str, pairs: Mapping[str, str]) -> str:
        """Follow a chain of variants to its end; all of a circle ("EU" and "European Union") end in one of them."""
        met = [name]
        while (following := pairs.get(name, name)) not in met:
            met.append(following)
            name = following
        return min(met[met.index(following) :])

    def begins(self, folded: str) -> bool:
        """Whether a variant begins with this word (as ``fold`` leaves it)."""
        return folded in self._heads

    def found(self, spelled: Sequence[str], places: Iterable[int] | None = None) -> list[tuple[int, int, str]]:
        """The variants among the words, in order: from which word, up to which, and the name they stand for.

        Only those that begin at ``places`` (ascending), where these are given.
        """
        found: list[tuple[int, int, str]] = []
        past = 0
        for at in range(len(spelled)) if places is None else places:
            if at >= past:
                variant = self._at(spelled, at)
                if variant is not None:
                    found.append(variant)
                    past = variant[1]
        return found

    def _at(self, spelled: Sequence[str], at: int) -> tuple[int, int, str] | None:
        """The longest variant that begins at this word."""
        pair = tuple(map(fold, spelled[at : at + 2]))
        for head in (pair, pair[:1]) if len(pair) > 1 else (pair,):
            for variant, written, atom in self._tree.get(head, ()):
                here = spelled[at : at + len(variant)]
                if tuple(map(fold, here)) == variant and _written_so(written, here):
                    return at, at + len(variant), atom
        return None


def _written_so(variant: Sequence[str], spelled: Sequence[str]) -> bool:
    """Whether short forms in capitals are in capitals here too ("us" is not "US")."""
    return all(
        not (word.isupper() and len(word) <= SHORTHAND and word.isalpha()) or here.isupper()
        for word, here in zip(variant, spelled, strict=True)
    )
