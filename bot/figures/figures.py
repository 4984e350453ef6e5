"""Figures: what articles count on an issue, be it the members of a whole, those who do something, or an amount."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from bot.actors.actors import Mention
from bot.actors.registry import Registry
from bot.figures.counts import counts_in
from bot.grammar.attitude import Attitude
from bot.grammar.words import GRAMMAR
from bot.positions.issues import OTHER, Issues
from bot.record.figure import Count, Figure
from embeddings.text import CleanText, Sentence

_HOLDING = re.compile(r"[\"”»]?\s*(?:(?:of|from|with)\s+|['’]s?\s+)$")
"""Between the name of a whole and the number of its members: "the coalition from ...", "the coalition's ..."."""
_APART = re.compile(r"\b(?:but|while|whereas|although|though)\b|;")
"""Behind these another clause begins, with a direction of its own."""
_WHOLES = ("bloc", "institution")
_WORD = re.compile(r"[^\W\d_]+")


class FigureReader:
    """Reads the figures of articles. ``issues.quantities`` names the plurals that count the same kind.

    What a figure counts is told by its ``quantity``: "countries of nato" are members of a group, "countries for
    foreign-troops" and "countries against ..." those who do something about an issue or will not, "money on
    arms-and-funding germany euro" is any other amount, with the issue, the actors named and the currency.
    """

    def __init__(self, issues: Issues, registry: Registry, words: Attitude) -> None:
        """Read figures on ``issues`` with the names of ``registry`` and the words of attitude."""
        self._issues = issues
        self._registry = registry
        self._words = words

    def read(self, article: str, text: CleanText) -> list[Figure]:
        """The figures of an article, in reading order; what bears on no issue is left out."""
        found = []
        for sentence in text.sentences:
            words = text.words(sentence.start, sentence.end)
            for kind, count in self._counts(words):
                things = GRAMMAR.collectives.isdisjoint(self._issues.quantities[kind])
                quantity, issue = self._counted(text, sentence, words, count, things)
                if quantity:
                    span = sentence.start, sentence.end, sentence.paragraph
                    numbers = frozenset({count.value})
                    found.append(Figure(article, f"{kind} {quantity}", issue, words, *span, numbers, count))
        return found

    def _counts(self, words: str) -> list[tuple[str, Count]]:
        """What a sentence counts, each number once: for the unit that stands nearest behind it."""
        found: dict[int, tuple[str, Count]] = {}
        for kind, units in self._issues.quantities.items():
            for count in counts_in(words, units):
                if count.start not in found or count.end < found[count.start][1].end:
                    found[count.start] = kind, count
        return [found[start] for start in sorted(found)]

    def _counted(
        self, text: CleanText, sentence: Sentence, words: str, count: Count, things: bool
    ) -> tuple[str, str]:
        """What a count counts and the issue that it bears on, ("", "other") where that cannot be told.

        ``things`` are counted that take no part by themselves, such as soldiers and money.
        """
        named = self._registry.mentions(words)
        before = text.sentences_before(sentence, 2)
        whole = None if things else self._whole(words, count, named)
        if whole is None and count.part == "whole" and not things:
            # The group named last in the sentences before.
            groups = (m for words in reversed(before) for m in reversed(self._registry.mentions(words)))
            whole = next((m for m in groups if m.actor.kind in _WHOLES), None)
        if whole is not None:
            about = self._about(whole.actor.name) or self._about(words) or self._about(" ".join(before))
            return (f"of {whole.actor.id}", about) if about else ("", OTHER)
        issue = self._about(words)
        if not issue or (not things and count.part != "doing"):
            return "", OTHER
        if not things:
            return f"{'against' if self._against(words[count.end :]) else 'for'} {issue}", issue
        actors = sorted({mention.actor.counts_for for mention in named})
        return " ".join(filter(None, ["on", issue, *actors, count.currency])), issue

    def _whole(self, words: str, count: Count, named: Sequence[Mention]) -> Mention | None:
        """The group whose members a count counts, as its own words or those before it in the sentence name it."""
        within = (m for m in named if count.start < m.start and m.end < count.end)
        holding = (m for m in named if m.end < count.start and _HOLDING.fullmatch(words[m.end : count.start]))
        wholes = (
            [m for m in named if m.end <= count.start and m.actor.kind in _WHOLES] if count.part == "whole" else []
        )
        return next((m for m in (*within, *holding, *wholes[-1:]) if m.actor.kind in _WHOLES), None)

    def _about(self, words: str) -> str:
        about = self._issues.about(self._issues.hits(words))
        return about[0] if about and about[0] != OTHER else ""

    def _against(self, words: str) -> bool:
        """Whether those counted are against what the rest of their clause tells."""
        clause = _APART.split(words)[0].casefold().replace("n't", " not").replace("n’t", " not")
        plain = _WORD.findall(clause)
        pairs = zip_longest(plain, plain[1:], fillvalue="")
        return any(word in GRAMMAR.no or self._words.rejecting(word, after) for word, after in pairs)
