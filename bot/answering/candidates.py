"""Hits to candidates: what a retrieved sentence holds, who says it, and how well it fits the question."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.answering.candidate import Candidate
from bot.answering.fit import Fit, Wanted
from bot.answering.look_ups import LookUps
from bot.answering.other_side import Taken
from bot.answering.surroundings import Surroundings
from bot.record.article import Article
from bot.settings import AnsweringSettings
from embeddings.retriever import DENSE_WEIGHT, Hit, Query, Retriever
from embeddings.tokens import NOT_KNOWN


class Candidates:
    """Makes candidates of hits and orders them by the question's names."""

    def __init__(
        self, retriever: Retriever, articles: Mapping[str, Article], look_ups: LookUps, settings: AnsweringSettings
    ) -> None:
        """Read sentences of ``articles``."""
        self._retriever = retriever
        self._articles = articles
        self._look_ups = look_ups
        self._settings = settings
        self._sentence = Surroundings(retriever, articles, look_ups.speaker).sentence

    def of(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the candidates of hits, best first."""
        asked = {stem: self._retriever.idf(stem) for stem in query.stems}
        mass = sum(asked.values()) or 1.0
        found = [self._candidate(asked, mass, hit) for hit in hits]
        return sorted(found, key=lambda candidate: candidate.score, reverse=True)

    def ranked(self, wanted: Wanted, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Put candidates first, among those of nearly the same score, that fit what is wanted besides."""
        best = max((candidate.score for candidate in candidates), default=0.0)
        fit = Fit(wanted, self._look_ups, self._retriever, self._settings, self.said_for, best)
        found = [replace(candidate, fit=fit.of(candidate)) for candidate in candidates]
        return sorted(found, key=lambda c: (round(c.fit, 3), c.published or "", c.fit), reverse=True)

    def following(self, candidate: Candidate) -> Iterator[Candidate]:
        """The sentences after a candidate in its article, with its scores."""
        sentences = self._retriever.sentences_of(candidate.article)
        place = bisect_right(sentences, candidate.start, key=lambda sentence: sentence.start)
        for after in islice(sentences, place, None):
            sentence = self._sentence(candidate.article, after.start, after.end)
            yield replace(
                candidate,
                start=after.start,
                end=after.end,
                paragraph=after.paragraph,
                text=sentence.text,
                stems=sentence.stems,
                near=sentence.near,
                around=sentence.around,
                seq=self._retriever.seq_at(candidate.article, after.start),
                words=NOT_KNOWN,
                before=sentence.before,
            )

    def said_for(self, actor: str, candidate: Candidate) -> bool:
        """Whether a candidate counts for an actor, or is said by the person of that id (who counts for a state)."""
        span = candidate.article, candidate.start, candidate.end
        if actor in self._look_ups.actors(*span):
            return True
        speaker, _ = self._look_ups.speaker(*span)
        several = self._look_ups.speakers(*span) if speaker is None else (speaker,)
        return any(self._look_ups.actor_id(name) == actor for name in several)

    def stances(self, candidate: Candidate) -> frozenset[Taken]:
        """Return the clear stances that a candidate takes."""
        return self._look_ups.stances(candidate.article, candidate.start, candidate.end)

    def _candidate(self, asked: Mapping[str, float], mass: float, hit: Hit) -> Candidate:
        sentence = self._sentence(hit.article, hit.start, hit.end)
        gained = sum(asked.get(stem, 0.0) for stem in sentence.speaker) / mass if sentence.speaker else 0.0
        return Candidate(
            hit.article,
            hit.start,
            hit.end,
            hit.paragraph,
            sentence.text,
            hit.score + (1 - DENSE_WEIGHT) * gained + self._settings.window_weight * (hit.window - hit.dense),
            max(hit.dense, hit.window),
            sentence.stems,
            sentence.near,
            hit.seq,
            sentence.around,
            self._articles[hit.article].published,
            hit.met,
            hit.words,
            before=sentence.before,
            lexical=hit.lexical + gained,
        )
