"""Which of a page's blocks are its article: the look with the most prose, and what is made like it.

A paragraph's look is its tag, class, the emphasis that all of its words stand in, and the tags and classes of all
that holds it. Most paragraphs of an article share it; no name of any box is asked for.
"""

from collections import Counter
from dataclasses import dataclass

from lxml.etree import _Element

from bot.sources.readers.page_digest import digests
from bot.sources.readers.page_kin import Kinship
from bot.sources.readers.page_leaves import Leaf, Look, ended, headline, unlinked
from bot.sources.readers.page_odd import alien, below_rule, captions, closing, crossheads, of_site, strange_lists
from bot.sources.readers.page_site import names_of, of_the_site

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


@dataclass(frozen=True, slots=True)
class Article:
    """Where the article stands among the leaves, as places.

    ``beside``: what others speak in, or what leads to other texts, whatever it looks like; ``crossheads``: headings
    that no tag tells; ``first`` and ``last``: of its paragraphs; ``end``: where the page's next article begins.
    """

    usual: Look
    title: int | None
    body: frozenset[int]
    parts: frozenset[int]
    wrapped: frozenset[int]
    kin: frozenset[int]
    lead: frozenset[int]
    beside: frozenset[int]
    crossheads: frozenset[int]
    first: int
    last: int
    end: int


def find_article(tree: _Element, leaves: list[Leaf]) -> Article | None:
    """The article of a page with these leaves, or None where no look stands out."""
    title = headline(tree, leaves)
    if title is not None and 2 * sum(leaf.prose for leaf in leaves[title:]) < sum(leaf.prose for leaf in leaves):
        title = None
    start = title or 0
    end = _next_article(leaves, title)
    leaves = leaves[:end]
    usual = _usual(leaves, start)
    if usual is None:
        return None
    body = _body(leaves, start, usual)
    kinship = Kinship(leaves, body)
    away = kinship.elsewhere(body)
    body -= away | closing(leaves, body - away)
    parts = _parts(leaves, body, start)
    wrapped = _wrapped(leaves, body, usual)
    own = body | parts
    kinship.of(own)
    kin = kinship.kin(usual)
    site = of_the_site(leaves, names_of(tree)) - {title}
    return Article(
        usual,
        title,
        body,
        parts,
        wrapped,
        kin,
        lead=kinship.lead(title),
        beside=frozenset().union(
            away,
            kinship.strangers(),
            alien(kinship, wrapped),
            of_site(kinship, site),
            below_rule(kinship),
            captions(kinship),
            strange_lists(kinship),
            digests(kinship, title),
        ),
        crossheads=crossheads(kinship),
        first=min(own),
        last=max(own | kin),
        end=end,
    )


def _next_article(leaves: list[Leaf], title: int | None) -> int:
    """The place of another headline made as the article's is, in a box made as the article's, or the end."""
    if title is None or leaves[title].element.tag != "h1":
        return len(leaves)
    others = (at for at in range(title + 1, len(leaves)) if leaves[at].look == leaves[title].look)
    return next((at for at in others if leaves[at].box is not leaves[title].box), len(leaves))


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
        if (
            at not in body
            and leaf.alone
            and unlinked(leaf)
            and [*usual[0][1:], usual[1]] == [*make, emphasis]
            and (ended(leaf) or leaf.text.endswith(":"))
        ):
            places.setdefault(leaf.look, []).append(at)
    return frozenset(
        at
        for same in places.values()
        if len(same) > 1 and same[0] < last and any(leaves[other].prose for other in same)
        for at in same
    )
