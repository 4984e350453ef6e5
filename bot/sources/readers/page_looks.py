"""The article by how its paragraphs look: most share their place and make, and what looks unlike them stands beside.

A paragraph's look is its tag, its class, the emphasis that all of its words stand in, and the tags and classes of
all that holds it. The look with the most prose is the article's. What stands before its first and after its last
paragraph, and short boxes of another look between them, are the page's: no name of any of them is asked for.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from lxml.etree import Element, _Element

from bot.sources.readers.page_leaves import Leaf, Look, after_picture, headline, leaves_of
from bot.sources.readers.page_shape import HEADINGS, remove, text_of
from embeddings import appeals, company

FEWEST = 40
"""Words of prose from which a look may be the article's."""

SEVERAL = 3
SHARE = 0.3
"""The first look of several paragraphs with this share of the most prose that a look holds is the article's."""

RICH = 90
"""So many words of prose are enough for that, and for a box of another look to be a part of the article."""

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
ITEM_SHORTEST = 4

_BOLD = ("b", "strong")
_CLOSING = ("”", '"', "»", "’", ")", ":")
_ENDED = re.compile(r"[.!?…][\"”’»')\]]*\s*(?:\[?\d+\]?|[^\w\s]{1,2})?$")


@dataclass(frozen=True, slots=True)
class _Article:
    """Where the article stands among the leaves, as places; ``first`` and ``last`` are those of its paragraphs."""

    usual: Look
    title: int | None
    body: frozenset[int]
    parts: frozenset[int]
    wrapped: frozenset[int]
    first: int
    last: int


def keep_article(tree: _Element) -> bool:
    """Leave of a page, in place, nothing but its article; False where no look stands out."""
    leaves = leaves_of(tree)
    article = _article(tree, leaves)
    if article is None:
        return False
    kept = _kept(leaves, article)
    for at, leaf in enumerate(leaves):
        if at not in kept:
            remove(leaf.element)
    _ask_within(leaves, sorted(kept), article)
    _lay_out(tree, [leaves[at] for at in sorted(kept) if leaves[at].element.getparent() is not None])
    return True


def _article(tree: _Element, leaves: list[Leaf]) -> _Article | None:
    title = headline(tree, leaves)
    if title is not None and 2 * sum(leaf.prose for leaf in leaves[title:]) < sum(leaf.prose for leaf in leaves):
        title = None
    start = title or 0
    usual = _usual(leaves, start)
    if usual is None:
        return None
    body = _body(leaves, start, usual)
    parts = _parts(leaves, body, start)
    wrapped = _wrapped(leaves, body, usual)
    return _Article(usual, title, body, parts, wrapped, min(body | parts), max(body | parts))


def _usual(leaves: list[Leaf], start: int) -> Look | None:
    """The look of the article's paragraphs: the first that holds enough prose, or a richer one in its midst."""
    weights: Counter[Look] = Counter()
    places: dict[Look, list[int]] = {}
    listed = set()
    for at in range(start, len(leaves)):
        leaf = leaves[at]
        if leaf.prose:
            weights[leaf.look] += leaf.prose
            places.setdefault(leaf.look, []).append(at)
            listed.update([leaf.look] if leaf.whole is not None else [])
    if not weights or max(weights.values()) < FEWEST:
        return None
    richest = max(places, key=lambda look: weights[look])
    enough = min(RICH, max(FEWEST, SHARE * weights[richest]))
    # Summaries above an article are lists, or shorter than it.
    first = next(
        (
            look
            for look, at in places.items()
            if look not in listed and len(at) >= SEVERAL and weights[look] >= enough
        ),
        richest,
    )
    # Comments and teasers come after the article, its own paragraphs of other looks among one another.
    among = [first, *(look for look, at in places.items() if at[0] < places[first][-1])]
    return max(among, key=lambda look: weights[look])


def _body(leaves: list[Leaf], start: int, usual: Look) -> frozenset[int]:
    """The blocks of the usual look; where one element without a name holds most, from its first to its last."""
    places = [at for at in range(start, len(leaves)) if leaves[at].look == usual]
    held: Counter[_Element | None] = Counter()
    for at in places:
        held[leaves[at].box] += leaves[at].prose
    (main, prose), *_ = held.most_common(1)
    # What bears the same name is the same part of a page; without a name the element itself must tell.
    if main is None or main.get("class") or prose < MAIN_SHARE * held.total():
        return frozenset(places)
    inside = [at for at in places if leaves[at].box is main]
    return frozenset(at for at in places if inside[0] <= at <= inside[-1])


def _parts(leaves: list[Leaf], body: frozenset[int], start: int) -> frozenset[int]:
    """The blocks in other boxes that hold enough prose to be a part of the article, and little else."""
    prose = sum(leaves[at].prose for at in body)
    first, last = min(body), max(body)
    boxes: dict[_Element | None, list[int]] = {}
    for at in range(start, len(leaves)):
        boxes.setdefault(leaves[at].box, []).append(at)
    parts: set[int] = set()
    for places in boxes.values():
        held = sum(leaves[at].prose for at in places)
        if held < FEWEST or not body.isdisjoint(places):
            continue
        mostly = sum(leaves[at].prose > 0 for at in places) >= PART_SHARE * len(places)
        within = first < places[0] and places[-1] < last
        like = mostly and held >= LIKE_SHARE * prose and _tags(leaves[places[0]]) == _tags(leaves[first])
        if (within and held >= RICH) or like:
            parts.update(places)
    return frozenset(parts)


