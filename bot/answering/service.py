"""Question in, answer out. Blocking and safe from many threads; renderers and the loop live elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import version

from bot.answering.answer import VERDICTS, Answer, Coverage, Excerpt, Role
from bot.answering.asides import Aside, aside_of, told
from bot.answering.candidate import Candidate
from bot.answering.claims import held_against
from bot.answering.composer import Composer
from bot.answering.context import Context, context_of
from bot.answering.continuation import asked_for, with_continuations
from bot.answering.copies import Copies
from bot.answering.coverage import coverage_of
from bot.answering.decide import Decision
from bot.answering.excerpts import ExcerptMaker, spread_over_outlets, without_repeats
from bot.answering.follow_up import combined
from bot.answering.gate import pass_gate
from bot.answering.look_ups import LookUps
from bot.answering.named import Named
from bot.answering.reasons import NO_REASON, asks_why, reasoned
from bot.answering.recency import asks_now, newest_first, older
from bot.answering.search import RETRIEVED, Search
from bot.answering.speech import asked_to_speak, role_asked_to_speak
from bot.answering.standing_asked import standing_asked
from bot.answering.standings import side_asked, stances_of, voices
from bot.answering.wording import one_line, reworded, unusable
from bot.answering.words_of import WordsOf
from bot.record.article import Article
from bot.settings import AnsweringSettings
from embeddings.retriever import Query, Retriever
from embeddings.text import CleanText, text_of

NOTHING = Coverage(0, 0, None)
CLAIM_LONGEST = 4
"""A claim to be checked may be so many times as long as a question."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the record holds.

    ``copies`` counts the articles that repeat another, ``without_outlet`` those whose outlet is not known.
    """

    articles: int
    copies: int
    passages: int
    outlets: tuple[str, ...]
    without_outlet: int
    model: str
    last_ingest: str | None
    version: str


class Answering:
    """Answers from a snapshot of the record."""

    def __init__(
        self, retriever: Retriever, articles: Mapping[str, Article], look_ups: LookUps, settings: AnsweringSettings
    ) -> None:
        """Answer from ``articles`` by what ``retriever`` finds."""
        self._retriever = retriever
        self._articles = articles
        self._look_ups = look_ups
        self._settings = settings
        self._text = lru_cache(maxsize=256)(self._body)
        self._maker = ExcerptMaker(
            self._articles.__getitem__,
            self._text,
            look_ups.speaker,
            look_ups.alignment,
            Copies(articles, retriever.words.saying).saying,
            settings.max_excerpt_characters,
        )
        self._named = Named(articles, look_ups.alignment, settings.max_excerpt_characters, retriever.writes)
        self._search = Search(retriever, articles, look_ups, settings, self._named)
        self._candidates = self._search.candidates
        self._words_of = WordsOf(look_ups, self._candidates.said_for, retriever.stems)
        self._composer = Composer(
            retriever.index.vectors,
            look_ups.stands,
            self._candidates.stances,
            lambda candidate: self._maker.span(candidate.article, candidate.start),
        )

    def ask(self, question: str, *, actor: str | None = None, previous: str | None = None) -> Answer:
        """Answer a question. ``previous`` holds the earlier questions of its thread, one a line, oldest first.

        ``actor`` (an id or a name) keeps to what was said for that actor.
        """
        problem = unusable(question, self._settings.max_question_characters)
        if problem:
            return Answer(question, "rejected", (), NOTHING, problem)
        before = [line for line in (previous or "").split("\n") if line.strip() and aside_of(line) is None]
        aside = aside_of(one_line(question))
        if aside is not None and before:
            return self._aside(question, aside, before, actor)
        wanted = self._look_ups.actor_id(actor) if actor else None
        if actor and wanted is None:
            return Answer(question, "rejected", (), NOTHING, f"No actor called “{one_line(actor)}” is known.")
        asked = combined(one_line(question), "\n".join(before), self._search.shape)
        query = self._search.query(asked)
        answer = self._answer(question, query, wanted)
        notes = []
        other = reworded(query.repaired) if answer.status == "not_in_corpus" else None
        if other is not None:
            again = self._answer(question, self._search.query(other), wanted)
            if again.status == "answered":
                answer, asked = again, other
        if asked != one_line(question):
            notes.append(f"Understood as: “{asked}”")
        if query.repairs:
            notes.append(
                "Read as " + ", ".join(f"“{meant}” for “{written}”" for written, meant in query.repairs) + "."
            )
        return replace(answer, note=" ".join(filter(None, [answer.note, *notes])) or None)

    def _aside(self, question: str, aside: Aside, before: Sequence[str], actor: str | None) -> Answer:
        """Answer a bare follow-up by the excerpt that the question before it was answered with first."""
        former = self.ask(before[-1], actor=actor, previous="\n".join(before[:-1]) or None)
        if former.status != "answered":
            return replace(former, question=question)
        first, *rest = former.excerpts
        others = len({excerpt.article for excerpt in rest} - {first.article})
        shown = (first, *(rest if aside == "sure" else ()))
        return Answer(question, "answered", shown, coverage_of(shown), told(aside, first, others))

    def expect(self, question: str) -> None:
        """Note that ``ask`` is going to be called for a question, so that it is encoded together with others."""
        if len(question) <= self._settings.max_question_characters:
            self._retriever.expect(one_line(question))

    def check(self, claim: str) -> Answer:
        """Show the excerpts that bear on a claim, those that decide on it first.

        There is a verdict where the record speaks of the same actor and issue, or of the same quantity.
        """
        problem = unusable(claim, CLAIM_LONGEST * self._settings.max_question_characters)
        if problem:
            return Answer(claim, "rejected", (), NOTHING, problem)
        query = self._retriever.query(one_line(claim))
        candidates = self._candidates.of(query, self._retriever.search(query, RETRIEVED))
        best = max((candidate.dense for candidate in candidates), default=0.0)
        look_ups = self._look_ups
        held = held_against(look_ups.claim(one_line(claim)), look_ups.standings, look_ups.counted)
        if best < self._settings.min_claim_similarity and not held.stood:
            decision = Decision("declined", tuple(range(len(candidates))), (), VERDICTS["nothing"])
            return replace(self._declined(claim, candidates, decision), verdict="nothing")
        first = voices(held.stood, candidates, self._settings.excerpts_first)
        role: Role = "correction" if held.verdict == "otherwise" else "answer"
        roles: list[tuple[Candidate, Role]] = [(candidate, role) for candidate in first]
        excerpts = self._excerpts([*roles, *((candidate, "answer") for candidate in candidates)], spread=not first)
        return Answer(claim, "answered", excerpts, coverage_of(excerpts), verdict=held.verdict)

    def context(self, article: str, start: int, end: int) -> Context:
        """Return the paragraphs around a span of an article.

        Raises:
            UsageError: the record does not hold that article, or the span lies outside it.

        """
        return context_of(self._articles, article, start, end)

    def status(self) -> Status:
        """Count what the record holds."""
        articles = self._articles.values()
        return Status(
            len(self._articles),
            sum(article.same_as is not None for article in articles),
            len(self._retriever.index),
            tuple(sorted({article.outlet for article in articles if article.outlet})),
            sum(not article.outlet for article in articles),
            self._retriever.encoder.model_id,
            max((article.ingested_at for article in articles), default=None),
            version("communique"),
        )

    def explain(self, question: str) -> list[str]:
        """Say in lines for people what was found for a question, with scores, and what was decided from it."""
        return self._search.explained(one_line(question))

    def _answer(self, question: str, query: Query, actor: str | None) -> Answer:
        shape = self._search.shape(query.repaired)
        issue = self._search.weighed(query.repaired)
        shape, found, further = self._search.gathered(query, shape, actor, wide=issue is not None)
        candidates = self._search.ranked(query, shape, found)
        decision = self._search.decided(query, shape, candidates, issue)
        if actor is None and decision.verdict != "answered":
            presented = self._named.presented(question, query.text)
            if presented is not None:
                return presented
        issue_asked, wanted, stood = standing_asked(self._look_ups, query.repaired, actor)
        # Where somebody stands is answered by the ledger, whatever the sentences found make of the question.
        if decision.verdict != "answered" and not (wanted and stood):
            return self._declined(question, candidates, decision)
        if wanted and not stood and not self._words_of.on_issue(wanted, issue_asked, candidates):
            who = " or ".join(sorted(map(self._look_ups.actor_name, wanted)))
            reason = f"The record gives no position of {who} on {self._look_ups.issue_name(issue_asked)}."
            return self._declined(question, candidates, replace(decision, corrections=(), reason=reason))
        speaker = asked_to_speak(query.repaired, shape.names)
        considered = candidates[: self._settings.considered]
        if speaker is not None and not self._words_of.on(speaker, query.repaired, shape.names, considered):
            reason = f"The record holds no words of {speaker.text} on this."
            return self._declined(question, candidates, replace(decision, corrections=(), reason=reason))
        role = None if speaker else role_asked_to_speak(query.repaired)
        if role is not None and not self._words_of.of_role(query.repaired, role, shape.names, considered):
            reason = f"The record holds no words of {query.repaired[slice(*role)]} on this."
            return self._declined(question, candidates, replace(decision, corrections=(), reason=reason))
        ordered = [candidates[i] for i in decision.order]
        if speaker is not None:
            own = partial(self._words_of.on, speaker, query.repaired, shape.names)
            nearest = ordered[: self._settings.considered]
            ordered[: len(nearest)] = sorted(nearest, key=lambda one: not own([one]))
        if asks_now(query.repaired) and shape.kind == "other":
            ordered = newest_first(ordered)
        # What goes on from an actor's words need not be that actor's; a correction keeps its place.
        gives = asked_for(query.repaired) if actor is None and not decision.corrections else None
        if gives is not None:
            ordered = with_continuations(ordered, gives, self._candidates.following)
        ordered += self._candidates.of(query, further)
        first: list[tuple[Candidate, Role]] = [
            (candidate, "answer")
            for candidate in voices(
                stood,
                ordered,
                self._settings.max_excerpts,
                side_asked(query.repaired),
                newest=asks_now(query.repaired),
            )
        ]
        # Where one speaker's words are asked for, nobody else's are another side of them.
        alone = actor is not None or speaker is not None
        about = frozenset[str]() if alone else self._look_ups.issues(query.repaired)
        of_them = partial(self._of_them, self._look_ups.mentioned(query.repaired) - self._look_ups.chief)
        roles = self._composer.composed(ordered, issue, shape.kind, query.repaired, about, of_them)
        denials = {candidates[i].seq for i in decision.corrections}
        shown = first + [(c, "correction" if c.seq in denials else role) for c, role in roles]
        excerpts = self._excerpts(shown, spread=not first)
        if not excerpts:
            return self._declined(
                question, [], replace(decision, order=(), reason="Nothing could be shown verbatim.")
            )
        note = older(excerpts, self._settings.excerpts_first) if asks_now(query.repaired) else None
        if asks_why(query.repaired) and not reasoned(excerpts[: self._settings.excerpts_first]):
            note = NO_REASON
        stances = stances_of(issue_asked, stood, excerpts, self._look_ups.actor_name, self._look_ups.issue_name)
        return Answer(question, "answered", excerpts, coverage_of(excerpts), note, stances=stances)

    def _of_them(self, actors: frozenset[str], candidate: Candidate) -> bool:
        """Whether a sentence is by one of the actors or names one; any sentence where there are none."""
        named = not actors or not actors.isdisjoint(self._look_ups.mentioned(candidate.text))
        return named or any(self._candidates.said_for(actor, candidate) for actor in actors)

    def _declined(self, question: str, candidates: Sequence[Candidate], decision: Decision) -> Answer:
        roles: list[tuple[Candidate, Role]] = [
            (candidates[i], "correction" if i in decision.corrections else "nearest")
            for i in decision.order
            if i in decision.corrections or candidates[i].dense >= self._settings.min_similarity
        ]
        excerpts = self._excerpts(roles)[: self._settings.excerpts_first]
        return Answer(
            question,
            "not_in_corpus",
            excerpts,
            coverage_of(excerpts),
            decision.reason,
            tuple(self._look_ups.covers()),
        )

    def _excerpts(self, roles: Sequence[tuple[Candidate, Role]], spread: bool = True) -> tuple[Excerpt, ...]:
        most = self._settings.max_excerpts
        made = (self._maker.excerpt(candidate, role) for candidate, role in roles)
        kept: Sequence[Excerpt] = without_repeats(made, most)
        if spread:
            kept = spread_over_outlets(kept, self._settings.excerpts_first)
        kept = self._maker.joined(kept)
        return pass_gate(kept, {excerpt.article: self._articles[excerpt.article].raw for excerpt in kept})

    def _body(self, article: str) -> CleanText:
        return text_of(self._articles[article].raw, self._retriever.sentences_of(article))
