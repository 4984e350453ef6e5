"""A follow-up read together with the question before it: "and France?"."""

import re
from collections.abc import Callable

from bot.answering.question import Shape

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|then|what about|how about|and what about|same for)\b[\s,:]*", re.IGNORECASE
)
_REFERS = re.compile(r"\b(?:he|she|they|it|this|that|these|those|there|his|her|their|its|him|them)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|which|how)\b|^\W*(?:is|are|was|were|do|does|did|will|has|have|can)\b",
    re.IGNORECASE,
)
SHORT = 5
"""A follow-up of at most so many words that asks nothing itself takes its question from the one before."""


def combined(question: str, previous: str | None, shape_of: Callable[[str], Shape]) -> str:
    """Return ``question`` as a question of its own.

    A bare name after "and" takes the place of the first name of the question before; a short fragment or a
    question that only points back ("why does he want that?") is asked together with the one before.
    ``previous`` may hold several questions, one a line, oldest first; the last one counts.
    """
    before = (previous or "").strip().rpartition("\n")[2].strip()
    if not before:
        return question
    opened = _OPENING.match(question)
    rest = question[opened.end() :].strip() if opened else question.strip()
    fragment = len(rest.split()) <= SHORT and not _ASKS.search(rest)
    names = shape_of(rest if rest[:1].isupper() else f"and {rest}").names
    bare = rest.strip(" ?!.")
    if (opened or fragment) and names and len(names) == 1 and len(bare.split()) <= len(names[0].text.split()) + 1:
        earlier = [name for name in shape_of(before).names if name.text not in bare]
        if earlier:
            return before.replace(earlier[0].text, bare, 1)
    if opened or fragment or (_REFERS.search(rest) and not names):
        return f"{before.rstrip(' ?')} — {rest}"
    return question
