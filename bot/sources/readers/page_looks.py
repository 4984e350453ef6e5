"""The article by how its paragraphs look: most share their place and make, and what looks unlike them stands beside.

A paragraph's look is its tag, its class, the emphasis that all of its words stand in, and the tags and classes of
all that holds it. The look with the most prose is the article's. What stands before its first and after its last
paragraph, and short boxes of another look between them, are the page's: no name of any of them is asked for.
"""

import re
from collections import Counter
from dataclasses import dataclass

from lxml.etree import Element, _Element

from bot.sources.readers.page_shape import HEADINGS, INLINE, Shape, elements, remove, shapes, text_of
from embeddings import appeals, company

FEWEST = 40
"""Words of prose from which a look may be the article's."""

SHARE = 0.3
"""The first look with this share of the most prose that any look holds is the article's."""

RICH = 90
"""A box of another look that holds so many words of prose is a part of the article."""

MAIN_SHARE = 0.6
"""Where one element holds this share of the prose of the usual look, that look elsewhere says nothing."""

PART_SHARE = 0.6
LIKE_SHARE = 0.3
"""A box after the article goes on with it when made like it and mostly of prose, with this share of its prose."""

SET_OFF_LONGEST = 60
SET_OFF_WEIGHT = 1.5
"""A paragraph that looks unlike the others is an appeal from this mean weight of its sentences on."""

HEADLINE_LONGEST = 25
CROSSHEAD_LONGEST = 12
LEAD_SHARE = 0.7
"""What stands above the article is its lead where this share of its box's words are prose."""

ITEM_SHORTEST = 4

_BOLD = ("b", "strong")
_CLOSING = ("”", '"', "»", "’", ")", ":")
_DIGITS = re.compile(r"[\d_-]+")
_ENDED = re.compile(r"[.!?…][\"”’»')\]]*\s*(?:\[?\d+\]?|[^\w\s]{1,2})?$")

Kind = tuple[int, str, str]
"""The place of what holds an element, its tag and its class."""
Look = tuple[Kind, str]
"""A block's kind, and the inline element that all of its words stand in."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block without blocks in it; ``place`` is that of its parent, ``whole`` is the list, table or quotation
    that it is in, and ``group`` the place of that."""

    element: _Element
    text: str
    words: int
    prose: int
    place: int
    look: Look
    group: int | None
    whole: _Element | None


def keep_article(tree: _Element) -> None:
    """Remove from a page, in place, the blocks that look unlike its article."""
    found = shapes(tree)
    leaves = _leaves(tree, found)
    start = _title(tree, leaves)
    usual = _usual(leaves, start)
    if usual is None:
        return
    body = _body(leaves, start, usual)
    parts = _parts(leaves, body, start) - body
    wrapped = _wrapped(leaves, found, body, usual)
    first, last = min(body | parts), max(body | parts)
    kept = [False] * len(leaves)
    before: Leaf | None = None
    tail = False
    for at in range(start, len(leaves)):
        leaf = leaves[at]
        beside = leaf.place == usual[0][0]
        if at == start and start:
            kept[at] = True
        elif at < first:
            kept[at] = _leads(leaf, found)
        elif at in body:
            kept[at] = not _headline(leaf)
        elif leaf.group is not None:
            opened = before is not None and (before.text.endswith(":") or before.group == leaf.group)
            kept[at] = not tail and _item(leaf, opened, usual[0][0])
        elif at in parts or at in wrapped:
            kept[at] = not tail and not _apart(leaf)
        elif beside and at < last:
            kept[at] = leaf.element.tag in HEADINGS or not _apart(leaf)
        elif beside and not tail:
            kept[at] = leaf.prose > 0 and leaf.look[1] == usual[1] and not _apart(leaf)
        if at > last and not kept[at]:
            tail = True
        if kept[at]:
            before = leaf
    for at in range(last - 1, first, -1):
        leaf = leaves[at]
        if leaf.element.tag in HEADINGS and not kept[at]:
            kept[at] = kept[at + 1] and leaf.words <= HEADLINE_LONGEST
    for leaf, keep in zip(leaves, kept, strict=True):
        if not keep:
            remove(leaf.element)
    _lay_out(tree, [leaf for leaf, keep in zip(leaves, kept, strict=True) if keep])


