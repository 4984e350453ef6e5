"""What the paragraphs of one page speak of, and as whom, beside what is taken for its article."""

from collections import Counter

from bot.sources.readers.page_leaves import Leaf
from embeddings import foreign
from embeddings.kinship import shares, stems
from embeddings.voice import voices_of

SAMPLE = 2_000
"""How many characters of an article tell whether it is English."""

HEARD = 2
"""In so many of its paragraphs a voice is an article's."""


class Words:
    """The words and voices of a page's leaves; ``own`` are the places of those taken for the article's."""

    def __init__(self, leaves: list[Leaf], body: frozenset[int]) -> None:
        """Of the leaves in the usual look at ``body``, which tell whether the page is English."""
        self.leaves = leaves
        self.english = foreign.is_english(" ".join(leaves[at].text for at in sorted(body))[:SAMPLE])
        self.own: frozenset[int] = frozenset()
        self.heard: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._words: frozenset[str] = frozenset()
        self._stems: dict[int, frozenset[str]] = {}
        self._voices: dict[int, frozenset[str]] = {}

    def of(self, own: frozenset[int]) -> None:
        """Take the leaves at these places for the article's."""
        self.own = own
        self._counts = Counter(word for at in own for word in self.stems_at(at)) if self.english else Counter()
        self._words = frozenset(self._counts)
        self.heard = Counter(voice for at in own for voice in self.voices_at(at)) if self.english else Counter()

    def unheard(self, at: int) -> bool:
        """Whether a block speaks in a voice that the article does not."""
        return any(self.heard[voice] < HEARD for voice in self.voices_at(at))

    def is_kin(self, at: int, fewest: int, share: float) -> bool:
        """Whether so many words of a block, and this share of them, are among the article's."""
        return shares(self.stems_at(at), self._words, fewest, share)

    def tell(self, at: int) -> None:
        """Count what a block speaks of, the headline say, among the article's words."""
        self._words |= self.stems_at(at) if self.english else frozenset()

    def is_kin_to_rest(self, at: int, fewest: int, share: float) -> bool:
        """The same of the article's other paragraphs."""
        own = self.stems_at(at)
        rest = frozenset(word for word in own if self._counts[word] > (at in self.own))
        return shares(own, rest, fewest, share)

    def stems_at(self, at: int) -> frozenset[str]:
        """What a block speaks of."""
        if at not in self._stems:
            self._stems[at] = stems(self.leaves[at].text)
        return self._stems[at]

    def voices_at(self, at: int) -> frozenset[str]:
        """The persons in which it does."""
        if at not in self._voices:
            self._voices[at] = voices_of(self.leaves[at].text)
        return self._voices[at]
