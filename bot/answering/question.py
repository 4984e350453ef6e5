"""What a question asks for: its kind, the names in it, and whether it takes something for granted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.answering.measures import DAYS, MEASURED_HOW, MONTHS
from embeddings.article_words import WORD
from embeddings.casing import OFFICES
from embeddings.letters import unowned

Kind = Literal["quantity", "date", "other"]

AUXILIARIES = "is|are|was|were|do|does|did|has|have|had|will|would|can|could|shall|should|may|might|must"
_QUANTITY = re.compile(
    rf"\bhow (?:many|much)\b|\b{MEASURED_HOW}|\bwhat\b.*\bcosts?\b|"
    # "What would A do to B's share of C?" asks for no figure.
    rf"^(?!\W*(?:what|why|how|where|when|who) (?:{AUXILIARIES})\b(?! (?:the|its|their)\b))"
    r".*\b(?:number|amount|price|share|percentage|proportion) of\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^\W*(?:(?:since |until |till |by |from )?when\b|"
    r"(?:(?:on|in|by|since) )?(?:what|which) (?:date|day|month|year)\b)",
    re.IGNORECASE,
)
_PRESUPPOSES = re.compile(
    r"^(?!\W*what (?:is|are|was|were|happened|happens)\b)"
    # "What does A want" leaves it open; "why does A want it" does not.
    r"(?!\W*(?:\w+ )?(?:how|when|where|what|which)\b.*\bwants?\b)"
    r"\W*(?:(?:on|in|to|from|since|until|by|at|with|for) )?(?:how|when|where|why|what|which)\b"
    r"(?=.*\b(?:did|does|do|will|has|have|had|was|were|is|are)\b)"
    r"(?!.*\b(?:say|says|said|think|thinks|thought|claim|claims|claimed|tell|tells|told|announced?|speak|spoke|talk|"
    r"talked|call|called|describe|described|mention|mentioned|warn|warned|argue|argued|view|see|answer|answered|"
    r"reply|replied|respond|responded|find|finds|found|show|shows|conclude|concluded|reveal|revealed|"
    r"(?:explain|confirm|stress|recall|comment|acknowledg|insist|predict|emphasi[sz]|justif)\w*|notes?|noted|"
    r"admits?)\b)",
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
_CALENDAR = re.compile(rf"{MONTHS}|{DAYS}", re.IGNORECASE)


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


_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]$")
"""Letters with full stops, of which a word takes all but the last: "U.S."."""


def _names(question: str, names: Names, stems: Callable[[str], Iterable[str]]) -> Iterable[Name]:
    matches = list(WORD.finditer(question))
    words = [unowned(match.group()) for match in matches]
    title_case = sum(word[0].isupper() for word in words) > 0.7 * len(words) > 2
    at = 0
    while at < len(words):
        length = names.registered(words, at) or _written_as_name(question, matches, words, at, names, title_case)
        if length == 1 and _CALENDAR.fullmatch(words[at]):
            length = 0  # "in February" names a time
        if length:
            first, last = matches[at], matches[at + length - 1]
            text = _INITIALS.sub(r"\g<0>.", unowned(question[first.start() : last.end()]))
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
        capital = word[0].isupper() and position > 0 and not title_case and word.lower() not in OFFICES
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
