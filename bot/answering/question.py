"""What a question asks for: its kind, the names in it, and whether it takes something for granted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from embeddings.article_words import WORD

Kind = Literal["quantity", "date", "other"]

AUXILIARIES = "is|are|was|were|do|does|did|has|have|had|will|would|can|could|shall|should|may|might|must"
_LASTING_SO = r"long (?:did|do|does|will|would|could|can|should|might)\b"
MEASURED_HOW = rf"how (?:old\b|(?:long|far|tall|high|deep|wide) (?:is|are|was|were)\b|{_LASTING_SO})"
"""How a measure is asked for; "how long has it lasted?" may be answered by a date, "how far has it got?" by words."""

_QUANTITY = re.compile(
    rf"\bhow (?:many|much)\b|\b{MEASURED_HOW}|\bwhat\b.*\bcosts?\b|"
    r"\b(?:number|amount|price|share|percentage|proportion) of\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^\W*(?:(?:since |until |till |by |from )?when\b|"
    r"(?:(?:on|in|by|since) )?(?:what|which) (?:date|day|month|year)\b)",
    re.IGNORECASE,
)
_PRESUPPOSES = re.compile(
    r"^(?!\W*what (?:is|are|was|were|happened|happens)\b)"
    r"\W*(?:(?:on|in|to|from|since|until|by|at|with|for) )?(?:how|when|where|why|what|which)\b"
    r"(?=.*\b(?:did|does|do|will|has|have|had|was|were|is|are)\b)"
    r"(?!.*\b(?:say|says|said|think|thinks|thought|claim|claims|claimed|tell|tells|told|announced?|speak|spoke|talk|"
    r"talked|call|called|describe|described|mention|mentioned|warn|warned|argue|argued|view|see|want|wants|answer|answered|"
    r"reply|replied|respond|responded|find|finds|found|show|shows|conclude|concluded|reveal|revealed)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:can|could|would|should|might|may)\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|no|never|without|cannot|(?:avoid|abstain|refrain|shun|boycott|lack|fail)(?:s|ed|ing)?)\b|n[’']t\b",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(
    rf"^\W*(?:{AUXILIARIES})\b"
    r"|\bor\b|\bwho\b.*\band who\b|\bwhich\b.*\band which\b",
    re.IGNORECASE,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CALENDAR = re.compile(rf"{MONTHS}|{_DAYS}", re.IGNORECASE)
_DATES = re.compile(
    rf"\b(?:(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|"
    r"(?:19|20)\d\d(?:s|th)?|\d{1,2}(?:st|nd|rd|th))\b"
)
_NUMBERS = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"dozens?|scores|hundreds?|thousands?|"
    r"millions?|billions?|trillions?|half|third|quarter|twice|double|none|no one|nobody)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?:{MONTHS}|{_DAYS}|(?:19|20)\d\d|today|yesterday|tomorrow|tonight|"
    r"weeks?|months?|years?|days?|hours?|spring|summer|autumn|fall|winter|after|before|until|since|during|once|soon|"
    r"recently|earlier|later|previously|now|when|as soon as|\d{1,2}(?:st|nd|rd|th))\b",
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


_MEASURE = re.compile(rf"\b{MEASURED_HOW}", re.IGNORECASE)
_UNITS = (
    r"(?:miles?|kilomet\w+|km|met(?:er|re)s?|feet|foot|yards?|inch(?:es)?|acres?|hectares?|"
    r"decades?|years?|months?|weeks?|days?|hours?|minutes?)\b"
)
_UNIT = re.compile(rf"\b{_UNITS}", re.IGNORECASE)
_SEVERAL = r"\b(?:several|many|few|couple of|entire|whole|all|half an?|for|over|within|another)"
"""What stands before a unit in the place of a number: "several hours", "for years"."""
_MEASURED = re.compile(
    rf"(?:\d[\d,.]*|{_SEVERAL}|" + _NUMBERS.pattern.removeprefix(r"\d|") + r")[\s-]+(?:square |nautical )?" + _UNITS,
    re.IGNORECASE,
)
_LASTING = re.compile(r"\b(?:until|till|indefinite\w*|forever|permanent\w*|as long as)\b", re.IGNORECASE)
_HOW_LONG = re.compile(rf"\bhow {_LASTING_SO}", re.IGNORECASE)


def asks_measure(question: str) -> bool:
    """Whether a question asks for a length, height, depth, age or duration."""
    return bool(_MEASURE.search(question))


def states_measure(sentence: str, question: str = "") -> bool:
    """Whether a sentence holds a number with a unit of length or time; till when, where ``question`` is how long."""
    return bool(_MEASURED.search(sentence) or (_HOW_LONG.search(question) and _LASTING.search(sentence)))


def counts_units(question: str) -> bool:
    """Whether a question counts a unit of length or time: "how many hours"."""
    return bool(_UNIT.search(question))


def states_count(sentence: str) -> bool:
    """Whether a sentence holds a number other than a date, a length or a time: not "within 24 hours"."""
    return states_quantity(_MEASURED.sub(" ", sentence))


_SHARE = re.compile(r"\bhow much of\b|\b(?:share|percentage|proportion|part) of\b", re.IGNORECASE)
_SHARES = re.compile(
    r"%|\bper ?cent\b|\bpercentage\b|"
    r"\b(?:half|thirds?|quarters?|(?:four|fif|six|seven|eigh|nin|ten)ths?|most|majority)\b",
    re.IGNORECASE,
)


def asks_share(question: str) -> bool:
    """Whether a question asks how large a part of something is."""
    return bool(_SHARE.search(question))


def states_share(sentence: str) -> bool:
    """Whether a sentence holds a share: a percentage or a fraction."""
    return bool(_SHARES.search(sentence))


def states_time(sentence: str) -> bool:
    """Whether a sentence holds an expression of time."""
    return bool(_TIMES.search(sentence))


_ON_WHAT_DAY = re.compile(r"\b(?:what|which) (?:date|day|month|year)\b", re.IGNORECASE)
_CALENDAR_TIME = re.compile(
    rf"\b(?:{MONTHS}|{_DAYS}|(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)|today|yesterday|tomorrow|tonight)\b",
    re.IGNORECASE,
)


def asks_day(question: str) -> bool:
    """Whether a question asks for a date, day, month or year: "soon" and "before the vote" are none."""
    return bool(_ON_WHAT_DAY.search(question))


def states_day(sentence: str) -> bool:
    """Whether a sentence holds a day, month or year."""
    return bool(_CALENDAR_TIME.search(sentence))


class Names(Protocol):
    """What tells names from common words."""

    def is_name(self, word: str) -> bool:
        """Whether the record writes ``word`` as a name."""
        ...

    def is_word(self, word: str) -> bool:
        """Whether the record also writes ``word`` without a capital."""
        ...

    def registered(self, words: list[str], at: int) -> int:
        """How many words from ``at`` on are one registered name; 0 where none begins there."""
        ...


def either_way(question: str) -> bool:
    """Whether a question may be answered either way: yes or no, this or that, who does and who does not."""
    return bool(_EITHER_WAY.search(question))


def shape_of(question: str, names: Names, stems: Callable[[str], Iterable[str]]) -> Shape:
    """Read the shape of a question; ``stems`` gives the canonical stems of a run of words, without stop words."""
    kind: Kind = "quantity" if _QUANTITY.search(question) else "date" if _DATE.match(question) else "other"
    presupposes = bool(_PRESUPPOSES.match(question)) and not _NEGATED.search(question) and not _OPEN.search(question)
    return Shape(kind, tuple(_names(question, names, stems)), presupposes)


def _names(question: str, names: Names, stems: Callable[[str], Iterable[str]]) -> Iterable[Name]:
    matches = list(WORD.finditer(question))
    words = [match.group().removesuffix("'s").removesuffix("’s") for match in matches]
    title_case = sum(word[0].isupper() for word in words) > 0.7 * len(words) > 2
    at = 0
    while at < len(words):
        length = names.registered(words, at) or _written_as_name(question, matches, words, at, names, title_case)
        if length == 1 and _CALENDAR.fullmatch(words[at]):
            length = 0  # "in February" names a time
        if length:
            first, last = matches[at], matches[at + length - 1]
            text = question[first.start() : last.end()].removesuffix("'s").removesuffix("’s")
            found = frozenset(stems(text))
            proper = found.difference(*(stems(word) for word in words[at : at + length] if names.is_word(word)))
            if found:
                yield Name(text, proper or found)
        at += length or 1


def _written_as_name(
    question: str, matches: list[re.Match[str]], words: list[str], at: int, names: Names, title_case: bool
) -> int:
    """How many words from ``at`` on are one name by how the question or the record writes them."""
    if words[at].islower() and any(word[0].isupper() for word in words[1:]):
        return 0  # whoever writes names with capitals means the common word: "a wall", and not the Wall

    def named(position: int) -> bool:
        word = words[position]
        if names.is_name(word):
            return True
        capital = word[0].isupper() and position > 0 and not title_case
        return capital and not names.is_word(word) and not word.isupper() and len(word) > 1

    if not named(at):
        # "North Korea", "World Cup": a common word with a capital belongs to the name after it.
        beside = at + 1 < len(words) and words[at][0].isupper() and at > 0 and words[at + 1][0].isupper()
        if not (beside and not title_case and named(at + 1) and not names.registered(words, at + 1)):
            return 0
    end = at + 1
    while (
        end < len(words)
        and words[at][0].isupper()
        and words[end][0].isupper()
        and question[matches[end - 1].end() : matches[end].start()] == " "
        and named(end)
        and not names.registered(words, end)
    ):
        end += 1
    return end - at
