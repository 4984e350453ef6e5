"""Candidates to excerpts: whole sentences with context and citation, none twice."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.answering.answer import Excerpt, Role, excerpt_of
from bot.answering.candidate import Candidate
from bot.record.article import Article
from embeddings.duplicates import same_words
from embeddings.excerpts import excerpt_span
from embeddings.text import CleanText

REMEMBERED = 4096
"""Spans kept in memory: what is shown for a sentence is the same for every question."""

Speaker = Callable[[str, int, int], tuple[str | None, str | None]]
"""Who says the words at a span of an article: (name, actor id), None where it is not known."""


class ExcerptMaker:
    """Makes excerpts of at most ``longest`` characters."""

    def __init__(
        self,
        article: Callable[[str], Article],
        text: Callable[[str], CleanText],
        speaker: Speaker,
        alignment: Callable[[str | None], str | None],
        copies: Callable[[Article, int, int], tuple[Article, ...]],
        longest: int,
    ) -> None:
        """Take articles, their cleaned texts, speakers, outlet alignments and copies from these look-ups."""
        self._article = article
        self._text = text
        self._speaker = speaker
        self._alignment = alignment
        self._copies = copies
        self._longest = longest
        self.span = lru_cache(REMEMBERED)(self._span)

    def excerpt(self, candidate: Candidate, role: Role) -> Excerpt:
        """Return the candidate's sentence with its attribution and as much of its paragraph as fits."""
        start, end = self.span(candidate.article, candidate.start)
        article = self._article(candidate.article)
        speaker, actor = self._speaker(article.id, candidate.start, candidate.end)
        return excerpt_of(
            article,
            (start, end),
            candidate.paragraph,
            self._alignment(article.outlet),
            role=role,
            focus=(candidate.start, candidate.end),
            speaker=speaker,
            actor=actor,
            score=round(max(0.0, min(1.0, candidate.score)), 4),
            copies=self._copies(article, candidate.start, candidate.end),
        )

    def _span(self, article: str, start: int) -> tuple[int, int]:
        """Return the span shown for the sentence that begins at ``start``: whole sentences of one paragraph."""
        text = self._text(article)
        index = bisect_right([sentence.start for sentence in text.sentences], start) - 1
        sentence = text.sentences[index]
        low, high = excerpt_span(text, index, self._longest)
        first = last = index
        while first and text.sentences[first - 1].end > low:
            first -= 1
        while last + 1 < len(text.sentences) and text.sentences[last + 1].start < high:
            last += 1
        grown = True
        while grown:
            grown = False
            # What comes before goes first: it is what "he", "this" and "there" of the sentence refer to.
            if self._fits(text, sentence.paragraph, first - 1, last):
                first, grown = first - 1, True
            if self._fits(text, sentence.paragraph, first, last + 1):
                last, grown = last + 1, True
        return text.sentences[first].start, text.sentences[last].end

    def joined(self, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
        """Return excerpts, best first, one that stands beside a better one joined to it, as far as it fits.

        Many outlets set each sentence as a paragraph: what "it" and "the nine" are is told in the one before. One of
        other words or of another role stands alone.
        """
        shown: list[Excerpt] = []
        left = list(excerpts)
        while left:
            excerpt = left.pop(0)
            while (other := next((other for other in left if self._goes_on(excerpt, other)), None)) is not None:
                left.remove(other)
                raw = self._article(excerpt.article).raw
                start, end = min(excerpt.start, other.start), max(excerpt.end, other.end)
                excerpt = replace(excerpt, start=start, end=end, text=raw[start:end])
            shown.append(excerpt)
        return shown

    def _goes_on(self, excerpt: Excerpt, other: Excerpt) -> bool:
        """Whether nothing stands between two excerpts that may be one."""
        if other.article != excerpt.article:
            return False
        first, last = sorted((excerpt, other), key=lambda one: one.start)
        alike = other.role == excerpt.role and other.speaker in (None, excerpt.speaker)
        between = self._article(excerpt.article).raw[first.end : last.start]
        return alike and not between.strip() and last.end - first.start <= self._longest

    def _fits(self, text: CleanText, paragraph: int, first: int, last: int) -> bool:
        if first < 0 or last >= len(text.sentences):
            return False
        start, end = text.sentences[first].start, text.sentences[last].end
        one_paragraph = paragraph == text.sentences[first].paragraph == text.sentences[last].paragraph
        return one_paragraph and end - start <= self._longest and _only_body(text, start, end)


def _only_body(text: CleanText, start: int, end: int) -> bool:
    return not any(block.kind != "body" and start < block.end and block.start < end for block in text.blocks)


def without_repeats(excerpts: Iterable[Excerpt], keep: int) -> tuple[Excerpt, ...]:
    """Return the first ``keep`` excerpts, leaving out those that overlap or repeat an earlier one."""
    kept: list[Excerpt] = []
    for excerpt in excerpts:
        if len(kept) == keep:
            break
        if not any(_repeats(excerpt, other) for other in kept):
            kept.append(excerpt)
    return tuple(kept)


def _repeats(excerpt: Excerpt, other: Excerpt) -> bool:
    if _overlap(excerpt, other) or same_words(excerpt.text, other.text):
        return True
    # The sentence of a copy stands in what is shown of the original, whatever stands around it there.
    start, end = excerpt.focus
    focus = excerpt.text[start - excerpt.start : end - excerpt.start]
    return any(copy.id == excerpt.article for copy in other.copies) and same_words(focus, other.text)


def _overlap(excerpt: Excerpt, other: Excerpt) -> bool:
    return excerpt.article == other.article and excerpt.start < other.end and other.start < excerpt.end


def spread_over_outlets(excerpts: Sequence[Excerpt], window: int = 3, margin: float = 0.05) -> list[Excerpt]:
    """Let another outlet's excerpt of nearly the same score into the first ``window`` where one outlet fills it."""
    ordered = list(excerpts)
    if len(ordered) <= window or len({_group(excerpt) for excerpt in ordered[:window]}) > 1:
        return ordered
    filling, last = _group(ordered[0]), ordered[window - 1]
    for position in range(window, len(ordered)):
        other = ordered[position]
        if _group(other) != filling and other.role == last.role and other.score >= last.score - margin:
            ordered.insert(window - 1, ordered.pop(position))
            break
    return ordered


def _group(excerpt: Excerpt) -> str:
    return excerpt.outlet or excerpt.article
