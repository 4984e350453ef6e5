"""Paragraphs of a page by what they speak of: what shares the article's words is its, whatever it looks like.

Only of English pages: elsewhere the words that say nothing are not known.
"""

from collections import Counter

from lxml.etree import _Element

from bot.sources.readers.page_leaves import HEAD_LONGEST, Look, ended, lone, quotation, titled, unlinked
from bot.sources.readers.page_shape import HEADINGS
from bot.sources.readers.page_words import HEARD, Words
from embeddings import chrome
from embeddings.kinship import shares
from embeddings.tail import biography
from embeddings.telling import opens_back, tells
from embeddings.voice import said

KIN = 0.3
KIN_WORDS = 3
"""Prose within the article that shares so many of its words with it, and this share of them, is a part of it."""

LEAD_KIN = 0.2
LEAD_WORDS = 2
"""The same for what stands above its first paragraph."""

STANDFIRST_SHORTEST = 7
ITEM_SHORTEST = 4
STANDFIRST_KIN = 0.5
"""The same, and the fewest words, for a line there that is no sentence, and for one of several in a list."""

STRANGE = 0.15
LEADING = 0.15
SIDEBAR_LONGEST = 80
"""Words of a box with a heading of its own that stands between the article's paragraphs and is none of its parts."""

LABEL_LONGEST = 3
"""Words of a label above a summary."""

HEADLINE_SHORTEST = 7
TEASER_PARAGRAPHS = 2
"""Under a heading of so many words in a box of its own, so few paragraphs are another text's beginning."""

SEVERAL = 3
"""So many paragraphs in a row, this share of each a link and less than that kin, are a list of other texts."""


