"""Who is against whom: opposite stances of two actors on one issue, and differing figures for one quantity."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from bot.positions.copies import without_repeats
from bot.positions.issues import OTHER
from bot.positions.rows import Disagreement, Row, Side, side_of
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED
from embeddings.clean import clean
from embeddings.letters import fold

MOST = 50
"""Disagreements given at most: a list is read by people."""
A_ISSUE = 14
"""Of one issue at most."""
A_QUANTITY = 5
"""Figures of one quantity on one issue at most."""

_CLEAR = {"supports": 1.0, "conditional": 0.4, "opposes": 1.0}
_WEIGHT = {"official": 0.4, "institution": 0.35, "analyst": 0.0, "unattributed-reporting": 0.1}
_NUMBER_WORDS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
}


@dataclass(frozen=True, slots=True)
class _Figure:
    side: Side
    values: frozenset[float]
    quantity: str
    issue: str


def opposed(rows: Iterable[Row], most: int = MOST) -> list[Disagreement]:
    """Pairs of rows of different actors with opposite stances on one issue, best first.

    One for each pair of excerpts, and for each pair of actors the pair that stands closest together: in one
    article before two, in one paragraph before a page.
    """
    by_issue: dict[str, list[Row]] = {}
    for row in rows:
        if row.shown and row.position.actor != UNATTRIBUTED and row.position.stance in _CLEAR:
            by_issue.setdefault(row.position.issue, []).append(row)
    found: list[Disagreement] = []
    for issue, group in by_issue.items():
        against = [row for row in group if row.position.stance == "opposes"]
        favour = [row for row in group if row.position.stance != "opposes"]
        best: dict[frozenset[str], Disagreement] = {}
        for yes, no in product(favour, against):
            actors = frozenset((yes.position.actor, no.position.actor))
            if len(actors) == 2 and not _one_clause(yes, no):
                pair = Disagreement("positions", issue, side_of(yes), side_of(no), _closeness(yes, no))
                best[actors] = max(best.get(actors, pair), pair, key=lambda d: d.score)
        found += _one_for_each_pair_of_excerpts(best.values())[:A_ISSUE]
    return sorted(found, key=lambda d: -d.score)[:most]


def figures(
    articles: Iterable[Article], issue_of: Callable[[str, str], str], quantities: Mapping[str, Sequence[str]]
) -> list[Disagreement]:
    """Sentences of different articles that give different figures for one kind of thing on one issue.

    ``issue_of`` gives the issue of a sentence and what stands before it; ``quantities`` names the plurals that count
    the same kind ("countries", "nations", "participants").
    """
    groups: dict[tuple[str, str], list[_Figure]] = {}
    for article in articles if quantities else ():
        for figure in _figures(article, issue_of, quantities):
            groups.setdefault((figure.quantity, figure.issue), []).append(figure)
    for key, group in groups.items():
        groups[key] = without_repeats(group, lambda f: (f.side.article, f.values, f.side.text))
    rarity = Counter(word for group in groups.values() for figure in group for word in _content(figure.side.text))
    found: list[Disagreement] = []
    for (_, issue), group in groups.items():
        pairs = [
            Disagreement("figures", issue, a.side, b.side, _alike(a.side.text, b.side.text, rarity))
            for a, b in combinations(group, 2)
            if a.side.article.id != b.side.article.id and not a.values & b.values
        ]
        found += sorted(pairs, key=lambda d: -d.score)[:A_QUANTITY]
    return sorted(found, key=lambda d: -d.score)


def _one_for_each_pair_of_excerpts(pairs: Iterable[Disagreement]) -> list[Disagreement]:
    first: dict[frozenset[tuple[str, int]], Disagreement] = {}
    for pair in sorted(pairs, key=lambda d: -d.score):
        first.setdefault(frozenset((side.article.id, side.start) for side in pair.sides), pair)
    return list(first.values())


def _one_clause(yes: Row, no: Row) -> bool:
    """Whether both are read out of the same words: then they are no two positions."""
    a, b = yes.position, no.position
    return (a.article, a.start, a.cue) == (b.article, b.start, b.cue)


def _closeness(yes: Row, no: Row) -> float:
    a, b = yes.position, no.position
    score = _CLEAR[a.stance] + _WEIGHT[a.speaker_kind] + _WEIGHT[b.speaker_kind]
    score += 0.1 * (len(a.evidence) > 1) + 0.1 * (len(b.evidence) > 1)
    if a.article == b.article:
        score += 0.5 + 1.0 / (1 + abs(a.paragraph - b.paragraph))
    return round(score, 3)


def _figures(
    article: Article, issue_of: Callable[[str, str], str], quantities: Mapping[str, Sequence[str]]
) -> Iterable[_Figure]:
    text = clean(article.raw)
    for (place, sentence), (quantity, units) in product(enumerate(text.sentences), quantities.items()):
        words = text.words(sentence.start, sentence.end)
        values = _values(words, units)
        if values:
            before = text.sentences[max(0, place - 2) : place]
            near = (text.words(s.start, s.end) for s in before if s.paragraph == sentence.paragraph)
            issue = issue_of(words, " ".join(near))
            if issue != OTHER:
                side = Side(article, words, sentence.start, sentence.end, sentence.paragraph)
                yield _Figure(side, values, quantity, issue)


def _values(sentence: str, units: Sequence[str]) -> frozenset[float]:
    """The numbers that count one of the units, and one that stands alone beside them ("of 31, only 10")."""
    unit = "|".join(re.escape(u) for u in units)
    number = r"\d[\d,]*(?:\.\d+)?|" + "|".join(_NUMBER_WORDS)
    text = fold(sentence)
    counted = re.findall(rf"(?<![\w.,-])({number})\s+(?:[\w-]+\s+){{0,2}}?(?:{unit})\b", text)
    alone = re.findall(rf"\bonly ({number})\b", text) if counted else []
    return frozenset(float(_NUMBER_WORDS.get(word) or word.replace(",", "")) for word in counted + alone)


def _content(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", fold(text))}


def _alike(one: str, other: str, rarity: Mapping[str, int]) -> float:
    """Shared content words, rare ones counting more, over those of the shorter sentence."""
    a, b = _content(one), _content(other)
    weight = {word: 1.0 / (1 + rarity[word]) for word in a | b}
    least = min(sum(weight[word] for word in words) for words in (a, b))
    return round(1.0 + sum(weight[word] for word in a & b) / (least or 1.0), 3)
