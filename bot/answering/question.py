"""What a question asks for: its kind, the names in it, and whether it takes something for granted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["quantity", "date", "other"]

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_QUANTITY = re.compile(r"\bhow (?:many|much|old)\b|\b(?:number|amount) of\b", re.IGNORECASE)
_DATE = re.compile(
    r"^\W*(?:(?:since |until )?when\b|(?:on )?(?:what|which) (?:date|day|month|year)\b)", re.IGNORECASE
)
_PRESUPPOSES = re.compile(
    r"^\W*(?:(?:on|in|to|from|since|until|by|at|with|for) )?(?:how|when|where|why|what|which)\b"
    r"(?!.*\b(?:say|says|said|think|thinks|thought|claim|claims|claimed|tell|tells|told|announce|announced)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:can|could|would|should|might|may)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|no|never|without|cannot)\b|n[’']t\b", re.IGNORECASE)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(
    rf"\b(?:(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|"
    r"(?:19|20)\d\d(?:s|th)?|\d{1,2}(?:st|nd|rd|th))\b"
)
_NUMBERS = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?|thousands?|"
    r"millions?|billions?|trillions?|half|third|quarter|twice|double|none|no one|nobody)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?:{MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:19|20)\d\d|today|yesterday|tomorrow|tonight|"
    r"weeks?|months?|years?|days?|hours?|spring|summer|autumn|fall|winter|after|before|until|since|during|once|soon|"
    r"recently|earlier|later|previously|now|\d{1,2}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the question: its words, and the stems that must stand in the record for it to be there."""

    text: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question asks for. ``presupposes`` is true where it takes its predicate for granted ("When did ...")."""

    kind: Kind
    names: tuple[Name, ...]
    presupposes: bool


def states_quantity(sentence: str) -> bool:
    """Whether a sentence holds a number other than a date."""
    return bool(_NUMBERS.search(_DATES.sub(" ", sentence)))


def states_time(sentence: str) -> bool:
    """Whether a sentence holds an expression of time."""
    return bool(_TIMES.search(sentence))


def shape_of(
    question: str,
    is_name: Callable[[str], bool],
    is_word: Callable[[str], bool],
    stems: Callable[[str], Iterable[str]],
) -> Shape:
    """Read the shape of a question.

    ``is_name(word)`` tells whether the record or the registry writes the word as a name, ``is_word(word)``
    whether it is a common word of the language, ``stems`` gives the canonical stems of a run of words (aliases
    applied, stop words left out).
    """
    kind: Kind = "quantity" if _QUANTITY.search(question) else "date" if _DATE.match(question) else "other"
    presupposes = bool(_PRESUPPOSES.match(question)) and not _NEGATED.search(question) and not _OPEN.search(question)
    return Shape(kind, tuple(_names(question, is_name, is_word, stems)), presupposes)


def _names(
    question: str,
    is_name: Callable[[str], bool],
    is_word: Callable[[str], bool],
    stems: Callable[[str], Iterable[str]],
) -> Iterable[Name]:
    matches = list(WORD.finditer(question))
    title_case = sum(match.group()[0].isupper() for match in matches) > 0.7 * len(matches) > 2
    run: list[re.Match[str]] = []
    for position, match in enumerate(matches):
        word = match.group().removesuffix("'s").removesuffix("’s")
        capital = word[0].isupper() and (position > 0 or not is_word(word)) and not title_case
        named = is_name(word) or (capital and not word.isupper() and len(word) > 1)
        # A capital alone does not make a common word of the record a name ("What does the Minister say").
        if capital and not is_name(word) and is_word(word) and not _beside_name(matches, position, is_name, is_word):
            named = False
        adjacent = bool(run) and question[run[-1].end() : match.start()] == " "
        if run and not (named and adjacent and capital):
            yield from _name(question, run, stems)
            run = []
        if named:
            run.append(match)
    if run:
        yield from _name(question, run, stems)


def _beside_name(
    matches: list[re.Match[str]], position: int, is_name: Callable[[str], bool], is_word: Callable[[str], bool]
) -> bool:
    """Whether a neighbour is a capitalised name, so that the word is part of it ("North Korea", "World Cup")."""
    for other in (position - 1, position + 1):
        if 0 <= other < len(matches):
            word = matches[other].group()
            if word[0].isupper() and other > 0 and (is_name(word) or not is_word(word)):
                return True
    return False


def _name(question: str, run: list[re.Match[str]], stems: Callable[[str], Iterable[str]]) -> Iterable[Name]:
    text = question[run[0].start() : run[-1].end()].removesuffix("'s").removesuffix("’s")
    found = frozenset(stems(text))
    if found:
        yield Name(text, found)
