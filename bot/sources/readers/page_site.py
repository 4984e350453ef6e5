"""Whose page it is: the names that a page gives its site, and the paragraphs that speak of the site itself."""

import re

from lxml.etree import _Element

from bot.sources.readers.page_leaves import Leaf

LONGEST = 60
"""A paragraph of more words is not judged."""

SHORTEST = 4
"""Letters of a name."""

_PARTS = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")
_NAMED = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")
_TOLD = re.compile(
    r"[\"“”„«»]|\b(?:told|said|says|tells|saying|according to|interview\w*|spoke|speaking|asked|wrote|quot\w+|cit\w+|"
    r"reported|reports|seen by|has seen|saw|obtained|learned|reviewed|shown|contacted|reached|comment)\b",
    re.IGNORECASE,
)


def names_of(tree: _Element) -> frozenset[str]:
    """What a page calls its site: in its marks, and behind the headline in its own name."""
    found = {
        (meta.get("content") or "").strip()
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or "").lower() in _NAMED
    }
    parts = _PARTS.split((tree.findtext(".//title") or "").strip())
    found.update([parts[-1], parts[-1].split(",")[0]] if len(parts) > 1 else ())
    return frozenset(name for name in found if len(name) >= SHORTEST and name[0].isupper() and len(name.split()) <= 5)


def of_the_site(leaves: list[Leaf], names: frozenset[str]) -> frozenset[int]:
    """The places of the short paragraphs that name the site, and not as the one to whom something was told."""
    if not names:
        return frozenset()
    named = re.compile(rf"\b(?:{'|'.join(re.escape(name.removeprefix('The ')) for name in sorted(names))})(?!\w)")
    return frozenset(
        at
        for at, leaf in enumerate(leaves)
        if leaf.words <= LONGEST and named.search(leaf.text) and not _TOLD.search(leaf.text)
    )
