"""The leaves of a page: its blocks that hold words and no blocks, with where each stands and how it looks."""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from bot.sources.readers.page_shape import INLINE, elements, shapes, text_of

Kind = tuple[int, str, str]
"""The place of what holds an element, its tag and its class without digits."""
Look = tuple[Kind, str]
"""A block's kind, and the inline element that all of its words stand in."""

_WHOLES = frozenset({"ul", "ol", "blockquote", "table", "dl", "pre"})
LINKED = 0.3
"""A paragraph with a larger share of its words in links leads elsewhere."""

BOLD = ("b", "strong")
HEAD_LONGEST = 12

_ENDED = re.compile(r"[.!?…][\"”’»')\]]*\s*(?:\[?\d+\]?|[^\w\s]{1,2})?$")
_DIGITS = re.compile(r"[\d_-]+")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block without blocks in it.

    ``place`` is the number of all elements that are held alike, tags and classes being the same up to the root: that
    of the leaf's parent. ``whole`` is the outermost list, table or quotation that it is in, ``group`` the place of
    what holds that. ``prose``, ``words`` and ``linked`` are counts of words; ``alone``: its box holds no other prose,
    and no link but its own.
    """

    element: _Element
    text: str
    words: int
    prose: int
    linked: int
    place: int
    look: Look
    whole: _Element | None
    group: int | None
    alone: bool
    led: bool

    @property
    def box(self) -> _Element | None:
        """What holds the block."""
        return self.element.getparent()


LEAD_SHARE = 0.7
"""A block may be an article's lead where this share of its box's words are prose, or where it does not open a box."""


def leaves_of(tree: _Element) -> list[Leaf]:
    """The blocks with words and no blocks in them, in document order."""
    found = shapes(tree)
    places: dict[Kind, int] = {}
    inside: dict[_Element | None, tuple[int, _Element | None, int | None]] = {}
    leaves: list[Leaf] = []
    for element in elements(tree):
        shape = found[element]
        if element.tag in INLINE and not shape.blocks:
            continue
        parent = element.getparent()
        place, whole, group = inside.get(parent, (0, None, None))
        kind = (place, str(element.tag), _DIGITS.sub("", element.get("class", "")))
        if element.tag in _WHOLES and whole is None:
            whole, group = element, place
        inside[element] = (places.setdefault(kind, len(places) + 1), whole, group)
        if shape.words and not shape.blocks:
            box = found[parent] if parent is not None else shape
            alone = box.prose == shape.prose and box.linked == shape.linked
            led = box.prose >= LEAD_SHARE * box.words or element.getprevious() is not None or element.tag == "li"
            look = kind, _emphasis(element)
            leaves.append(
                Leaf(
                    element,
                    text_of(element),
                    shape.words,
                    shape.prose,
                    shape.linked,
                    place,
                    look,
                    whole,
                    group,
                    alone,
                    led,
                )
            )
    return leaves


def unlinked(leaf: Leaf) -> bool:
    """Whether few of a block's words are links."""
    return leaf.linked <= LINKED * leaf.words


def quotation(leaf: Leaf) -> bool:
    """Whether a block is set as a quotation, which a page may pull out of its text."""
    return leaf.whole is not None and leaf.whole.tag == "blockquote"


def lone(leaf: Leaf) -> bool:
    """Whether a block is the one item of a list."""
    box = leaf.box
    return leaf.element.tag == "li" and box is not None and sum(1 for item in box if item.tag == "li") == 1


def ended(leaf: Leaf) -> bool:
    """Whether a block's words end a sentence."""
    return bool(_ENDED.search(leaf.text))


def _emphasis(leaf: _Element) -> str:
    """The inline element that all of a block's words stand in."""
    parts = [part for part in leaf if isinstance(part.tag, str) and (part.tag != "br" or (part.tail or "").strip())]
    if len(parts) != 1 or (leaf.text or "").strip() or (parts[0].tail or "").strip():
        return ""
    return f"{parts[0].tag} {parts[0].get('size', '')}"


def headline(tree: _Element, leaves: list[Leaf]) -> int | None:
    """The place of the headline among the leaves: the ``h1``, or what else says most of the page's name."""
    name = _letters(tree.findtext(".//title") or "")
    said = {
        at: _letters(leaf.text) for at, leaf in enumerate(leaves) if leaf.words > 1 and leaf.element.tag != "title"
    }
    named = {at: len(letters) for at, letters in said.items() if letters and letters in name}
    headed = [at for at, leaf in enumerate(leaves) if leaf.element.tag == "h1"]
    most = max(named, key=lambda at: named[at], default=None)
    return next(iter([at for at in headed if at in named] or headed), most)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def after_picture(leaf: Leaf) -> bool:
    """Whether nothing but a picture stands right before a block, or before a line in it."""
    if pictured(leaf):
        return True
    before = leaf.element.getprevious()
    if before is None or not isinstance(before.tag, str) or (before.tail or "").strip() or text_of(before):
        return False
    return before.tag in ("img", "picture") or next(before.iter("img", "picture"), None) is not None


def pictured(leaf: Leaf) -> bool:
    """Whether a block is a picture, a line break and words."""
    first = leaf.element[0] if len(leaf.element) else None
    if first is None or (leaf.element.text or "").strip() or first.tag not in ("img", "picture"):
        return False
    following = first.getnext()
    return following is not None and following.tag == "br" and not (first.tail or "").strip()


def titled(leaf: Leaf) -> bool:
    """Whether a block begins with bold words on a line of their own."""
    element = leaf.element
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    first = element[0] if len(element) else None
    if first is None or first.tag not in BOLD or (element.text or "").strip() or (first.tail or "").strip():
        return False
    below = first.getnext()
    return below is not None and below.tag == "br" and len(text_of(first).split()) <= HEAD_LONGEST
