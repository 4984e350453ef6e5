"""Short news below an article, in boxes of their own: each a bold sentence and some more."""

from lxml.etree import _Element

from bot.sources.readers.page_kin import KIN, KIN_WORDS
from bot.sources.readers.page_leaves import BOLD, HEAD_LONGEST, Leaf, ended
from bot.sources.readers.page_shape import text_of
from bot.sources.readers.page_words import Words
from embeddings.kinship import shares

MAIN_SHARE = 0.5
"""The box that holds the headline and this share of the prose is the article's."""


def digests(words: Words, title: int | None) -> frozenset[int]:
    """The paragraphs in labelled boxes below the headline's that open with a bold sentence, of something else."""
    if title is None or not words.english:
        return frozenset()
    boxes: dict[_Element | None, list[int]] = {}
    for at in sorted(words.own):
        boxes.setdefault(words.leaves[at].box, []).append(at)
    around = set(words.leaves[title].element.iterancestors())
    main = max((box for box in boxes if box in around), key=lambda box: _prose(words, boxes[box]), default=None)
    if main is None or _prose(words, boxes[main]) < MAIN_SHARE * sum(_prose(words, boxes[box]) for box in boxes):
        return frozenset()
    told = frozenset().union(*(words.stems_at(at) for at in boxes[main]))
    below = (places for box, places in boxes.items() if box is not main and places[0] > boxes[main][-1])
    return frozenset(at for places in below if _is_digest(words, places, told) for at in places)


def _prose(words: Words, places: list[int]) -> int:
    return sum(words.leaves[at].prose for at in places)


def _is_digest(words: Words, places: list[int], told: frozenset[str]) -> bool:
    # A label in the paragraphs' own look is taken for one of them.
    label, told_of = (places[0], places[1:]) if _labels(words.leaves[places[0]]) else (places[0] - 1, places)
    leaves = [words.leaves[at] for at in told_of]
    labelled = bool(leaves) and words.leaves[label].box is leaves[0].box and _labels(words.leaves[label])
    if not labelled or not all(map(_led_in_bold, leaves)):
        return False
    return not any(shares(words.stems_at(at), told, KIN_WORDS, KIN) for at in places)


def _labels(leaf: Leaf) -> bool:
    return leaf.words <= HEAD_LONGEST and not ended(leaf)


def _led_in_bold(leaf: Leaf) -> bool:
    """Whether a paragraph opens with a bold sentence, and goes on."""
    element = leaf.element
    first = element[0] if len(element) else None
    if first is None or first.tag not in BOLD or (element.text or "").strip():
        return False
    head = text_of(first)
    return head.endswith((".", "!", "?", ":")) and len(head.split()) < leaf.words