def _lay_out(tree: _Element, leaves: list[Leaf]) -> None:
    """Make a page of nothing but the article, its blocks beside each other: nothing in it is left to be guessed."""
    article = Element("article")
    for leaf in leaves:
        if leaf.whole is not None:
            if leaf.whole.getparent() is not article:
                article.append(leaf.whole)
            leaf.whole.tail = None
            continue
        leaf.element.tail = None
        leaf.element.tag = leaf.element.tag if leaf.element.tag in HEADINGS else "p"
        article.append(leaf.element)
    body = tree.find(".//body")
    body = tree if body is None else body
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(article)


def _usual(leaves: list[Leaf], start: int) -> Look | None:
    """The look of the article's paragraphs: the first that holds enough prose, or a richer one in its midst."""
    weights: Counter[Look] = Counter()
    places: dict[Look, list[int]] = {}
    for at in range(start, len(leaves)):
        weights[leaves[at].look] += leaves[at].prose
        if leaves[at].prose:
            places.setdefault(leaves[at].look, []).append(at)
    enough = max(FEWEST, SHARE * max(weights.values(), default=0))
    first = next((look for look in places if weights[look] >= enough), None)
    if first is None:
        return None
    # Comments and teasers come after the article, its own paragraphs of other looks among one another.
    among = [first, *(look for look, at in places.items() if at[0] < places[first][-1])]
    return max(among, key=lambda look: weights[look])


def _body(leaves: list[Leaf], start: int, usual: Look) -> set[int]:
    """The places of the blocks of the usual look; where one element holds most of them, of those in it."""
    places = [at for at in range(start, len(leaves)) if leaves[at].look == usual]
    held: Counter[_Element | None] = Counter()
    for at in places:
        held[leaves[at].element.getparent()] += leaves[at].prose
    (main, prose), *_ = held.most_common(1)
    if prose < MAIN_SHARE * held.total():
        return set(places)
    inside = [at for at in places if leaves[at].element.getparent() is main]
    return {at for at in places if inside[0] <= at <= inside[-1]}


def _leaves(tree: _Element, found: dict[_Element, Shape]) -> list[Leaf]:
    """The blocks with words and no blocks in them, in document order."""
    places: dict[Kind, int] = {}
    inside: dict[_Element, tuple[int, int | None, _Element | None]] = {}
    leaves: list[Leaf] = []
    for element in elements(tree):
        parent = element.getparent()
        place, group, whole = inside.get(parent, (0, None, None)) if parent is not None else (0, None, None)
        if element.tag in INLINE and not found[element].blocks:
            continue
        kind = (place, str(element.tag), _DIGITS.sub("", element.get("class", "")))
        if element.tag in ("ul", "ol", "blockquote", "table", "dl", "pre") and group is None:
            group, whole = place, element
        inside[element] = (places.setdefault(kind, len(places) + 1), group, whole)
        shape = found[element]
        if shape.words and not shape.blocks:
            look = kind, _emphasis(element)
            leaves.append(Leaf(element, text_of(element), shape.words, shape.prose, place, look, group, whole))
    return leaves


def _emphasis(leaf: _Element) -> str:
    """The inline element that all of a block's words stand in."""
    parts = [part for part in leaf if isinstance(part.tag, str) and (part.tag != "br" or (part.tail or "").strip())]
    if len(parts) != 1 or (leaf.text or "").strip() or (parts[0].tail or "").strip():
        return ""
    return f"{parts[0].tag} {parts[0].get('size', '')}"


