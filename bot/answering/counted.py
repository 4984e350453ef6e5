"""What a question counts ("how many ships"), and the candidate that counts what means the same."""

import re
from collections.abc import Callable, Sequence

from bot.answering.candidate import Candidate
from bot.answering.clauses import Span
from bot.answering.evidence import Evidence, stems_in
from bot.answering.grammar import ends, finite, words_of
from bot.answering.measures import NUMBER_WORDS, undated
from bot.answering.question import AUXILIARIES
from bot.settings import AnsweringSettings

_NUMBERED = re.compile(rf"\b(?:\d[\d,.]*|{NUMBER_WORDS})\s+((?:[^\W\d_][\w'’-]*\s*){{1,3}})")
_ENDS = re.compile(
    rf"(?:^|\s+)(?:{AUXILIARIES}|of|in|at|on|for|by|to|from|with|between|since|that|who|which|and|or|have|into|over)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?:how many|how much|(?:number|amount) of)\s+(?!(?:{AUXILIARIES})\b)((?:[\w'’-]+\s*){{1,3}})", re.IGNORECASE
)


def counted(evidence: Evidence) -> tuple[Span, frozenset[str]] | None:
    """Where the first content word after "how many" that is no name stands, and its stems; none of a name's."""
    match = _COUNTED.search(evidence.question)
    for word in re.finditer(r"\S+", match.group(1)) if match else ():
        found = evidence.stems & stems_in(evidence, word.group())
        named = not found - evidence.name_stems
        # "Norwegian sailors" are sailors, "Norwegians" are counted themselves.
        if match and found and not (named and not word.group().endswith("s")):
            start = match.start(1) + word.start()
            return (start, start + len(word.group())), found - evidence.name_stems
    return None


def counted_in_other_words(evidence: Evidence, stating: Sequence[int], settings: AnsweringSettings) -> list[int]:
    """The first candidate that counts what means the same as the thing asked for: ships and "400 oil tankers"."""
    match = _COUNTED.search(evidence.question)
    wanted = _phrase(match.group(1)) if match else ""
    numbered = [
        (i, phrase)
        for i in stating
        if evidence.candidates[i].dense >= settings.near_in_meaning
        for phrase in map(_phrase, _NUMBERED.findall(evidence.candidates[i].text))
        if phrase
    ]
    if not wanted or not numbered:
        return []
    cosines = evidence.alike(wanted, [phrase for _, phrase in numbered])
    return [i for (i, _), cosine in zip(numbered, cosines, strict=True) if cosine >= settings.near_in_meaning][:1]


_NUMBER = re.compile(rf"\b(?:\d[\d,.]*|{NUMBER_WORDS}|one|dozens?|hundreds?|thousands?|millions?)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:how many|number of)\b", re.IGNORECASE)
COUNTING = 5
"""Words behind a number among which what it counts stands: "50,000 well trained foreign soldiers"."""


def counts_others(evidence: Evidence, candidate: Candidate, stems: frozenset[str]) -> bool:
    """Whether a sentence names what is counted, and each of its numbers counts something else that it names.

    "No soldiers will be sent, 20 leaders said" counts leaders; "of the soldiers 300 remained" may count soldiers.
    """
    if not stems & evidence.stems_of(candidate.text) or not _MANY.search(evidence.question):
        return False
    numbers = [candidate.text[number.end() :] for number in _NUMBER.finditer(undated(candidate.text))]
    return bool(numbers) and not any(_may_count(behind, stems, evidence.stems_of) for behind in numbers)


def _may_count(behind: str, stems: frozenset[str], stems_of: Callable[[str], frozenset[str]]) -> bool:
    """Whether a number may count what is asked for, by the words behind it."""
    words = words_of(behind)
    # "Dozens of generals" counts generals.
    words = words[bool(words) and words[0].lower == "of" :][:COUNTING]
    named = not ends(words, 0) and not finite(words, 0)
    return not named or any(stems & stems_of(word.text) for word in words)


def _phrase(words: str) -> str:
    """The words of a noun phrase up to what ends one: an auxiliary, a preposition or a conjunction."""
    return _ENDS.split(words, maxsplit=1)[0].strip()
