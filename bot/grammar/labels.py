"""Lines that say by their layout who speaks: "ANN BERG: ...", "... - Ann Berg", "Q: ..." and "A: ..."."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.grammar.moods import asks

LABEL = re.compile(
    r"(?:[\"“]|— ?)?(?!(?:Q|A|Question|Answer):)"
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: \([^)]{1,40}\))?:\s+(?=\S)"
)
SIGNED = re.compile(
    r"\s*(?P<mark>[—–―:-])[—–―-]*\s*(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|la|van|von|al|bin)){0,4})\b"
    r"(?P<rest>[^.!?]{0,80})\.?\s*$"
)
LABELS = 3
"""How many paragraphs must open with a name and a colon before an article is taken for a transcript."""
_QUESTION = re.compile(r"(?:Q|Question): ")
ANSWER = re.compile(r"(?:A|Answer): ")


def labelled(texts: Sequence[str]) -> dict[int, re.Match[str]]:
    """The paragraphs of a transcript that open with their speaker's name and a colon, by number."""
    matches = {n: m for n, text in enumerate(texts) if (m := LABEL.match(text))}
    names = Counter(m["name"] for m in matches.values())
    if len(matches) < LABELS or max(names.values(), default=0) < 2:
        return {}
    return {n: m for n, m in matches.items() if names[m["name"]] > 1 or m["name"].isupper()}


def questions(text: str) -> bool:
    """Whether a paragraph is an interviewer's: it ends in a question mark, or is labelled so."""
    return asks(text) or _QUESTION.match(text) is not None


def answers_by_label(text: str) -> bool:
    """Whether a paragraph is labelled as an answer."""
    return ANSWER.match(text) is not None
