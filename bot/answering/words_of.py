"""Whose words a sentence holds, and whether they are on what is asked."""

from collections.abc import Callable, Iterable, Sequence

from bot.answering.candidate import Candidate
from bot.answering.grammar import listed
from bot.answering.look_ups import LookUps
from bot.answering.question import Name
from bot.answering.slots import holds
from bot.answering.speech import tells_words_of, without_speech
from bot.answering.told import SAY_LITTLE
from embeddings.article_words import WORD

SaidFor = Callable[[str, Candidate], bool]
"""Whether a candidate counts for the actor of an id."""


SPOKEN = listed("speech interview statement address conference briefing letter post")
"""Nouns that say in what somebody's words are told, and not of what."""


def _says_little(word: str) -> bool:
    """Whether a word says no more of what somebody's words are about: "the plans", "in the interview"."""
    return not {word, word.removesuffix("s")}.isdisjoint(SAY_LITTLE | SPOKEN)


class WordsOf:
    """Tells whether candidates hold somebody's words."""

    def __init__(
        self,
        look_ups: LookUps,
        said_for: SaidFor,
        stems: Callable[[str], frozenset[str]],
    ) -> None:
        """Look in what the record has read of whom words count for."""
        self._look_ups = look_ups
        self._said_for = said_for
        self._stems = stems

    def on(self, speaker: Name, question: str, names: Iterable[Name], candidates: Iterable[Candidate]) -> bool:
        """Whether one of the candidates holds words of a speaker on what a question with these names asks about."""
        others = [name for name in names if name != speaker]
        named = frozenset().union(speaker.stems, *(name.stems for name in others))
        # Verbs of saying are blotted out, so that each word keeps its place in the question.
        topic = {
            match.span(): stems
            for match in WORD.finditer(without_speech(question))
            if (stems := self._stems(match.group()) - named) and not _says_little(match.group().casefold())
        }
        return any(
            self._says(speaker, one)
            and all(name.stems & one.around for name in others)
            and (not topic or any(holds(one, place, stems) for place, stems in topic.items()))
            for one in candidates
        )

    def of_role(
        self, question: str, role: tuple[int, int], names: Iterable[Name], candidates: Sequence[Candidate]
    ) -> bool:
        """Whether a candidate's paragraph holds all words of a role ("the mayor of A"), or what means the same.

        Or it holds words of whoever was in that office when its article appeared.
        """
        start, end = role
        words = [(start + match.start(), start + match.end()) for match in WORD.finditer(question[start:end])]
        stems = {place: self._stems(question[slice(*place)]) for place in words}
        if any(all(holds(one, place, stems[place]) for place in words if stems[place]) for one in candidates):
            return True
        others = [name for name in names if not start <= question.find(name.text) < end]
        whole = frozenset().union(*stems.values())
        for one in candidates:
            held = self._look_ups.holder(question[start:end], one.published)
            if held and self.on(Name(held, whole | self._stems(held)), question, others, [one]):
                return True
        return False

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