def _tags(leaf: Leaf) -> list[str]:
    return [str(part.tag) for part in leaf.element.iterancestors()]


def _wrapped(leaves: list[Leaf], body: frozenset[int], usual: Look) -> frozenset[int]:
    """The paragraphs of the article in boxes of their own: made as the others are, in boxes that come again."""
    first, last = min(body), max(body)
    places: dict[Look, list[int]] = {}
    for at in range(first, len(leaves)):
        leaf = leaves[at]
        (_, *make), emphasis = leaf.look
        if at not in body and leaf.alone and [*usual[0][1:], usual[1]] == [*make, emphasis] and _ended(leaf):
            places.setdefault(leaf.look, []).append(at)
    return frozenset(
        at
        for same in places.values()
        if len(same) > 1 and same[0] < last and any(leaves[other].prose for other in same)
        for at in same
    )


def _kept(leaves: list[Leaf], article: _Article) -> set[int]:
    """The places of the blocks that are the article's."""
    kept: set[int] = set()
    before: Leaf | None = None
    over = False
    for at in range(article.title or 0, len(leaves)):
        leaf = leaves[at]
        opened = before is not None and (
            before.text.endswith(":") or (before.group is not None and before.group == leaf.group)
        )
        if at == article.title or (not over and _belongs(at, leaf, opened, article)):
            kept.add(at)
            before = leaf
        elif at > article.last:
            over = True
    return kept | set(_crossheads(leaves, kept, article))


def _belongs(at: int, leaf: Leaf, opened: bool, article: _Article) -> bool:
    """Whether a block is the article's; ``opened``: what stands before it announces it, or is of the same list."""
    beside = leaf.place == article.usual[0][0]
    if at < article.first:
        return leaf.prose > 0 and leaf.led and not after_picture(leaf)
    if at in article.body:
        return not _headline(leaf)
    if leaf.whole is not None:
        return _in_whole(at, leaf, leaf.whole, opened, article)
    if at in article.parts or at in article.wrapped:
        return not _apart(leaf)
    if at < article.last:
        return beside and (leaf.element.tag in HEADINGS or not _apart(leaf))
    return beside and leaf.prose > 0 and leaf.look[1] == article.usual[1] and not _apart(leaf)


def _in_whole(at: int, leaf: Leaf, whole: _Element, opened: bool, article: _Article) -> bool:
    """Whether an item, a cell or a paragraph of a quotation is the article's; links are not."""
    beside = leaf.group == article.usual[0][0]
    if beside and at < article.last and whole.tag != "blockquote" and next(whole.iter("a"), None) is None:
        return whole.tag == "table" or leaf.words >= ITEM_SHORTEST or opened
    return _ended(leaf) and (opened or (beside and leaf.words >= ITEM_SHORTEST))


def _crossheads(leaves: list[Leaf], kept: set[int], article: _Article) -> Iterable[int]:
    """The headings in boxes of their own that stand above a part of the article."""
    below = False
    for at in range(article.last, article.first, -1):
        below = at in kept or (below and leaves[at].element.tag in HEADINGS and leaves[at].words <= HEADLINE_LONGEST)
        if below:
            yield at


def _ended(leaf: Leaf) -> bool:
    return bool(_ENDED.search(leaf.text))


def _headline(leaf: Leaf) -> bool:
    """Whether a block among the article's paragraphs ends no sentence."""
    return company.unfinished(leaf.text) and not leaf.text.endswith(_CLOSING) and leaf.words <= HEADLINE_LONGEST


def _apart(leaf: Leaf) -> bool:
    """Whether a block beside the article's paragraphs that looks unlike them is none of them."""
    if after_picture(leaf) and leaf.words <= SET_OFF_LONGEST:
        return True
    if not _ended(leaf) and not leaf.text.endswith(_CLOSING):
        # A crosshead may be no more than bold.
        return not (leaf.look[1].split(" ")[0] in _BOLD and leaf.words <= CROSSHEAD_LONGEST)
    return leaf.words <= SET_OFF_LONGEST and appeals.mean_weight(leaf.text) >= SET_OFF_WEIGHT


def _ask_within(leaves: list[Leaf], kept: list[int], article: _Article) -> None:
    """Put a question that is a paragraph at the head of the next: alone on its line it would pass for a heading."""
    for at, following in pairwise(kept):
        leaf, after = leaves[at], leaves[following].element
        if {at, following} <= article.body and leaf.text.endswith("?") and leaf.words <= HEADLINE_LONGEST:
            remove(leaf.element)
            after.text = f"{text_of(leaf.element)} {after.text or ''}"


def _lay_out(tree: _Element, leaves: list[Leaf]) -> None:
    """Make a page of nothing but the article, its blocks beside each other: nothing in it is left to be guessed."""
    article = Element("article")
    for leaf in leaves:
        block = leaf.element if leaf.whole is None else leaf.whole
        if leaf.whole is None and block.tag not in HEADINGS:
            block.tag = "p"
        if block.getparent() is not article:
            article.append(block)
            block.tail = None
    body = tree.find(".//body")
    body = tree if body is None else body
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(article)
