"""Question in, answer out. Blocking and safe from many threads; renderers and the loop live elsewhere."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import version

from bot.answering.answer import VERDICTS, Answer, Coverage, Excerpt, Role
from bot.answering.asides import Aside, aside_of, told
from bot.answering.candidate import Candidate
from bot.answering.candidates import Candidates, Wanted
from bot.answering.casing import Casing
from bot.answering.claims import held_against
from bot.answering.composer import Composer
from bot.answering.continuation import asked_for, with_continuations
from bot.answering.copies import Copies
from bot.answering.coverage import coverage_of
from bot.answering.decide import Decision, decide
from bot.answering.evidence import Evidence
from bot.answering.excerpts import ExcerptMaker, spread_over_outlets, without_repeats
from bot.answering.focus import kind_of
from bot.answering.follow_up import combined
from bot.answering.gate import pass_gate
from bot.answering.look_ups import LookUps
from bot.answering.named import Named
from bot.answering.question import Shape, asked_to_speak, either_way, holder_of, shape_of
from bot.answering.raw_text import who_is
from bot.answering.reasons import NO_REASON, asks_why, reasoned
from bot.answering.recency import asks_now, newest_first, older
from bot.answering.standing_asked import standing_asked
from bot.answering.standings import side_asked, stances_of, voices
from bot.answering.words_of import WordsOf
from bot.errors import UsageError
from bot.record.article import Article
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD
from embeddings.clean import clean
from embeddings.retriever import Hit, Query, Retriever
from embeddings.text import CleanText, text_of

NOTHING = Coverage(0, 0, None)
RETRIEVED = 40
"""Sentences looked at for one question: enough for both sides and for the excerpts behind "more"."""
WIDELY = 120
"""... where several voices or figures are asked for: the other one may be worded quite otherwise."""
CLAIM_LONGEST = 4
"""A claim to be checked may be so many times as long as a question."""


@dataclass(frozen=True, slots=True)
class Context:
    """An excerpt's words with the paragraphs around them, all verbatim."""

    article: str
    title: str | None
    before: str
    text: str
    after: str
    paragraph: int


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
        self._candidates = Candidates(retriever, articles, look_ups, settings)
        self._casing = Casing(retriever.words.capitals, retriever.words.lowers, look_ups.names)
        self._maker = ExcerptMaker(
            self._articles.__getitem__,
            self._text,
            look_ups.speaker,
            look_ups.alignment,
            Copies(articles, self._text).saying,
            settings.max_excerpt_characters,
        )
        self._named = Named(articles, look_ups.alignment, settings.max_excerpt_characters)
        self._words_of = WordsOf(look_ups, self._candidates.said_for, retriever.stems, settings.near_in_meaning)
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
        problem = self._unusable(question, self._settings.max_question_characters)
        if problem:
            return Answer(question, "rejected", (), NOTHING, problem)
        before = [line for line in (previous or "").split("\n") if line.strip() and aside_of(line) is None]
        aside = aside_of(one_line(question))
        if aside is not None and before:
            return self._aside(question, aside, before, actor)
        wanted = self._look_ups.actor_id(actor) if actor else None
        if actor and wanted is None:
            return Answer(question, "rejected", (), NOTHING, f"No actor called “{one_line(actor)}” is known.")
        asked = combined(one_line(question), "\n".join(before), self.shape)
        query = self._query(asked)
        answer = self._answer(question, query, wanted)
        notes = []
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
        problem = self._unusable(claim, CLAIM_LONGEST * self._settings.max_question_characters)
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
        found = self._articles.get(article)
        if found is None or not 0 <= start < end <= len(found.raw):
            raise UsageError(f"The record does not hold characters {start} to {end} of article {article}.")
        text = clean(found.raw)
        body = text.body
        here = [i for i, block in enumerate(body) if block.start < end and start < block.end]
        first, last = (here[0], here[-1]) if here else (0, -1)
        before = "\n\n".join(text.words(b.start, b.end) for b in body[max(0, first - 1) : first])
        lead = text.words(body[first].start, start) if here else ""
        tail = text.words(end, body[last].end) if here else ""
        after = "\n\n".join(text.words(b.start, b.end) for b in body[last + 1 : last + 2])
        return Context(
            article,
            found.title,
            "\n\n".join(filter(None, [before, lead.rstrip()])),
            found.raw[start:end],
            "\n\n".join(filter(None, [tail.lstrip(), after])),
            body[first].paragraph if here else 0,
        )

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

    def shape(self, question: str) -> Shape:
        """Read what a question asks for."""
        return shape_of(question, self._casing, self._retriever.stems)

    def explain(self, question: str) -> list[str]:
        """Say in lines for people what was retrieved for a question, with scores, and what was decided from it."""
        query = self._query(one_line(question))
        shape = self.shape(query.repaired)
        found = self._candidates.of(query, self._retriever.search(query, RETRIEVED))
        candidates = self._ranked(query, shape, found)
        decision = self._decide(query, shape, candidates, self._weighed(query.repaired))
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

    def _answer(self, question: str, query: Query, actor: str | None) -> Answer:
        shape = self.shape(query.repaired)
        issue = self._weighed(query.repaired)
        shape, found, further = self._gathered(query, shape, actor, wide=issue is not None)
        candidates = self._ranked(query, shape, found)
        decision = self._decide(query, shape, candidates, issue)
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
        ordered = [candidates[i] for i in decision.order]
        if asks_now(query.repaired) and shape.kind == "other":
            ordered = newest_first(ordered)
        gives = asked_for(query.repaired) if not decision.corrections else None
        if gives is not None:
            ordered = with_continuations(ordered, gives, self._candidates.following)
        ordered += self._candidates.of(query, further)
        first: list[tuple[Candidate, Role]] = [
            (candidate, "answer")
            for candidate in voices(stood, ordered, self._settings.max_excerpts, side_asked(query.repaired))
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

    def _query(self, question: str) -> Query:
        """A question as it is searched; the noun that asks for a name or a time stands in no answer."""
        query = self._retriever.query(question)
        noun = kind_of(query.repaired)
        sought = tuple(stem for stem in query.stems if stem not in self._retriever.stems(noun)) if noun else ()
        return replace(query, stems=sought) if len(sought) > 1 else query

    def _gathered(
        self, query: Query, shape: Shape, actor: str | None, *, wide: bool
    ) -> tuple[Shape, list[Candidate], Sequence[Hit]]:
        """Return the question's shape, what is nearest to it, and what is further off.

        The decision is taken from what is nearest; further off only other voices and figures are looked for. Of an
        actor only what is said for it counts; of an author, who is then no name to look for, what that author wrote.
        """
        own = frozenset[str]()
        if who_is(query.repaired) is None:
            shape, own = self._named.wrote(shape, self._retriever.known)
        wide = wide or shape.kind == "quantity" or bool(own)
        hits = self._retriever.search(query, 8 * RETRIEVED if actor is not None else WIDELY if wide else RETRIEVED)
        near = len(hits) if actor is not None or own else RETRIEVED
        found = self._candidates.of(query, hits[:near])
        if actor is not None:
            found = [c for c in found if self._candidates.said_for(actor, c)]
        if own:
            found = [c for c in found if c.article in own] or found
        return shape, found, hits[near:]

    def _of_them(self, actors: frozenset[str], candidate: Candidate) -> bool:
        """Whether a sentence is by one of the actors or names one; any sentence where there are none."""
        named = not actors or not actors.isdisjoint(self._look_ups.mentioned(candidate.text))
        return named or any(self._candidates.said_for(actor, candidate) for actor in actors)

    def _ranked(self, query: Query, shape: Shape, found: Sequence[Candidate]) -> list[Candidate]:
        asked = query.repaired
        speaker = asked_to_speak(asked, shape.names)
        wanted = Wanted(shape.names, query.stems, speaker, holder_of(asked), asks_why(asked), either_way(asked))
        return self._candidates.ranked(wanted, found)

    def _weighed(self, question: str) -> str | None:
        """Return the issue that a question of yes or no, this or that, is about; None for none and for several."""
        issues = self._look_ups.issues(question) if either_way(question) else frozenset()
        return next(iter(issues)) if len(issues) == 1 else None

    def _declined(self, question: str, candidates: Sequence[Candidate], decision: Decision) -> Answer:
        roles: list[tuple[Candidate, Role]] = [
            (candidates[i], "correction" if i in decision.corrections else "nearest")
            for i in decision.order
            if i in decision.corrections or candidates[i].dense >= self._settings.min_similarity
        ]
        excerpts = self._excerpts(roles)[: self._settings.excerpts_first]
        return Answer(
            question, "not_in_corpus", excerpts, coverage_of(excerpts), decision.reason, tuple(self._look_ups.covers)
        )

    def _decide(self, query: Query, shape: Shape, candidates: Sequence[Candidate], issue: str | None) -> Decision:
        stems = frozenset(query.stems)
        considered = candidates[: self._settings.considered] if issue is not None else ()
        taken = {one.issue for candidate in considered for one in self._candidates.stances(candidate)}
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
            alike=self._retriever.alike,
        )
        return decide(evidence, self._settings)

    def _foreign(self, question: str) -> bool:
        """Whether most words of a question are neither the record's nor English; two or three may all be names."""
        words = [match.group().removesuffix("'s").removesuffix("’s").lower() for match in WORD.finditer(question)]
        words = [word for word in words if word.isalpha()]
        strange = sum(not self._retriever.speller.knows(word) for word in words)
        return strange > len(words) / 2 and (len(words) > 3 or not any(word.isascii() for word in words))

    def _excerpts(self, roles: Sequence[tuple[Candidate, Role]], spread: bool = True) -> tuple[Excerpt, ...]:
        most = self._settings.max_excerpts
        made = (self._maker.excerpt(candidate, role) for candidate, role in roles)
        kept: Sequence[Excerpt] = without_repeats(made, most)
        if spread:
            kept = spread_over_outlets(kept, self._settings.excerpts_first)
        return pass_gate(kept, {excerpt.article: self._articles[excerpt.article].raw for excerpt in kept})

    def _body(self, article: str) -> CleanText:
        return text_of(self._articles[article].raw, self._retriever.sentences_of(article))

    def _unusable(self, question: str, longest: int) -> str | None:
        """Say why a question cannot be taken, None where it can."""
        words = one_line(question)
        if not words:
            return "Ask a question: who said what, where or when."
        if len(words) > longest:
            return f"That is {len(words)} characters long; ask in at most {longest}."
        if not any(character.isalnum() for character in words):
            return "That holds no words; ask a question in words."
        return None


def one_line(text: str) -> str:
    """Return ``text`` on one line without control and format characters."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text
                   if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))  # fmt: skip
    return " ".join(kept.split())
