"""Who is against whom: opposite stances of two actors on one issue, and differing figures for one quantity."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from bot.positions.issues import OTHER, Issues
from bot.record.statement import UNATTRIBUTED, Position, SpeakerKind
from embeddings.letters import fold
from embeddings.text import CleanText, Sentence

MOST = 50
"""Disagreements given at most: a list is read by people."""
A_ISSUE = 14
"""Of one issue at most."""
A_QUANTITY = 5
"""Figures of one quantity on one issue at most."""

_CLEAR = {"supports": 1.0, "conditional": 0.4, "opposes": 1.0}
_WEIGHT: Mapping[SpeakerKind, float] = {
    "official": 0.4,
    "institution": 0.35,
    "analyst": 0.0,
    "unattributed-reporting": 0.1,
}
_NUMBER_WORDS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side: verbatim words of an article, ``raw[start:end] == text``; ``position`` where they are one."""

    article: str
    text: str
    start: int
    end: int
    paragraph: int
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two actors against each other on an issue, or two articles on a figure; ``score`` orders them, best first."""

    kind: Literal["positions", "figures"]
    issue: str
    a: Side
    b: Side
    score: float


@dataclass(frozen=True, slots=True)
class _Figure:
    article: str
    sentence: Sentence
    text: str
    values: frozenset[float]
    quantity: str
    issue: str


def opposed(positions: Iterable[Position], most: int = MOST) -> list[Disagreement]:
    """Pairs of positions of different actors with opposite stances on one issue, best first.

    One row for each pair of excerpts, and for each pair of actors the pair that stands closest together: in one
    article before two, in one paragraph before a page.
    """
    by_issue: dict[str, list[Position]] = {}
    for position in positions:
        if position.issue != OTHER and position.actor != UNATTRIBUTED and position.stance in _CLEAR:
            by_issue.setdefault(position.issue, []).append(position)
    found: list[Disagreement] = []
    for issue, rows in by_issue.items():
        against = [row for row in rows if row.stance == "opposes"]
        best: dict[frozenset[str], Disagreement] = {}
        for yes in (row for row in rows if row.stance != "opposes"):
            for no in against:
                if yes.actor == no.actor or (
                    (yes.article, yes.start) == (no.article, no.start) and yes.cue == no.cue
                ):
                    continue
                pair = Disagreement("positions", issue, _side(yes), _side(no), _closeness(yes, no))
                actors = frozenset((yes.actor, no.actor))
                if actors not in best or pair.score > best[actors].score:
                    best[actors] = pair
        found += _one_for_each_pair_of_excerpts(best.values())[:A_ISSUE]
    return sorted(found, key=lambda d: -d.score)[:most]


def figures(
    texts: Mapping[str, CleanText], issues: Issues, quantities: Mapping[str, Sequence[str]]
) -> list[Disagreement]:
    """Sentences of different articles that give different figures for one kind of thing on one issue.

    ``quantities`` names the plurals that count the same kind ("countries", "nations", "participants").
    """
    if not quantities:
        return []
    groups: dict[tuple[str, str], list[_Figure]] = {}
    for article, text in texts.items():
        for figure in _figures(article, text, issues, quantities):
            groups.setdefault((figure.quantity, figure.issue), []).append(figure)
    rarity = Counter(word for group in groups.values() for figure in group for word in _content(figure.text))
    found: list[Disagreement] = []
    for (_, issue), group in groups.items():
        pairs = [
            Disagreement("figures", issue, _figure_side(a), _figure_side(b), _alike(a, b, rarity))
            for a, b in combinations(group, 2)
            if a.article != b.article and not a.values & b.values
        ]
        found += sorted(pairs, key=lambda d: -d.score)[:A_QUANTITY]
    return sorted(found, key=lambda d: -d.score)


def _one_for_each_pair_of_excerpts(pairs: Iterable[Disagreement]) -> list[Disagreement]:
    first: dict[frozenset[tuple[str, int]], Disagreement] = {}
    for pair in sorted(pairs, key=lambda d: -d.score):
        first.setdefault(frozenset(((pair.a.article, pair.a.start), (pair.b.article, pair.b.start))), pair)
    return list(first.values())


def _closeness(yes: Position, no: Position) -> float:
    score = _CLEAR[yes.stance] + _WEIGHT[yes.speaker_kind] + _WEIGHT[no.speaker_kind]
    score += 0.1 * (len(yes.evidence) > 1) + 0.1 * (len(no.evidence) > 1)
    if yes.article == no.article:
        score += 0.5 + 1.0 / (1 + abs(yes.paragraph - no.paragraph))
    return round(score, 3)


def _side(position: Position) -> Side:
    p = position
    return Side(p.article, p.text, p.start, p.end, p.paragraph, p)


def _figure_side(figure: _Figure) -> Side:
    sentence = figure.sentence
    return Side(figure.article, figure.text, sentence.start, sentence.end, sentence.paragraph)


def _figures(
    article: str, text: CleanText, issues: Issues, quantities: Mapping[str, Sequence[str]]
) -> Iterable[_Figure]:
    for place, sentence in enumerate(text.sentences):
        words = text.words(sentence.start, sentence.end)
        for quantity, units in quantities.items():
            values = _values(words, units)
            if values:
                before = text.sentences[max(0, place - 2) : place]
                near = [s for s in before if s.paragraph == sentence.paragraph]
                context = " ".join(text.words(s.start, s.end) for s in near)
                about = issues.about(issues.hits(words)) or issues.about(issues.hits(context))
                if about:
                    yield _Figure(article, sentence, words, values, quantity, about[0])


def _values(sentence: str, units: Sequence[str]) -> frozenset[float]:
    """The numbers that count one of the units, and one that stands alone beside them ("of 31, only 10")."""
    unit = "|".join(re.escape(u) for u in units)
    number = r"\d[\d,]*(?:\.\d+)?|" + "|".join(_NUMBER_WORDS)
    text = fold(sentence)
    counted = re.findall(rf"(?<![\w.,-])({number})\s+(?:[\w-]+\s+){{0,2}}?(?:{unit})\b", text)
    if not counted:
        return frozenset()
    alone = re.findall(rf"\bonly ({number})\b", text)
    return frozenset(v for v in map(_value, counted + alone) if v is not None)


def _value(word: str) -> float | None:
    if word in _NUMBER_WORDS:
        return float(_NUMBER_WORDS[word])
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def _content(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", fold(text))}


def _alike(a: _Figure, b: _Figure, rarity: Mapping[str, int]) -> float:
    """Shared content words, rare ones counting more, over those of the shorter sentence."""
    weight = {word: 1.0 / (1 + rarity[word]) for word in _content(a.text) | _content(b.text)}
    shared = sum(weight[word] for word in _content(a.text) & _content(b.text))
    least = min(sum(weight[word] for word in _content(f.text)) for f in (a, b))
    return round(1.0 + shared / (least or 1.0), 3)
