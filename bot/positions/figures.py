"""Figures: sentences that count a quantity on an issue, and those of different articles that differ on one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from bot.positions.copies import without_repeats
from bot.positions.issues import OTHER, Issues
from bot.positions.rows import Disagreement, Row, Side
from bot.record.article import Article
from bot.record.figure import Figure
from bot.record.statement import UNATTRIBUTED, Position
from embeddings.letters import fold
from embeddings.text import CleanText

A_QUANTITY = 5
"""Figures of one quantity on one issue at most."""
EVERY = 100
"""Up to so many figures of one quantity on one issue each is compared with each other."""
RAREST = 4
"""Of more, those are compared that share one of so many of their rarest words ..."""
A_VALUE = 2
COMPARED = 24
"""... of each word so many with the same numbers and so many in all: the work grows with their number alone."""

_NUMBER_WORDS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
}


class FigureReader:
    """Reads the figures of articles. ``issues.quantities`` names the plurals that count the same kind."""

    def __init__(self, issues: Issues) -> None:
        """Read figures on ``issues``."""
        self._issues = issues

    def read(self, article: str, text: CleanText) -> list[Figure]:
        """The figures of an article, in reading order; what bears on no issue is left out."""
        found = []
        quantities = self._issues.quantities.items()
        for (place, sentence), (quantity, units) in product(enumerate(text.sentences), quantities):
            words = text.words(sentence.start, sentence.end)
            numbers = numbers_of(words, units)
            if numbers:
                before = text.sentences[max(0, place - 2) : place]
                near = (text.words(s.start, s.end) for s in before if s.paragraph == sentence.paragraph)
                issue = self._issue_of(words, " ".join(near))
                if issue != OTHER:
                    span = sentence.start, sentence.end, sentence.paragraph
                    found.append(Figure(article, quantity, issue, words, *span, numbers))
        return found

    def _issue_of(self, words: str, context: str) -> str:
        about = self._issues.about(self._issues.hits(words)) or self._issues.about(self._issues.hits(context))
        return about[0] if about else OTHER


def numbers_of(sentence: str, units: Sequence[str]) -> frozenset[float]:
    """The numbers that count one of the units, and one that stands alone beside them ("of 31, only 10")."""
    unit = "|".join(re.escape(u) for u in units)
    number = r"\d[\d,]*(?:\.\d+)?|" + "|".join(_NUMBER_WORDS)
    text = fold(sentence)
    counted = re.findall(rf"(?<![\w.,-])({number})\s+(?:[\w-]+\s+){{0,2}}?(?:{unit})\b", text)
    alone = re.findall(rf"\bonly ({number})\b", text) if counted else []
    return frozenset(float(_NUMBER_WORDS.get(word) or word.replace(",", "")) for word in counted + alone)


def differing(
    figures: Iterable[Figure], articles: Mapping[str, Article], rows: Iterable[Row] = ()
) -> list[Disagreement]:
    """Figures of different articles that differ for one quantity on one issue, those most alike in words first.

    One whose article is gone is left out, and so is what a copy of an article says again. ``rows`` tell who says it.
    """
    known = without_repeats(
        (figure for figure in figures if figure.article in articles),
        lambda f: (articles[f.article], (f.quantity, f.issue, f.numbers), f.text),
    )
    contents = [_content(figure.text) for figure in known]
    rarity = Counter(word for content in contents for word in content)
    weight = {word: 1.0 / (1 + number) for word, number in rarity.items()}
    groups: dict[tuple[str, str], list[_Worded]] = {}
    for figure, content in zip(known, contents, strict=True):
        mass = sum(weight[word] for word in content)
        groups.setdefault((figure.quantity, figure.issue), []).append(_Worded(figure, content, mass))
    spoken = {(row.article.id, row.position.start): row for row in rows} if groups else {}
    found: list[Disagreement] = []
    for (quantity, issue), group in groups.items():
        pairs = [
            (_alike(a, b, weight), a.figure, b.figure)
            for a, b in _compared(group, rarity)
            if a.figure.article != b.figure.article and not a.figure.numbers & b.figure.numbers
        ]
        pairs.sort(key=lambda pair: -pair[0])
        found += [
            Disagreement("figures", issue, quantity, tuple(_side(f, articles, spoken) for f in pair), score)
            for score, *pair in pairs[:A_QUANTITY]
        ]
    return sorted(found, key=lambda d: -d.score)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A figure with the content words of its sentence and what these weigh together."""

    figure: Figure
    content: frozenset[str]
    mass: float


def _compared(group: Sequence[_Worded], rarity: Mapping[str, int]) -> Iterable[tuple[_Worded, _Worded]]:
    """The pairs of a group that are worth comparing, each once: all of a small one."""
    if len(group) <= EVERY:
        return combinations(group, 2)
    sharing: dict[str, list[int]] = {}
    alike: Counter[tuple[str, frozenset[float]]] = Counter()
    for place, one in enumerate(group):
        for word in sorted(one.content, key=lambda word: (rarity[word], word))[:RAREST]:
            places = sharing.setdefault(word, [])
            key = word, one.figure.numbers
            if len(places) < COMPARED and alike[key] < A_VALUE:
                alike[key] += 1
                places.append(place)
    pairs = {pair for places in sharing.values() for pair in combinations(places, 2)}
    return ((group[a], group[b]) for a, b in sorted(pairs))


def _side(figure: Figure, articles: Mapping[str, Article], spoken: Mapping[tuple[str, int], Row]) -> Side:
    label = f"{' and '.join(f'{number:,g}' for number in sorted(figure.numbers))} {figure.quantity}"
    words = Position(
        article=figure.article,
        text=figure.text,
        start=figure.start,
        end=figure.end,
        paragraph=figure.paragraph,
        speaker=None,
        speaker_kind="unattributed-reporting",
        actor=UNATTRIBUTED,
        cue="",
        statement_kind="reported-fact",
        issue=figure.issue,
        stance="unclear",
        evidence=(),
    )
    row = spoken.get((figure.article, figure.start)) or Row(words, articles[figure.article])
    told = replace(row.position, text=figure.text, end=figure.end, issue=figure.issue, stance="unclear", evidence=())
    return Side(label, (replace(row, position=told, against=False, figure=label),))


def _content(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"[^\W\d_]{4,}", fold(text)))


def _alike(one: _Worded, other: _Worded, weight: Mapping[str, float]) -> float:
    """Shared content words, rare ones counting more, over those of the sentence that has less."""
    shared = sum(weight[word] for word in one.content & other.content)
    return round(1.0 + shared / (min(one.mass, other.mass) or 1.0), 3)
