"""Paragraphs of a page by what they speak of: what shares the article's words is its, whatever it looks like.

Only of English pages: elsewhere the words that say nothing are not known.
"""

from collections import Counter
from collections.abc import Iterable

from bot.sources.readers.page_leaves import Leaf, Look, ended, quotation, unlinked
from bot.sources.readers.page_shape import HEADINGS
from embeddings import foreign
from embeddings.clean import SAMPLE
from embeddings.kinship import stems
from embeddings.tail import biography
from embeddings.voice import said, voices_of

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


def kin(leaves: list[Leaf], own: frozenset[int], usual: Look) -> frozenset[int]:
    """The paragraphs between the article's, and right after them, that speak of what it speaks of.

    Between them they may look like anything, after them like the others by themselves; what is made like one that
    speaks of it, in the same box, is of it too.
    """
    words = _words(leaves, own)
    if words is None:
        return frozenset()
    first, last = min(own), max(own)
    within = [at for at in range(first, last) if at not in own and unlinked(leaves[at]) and ended(leaves[at])]
    found = {at for at in within if leaves[at].prose and _is_kin(leaves[at], words, KIN_WORDS, KIN)}
    boxes = {(leaves[at].box, leaves[at].look) for at in found if leaves[at].whole is None}
    found.update(at for at in within if (leaves[at].box, leaves[at].look) in boxes)
    crossheads = {leaves[at].look for at in range(first, last) if leaves[at].element.tag in HEADINGS}
    for at in range(last + 1, len(leaves)):
        leaf = leaves[at]
        if quotation(leaf) or leaf.look in crossheads:
            continue
        if leaf.element.tag != usual[0][1] or leaf.look[1] != usual[1] or not unlinked(leaf) or not ended(leaf):
            break
        if leaf.whole is not None or not _is_kin(leaf, words, KIN_WORDS - 1, KIN):
            break
        found.add(at)
    return frozenset(found)


def lead(leaves: list[Leaf], own: frozenset[int], start: int) -> frozenset[int]:
    """The paragraphs between headline and article in which nobody else speaks and no writer is presented."""
    words = _words(leaves, own)
    if words is None:
        return frozenset(range(start, min(own)))
    heard = Counter(voice for at in own for voice in voices_of(leaves[at].text))
    return frozenset(
        at
        for at in range(start, min(own))
        if not biography(leaves[at].text)
        and (
            _is_kin(leaves[at], words, LEAD_WORDS, LEAD_KIN)
            or all(heard[voice] >= HEARD for voice in voices_of(leaves[at].text))
        )
    )


def strangers(leaves: list[Leaf], own: frozenset[int], others: Iterable[int]) -> frozenset[int]:
    """Those of other blocks in which somebody else speaks, of something else."""
    words = _words(leaves, own)
    heard = Counter(voice for at in own for voice in voices_of(leaves[at].text))
    silent = max(heard.values(), default=0) < HEARD
    return frozenset(
        at
        for at in others
        if words is not None
        and leaves[at].whole is None
        and not said(leaves[at].text)
        and any(heard[voice] < HEARD for voice in voices_of(leaves[at].text))
        and not (_is_kin(leaves[at], words, KIN_WORDS, KIN) if silent else _is_kin(leaves[at], words, 1, STRANGE))
    )


def elsewhere(leaves: list[Leaf], body: frozenset[int]) -> frozenset[int]:
    """The paragraphs of the article's look that make up lists of other texts, and what closes the last of them."""
    places = sorted(at for at in body if leaves[at].prose or unlinked(leaves[at]))
    leading = {at for at in places if leaves[at].linked >= LEADING * leaves[at].words}
    if len(leading) < SEVERAL or _words(leaves, body - leading) is None:
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    words: frozenset[str] = frozenset()
    for at in places:
        strange = not _is_kin(leaves[at], words, LEAD_WORDS, STRANGE)
        if strange and at in leading and leaves[at].prose:
            run.append(at)
            continue
        if len(run) >= SEVERAL:
            # What closes the list is no more the article than the list is.
            found.update([*run, at] if strange and at == places[-1] else run)
        run = []
        words |= stems(leaves[at].text)
    return frozenset(found.union(run if len(run) >= SEVERAL else ()))


def _words(leaves: list[Leaf], own: frozenset[int]) -> frozenset[str] | None:
    """The words that paragraphs speak of; None where they are not English, or none."""
    told = [leaves[at].text for at in sorted(own)]
    if not foreign.is_english(" ".join(told)[:SAMPLE]):
        return None
    return frozenset(word for text in told for word in stems(text))


def _is_kin(leaf: Leaf, article: frozenset[str], fewest: int, share: float) -> bool:
    words = stems(leaf.text)
    shared = len(words & article)
    return shared >= fewest and shared >= share * len(words)