def _title(tree: _Element, leaves: list[Leaf]) -> int:
    """The place of the article's headline among the blocks, or 0."""
    name = _letters(tree.findtext(".//title") or "")
    named = [at for at, leaf in enumerate(leaves) if leaf.words >= 2 and _letters(leaf.text) in name]
    headed = [at for at, leaf in enumerate(leaves) if leaf.element.tag == "h1"]
    both = [at for at in headed if at in set(named)]
    return (both or headed or named or [0])[0]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _parts(leaves: list[Leaf], body: set[int], start: int) -> set[int]:
    """The blocks in other boxes that hold enough prose to be a part of the article, and little else."""
    prose = sum(leaves[at].prose for at in body)
    first, last = min(body), max(body)
    boxes: dict[_Element | None, list[int]] = {}
    for at in range(start, len(leaves)):
        boxes.setdefault(leaves[at].element.getparent(), []).append(at)
    parts: set[int] = set()
    for places in boxes.values():
        if not body.isdisjoint(places):
            continue
        held = sum(leaves[at].prose for at in places)
        mostly = sum(leaves[at].prose > 0 for at in places) >= PART_SHARE * len(places)
        within = first < places[0] and places[-1] < last
        alike = _made_alike(leaves[places[0]].element, leaves[first].element)
        if (within and held >= RICH) or (mostly and alike and held >= max(FEWEST, LIKE_SHARE * prose)):
            parts.update(places)
    return parts


def _wrapped(leaves: list[Leaf], found: dict[_Element, Shape], body: set[int], usual: Look) -> set[int]:
    """The paragraphs of the article in boxes of their own: made as the others are, in boxes that come again."""
    first, last = min(body), max(body)
    places: dict[Look, list[int]] = {}
    for at in range(first, len(leaves)):
        leaf = leaves[at]
        parent = leaf.element.getparent()
        alone = parent is not None and found[parent].prose == leaf.prose and not found[parent].linked
        if at not in body and _ENDED.search(leaf.text) and leaf.look[0][1:] == usual[0][1:] and leaf.look[1] == usual[1] and alone:
            places.setdefault(leaf.look, []).append(at)
    return {
        at
        for same in places.values()
        if len(same) > 1 and same[0] < last and any(leaves[at].prose for at in same)
        for at in same
    }


def _made_alike(one: _Element, other: _Element) -> bool:
    """Whether the same tags hold two blocks."""
    return [str(part.tag) for part in one.iterancestors()] == [str(part.tag) for part in other.iterancestors()]


def _leads(leaf: Leaf, found: dict[_Element, Shape]) -> bool:
    """Whether a block above the article is its lead: prose, in a box of nothing else, and no caption."""
    parent = leaf.element.getparent()
    if not leaf.prose or parent is None or after_picture(leaf.element):
        return False
    whole = found[parent]
    return whole.prose >= LEAD_SHARE * whole.words or leaf.element.getprevious() is not None


def _headline(leaf: Leaf) -> bool:
    """Whether a block among the article's paragraphs ends no sentence."""
    return company.unfinished(leaf.text) and not leaf.text.endswith(_CLOSING) and leaf.words <= HEADLINE_LONGEST


def _item(leaf: Leaf, opened: bool, usual: int) -> bool:
    """Whether an item of a list, a cell or a quotation is the article's."""
    if leaf.group != usual:
        return opened and bool(_ENDED.search(leaf.text))
    return opened or (leaf.words >= ITEM_SHORTEST and bool(_ENDED.search(leaf.text)))


def _apart(leaf: Leaf) -> bool:
    """Whether a block beside the article's paragraphs that looks unlike them is none of them."""
    if after_picture(leaf.element) and leaf.words <= SET_OFF_LONGEST:
        return True
    if not _ENDED.search(leaf.text) and not leaf.text.endswith(_CLOSING):
        # A crosshead may be no more than bold.
        return not (leaf.look[1].split(" ")[0] in _BOLD and leaf.words <= CROSSHEAD_LONGEST)
    return leaf.words <= SET_OFF_LONGEST and appeals.mean_weight(leaf.text) >= SET_OFF_WEIGHT


def after_picture(leaf: _Element) -> bool:
    """Whether nothing but a picture stands right before a paragraph."""
    before = leaf.getprevious()
    if before is None or not isinstance(before.tag, str) or (before.tail or "").strip() or text_of(before):
        return False
    return before.tag in ("img", "picture") or next(before.iter("img", "picture"), None) is not None
