"""What a sentence holds, and what stands around it: its paragraph, the ones beside it, the lead and the title."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.excerpts import REMEMBERED, Speaker
from bot.record.article import Article
from embeddings.retriever import Retriever

BESIDE = 2
"""Paragraphs on each side of a sentence's own that may name what it speaks of."""
LEAD = 2
"""Sentences at the beginning of an article that say what all of it is about."""
_REFERS = re.compile(
    r"^\W*(?:(?:but|and|yet|so|while|although|though|when|then|after|before|as|if|most of|some of|all of|both of) )*"
    r"(?:it|its|he|his|she|her|they|their|them|this|these|those|that|such)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on about what was named in the paragraph before."""


_STANDS_FOR = re.compile(
    r"^\W*(?:[^,;:]{1,40}, )?(?:it|he|she|they|its|his|her|their|the (?:country|nation|state|government))\b",
    re.IGNORECASE,
)
"""How a sentence begins whose subject stands for one named before: "In addition, the country's ministry ..."."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is the same of a sentence whatever is asked; ``speaker`` are stems of a name that it does not itself hold.

    "He" and "the minister" stand for their names: the speaker read out of the record counts as said there. ``before``
    is the sentence before one whose subject stands for another.
    """

    text: str
    stems: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    speaker: frozenset[str]
    before: str = ""


class Surroundings:
    """Reads sentences of articles, those asked about last from memory; safe from many threads."""

    def __init__(self, retriever: Retriever, articles: Mapping[str, Article], speaker: Speaker) -> None:
        """Read sentences of ``articles``; ``speaker`` tells who says one."""
        self._retriever = retriever
        self._articles = articles
        self._speaker = speaker
        self.sentence = lru_cache(REMEMBERED)(self._read)
        self._lead = lru_cache(REMEMBERED)(self._lead_of)

    def _read(self, article: str, start: int, end: int) -> Sentence:
        raw = self._articles[article].raw
        low = raw.rfind("\n", 0, start) + 1
        high = raw.find("\n", end)
        words = self._retriever.stems_within(article, start, end)
        first = raw.rfind("\n", 0, len(raw[:low].rstrip())) + 1 if _REFERS.match(raw[start:end]) else low
        near = self._retriever.stems_within(article, first, high if high >= 0 else len(raw))
        speaker = self._retriever.stems(self._speaker(article, start, end)[0] or "")
        return Sentence(
            raw[start:end],
            words | speaker,
            near | speaker,
            near | speaker | self._around(article, low, high),
            speaker - words,
            self._before(article, start) if _STANDS_FOR.match(raw[start:end]) else "",
        )

    def _before(self, article: str, start: int) -> str:
        """The sentence before the one that begins at ``start``."""
        sentences = self._retriever.sentences_of(article)
        at = bisect_left(sentences, start, key=lambda sentence: sentence.start) - 1
        return self._articles[article].raw[sentences[at].start : sentences[at].end] if at >= 0 else ""

    def _around(self, article: str, low: int, high: int) -> frozenset[str]:
        """The stems of the paragraphs beside the one from ``low`` to ``high``, of the lead and of the title."""
        raw = self._articles[article].raw
        first, last = low, high if high >= 0 else len(raw)
        for _ in range(BESIDE):
            first = raw.rfind("\n", 0, len(raw[:first].rstrip())) + 1
            following = raw.find("\n", len(raw) - len(raw[last:].lstrip()))
            last = following if following >= 0 else len(raw)
        return (
            self._retriever.stems_within(article, first, last)
            | self._lead(article)
            | self._retriever.stems(self._articles[article].title or "")
        )

    def _lead_of(self, article: str) -> frozenset[str]:
        sentences = self._retriever.sentences_of(article)[:LEAD]
        return (
            self._retriever.stems_within(article, sentences[0].start, sentences[-1].end) if sentences else frozenset()
        )
