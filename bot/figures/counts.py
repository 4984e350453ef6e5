"""Counts: how many of what an article says there are, found by the small words round about the number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.record.figure import Count, Part
from bot.settings import read_toml

_DATA = read_toml(Path(__file__).parent / "data" / "counts.toml")
_NUMBER_WORDS: Mapping[str, float] = _DATA["numbers"]
_SIZES: Mapping[str, float] = _DATA["sizes"]
_ROUGH, _ABOVE, _BELOW = (_DATA["hedges"][key] for key in ("rough", "above", "below"))
_HEDGE = rf"(?:(?:{_ROUGH}|{_ABOVE}|{_BELOW}|only|just) )"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|" + "|".join(_NUMBER_WORDS)
_SMALL = _DATA["ending"]["words"]
_BEFORE = {name: re.compile(form, re.IGNORECASE) for name, form in _DATA["before"].items()}
_OUT_OF = re.compile(rf"\b(?:out of|(?:{_NUMBER}) of) (?:the |its |their )?$", re.I)


def counts_in(text: str, units: Sequence[str]) -> list[Count]:
    """What a sentence counts in one of the units; "the two countries" counts nothing, it speaks of them again."""
    found = []
    for match in _counting(tuple(units)).finditer(text):
        before = text[: match.start()]
        if _BEFORE["definite"].search(before) and not _OUT_OF.search(before):
            continue
        found.append(_count(text, match, _part(before)))
        found += _some_of_them(text, match)
    return found


@lru_cache(64)
def _counting(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<hedge>{_HEDGE})?(?P<symbol>[$€£₽₴¥] ?)?(?P<number>{_NUMBER})(?![\w.]|,\d)"
        rf"(?P<size>[ -](?:{'|'.join(_SIZES)})\b)?\s*"
        rf"(?:(?<=\s)(?!(?:{_SMALL})\b)[^\W\d_][\w'’-]*\s+){{0,2}}?(?P<unit>{unit})(?!\w)",
        re.IGNORECASE,
    )


def _count(text: str, match: re.Match[str], part: Part) -> Count:
    size = _SIZES.get((match["size"] or match["unit"]).strip(" -").lower(), 1.0)
    value = _value(match["number"]) * size
    low, high = _bounds(match["hedge"] or "", value)
    money = (match["symbol"] or text[match.end() : match.end() + 12]) if match["unit"].lower() in _SIZES else ""
    named = ((name, re.search(form, money, re.IGNORECASE)) for name, form in _DATA["currencies"].items() if money)
    currency = min(((m.start(), name) for name, m in named if m is not None), default=(0, ""))[1]
    return Count(match.start(), match.end(), value, low, high, part, currency)


def _some_of_them(text: str, whole: re.Match[str]) -> Iterator[Count]:
    """The others of "out of 31 countries, only 10 have ..." and "12 of the 27 states"."""
    behind = re.compile(
        rf",? ?(?:only |just )?(?P<number>{_NUMBER})(?= (?:have|has|had|are|were|would|will)\b)", re.I
    )
    before = re.compile(rf"(?:only |just )?\b(?P<number>{_NUMBER})(?= (?:out )?of (?:the |its |their )?$)", re.I)
    head = text[: whole.start()]
    for match in (behind.match(text, whole.end()) if _OUT_OF.search(head) else None, before.search(head)):
        if match is not None:
            value = _value(match["number"])
            start = match.start() + len(match[0]) - len(match[0].lstrip(", "))
            yield Count(start, match.end(), value, value, value, "doing")


def _value(number: str) -> float:
    word = number.lower()
    return float(_NUMBER_WORDS.get(word) or word.replace(",", ""))


def _bounds(hedge: str, value: float) -> tuple[float, float]:
    """What a hedged number may be: a tenth to either side of "around 30", of "more than 30" all up to 40."""
    hedge = hedge.strip().lower()
    if re.fullmatch(_ROUGH, hedge):
        return value * 0.9, value * 1.1
    reach = max(value * 0.1, _roundness(value))
    if re.fullmatch(_ABOVE, hedge):
        return value, value + reach
    return (value - reach, value) if re.fullmatch(_BELOW, hedge) else (value, value)


def _roundness(value: float) -> float:
    """How far the next number lies that is as round: 10 from 30, 1 from 26."""
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _part(before: str) -> Part:
    if _BEFORE["opening"].search(before):
        return "doing"
    return "whole" if _BEFORE["whole"].search(before) or _BEFORE["composed"].search(before) else "object"
