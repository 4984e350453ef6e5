"""The noun that a question asks for: "which airports ...", "A's approval rating", "the population of A"."""

import re

from bot.answering.question import AUXILIARIES

_AUXILIARY = rf"(?:{AUXILIARIES})(?:n['’]t)?"
_PREPOSITION = r"(?:of|in|at|on|for|by|to|with|from|about|among|between|against|under|over|per)"
_LONGEST = 3
"""Words that a noun may have before it and still be told from the rest of the question."""

_WHICH = re.compile(
    rf"^\W*(?:{_PREPOSITION} )?(?:which|what) (?P<rest>(?!(?:{_AUXILIARY}|happen\w*)\b).+)", re.IGNORECASE
)
_OWNED = re.compile(
    r"^\W*(?:what|who|which) (?:is|are|was|were) (?:the )?(?:[^\W\d_][\w.-]*\s+){0,2}"
    r"[\w.-]+(?:['’]s|s['’])\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^\W*(?:what|who|which) (?:is|are|was|were) the (?P<rest>(?:[\w'’-]+ ){1,3}?)(?:of|in|between)\b",
    re.IGNORECASE,
)
_STOP = re.compile(rf"^(?:{_AUXILIARY}|{_PREPOSITION}|that|who|which)$", re.IGNORECASE)

NAMED = frozenset(
    re.findall(
        r"\w+",
        """
    country countries nation nations state states city cities town towns village villages capital place places
    region regions province provinces area areas island river company companies firm firms bank business
    organisation organization organisations organizations group party parties body institution agency outlet
    newspaper club team person persons people man men woman women leader leaders politician politicians minister
    ministers president official officials diplomat diplomats envoy ambassador general commander expert experts
    analyst actor actors side sides ally allies government governments event
    """,
    )
)
"""Nouns that ask for a name: what answers holds the name and seldom the noun."""
TIMES = frozenset({"date", "day", "month", "year", "time", "hour", "hours", "week", "weeks"})
"""Nouns that ask for a time."""
ABSTRACT = TIMES | frozenset(
    re.findall(
        r"\w+",
        """
    position positions stance view views opinion attitude reaction response answer reply assessment condition
    conditions reason reasons cause role part kind kinds sort type thing things way ways number amount sum share
    percentage percent proportion figure point question problem issue topic name names word words term terms
    idea purpose aim aims goal plan result outcome effect consequence impact status state situation latest
    newest news sense fate future size degree extent difference matter use need argument evidence else
    """,
    )
)
"""Nouns that say how it is asked, and stand in no answer."""


def focus_of(question: str) -> str | None:
    """The noun that the answer's passage has to hold; None where the question has none, or asks for a name by it."""
    words = [word.casefold() for word in _asked(question)]
    if not words or len(words) > _LONGEST or not NAMED.isdisjoint(words):
        return None
    noun = words[-1]
    return None if noun in ABSTRACT or noun[0].isdigit() or noun.endswith("ed") else noun


def _asked(question: str) -> list[str]:
    """The noun phrase asked for, its noun last; empty where it is not plain where that ends."""
    match = _WHICH.match(question)
    if match:
        return _phrase(match["rest"], ended=True)
    match = _OF.match(question) or _OWNED.match(question)
    return _phrase(match["rest"], ended=False) if match else []


def _phrase(rest: str, *, ended: bool) -> list[str]:
    """The words up to an auxiliary or a preposition; none where ``ended`` is asked and neither follows."""
    words: list[str] = []
    for spelled in re.findall(r"[\w.’'-]+|[,;?!]", rest):
        word = spelled.strip(".'’-,;?!")
        if not word or _STOP.match(word):
            return words
        words.append(word)
    return [] if ended else words


def kind_of(question: str) -> str | None:
    """The noun by which a question asks for a name or a time ("which country", "in which year"); None without one."""
    words = [word.casefold() for word in _asked(question)]
    return words[-1] if words and len(words) <= _LONGEST and words[-1] in NAMED | TIMES else None
