"""Who wrote a page's article, by the line that says so: what begins with the name below the text is no part of it."""

import re
from collections.abc import Iterator
from itertools import dropwhile, islice

from lxml.etree import _Element

from bot.sources.readers.page_shape import elements

LOOKED_AT = 400
"""Elements from the headline on among which the line stands."""

LONGEST = 20
"""Words of it."""

CLOSING = 4
"""So many lines at the end may be notes on the writers."""

_NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|la)){0,3} [A-Z][\w'’-]+"
_BYLINE = re.compile(
    rf"(?:Written |Story |Reported )?(?:[Bb]y|BY):? (?P<names>{_NAME}(?:(?:, | and |, and | & ){_NAME})*)"
)
_ROLE = re.compile(
    rf"(?P<names>{_NAME})(?: [|·•–—-])?,? (?:[\w&.-]+ ){{0,4}}"
    r"(?i:writer|reporter|correspondent|editor|columnist|staff|bureau|contributor|press)\b[^.!?]{0,40}"
)
_SPACED = re.compile(r" (?=[,.;:])")
_NAMES = re.compile(_NAME)
_QUOTE = re.compile(r"[\"“”„«»]")


def writers_of(tree: _Element) -> tuple[str, ...]:
    """The names in the line above the text, and those that link to an author's page."""
    found: dict[str, None] = {}
    headline = next(tree.iter("h1", "h2"), None)
    for element in islice(_from(tree, headline), LOOKED_AT):
        text = _SPACED.sub("", " ".join(" ".join(element.itertext()).split()))
        if not text or len(text.split()) > LONGEST:
            continue
        line = _BYLINE.match(text) or _ROLE.fullmatch(text)
        if line is not None:
            found.update(dict.fromkeys(_NAMES.findall(line["names"])))
        elif "author" in (element.get("rel") or "").split() and _NAMES.fullmatch(text):
            found[text] = None
    return tuple(found)


def _from(tree: _Element, headline: _Element | None) -> Iterator[_Element]:
    """The elements from the headline on."""
    return dropwhile(lambda element: headline is not None and element is not headline, elements(tree))


def without_notes(lines: list[str], writers: tuple[str, ...]) -> list[str]:
    """The lines without those at the end that begin with a writer's name and quote nobody."""
    if not writers:
        return lines
    first = max(len(lines) - CLOSING, len(lines) // 2)
    return [
        line for at, line in enumerate(lines) if at < first or not line.startswith(writers) or _QUOTE.search(line)
    ]
