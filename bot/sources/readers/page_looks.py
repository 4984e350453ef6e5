"""The article by how its paragraphs look: most share their place and make, and what looks unlike them stands beside.

What stands before the first and after the last paragraph of the article's look, and short boxes of another look
between them, are the page's.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from lxml.etree import Element, _Element

from bot.sources.readers.page_article import Article, find_article
from bot.sources.readers.page_leaves import Leaf, after_picture, ended, leaves_of, lone, pictured, quotation
from bot.sources.readers.page_odd import CROSSHEAD_LONGEST
from bot.sources.readers.page_shape import HEADINGS, remove, text_of
from embeddings import appeals, chrome, company

SET_OFF_LONGEST = 60
SET_OFF_WEIGHT = 1.5
"""A paragraph that looks unlike the others is an appeal from this mean weight of its sentences on."""

HEADLINE_LONGEST = 25
CAPTION_LONGEST = 40
ITEM_SHORTEST = 4

_GOES_ON = re.compile(r"[;,](?: (?:and|or))?$")
"""How an item ends after which its list goes on."""

_BOLD = ("b", "strong")
_CLOSING = ("”", '"', "»", "’", ")", ":")


def keep_article(tree: _Element) -> bool:
    """Leave of a page, in place, nothing but its article; False where no look stands out."""
    leaves = leaves_of(tree)
    article = find_article(tree, leaves)
    if article is None:
        return False
    kept = _kept(leaves, article)
    for at, leaf in enumerate(leaves):
        if at not in kept:
            remove(leaf.element)
    _ask_within(leaves, sorted(kept), article)
    _lay_out(tree, [leaves[at] for at in sorted(kept) if leaves[at].element.getparent() is not None])
    return True


def _kept(leaves: list[Leaf], article: Article) -> set[int]:
    """The places of the blocks that are the article's."""
    kept: set[int] = set()
    before: Leaf | None = None
    over = False
    for at in range(article.title or 0, article.end):
        leaf = leaves[at]
        opened = before is not None and (
            before.text.endswith(":") or (before.group is not None and before.group == leaf.group)
        )
        if at == article.title or (not over and _belongs(at, leaf, opened, article)):
            kept.add(at)
            before = leaf
        elif at > article.last and not quotation(leaf):
            over = True
    return kept | set(_crossheads(leaves, kept, article))


def _belongs(at: int, leaf: Leaf, opened: bool, article: Article) -> bool:
    """Whether a block is the article's; ``opened``: what stands before it announces it, or is of the same list."""
    beside = leaf.place == article.usual[0][0]
    if at in article.beside:
        return False
    if at in article.crossheads:
        return True
    if at < article.first:
        return leaf.led and at in article.lead and not after_picture(leaf)
    if at in article.body:
        return not _headline(leaf) and not (pictured(leaf) and leaf.words <= CAPTION_LONGEST)
    if leaf.whole is not None:
        return _in_whole(at, leaf, leaf.whole, opened, article)
    if at in article.parts or at in article.wrapped or at in article.kin:
        return not _apart(leaf)
    if at < article.last:
        return beside and (leaf.element.tag in HEADINGS or not _apart(leaf))
    return beside and leaf.prose > 0 and leaf.look[1] == article.usual[1] and not _apart(leaf)


def _in_whole(at: int, leaf: Leaf, whole: _Element, opened: bool, article: Article) -> bool:
    """Whether an item, a cell or a paragraph of a quotation is the article's; links are not."""
    beside = leaf.group == article.usual[0][0]
    if lone(leaf) and not opened and not ended(leaf):
        return False
    if beside and at < article.last and whole.tag != "blockquote" and next(whole.iter("a"), None) is None:
        return whole.tag == "table" or leaf.words >= ITEM_SHORTEST or opened
    if opened and _GOES_ON.search(leaf.text):
        return True
    return ended(leaf) and (opened or (beside and leaf.words >= ITEM_SHORTEST))


def _crossheads(leaves: list[Leaf], kept: set[int], article: Article) -> Iterable[int]:
    """The headings in boxes of their own that stand above a part of the article."""
    below = False
    for at in range(article.last, article.first, -1):
        below = at in kept or (below and leaves[at].element.tag in HEADINGS and leaves[at].words <= HEADLINE_LONGEST)
        if below:
            yield at


def _headline(leaf: Leaf) -> bool:
    """Whether a block among the article's paragraphs ends no sentence."""
    return company.unfinished(leaf.text) and not leaf.text.endswith(_CLOSING) and leaf.words <= HEADLINE_LONGEST


def _apart(leaf: Leaf) -> bool:
    """Whether a block beside the article's paragraphs that looks unlike them is none of them."""
    if after_picture(leaf) and leaf.words <= SET_OFF_LONGEST:
        return True
    if not ended(leaf) and not leaf.text.endswith(_CLOSING) and not (leaf.prose and leaf.words > HEADLINE_LONGEST):
        # A crosshead may be no more than bold.
        return not (leaf.look[1].split(" ")[0] in _BOLD and leaf.words <= CROSSHEAD_LONGEST)
    return leaf.words <= SET_OFF_LONGEST and appeals.mean_weight(leaf.text) >= SET_OFF_WEIGHT


def _ask_within(leaves: list[Leaf], kept: list[int], article: Article) -> None:
    """Put a question that is a paragraph at the head of the next: alone on its line it would pass for a heading."""
    for at, following in pairwise(kept):
        leaf, after = leaves[at], leaves[following].element
        asks = leaf.text.endswith("?") and leaf.words <= HEADLINE_LONGEST and not chrome.line_reason(leaf.text)
        if asks and {at, following} <= article.body:
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
