"""Quantities for which articles give different figures: the same thing counted, with each figure and who gives it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.figures.counts import counts_in
from bot.ledger.copies import without_repeats
from bot.ledger.moments import MONTHS, WEEKDAYS
from bot.ledger.rows import Disagreement, Row, Side
from bot.positions.issues import Issues
from bot.record.article import Article
from bot.record.figure import Count, Figure
from bot.record.statement import UNATTRIBUTED, Position
from embeddings.letters import fold

LEADERS = 24
"""With so many different sentences on one quantity at most a figure's own is compared."""
ALIKE = 0.5
"""The share of a sentence's words, rare ones counting more, from which two speak of the same amount."""
_DATES = re.compile(rf"\b(?:{MONTHS}|{WEEKDAYS}|(?:19|20)\d\d)\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_HOW = {"of": "of", "for": "for", "against": "against", "on": "·"}
_QUANTITY = re.compile(r"(?P<kind>.+?) (?P<how>of|for|against|on) (?P<of>[\w-]+)(?: (?P<rest>.+))?")
"""What a figure's ``quantity`` says, as ``FigureReader`` writes it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure and its place in its sentence."""

    figure: Figure
    count: Count

    @property
    def words(self) -> str:
        """The words that count."""
        return self.figure.text[self.count.start : self.count.end]

    @property
    def unit(self) -> str:
        """The word that is counted, whether it is one or many."""
        return self.words.split()[-1].casefold().rstrip("s")


Place = tuple[str, int]
"""An article and where in it a sentence begins."""
RowsAt = Callable[[Collection[Place]], Iterable[Row]]
"""The rows of some sentences."""


def _nobody(_: Collection[Place]) -> Iterable[Row]:
    return ()


class Quantities:
    """Puts figures together by what they count."""

    def __init__(self, articles: Mapping[str, Article], issues: Issues, actor_name: Callable[[str], str]) -> None:
        """``issues`` name what is counted and in which units, ``actor_name`` gives the name of a group's id."""
        self._articles = articles
        self._issues = issues
        self._actor_name = actor_name

    def differing(self, figures: Iterable[Figure], rows_at: RowsAt = _nobody) -> list[Disagreement]:
        """Quantities with the different figures that articles give for them, those that most give first.

        What stands in an article that is gone is left out, and so is what a copy says again. ``rows_at`` tells who
        says a sentence.
        """
        by_quantity: dict[str, list[Figure]] = {}
        for figure in figures:
            if figure.article in self._articles:
                by_quantity.setdefault(figure.quantity, []).append(figure)
        found = []
        for quantity, group in by_quantity.items():
            match = _QUANTITY.fullmatch(quantity)
            if match is not None and _several(group):
                amount = match["how"] == "on"
                things = [one for one in (alike(group) if amount else [group]) if _several(one)]
                told = [same for one in things for same in self._told(one, amount)]
                found += [(match, sides) for one in told if (sides := sides_of(one))]
        spoken = _spoken((one.figure for _, sides in found for side in sides for one in side), rows_at)
        made = [self._disagreement(match, sides, spoken) for match, sides in found]
        return sorted(made, key=lambda one: -one.score)

    def counted(self, quantity: str, figures: Iterable[Figure], rows_at: RowsAt = _nobody) -> list[tuple[Row, Count]]:
        """The figures that articles give for one quantity, those told last first, as rows."""
        match = _QUANTITY.fullmatch(quantity)
        group = [figure for figure in figures if figure.quantity == quantity and figure.article in self._articles]
        if match is None or not group:
            return []
        spoken = _spoken(group, rows_at)
        last = {one.figure.article: one for told in self._told(group) for one in told}
        return [(self._row(o, spoken.get((o.figure.article, o.figure.start))), o.count) for o in last.values()]

    def _told(self, group: Sequence[Figure], apart: bool = False) -> list[list[_Told]]:
        """The figures of one quantity with the words that give them, what a copy says again left out.

        They are put together; ``apart``: those of one unit each.
        """
        found: dict[str, list[_Told]] = {}
        for figure in without_repeats(
            group, lambda f: self._articles[f.article], lambda f: ((f.quantity, f.numbers), f.text)
        ):
            count = next(iter(counts_of(figure, self._issues)), None)
            if count is not None:
                told = _Told(figure, count)
                found.setdefault(told.unit if apart else "", []).append(told)
        return list(found.values())

    def _disagreement(
        self, quantity: re.Match[str], sides: Sequence[Sequence[_Told]], spoken: Mapping[Place, Row]
    ) -> Disagreement:
        about = Counter(one.figure.issue for side in sides for one in side)
        made = [
            Side(
                side[0].words,
                tuple(self._row(one, spoken.get((one.figure.article, one.figure.start))) for one in side),
                min(one.count.least for one in side),
                max(one.count.most for one in side),
            )
            for side in sides
        ]
        topic = f"{quantity['kind']} {_HOW[quantity['how']]} {self._name(quantity)}"
        score = len({one.figure.article for side in sides for one in side}) + len(sides) / 100
        return Disagreement("figures", about.most_common(1)[0][0], topic, tuple(made), score)

    def _name(self, quantity: re.Match[str]) -> str:
        if quantity["how"] == "of":
            return self._actor_name(quantity["of"])
        return self._issues.name(quantity["of"])

    def _row(self, told: _Told, spoken: Row | None) -> Row:
        """A figure as a row: of whoever says its sentence, else of nobody."""
        figure = told.figure
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
        if spoken is None:
            return Row(words, self._articles[figure.article], figure=told.words)
        said = spoken.position
        told_by = replace(said, text=figure.text, end=figure.end, issue=figure.issue, stance="unclear", evidence=())
        return replace(spoken, position=told_by, against=False, figure=told.words)


def _spoken(figures: Iterable[Figure], rows_at: RowsAt) -> dict[Place, Row]:
    """Who says the sentences of figures."""
    places = {(figure.article, figure.start) for figure in figures}
    return {(row.article.id, row.position.start): row for row in rows_at(places)} if places else {}


def counts_of(figure: Figure, issues: Issues) -> list[Count]:
    """The count that a figure gives, or those that it may have been read from."""
    if figure.count is not None:
        return [figure.count]
    match = _QUANTITY.fullmatch(figure.quantity)
    kind = match["kind"] if match is not None else ""
    return [one for one in counts_in(figure.text, issues.quantities.get(kind, ())) if one.value in figure.numbers]


def alike(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Amounts put together where their sentences are alike and name no different dates."""
    contents = [frozenset(word[:6] for word in _WORD.findall(fold(figure.text))) for figure in figures]
    dates = [frozenset(_DATES.findall(figure.text)) for figure in figures]
    rarity = Counter(word for content in contents for word in content)
    weight = {word: 1.0 / (1 + number) for word, number in rarity.items()}
    masses = [_mass(content, weight) for content in contents]

    def share(one: int, other: int) -> float:
        """Shared content words, rare ones counting more, over those of the sentence that has less."""
        return _mass(contents[one] & contents[other], weight) / (min(masses[one], masses[other]) or 1.0)

    found: list[tuple[int, list[Figure]]] = []
    for place, figure in enumerate(figures):
        near = [
            (share(place, first), number)
            for number, (first, _) in enumerate(found)
            if not (dates[place] and dates[first]) or dates[place] & dates[first]
        ]
        best, number = max(near, default=(0.0, 0))
        if best >= ALIKE:
            found[number][1].append(figure)
        elif len(found) < LEADERS:
            found.append((place, [figure]))
    return [group for _, group in found]


def _several(figures: Sequence[Figure]) -> bool:
    """Whether several articles give several numbers."""
    return len({figure.article for figure in figures}) > 1 and len({figure.numbers for figure in figures}) > 1


def sides_of(told: Sequence[_Told]) -> list[list[_Told]]:
    """The figures of one thing by their number, the largest first; none where they may all be the same.

    Of an article that gives several the one told last counts: it tells itself how the number changed.
    """
    last = {one.figure.article: one for one in told}
    counts = [one.count for one in last.values()]
    if max(count.least for count in counts) <= min(count.most for count in counts):
        return []
    by_value: dict[float, list[_Told]] = {}
    for one in last.values():
        by_value.setdefault(one.count.value, []).append(one)
    return [by_value[value] for value in sorted(by_value, reverse=True)]


def _mass(content: frozenset[str], weight: Mapping[str, float]) -> float:
    """What words come to, rare ones counting more."""
    return sum(map(weight.__getitem__, content))
