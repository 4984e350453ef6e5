"""Paragraphs of a page by what they speak of: what shares the article's words is its, whatever it looks like.

Only of English pages: elsewhere the words that say nothing are not known.
"""

from collections import Counter

from bot.sources.readers.page_leaves import Leaf, Look, ended, quotation, unlinked
from bot.sources.readers.page_shape import HEADINGS
from embeddings import foreign
from embeddings.kinship import shares, stems
from embeddings.tail import biography
from embeddings.voice import said, voices_of

SAMPLE = 2_000
"""How many characters of an article tell whether it is English."""

KIN = 0.3
KIN_WORDS = 3
"""Prose within the article that shares so many of its words with it, and this share of them, is a part of it."""

LEAD_KIN = 0.2
LEAD_WORDS = 2
"""The same for what stands above its first paragraph."""

HEARD = 2
"""In so many of its paragraphs a voice is an article's."""

STRANGE = 0.15
LEADING = 0.15
SEVERAL = 3
"""So many paragraphs in a row, this share of each a link and less than that kin, are a list of other texts."""


class Kinship:
    """What the leaves of one page speak of, and as whom."""

    def __init__(self, leaves: list[Leaf], body: frozenset[int]) -> None:
        """Of the leaves in the usual look at ``body``, which tell whether the page is English."""
        self._leaves = leaves
        self._stems: dict[int, frozenset[str]] = {}
        self._voices: dict[int, frozenset[str]] = {}
        self._english = foreign.is_english(" ".join(leaves[at].text for at in sorted(body))[:SAMPLE])
        self._own: frozenset[int] = frozenset()
        self._words: frozenset[str] = frozenset()
        self._heard: Counter[str] = Counter()

    def of(self, own: frozenset[int]) -> None:
        """Take the leaves at these places for the article's."""
        self._own = own
        self._words = frozenset().union(*(self._stems_at(at) for at in own)) if self._english else frozenset()
        self._heard = Counter(voice for at in own for voice in self._voices_at(at)) if self._english else Counter()

    def kin(self, usual: Look) -> frozenset[int]:
        """The paragraphs between the article's, and right after them, that speak of what it speaks of.

        Between them they may look like anything, after them like the others by themselves; what is made like one
        that speaks of it, in the same box, is of it too.
        """
        if not self._english:
            return frozenset()
        leaves, own = self._leaves, self._own
        first, last = min(own), max(own)
        within = [at for at in range(first, last) if at not in own and unlinked(leaves[at]) and ended(leaves[at])]
        found = {at for at in within if leaves[at].prose and self._is_kin(at, KIN_WORDS, KIN)}
        boxes = {(leaves[at].box, leaves[at].look) for at in found if leaves[at].whole is None}
        found.update(at for at in within if (leaves[at].box, leaves[at].look) in boxes)
        crossheads = {leaves[at].look for at in range(first, last) if leaves[at].element.tag in HEADINGS}
        for at in range(last + 1, len(leaves)):
            leaf = leaves[at]
            if quotation(leaf) or leaf.look in crossheads:
                continue
            if leaf.element.tag != usual[0][1] or leaf.look[1] != usual[1] or not unlinked(leaf) or not ended(leaf):
                break
            if leaf.whole is not None or not self._is_kin(at, KIN_WORDS - 1, KIN):
                break
            found.add(at)
        return frozenset(found)

    def lead(self, start: int) -> frozenset[int]:
        """The paragraphs between headline and article in which nobody else speaks and no writer is presented."""
        above = [at for at in range(start, min(self._own)) if self._leaves[at].prose]
        if not self._english:
            return frozenset(above)
        return frozenset(
            at
            for at in above
            if not biography(self._leaves[at].text)
            and (self._is_kin(at, LEAD_WORDS, LEAD_KIN) or not self._unheard(at))
        )

    def strangers(self) -> frozenset[int]:
        """The blocks below the first paragraph in which somebody else speaks, of something else."""
        if not self._english:
            return frozenset()
        silent = max(self._heard.values(), default=0) < HEARD
        fewest, share = (KIN_WORDS, KIN) if silent else (1, STRANGE)
        return frozenset(
            at
            for at in range(min(self._own), len(self._leaves))
            if at not in self._own
            and self._leaves[at].whole is None
            and not said(self._leaves[at].text)
            and self._unheard(at)
            and not self._is_kin(at, fewest, share)
        )

    def elsewhere(self, body: frozenset[int]) -> frozenset[int]:
        """The paragraphs of the usual look that make up lists of other texts, and what closes the last of them."""
        leaves = self._leaves
        places = sorted(at for at in body if leaves[at].prose or unlinked(leaves[at]))
        leading = {at for at in places if leaves[at].prose and leaves[at].linked >= LEADING * leaves[at].words}
        if len(leading) < SEVERAL or not self._english:
            return frozenset()
        found: set[int] = set()
        run: list[int] = []
        words: frozenset[str] = frozenset()
        for at in places:
            strange = bool(words) and not shares(self._stems_at(at), words, LEAD_WORDS, STRANGE)
            if strange and at in leading:
                run.append(at)
                continue
            if len(run) >= SEVERAL:
                # What closes the list is no more the article than the list is.
                found.update([*run, at] if strange and at == places[-1] else run)
            run = []
            words |= self._stems_at(at)
        return frozenset(found.union(run if len(run) >= SEVERAL else ()))

    def _unheard(self, at: int) -> bool:
        """Whether a block speaks in a voice that the article does not."""
        return any(self._heard[voice] < HEARD for voice in self._voices_at(at))

    def _is_kin(self, at: int, fewest: int, share: float) -> bool:
        return shares(self._stems_at(at), self._words, fewest, share)

    def _stems_at(self, at: int) -> frozenset[str]:
        if at not in self._stems:
            self._stems[at] = stems(self._leaves[at].text)
        return self._stems[at]

    def _voices_at(self, at: int) -> frozenset[str]:
        if at not in self._voices:
            self._voices[at] = voices_of(self._leaves[at].text)
        return self._voices[at]