class Kinship(Words):
    """What the leaves of one page are to its article."""

    def kin(self, usual: Look) -> frozenset[int]:
        """The paragraphs between the article's, and right after them, that speak of what it speaks of.

        Between them they may look like anything, after them like the others by themselves; what is made like one
        that speaks of it, in the same box, is of it too.
        """
        if not self.english:
            return frozenset()
        leaves, own = self.leaves, self.own
        first, last = min(own), max(own)
        within = [at for at in range(first, last) if at not in own and unlinked(leaves[at]) and ended(leaves[at])]
        headed = self._headed(within)
        within = [at for at in within if at not in headed]
        found = {at for at in within if leaves[at].prose and self.is_kin(at, KIN_WORDS, KIN)}
        boxes = {(leaves[at].box, leaves[at].look) for at in found if leaves[at].whole is None}
        found.update(at for at in within if (leaves[at].box, leaves[at].look) in boxes)
        crossheads = {leaves[at].look for at in range(first, last) if leaves[at].element.tag in HEADINGS}
        for at in range(last + 1, len(leaves)):
            leaf = leaves[at]
            if quotation(leaf) or leaf.look in crossheads:
                continue
            if leaf.element.tag != usual[0][1] or leaf.look[1] != usual[1] or not unlinked(leaf) or not ended(leaf):
                break
            if leaf.whole is not None or not self.is_kin(at, KIN_WORDS - 1, KIN):
                break
            found.add(at)
        return frozenset(found)

    def _headed(self, within: list[int]) -> frozenset[int]:
        """Those in small boxes with a heading of their own, of a make that hardly comes again: sidebars."""
        own = {self.leaves[at].box for at in self.own}
        boxes: dict[_Element | None, list[int]] = {}
        for at in within:
            boxes.setdefault(self.leaves[at].box, []).append(at)
        found = [places for box, places in boxes.items() if box not in own and self._is_headed(box, places)]
        makes = Counter(self.leaves[places[0]].look for places in found)
        return frozenset(at for places in found for at in places if makes[self.leaves[places[0]].look] < SEVERAL)

    def _is_headed(self, box: _Element | None, places: list[int]) -> bool:
        words = sum(self.leaves[at].words for at in places)
        if box is None or words > SIDEBAR_LONGEST:
            return False
        first, above = self.leaves[places[0]], self.leaves[max(places[0] - 1, 0)]
        beside = above.box is box and not ended(above)
        if beside and above.element.tag in HEADINGS and above.words >= HEADLINE_SHORTEST:
            return len(places) <= TEASER_PARAGRAPHS
        labelled = titled(first) or (beside and above.words <= HEAD_LONGEST)
        texts = [self.leaves[at].text for at in places]
        return labelled and not opens_back(first.text) and not any(map(tells, texts))

    def lead(self, title: int | None) -> frozenset[int]:
        """The paragraphs between headline and article in which nobody else speaks and no writer is presented.

        In a box of its own, which holds neither the headline nor the article, one shall speak of what that speaks of;
        so shall a line that is no sentence.
        """
        first = min(self.own)
        above = [at for at in range(title or 0, first) if at != title]
        if not self.english:
            return frozenset(at for at in above if self.leaves[at].prose)
        if title is not None:
            self.tell(title)
        ends = [self.leaves[at].element for at in (title, first) if at is not None]
        around = {box for element in ends for box in element.iterancestors()}
        return frozenset(at for at in above if self._leads(at, around))

    def _leads(self, at: int, around: set[_Element]) -> bool:
        """Whether a block above the article leads to it; ``around``: what holds its headline or first paragraph."""
        leaf = self.leaves[at]
        beside = leaf.box in around
        if biography(leaf.text) or (not beside and self._labelled(at, around)):
            return False
        if not leaf.prose:
            item = leaf.element.tag == "li" and not lone(leaf)
            if leaf.linked or leaf.element.tag in ("td", "th") or chrome.line_reason(leaf.text):
                return False
            shared = self.is_kin(at, LEAD_WORDS, STANDFIRST_KIN)
            return shared and leaf.words >= (ITEM_SHORTEST if item else STANDFIRST_SHORTEST)
        if not beside:
            return said(leaf.text) or self.is_kin(at, LEAD_WORDS, LEAD_KIN)
        return self.is_kin(at, LEAD_WORDS, LEAD_KIN) or not self.unheard(at)

    def _labelled(self, at: int, around: set[_Element]) -> bool:
        """Whether a block stands below a heading, or its box opens with a label: "Summary"."""
        element = self.leaves[at].element
        above = element.getprevious()
        if above is not None and above.tag in HEADINGS:
            return True
        box = element
        for part in element.iterancestors():
            if part in around:
                break
            box = part
        first = at
        while first and box in self.leaves[first - 1].element.iterancestors():
            first -= 1
        # A list that is a box of its own has its label above it.
        first -= box is self.leaves[at].whole
        label = self.leaves[max(first, 0)]
        return first < at and label.words <= LABEL_LONGEST and not ended(label) and label.element.tag != "h1"

    def strangers(self) -> frozenset[int]:
        """The blocks below the first paragraph in which somebody else speaks, of something else."""
        if not self.english:
            return frozenset()
        silent = max(self.heard.values(), default=0) < HEARD
        fewest, share = (KIN_WORDS, KIN) if silent else (1, STRANGE)
        return frozenset(
            at
            for at in range(min(self.own), len(self.leaves))
            if at not in self.own
            and self.leaves[at].whole is None
            and not said(self.leaves[at].text)
            and self.unheard(at)
            and not self.is_kin(at, fewest, share)
        )

    def elsewhere(self, body: frozenset[int]) -> frozenset[int]:
        """The paragraphs of the usual look that make up lists of other texts, and what closes the last of them."""
        leaves = self.leaves
        places = sorted(at for at in body if leaves[at].prose or unlinked(leaves[at]))
        leading = {at for at in places if leaves[at].prose and leaves[at].linked >= LEADING * leaves[at].words}
        if len(leading) < SEVERAL or not self.english:
            return frozenset()
        found: set[int] = set()
        run: list[int] = []
        words: frozenset[str] = frozenset()
        for at in places:
            strange = bool(words) and not shares(self.stems_at(at), words, LEAD_WORDS, STRANGE)
            if strange and at in leading:
                run.append(at)
                continue
            if len(run) >= SEVERAL:
                # What closes the list is no more the article than the list is.
                found.update([*run, at] if strange and at == places[-1] else run)
            run = []
            words |= self.stems_at(at)
        return frozenset(found.union(run if len(run) >= SEVERAL else ()))
