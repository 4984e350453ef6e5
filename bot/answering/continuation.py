"""The sentence that goes on from one of the best, where it gives what is asked for and that one does not.

"A delegation brought a plan. But the president turned it down, arguing that ..." answers why, and holds none of the
question's words but those that the sentence before it has.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from bot.answering.candidate import Candidate
from bot.answering.measures import MONTHS
from bot.answering.reasons import asks_why, gives_reason

GOING_ON = 1
"""So many of the best are looked behind."""

AFTER = 2
"""... and so many sentences after it."""

Gives = Callable[[str], bool]
"""Whether words give what a question asks for."""

_WHO = re.compile(r"^\W*(?:by |with )?(?:who|whom|whose)\b", re.IGNORECASE)
_NAMED = re.compile(rf"(?<!^)\b(?!(?:{MONTHS})\b)[A-Z][\w’'-]+ (?!(?:{MONTHS})\b)[A-Z][\w’'-]+")
"""A name of two words or more, as persons are called, that does not begin the sentence."""


def asked_for(question: str) -> Gives | None:
    """What tells whether a sentence gives a reason or a person; None where neither is asked for."""
    if asks_why(question):
        return gives_reason
    if _WHO.match(question):
        return lambda words: any(name.group() not in question for name in _NAMED.finditer(words))
    return None


def with_continuations(
    candidates: Sequence[Candidate], gives: Gives, following: Callable[[Candidate], Iterable[Candidate]]
) -> list[Candidate]:
    """Bring behind each of the best candidates the sentence after it, where that alone gives what is asked for."""
    ordered = list(candidates)
    for candidate in candidates[:GOING_ON]:
        if gives(candidate.text):
            continue
        for after in islice(following(candidate), AFTER):
            if gives(after.text):
                if all(one.seq != after.seq for one in ordered[:GOING_ON]):
                    ordered = [one for one in ordered if one.seq != after.seq]
                    ordered.insert(ordered.index(candidate) + 1, after)
                break
    return ordered
