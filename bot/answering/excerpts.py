"""Candidates to excerpts: whole sentences with context and citation, none twice."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from bot.answering.answer import Excerpt, Role, excerpt_of
from bot.answering.candidate import Candidate
from bot.record.article import Article
from embeddings.duplicates import same_words
from embeddings.excerpts import excerpt_span
from embeddings.text import CleanText

REMEMBERED = 4096
"""Spans kept in memory: what is shown for a sentence is the same for every question."""

SHORT = 300
"""Characters up to which a paragraph shown whole is read on into the next one, as far as that fits."""
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

    def read_on(self, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
        """Return excerpts, best first, those of a line or two read on into the paragraph behind.

        Many outlets set each sentence as a paragraph: what "it" and "the nine" are is told in the one before. An
        excerpt that stands in what is read on is not shown again; one of other words or of another role stays.
        """
        shown: list[Excerpt] = []
        left = list(excerpts)
        while left:
            excerpt = left.pop(0)
            end = self._reads_on(excerpt)
            beside = [
                other
                for other in (*shown, *left)
                if other.article == excerpt.article and excerpt.end <= other.start < end
            ]
            if end > excerpt.end and all(other in left and _goes_with(other, excerpt, end) for other in beside):
                left = [other for other in left if other not in beside]
                raw = self._article(excerpt.article).raw
                excerpt = replace(excerpt, end=end, text=raw[excerpt.start : end])
            shown.append(excerpt)
        return shown

    def _reads_on(self, excerpt: Excerpt) -> int:
        """Where an excerpt ends that goes on into the next paragraph; its own end where it does not."""
        end = excerpt.end
        if end - excerpt.start > SHORT:
            return end
        text = self._text(excerpt.article)
        behind = bisect_right(text.sentences, end, key=lambda sentence: sentence.start)
        following = text.sentences[behind - 1].paragraph + 1
        for sentence in islice(text.sentences, behind, None):
            between = text.raw[end : sentence.start].strip()
            if between or sentence.paragraph != following or sentence.end - excerpt.start > self._longest:
                break
            end = sentence.end
        return end

    def _fits(self, text: CleanText, paragraph: int, first: int, last: int) -> bool:
        if first < 0 or last >= len(text.sentences):
            return False
        start, end = text.sentences[first].start, text.sentences[last].end
        one_paragraph = paragraph == text.sentences[first].paragraph == text.sentences[last].paragraph
        return one_paragraph and end - start <= self._longest and _only_body(text, start, end)


def _only_body(text: CleanText, start: int, end: int) -> bool:
    return not any(block.kind != "body" and start < block.end and block.start < end for block in text.blocks)


def _goes_with(other: Excerpt, excerpt: Excerpt, end: int) -> bool:
    """Whether another excerpt needs no place of its own beside one that is read on up to ``end``."""
    return other.end <= end and other.role == excerpt.role and other.speaker in (None, excerpt.speaker)


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
