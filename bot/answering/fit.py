"""How well a candidate fits what is asked for, besides what it is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bot.answering.candidate import MET, Candidate
from bot.answering.clauses import Span
from bot.answering.look_ups import LookUps
from bot.answering.question import Name
from bot.answering.reasons import BEARING, gives_reason
from bot.answering.speech import asks_who_says
from bot.answering.timing import of_another_time
from bot.settings import AnsweringSettings
from embeddings.retriever import DENSE_WEIGHT

SAID = 0.1
"""What it adds to a candidate's score that it is said for whom the question wants to hear, or by anybody."""
EITHER_WAY = 0.5
"""The share that counts of how well each word is met, where the question may be answered either way."""
REASON = 0.13
"""What it adds, where a reason is asked for, that a candidate which bears on the question gives one."""
AROUND = 0.1
"""What it adds that all of the question's words stand in the candidate's paragraph or around it."""
DENIES = 0.1
"""What it adds, where the question denies something, that a candidate does."""
ASKS = 0.1
"""What it takes away that a sentence is itself a question: it answers none."""
ANOTHER_TIME = 0.1
"""... and that it tells of another month or year than is asked about."""
OWN_WORDS = 0.5
"""From this share on of words that the record does not have a question is put in words of its own: those that a
sentence shares with it by chance tell nothing. Below it they tell less."""
READ_ON = 0.4
"""How well a name is met at least in a sentence whose paragraph holds it: "he" stands for it there."""
_ASKS = re.compile(r"\?[\s\W]*$")


@dataclass(frozen=True)
class Wanted:
    """What is asked for: ``names`` and content ``stems``, whose words (``speaker``) or view (``holder``), a reason.

    ``both`` says that it may be answered either way: what stands close together speaks for one of the two.
    """

    question: str = ""
    names: Sequence[Name] = ()
    stems: Sequence[str] = ()
    speaker: Name | None = None
    holder: str | None = None
    why: bool = False
    both: bool = False

    @cached_property
    def places(self) -> Mapping[Name, Span]:
        """Where each of the names stands in the question."""
        starts = {name: self.question.find(name.text) for name in self.names}
        return {name: (start, start + len(name.text)) for name, start in starts.items() if start >= 0}


class Words(Protocol):
    """What tells the stems of words and how much they weigh in the record."""

    @property
    def stems(self) -> Callable[[str], frozenset[str]]:
        """The content stems of a text."""
        ...

    def idf(self, stem: str) -> float:
        """A stem's weight."""
        ...

    def known(self, stem: str) -> bool:
        """Whether the record holds a stem."""
        ...


class Fit:
    """Scores candidates by what one question wants."""

    def __init__(
        self,
        wanted: Wanted,
        look_ups: LookUps,
        words: Words,
        settings: AnsweringSettings,
        said_for: Callable[[str, Candidate], bool],
        best: float = 0.0,
    ) -> None:
        """Weigh the words of ``wanted`` once; ``said_for`` tells whether a candidate counts for an actor.

        ``best`` is the highest score of them all.
        """
        self._wanted = wanted
        self._bearing = BEARING * best
        self._look_ups = look_ups
        self._settings = settings
        self._said_for = said_for
        self._asked = look_ups.actor_id(wanted.speaker.text) if wanted.speaker else None
        self._view = words.stems(wanted.holder) if wanted.holder else frozenset()
        self._names = {name: max(map(words.idf, name.stems)) for name in wanted.names}
        self._stems = {stem: words.idf(stem) for stem in wanted.stems}
        unknown = sum(not words.known(stem) for stem in wanted.stems)
        self._strange = min(1.0, unknown / (OWN_WORDS * len(wanted.stems))) if unknown else 0.0
        self._whose = asks_who_says(wanted.question)
        self._denies = settings.denies(wanted.question)

    def of(self, candidate: Candidate) -> float:
        """The candidate's score with all that speaks for it besides."""
        wanted = self._wanted
        fit = candidate.score - (1 - DENSE_WEIGHT) * self._strange * candidate.lexical
        fit += self._settings.name_weight * self._named(candidate)
        fit += MET * self._met(candidate) * (EITHER_WAY if wanted.both else 1.0)
        fit += AROUND * self._around(candidate) * (not wanted.both)
        fit += SAID * self._said(candidate)
        fit += REASON * (wanted.why and candidate.score >= self._bearing and gives_reason(candidate.text))
        fit += DENIES * (self._denies and self._settings.denies(candidate.text))
        fit -= ANOTHER_TIME * of_another_time(wanted.question, candidate)
        return fit - ASKS * bool(_ASKS.search(candidate.text))

    def _named(self, candidate: Candidate) -> float:
        """The share of the names that the sentence and its paragraph hold, by weight."""
        held = sum(
            weight * (bool(name.stems & candidate.stems) + bool(name.stems & candidate.near)) / 2
            for name, weight in self._names.items()
        )
        return held / (sum(self._names.values()) or 1.0)

    def _met(self, candidate: Candidate) -> float:
        """How well the sentence meets each word, a name that its paragraph holds at least so that it is read on."""
        read_on = [place for name, place in self._wanted.places.items() if name.stems & candidate.near]
        return max(candidate.met, candidate.words.least(read_on, READ_ON)) if read_on else candidate.met

    def _around(self, candidate: Candidate) -> float:
        """The share of the words that stand around the sentence, by weight."""
        held = sum(weight for stem, weight in self._stems.items() if stem in candidate.around)
        return held / (sum(self._stems.values()) or 1.0)

    def _said(self, candidate: Candidate) -> float:
        """Whether it is said for the speaker asked for, by anybody where it is asked by whom, or by who holds it."""
        span = candidate.article, candidate.start, candidate.end
        if self._asked is not None and self._said_for(self._asked, candidate):
            return 1.0
        if self._whose and self._look_ups.speakers(*span):
            return 1.0
        if not self._view or not self._look_ups.speaker(*span)[0]:
            return 0.0
        return len(self._view & candidate.around) / len(self._view)
