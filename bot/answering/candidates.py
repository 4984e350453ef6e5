"""Hits to candidates: what a retrieved sentence holds, who says it, and how well it fits the question."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.answering.candidate import MET, Candidate
from bot.answering.look_ups import LookUps
from bot.answering.other_side import Taken
from bot.answering.question import Name
from bot.answering.reasons import gives_reason
from bot.answering.surroundings import Surroundings
from bot.record.article import Article
from bot.settings import AnsweringSettings
from embeddings.retriever import DENSE_WEIGHT, Hit, Query, Retriever
from embeddings.tokens import NOT_KNOWN

SAID = 0.1
"""What it adds to a candidate's score that it is said for whom the question wants to hear."""
REASON = 0.1
"""What it adds, where a reason is asked for, that a candidate gives one."""
AROUND = 0.1
"""What it adds that all of the question's words stand in the candidate's paragraph or around it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: ``names`` and content ``stems``, whose words (``speaker``) or view (``holder``), a reason.

    ``both`` says that it may be answered either way: what stands close together speaks for one of the two.
    """

    names: Sequence[Name] = ()
    stems: Sequence[str] = ()
    speaker: Name | None = None
    holder: str | None = None
    why: bool = False
    both: bool = False


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
        """Put candidates first, among those of nearly the same score, that fit what is wanted besides.

        They hold its names, title, lead and neighbouring paragraphs hold its words; they are said for the speaker
        whose words are asked for, or by somebody where the holder of the view asked for is named; they give a reason
        where one is asked for.
        """
        asked = self._look_ups.actor_id(wanted.speaker.text) if wanted.speaker else None
        view = self._retriever.stems(wanted.holder) if wanted.holder else frozenset()
        weights = {name: max(map(self._retriever.idf, name.stems)) for name in wanted.names}
        stems = {stem: self._retriever.idf(stem) for stem in wanted.stems}
        named, mass = sum(weights.values()) or 1.0, sum(stems.values()) or 1.0

        def score(candidate: Candidate) -> float:
            held = sum(
                weight * (bool(name.stems & candidate.stems) + bool(name.stems & candidate.near)) / 2
                for name, weight in weights.items()
            )
            around = sum(weight for stem, weight in stems.items() if stem in candidate.around)
            told = asked is not None and self.said_for(asked, candidate)
            viewed = bool(view) and self._look_ups.speaker(candidate.article, candidate.start, candidate.end)[0]
            seen = len(view & candidate.around) / len(view) if viewed else 0.0
            return (
                candidate.score
                + MET * candidate.met * (not wanted.both)
                + self._settings.name_weight * held / named
                + AROUND * around / mass * (not wanted.both)
                + SAID * max(told, seen)
                + REASON * (wanted.why and gives_reason(candidate.text))
            )

        scores = {id(candidate): score(candidate) for candidate in candidates}
        return sorted(
            candidates, key=lambda c: (round(scores[id(c)], 3), c.published or "", scores[id(c)]), reverse=True
        )

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
        )
