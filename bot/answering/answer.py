"""An answer as data: excerpts with citations, coverage, or an honest refusal. Rendered elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from bot.record.article import Article, other_outlets
from bot.record.statement import Stance

LABELS: Mapping[Stance, str] = {"opposes": "against", "supports": "for", "conditional": "on a condition"}
"""The stances that are named, in their order."""

Role = Literal["answer", "other-side", "correction", "nearest"]
Status = Literal["answered", "not_in_corpus", "rejected"]
Verdict = Literal["same", "otherwise", "nothing"]
"""What the record says of a claim: the same, otherwise, or nothing."""

VERDICTS: Mapping[Verdict, str] = {
    "same": "The record says the same.",
    "otherwise": "The record says otherwise.",
    "nothing": "The record says nothing that bears on this.",
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Verbatim whole sentences of one article with their citation.

    ``raw[start:end] == text``. ``focus`` is the span (raw code points) of the sentence that answers, shown in
    bold inside its context. ``outlet_alignment`` comes from ``config/outlets.toml``; None is unknown.
    ``score`` is the retrieval score in 0..1. ``copies`` are the articles that repeat this one and say it again.
    """

    role: Role
    article: str
    text: str
    start: int
    end: int
    focus: tuple[int, int]
    paragraph: int
    title: str | None
    outlet: str | None
    outlet_alignment: str | None
    machine_translated: bool | None
    url: str | None
    published: str | None
    published_basis: str | None
    speaker: str | None
    actor: str | None
    score: float
    copies: tuple[Article, ...] = ()

    @property
    def also_in(self) -> tuple[str, ...]:
        """The other outlets that say it again."""
        return other_outlets(self.outlet, self.copies)


def excerpt_of(
    article: Article,
    span: tuple[int, int],
    paragraph: int,
    alignment: str | None,
    *,
    role: Role = "answer",
    focus: tuple[int, int] | None = None,
    speaker: str | None = None,
    actor: str | None = None,
    score: float = 1.0,
    copies: tuple[Article, ...] = (),
) -> Excerpt:
    """Return a span of an article as an excerpt, with what is known of the article.

    ``alignment`` is that of its outlet; without ``focus`` the whole span answers.
    """
    start, end = span
    return Excerpt(
        role=role,
        article=article.id,
        text=article.raw[start:end],
        start=start,
        end=end,
        focus=focus or span,
        paragraph=paragraph,
        title=article.title,
        outlet=article.outlet,
        outlet_alignment=alignment,
        machine_translated=article.machine_translated,
        url=article.url,
        published=article.published,
        published_basis=article.published_basis,
        speaker=speaker,
        actor=actor,
        score=score,
        copies=copies,
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands behind the excerpts shown: how many articles and outlets, and the latest date known."""

    articles: int
    outlets: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class Stances:
    """Who takes one stance on an issue: (actor id, name, place in the answer's excerpts of the words that say so)."""

    issue: str
    issue_name: str
    stance: Stance
    actors: tuple[tuple[str, str, int], ...]

    @property
    def label(self) -> str:
        """The stance in words for people."""
        return LABELS[self.stance]

    @property
    def named(self) -> Iterator[tuple[list[str], int]]:
        """The names that each excerpt stands behind, with its place, in the order of the excerpts."""
        for place, group in groupby(self.actors, key=lambda actor: actor[2]):
            yield [name for _, name, _ in group], place


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said back to one question.

    ``excerpts`` are in the order shown, best first; renderers show the first three and offer the rest.
    ``note`` is one sentence for people: what is missing in a refusal, what was repaired or assumed otherwise.
    ``covers`` lists what the record does cover (article titles or issue names), for refusals. ``stances`` say who
    stands where, against first, where the question asks for it. ``verdict`` is that on a claim, None where the record
    does not speak of the same actor and issue, or the same quantity.
    """

    question: str
    status: Status
    excerpts: tuple[Excerpt, ...]
    coverage: Coverage
    note: str | None = None
    covers: tuple[str, ...] = field(default=())
    stances: tuple[Stances, ...] = field(default=())
    verdict: Verdict | None = None
