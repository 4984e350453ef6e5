"""Questions for a name, and sentences that give one."""

import re

from bot.answering.measures import DAYS, MONTHS

_ASKS = re.compile(
    r"^\W*(?:(?:what|which) (?:is|are|was|were) the (?:\w+ )?names? of\b|"
    r"what (?:is|are|was|were) .*\b(?:called|named)\W*$)",
    re.IGNORECASE,
)
_GIVEN = re.compile(rf"(?<=[\w,] )(?!(?:{MONTHS}|{DAYS})\b)[A-Z][\w’'-]*|[“\"][^“”\"]+[”\"]")
"""A word with a capital that begins no sentence, or what stands in quotation marks."""


def asks_name(question: str) -> bool:
    """Whether a question asks what something is called."""
    return bool(_ASKS.match(question))


def gives_name(question: str, sentence: str) -> bool:
    """Whether a sentence holds a name that does not stand in the question."""
    return any(match.group() not in question for match in _GIVEN.finditer(sentence))
