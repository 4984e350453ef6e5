"""What a page may be made of before anything parses it: parsers take minutes for what no article needs."""

import re

from embeddings.errors import ArticleError

MOST_TAGS = 20_000
MOST_ATTRIBUTES = 200
DEEPEST = 1_000

# Each match either ends or takes the rest of the page, and none goes back: the time is linear in the page.
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|svg)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>?")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_CLOSE_THEMSELVES = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot"))


def pass_gate(page: str, name: str) -> None:
    """Let a page through that a parser can read in a moment.

    Raises:
        ArticleError: too many tags, too many attributes on one, or tags nested too deeply.
    """
    tags = depth = 0
    for match in _TAG.finditer(_ASIDE.sub(" ", page)):
        closing, tag, inside = match.groups()
        tag = tag.lower()
        if closing:
            depth = max(0, depth - 1) if tag not in _CLOSE_THEMSELVES else depth
            continue
        tags += 1
        if tags > MOST_TAGS:
            raise ArticleError(f"{name} has more than {MOST_TAGS:,} tags: give the article's own text.")
        if len(inside) > MOST_ATTRIBUTES and len(_QUOTED.sub(" ", inside).split()) > MOST_ATTRIBUTES:
            raise ArticleError(
                f"{name} has more than {MOST_ATTRIBUTES} attributes on one tag: give the article's text."
            )
        if tag not in _EMPTY and tag not in _CLOSE_THEMSELVES and not inside.endswith("/"):
            depth += 1
            if depth > DEEPEST:
                raise ArticleError(f"{name} nests its tags deeper than {DEEPEST:,}: give the article's own text.")
