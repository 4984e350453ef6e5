"""How a question is read, what is found for it, and what is decided from that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answering.candidate import Candidate
from bot.answering.candidates import Candidates
from bot.answering.decide import Decision, decide
from bot.answering.evidence import Evidence
from bot.answering.fit import Wanted
from bot.answering.focus import kind_of
from bot.answering.look_ups import LookUps
from bot.answering.named import Named
from bot.answering.question import Name, Shape, either_way, shape_of
from bot.answering.raw_text import who_is
from bot.answering.reasons import asks_why
from bot.answering.speech import asked_to_speak, heard, holder_of
from bot.record.article import Article
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD
from embeddings.letters import unowned
from embeddings.retriever import Hit, Query, Retriever

RETRIEVED = 40
"""Sentences looked at for one question: enough for both sides and for the excerpts behind "more"."""
WIDELY = 120
"""... where several voices or figures are asked for: the other one may be worded quite otherwise."""


class Search:
    """Searches a snapshot of the record; ``candidates`` makes what it finds."""

    def __init__(
        self,
        retriever: Retriever,
        articles: Mapping[str, Article],
        look_ups: LookUps,
        settings: AnsweringSettings,
        named: Named,
    ) -> None:
        """Search ``articles`` by ``retriever``; ``named`` tells what an author wrote."""
        self.candidates = Candidates(retriever, articles, look_ups, settings)
        self._retriever = retriever
        self._look_ups = look_ups
        self._settings = settings
        self._named = named

    def query(self, question: str) -> Query:
        """A question as it is searched; the noun that asks for a name or a time stands in no answer."""
        query = self._retriever.query(question)
        noun = kind_of(query.repaired)
        sought = tuple(stem for stem in query.stems if stem not in self._retriever.stems(noun)) if noun else ()
        return replace(query, stems=sought) if len(sought) > 1 else query

    def shape(self, question: str) -> Shape:
        """Read what a question asks for."""
        return shape_of(question, self._retriever.casing, self._retriever.stems)

    def gathered(
        self, query: Query, shape: Shape, actor: str | None, *, wide: bool
    ) -> tuple[Shape, list[Candidate], Sequence[Hit]]:
        """Return the question's shape, what is nearest to it, and what is further off.

        The decision is taken from what is nearest; further off only other voices and figures are looked for. Of an
        actor only what is said for it counts; of an author, who is then no name to look for, what that author wrote.
        """
        own = frozenset[str]()
        if who_is(query.repaired) is None:
            shape, own = self._named.wrote(shape, self._retriever.known)
        shape = replace(
            shape, names=tuple(name for name in shape.names if not self._only_heard(query.repaired, name))
        )
        wide = wide or shape.kind == "quantity" or bool(own)
        hits = self._retriever.search(query, 8 * RETRIEVED if actor is not None else WIDELY if wide else RETRIEVED)
        near = len(hits) if actor is not None or own else RETRIEVED
        found = self.candidates.of(query, hits[:near])
        if actor is not None:
            found = [c for c in found if self.candidates.said_for(actor, c)]
        if own:
            found = [c for c in found if c.article in own] or found
        return shape, found, hits[near:]

    def _only_heard(self, question: str, name: Name) -> bool:
        """Whether a name is of an outlet or person told something, and stands only beside the articles' sentences."""
        unknown = not any(map(self._retriever.known, name.stems))
        return unknown and heard(question, name) and self._retriever.writes(name.text)

    def ranked(self, query: Query, shape: Shape, found: Sequence[Candidate]) -> list[Candidate]:
        """Put what was found in the order in which it fits what the question asks for."""
        asked = query.repaired
        speaker = asked_to_speak(asked, shape.names)
        wanted = Wanted(
            asked, shape.names, query.stems, speaker, holder_of(asked), asks_why(asked), either_way(asked)
        )
        return self.candidates.ranked(wanted, found)

    def weighed(self, question: str) -> str | None:
        """Return the issue that a question of yes or no, this or that, is about; None for none and for several."""
        issues = self._look_ups.issues(question) if either_way(question) else frozenset()
        return next(iter(issues)) if len(issues) == 1 else None

    def decided(self, query: Query, shape: Shape, candidates: Sequence[Candidate], issue: str | None) -> Decision:
        """Decide what the candidates, best first, are to a question; ``issue`` is the one that it weighs."""
        stems = frozenset(query.stems)
        considered = candidates[: self._settings.considered] if issue is not None else ()
        taken = {one.issue for candidate in considered for one in self.candidates.stances(candidate)}
        evidence = Evidence(
            query.repaired,
            shape,
            stems,
            {stem: self._retriever.idf(stem) for stem in stems},
            self._retriever.known,
            candidates,
            self._foreign(query.repaired),
            weighed=issue in taken,
            stems_of=self._retriever.stems,
            mentioned=self._look_ups.mentioned,
            alike=self._retriever.alike,
        )
        return decide(evidence, self._settings)

    def explained(self, question: str) -> list[str]:
        """Say in lines for people what was found for a question, with scores, and what was decided from it."""
        query = self.query(question)
        shape = self.shape(query.repaired)
        found = self.candidates.of(query, self._retriever.search(query, RETRIEVED))
        candidates = self.ranked(query, shape, found)
        decision = self.decided(query, shape, candidates, self.weighed(query.repaired))
        lines = [
            f"searched: {query.repaired}",
            f"stems: {' '.join(query.stems)}",
            f"kind: {shape.kind}; names: {', '.join(n.text for n in shape.names) or 'none'}; "
            f"takes for granted: {shape.presupposes}",
            f"decided: {decision.verdict}" + (f" ({decision.reason})" if decision.reason else ""),
        ]
        for i in decision.order[:10]:
            c = candidates[i]
            mark = "!" if i in decision.corrections else " "
            lines.append(f"{mark} {c.score:.3f} cos {c.dense:.3f} {c.article} ¶{c.paragraph} {c.text[:90]}")
        return lines

    def _foreign(self, question: str) -> bool:
        """Whether most words of a question are neither the record's nor English; two or three may all be names."""
        words = [unowned(match.group()).lower() for match in WORD.finditer(question)]
        words = [word for word in words if word.isalpha()]
        strange = sum(not self._retriever.speller.knows(word) for word in words)
        return strange > len(words) / 2 and (len(words) > 3 or not any(word.isascii() for word in words))
