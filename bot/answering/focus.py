"""The noun that a question asks for: "which airports ...", "A's approval rating", "the population of A"."""

import re

from bot.answering.asked import read
from bot.answering.clauses import Span
from bot.answering.grammar import NAMED
from bot.answering.question import AUXILIARIES
from embeddings.casing import OFFICES

_AUXILIARY = rf"(?:{AUXILIARIES})(?:n['’]t)?"
_PREPOSITION = r"(?:of|in|at|on|for|by|to|with|from|about|among|between|against|under|over|per)"
_LONGEST = 3
"""Words that a noun may have before it and still be told from the rest of the question."""

_OWNED = re.compile(
    r"^\W*(?:what|who|which) (?:is|are|was|were) (?:the )?(?:[^\W\d_][\w.-]*\s+){0,2}"
    r"[\w.-]+(?:['’]s|s['’])\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^\W*(?:what|who|which) (?:is|are|was|were) the (?P<rest>(?:[\w'’-]+ ){1,3}?)(?:of|in|between)\b",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(r"^\W*(?:\w+ )?(?:whose|how)\b", re.IGNORECASE)
"""Who owns a thing is asked, or what is counted, which may be told in other words (``bot.answering.stated``)."""
_SEVERAL = re.compile(r"\band (?:which|who|what)\b", re.IGNORECASE)
_STOP = re.compile(rf"^(?:{_AUXILIARY}|{_PREPOSITION}|that|who|which)$", re.IGNORECASE)

TIMES = frozenset({"date", "day", "month", "year", "time", "hour", "hours", "week", "weeks"})
"""Nouns that ask for a time."""
ABSTRACT = TIMES | frozenset(
    re.findall(
        r"\w+",
        """
    position positions stance view views opinion attitude reaction response answer reply assessment condition
    conditions reason reasons cause role part kind kinds sort type thing things way ways number amount sum share
    percentage percent proportion figure point question problem issue topic name names word words term terms
    post job office rank title
    idea purpose aim aims goal plan result outcome effect consequence impact status state situation latest
    newest news sense verdict judgment judgement comment remark message advice explanation description ground basis
    motive demand request warning fate future size degree extent difference matter use need argument evidence else
    """,
    )
)
"""Nouns that say how it is asked, and stand in no answer."""


def focus_of(question: str) -> Span | None:
    """Where the noun stands that the answer's passage has to hold; None without one, and where it asks for a name."""
    place = _noun(question)
    noun = question[slice(*place)].casefold() if place else ""
    return (
        None
        if {noun, noun.removesuffix("s")} & (NAMED | ABSTRACT) or not noun[:1].isalpha() or noun.endswith("ed")
        else place
    )


def _noun(question: str) -> Span | None:
    """Where the noun asked for stands; None where it is not plain."""
    match = _OF.match(question) or _OWNED.match(question)
    if match is None and _NO_NOUN.match(question):
        return None
    return _last(match.start("rest"), match["rest"]) if match else read(question).noun


def _last(start: int, rest: str) -> Span | None:
    """The last of a few words before an auxiliary or a preposition."""
    words: list[re.Match[str]] = []
    for spelled in re.finditer(r"[^\W_][\w.’'-]*|[,;?!]", rest):
        if _STOP.match(spelled.group()) or not spelled.group()[0].isalnum():
            break
        words.append(spelled)
    if not words or len(words) > _LONGEST:
        return None
    return start + words[-1].start(), start + words[-1].start() + len(words[-1].group().rstrip(".’'-"))


_ROLE = re.compile(
    r"^\W*who (?:is|are|was|were) (?:the |an? |[\w.’'-]+(?:['’]s|s['’]) )"
    r"(?P<role>[\w-]+(?: [\w-]+){0,3}?)(?=\W*$| (?:of|in|for|to)\b)",
    re.IGNORECASE,
)


def described(question: str) -> list[Span]:
    """Where the words stand of an office whose holder is asked for: "who is A's defence minister"."""
    match = _ROLE.match(question)
    words = list(re.finditer(r"[\w-]+", match["role"])) if match else []
    start = match.start("role") if match else 0
    if not words or words[-1].group().casefold().split("-")[0] not in OFFICES:
        return []
    return [(start + word.start(), start + word.end()) for word in words]


def kind_of(question: str) -> str | None:
    """The noun by which a question asks for a name or a time ("which country", "in which year"); None without one."""
    place = None if _NO_NOUN.match(question) or _SEVERAL.search(question) else read(question).noun
    noun = question[slice(*place)].casefold() if place else None
    return noun if noun in NAMED | TIMES else None
