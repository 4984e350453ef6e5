"""Blocks among an article's paragraphs that are odd: of another look and other words, of the site, or headings."""

from collections import Counter
from itertools import takewhile

from lxml.etree import _Element

from bot.sources.readers.page_kin import ITEM_SHORTEST, KIN, KIN_WORDS, LEAD_WORDS, STRANGE
from bot.sources.readers.page_leaves import Leaf, after_picture, ended, lone
from bot.sources.readers.page_shape import HEADINGS
from bot.sources.readers.page_words import Words
from embeddings import chrome
from embeddings.telling import begins_anew, is_told, shows
from embeddings.voice import said

SITE_OFTEN = 3
"""An article with more paragraphs that name the site is about it, or credits it."""

ANEW_KIN = 0.6
"""The share of its words that a paragraph must have in common with the others where it goes on from none of them."""

OFTEN = 3
"""A look that comes so often is the article's where one block in it shares a word with it."""

BELOW_SHARE = 0.3
"""More prose than this share of the article's below a rule is its last part."""

FEW_STEMS = 2
"""Of a sentence with fewer words that say anything nothing is said."""

SEVERAL = 2
CROSSHEAD_LONGEST = 12
CROSSHEAD_KIN = 0.5
"""A line of so few words between two paragraphs, of which the others speak that much, is their heading."""


def alien(words: Words, wrapped: frozenset[int]) -> frozenset[int]:
    """The sentences among the article's that look unlike them, or are a list of one, and share none of its words.

    One paragraph in eight of an article shares almost none, but few look unlike the others. Those ``wrapped`` like
    one another in boxes are not judged.
    """
    if not words.english:
        return frozenset()
    within = range(min(words.own), max(words.own))
    looks = {at: words.leaves[at].look for at in within}
    often = Counter(looks.values())
    kin = {
        look
        for at, look in looks.items()
        if words.is_kin(at, KIN_WORDS, KIN) or (often[look] >= OFTEN and words.is_kin(at, 1, KIN))
    }
    found = (at for at in within if at not in words.own and at not in wrapped and looks[at] not in kin)
    return frozenset(at for at in found if _is_alien(words, at))


def _is_alien(words: Words, at: int) -> bool:
    leaf = words.leaves[at]
    if not ended(leaf) or said(leaf.text) or (leaf.whole is not None and not lone(leaf)):
        return False
    return len(words.stems_at(at)) >= FEW_STEMS and not words.is_kin(at, LEAD_WORDS, STRANGE)


def of_site(words: Words, named: frozenset[int]) -> frozenset[int]:
    """Those of the blocks that name the site of which the rest of the article does not speak."""
    if not words.english or len(named & words.own) > SITE_OFTEN:
        return frozenset()
    return frozenset(
        at
        for at in named
        if not words.is_kin_to_rest(at, KIN_WORDS, ANEW_KIN if begins_anew(words.leaves[at].text) else KIN)
    )


def below_rule(words: Words) -> frozenset[int]:
    """What stands below the last rule across the article's text and speaks of nothing that it speaks of."""
    leaves, own = words.leaves, words.own
    ruled = [at for at in own if _ruled(leaves[at])]
    if not words.english or not ruled:
        return frozenset()
    below = frozenset(at for at in own if at >= max(ruled))
    prose = sum(leaves[at].prose for at in own)
    kin = any(words.is_kin_to_rest(at, LEAD_WORDS, KIN) for at in below)
    return frozenset() if kin or sum(leaves[at].prose for at in below) > BELOW_SHARE * prose else below


def _ruled(leaf: Leaf) -> bool:
    above = leaf.element.getprevious()
    return above is not None and above.tag == "hr"


def closing(leaves: list[Leaf], body: frozenset[int]) -> frozenset[int]:
    """The last of the article's paragraphs that are furniture by their words: what stands above them may be too."""
    found = takewhile(lambda at: chrome.line_reason(leaves[at].text), sorted(body, reverse=True))
    closing = frozenset(found)
    return closing if closing < body else frozenset()


def captions(words: Words) -> frozenset[int]:
    """The sentences right below pictures that say what is seen, where the article tells what was."""
    leaves = words.leaves
    found = [at for at in sorted(words.own) if after_picture(leaves[at]) and shows(leaves[at].text)]
    if not found or not words.english or not is_told([leaves[at].text for at in sorted(words.own)]):
        return frozenset()
    return frozenset(found)


def crossheads(words: Words) -> frozenset[int]:
    """The lines between two of the article's paragraphs that are no sentence and speak of what it speaks of.

    And what stands right above its first, in a look that comes again between them.
    """
    own, leaves = words.own, words.leaves
    first, last = min(own), max(own)
    looks = [leaf.look for leaf in leaves[first + 1 : last] if leaf.words <= CROSSHEAD_LONGEST]
    above = leaves[max(first - 1, 0)]
    asks = (ended(above) or above.element.tag in HEADINGS) and not after_picture(above)
    opening = frozenset({first - 1} if first and asks and looks.count(above.look) >= SEVERAL else ())
    if not words.english:
        return opening
    return opening | frozenset(
        at
        for at in range(first + 1, last)
        if leaves[at].words <= CROSSHEAD_LONGEST
        and leaves[at].whole is None
        and not leaves[at].linked
        and not ended(leaves[at])
        and {at - 1, at + 1} <= own
        and leaves[at - 1].prose
        and leaves[at + 1].prose
        and not after_picture(leaves[at])
        and not chrome.line_reason(leaves[at].text)
        and words.is_kin_to_rest(at, 1, CROSSHEAD_KIN)
    )


def strange_lists(words: Words) -> frozenset[int]:
    """The items of lists among the article's paragraphs that are no sentences and share no words with it.

    What a paragraph announces with a colon is its own.
    """
    if not words.english:
        return frozenset()
    lists: dict[_Element, list[int]] = {}
    for at in range(min(words.own), max(words.own)):
        whole = words.leaves[at].whole
        if whole is not None and whole.tag in ("ul", "ol"):
            lists.setdefault(whole, []).append(at)
    return frozenset(at for places in lists.values() if _is_strange_list(words, places) for at in places)


def _is_strange_list(words: Words, places: list[int]) -> bool:
    leaves = words.leaves
    if len(places) < SEVERAL or _announced(words, max(places[0] - 1, 0)):
        return False
    if any(ended(leaves[at]) or leaves[at].words < ITEM_SHORTEST for at in places):
        return False
    return not any(words.is_kin(at, 1, STRANGE) for at in places)


def _announced(words: Words, above: int) -> bool:
    """Whether the line above a list announces it: with a colon, or as a heading of the article's words."""
    leaf = words.leaves[above]
    if leaf.text.endswith(":"):
        return True
    return not ended(leaf) and not chrome.line_reason(leaf.text) and words.is_kin_to_rest(above, 1, STRANGE)
