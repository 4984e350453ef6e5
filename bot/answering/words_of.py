"""Whose words a sentence holds, and whether they are on what is asked."""

from collections.abc import Callable, Iterable

from bot.answering.candidate import Candidate
from bot.answering.evidence import in_own_words
from bot.answering.look_ups import LookUps
from bot.answering.question import Name
from bot.answering.slots import holds
from bot.answering.speech import tells_words_of, without_speech
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD

SaidFor = Callable[[str, Candidate], bool]
"""Whether a candidate counts for the actor of an id."""


class WordsOf:
    """Tells whether candidates hold somebody's words."""

    def __init__(
        self,
        look_ups: LookUps,
        said_for: SaidFor,
        stems: Callable[[str], frozenset[str]],
        settings: AnsweringSettings,
    ) -> None:
        """Look in what the record has read of whom words count for."""
        self._look_ups = look_ups
        self._said_for = said_for
        self._stems = stems
        self._settings = settings

    def on(self, speaker: Name, question: str, names: Iterable[Name], candidates: Iterable[Candidate]) -> bool:
        """Whether one of the candidates holds words of a speaker on what a question with these names asks about."""
        others = [name for name in names if name != speaker]
        topic = self._stems(without_speech(question)).difference(speaker.stems, *(name.stems for name in others))
        return any(
            self._says(speaker, one)
            and all(name.stems & one.around for name in others)
            and (not topic or bool(topic & one.near) or in_own_words(one, self._settings))
            for one in candidates
        )

    def of_role(self, question: str, role: tuple[int, int], candidates: Iterable[Candidate]) -> bool:
        """Whether a candidate's paragraph holds all words of a role ("the mayor of A"), or what means the same."""
        start, end = role
        words = [(start + match.start(), start + match.end()) for match in WORD.finditer(question[start:end])]
        stems = {place: self._stems(question[slice(*place)]) for place in words}
        return any(all(holds(one, place, stems[place]) for place in words if stems[place]) for one in candidates)

    def on_issue(self, actors: frozenset[str], issue: str, candidates: Iterable[Candidate]) -> bool:
        """Whether a candidate brings one of the actors, speaking or named, together with an issue."""
        return any(
            self._look_ups.issue(candidate.text) == issue
            and (
                actors & self._look_ups.mentioned(candidate.text)
                or any(self._said_for(actor, candidate) for actor in actors)
            )
            for candidate in candidates
        )

    def _says(self, speaker: Name, candidate: Candidate) -> bool:
        """Whether a sentence holds words of somebody, or names them beside a word of saying."""
        actor = self._look_ups.actor_id(speaker.text)
        if actor is not None and self._said_for(actor, candidate):
            return True
        said_by, _ = self._look_ups.speaker(candidate.article, candidate.start, candidate.end)
        if said_by is not None:
            return speaker.text.split()[-1].casefold() in said_by.casefold()
        return tells_words_of(candidate.text, (speaker.text, *speaker.text.split()[-1:]))
