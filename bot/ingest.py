"""An article's way into the record: cleaned, embedded, read for statements, stored in one transaction."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal

import structlog

from bot.errors import NO_ARTICLES_OWN, unforeseen
from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.bulk import settle
from bot.record.keeping import Keeper
from bot.record.readings import Findings
from bot.record.reservations import Overtaken
from bot.sources.incoming import Incoming, Refusal
from bot.sources.intake import Intake, Lot, Place
from embeddings.clean import clean
from embeddings.encoder import Encoder
from embeddings.errors import ArticleError
from embeddings.passages import passage_vectors_with_tokens, passages
from embeddings.sketch import Sketch
from embeddings.text import CleanText

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 0.2
"""Between two looks whether another process is done with a text."""
FEWEST_WORDS = 8
"""A text with fewer words of prose is a menu or a stub, not an article."""

Report = Callable[[int, int, str], None]
"""Told how many articles are done, how many there are, and the one in hand."""

Read = Callable[[Article, CleanText], Findings]
"""Reads an article for statements and positions."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, and its id in the record. ``detail`` says why, or what it is the same as."""

    name: str
    status: Literal["added", "replaced", "unchanged", "failed"]
    detail: str | None = None
    article: str | None = None


class Ingestor:
    """Takes articles into the record: text, passages, vectors, statements and positions, or nothing of it."""

    def __init__(self, articles: ArticleStore, keeper: Keeper, encoder: Encoder, read: Read, intake: Intake) -> None:
        """Embed with ``encoder``, read with ``read``, store with ``keeper``; files and pages come by ``intake``."""
        self._articles = articles
        self._keeper = keeper
        self._encoder = encoder
        self._read = read
        self._intake = intake

    def lots(self, places: Iterable[Place]) -> list[Lot]:
        """The files, the files of folders, and the pages named; nothing is read or fetched yet.

        Raises:
            UsageError: a path that does not exist, a folder without articles.
            ConfigurationError: a folder's manifest is wrong.
        """
        return self._intake.lots(places)

    def ingest(self, lots: Sequence[Lot], report: Report | None = None) -> list[Outcome]:
        """Take what was named into the shared record; a bad one does not stop the others.

        What another process has in hand is left to it, and looked at again when others are done.
        """
        report = report or (lambda _done, _total, _name: None)
        outcomes: list[Outcome | None] = []
        elsewhere: dict[int, Incoming] = {}
        for number, lot in enumerate(lots):
            report(number, len(lots), lot.name)
            for found in lot.read(partial(report, number, len(lots))):
                report(number, len(lots), found.name)
                if isinstance(found, Refusal):
                    outcomes.append(Outcome(found.name, "failed", found.reason))
                    continue
                elsewhere[len(outcomes)] = found
                outcomes.append(None)
                self._try(elsewhere, outcomes)
                settle()
        while elsewhere:
            report(len(lots) - 1, len(lots), f"another process has {next(iter(elsewhere.values())).name} in hand")
            time.sleep(PAUSE_SECONDS)
            self._try(elsewhere, outcomes)
        report(len(lots), len(lots), "")
        return [outcome for outcome in outcomes if outcome is not None]

    def _try(self, waiting: dict[int, Incoming], outcomes: list[Outcome | None]) -> None:
        """Take those of some texts that no other process has in hand; what becomes of each goes to its place."""
        for place, incoming in list(waiting.items()):
            try:
                outcomes[place] = self.attempt(incoming)
            except NO_ARTICLES_OWN:
                raise
            except Exception as error:
                log.debug("an article could not be taken", article=incoming.name, exc_info=True)
                outcomes[place] = Outcome(incoming.name, "failed", unforeseen(incoming.name, error))
            if outcomes[place] is not None:
                del waiting[place]

    def take(self, incoming: Incoming, guild: int | None = None) -> Outcome:
        """Take one text into the shared record, or into a server's additions; wait while another process does."""
        while True:
            outcome = self.attempt(incoming, guild)
            if outcome is not None:
                return outcome
            time.sleep(PAUSE_SECONDS)

    def attempt(self, incoming: Incoming, guild: int | None = None) -> Outcome | None:
        """Take one text; None where another process has the same text, or one of the same name, in hand."""
        digest = content_hash(incoming.raw)
        known = self._known(incoming, digest, guild)
        if known is not None:
            return known
        reserved = (f"text {digest}", f"name {incoming.stem}")
        if not self._keeper.reservations.take(reserved):
            return None
        try:
            # What another process has stored since is known now; what comes later has to wait.
            return self._known(incoming, digest, guild) or self._store(incoming, guild, reserved)
        except Overtaken:
            log.info("another process has taken this in meanwhile", article=incoming.name)
            return None
        finally:
            self._keeper.reservations.leave(reserved)

    def _known(self, incoming: Incoming, digest: str, guild: int | None) -> Outcome | None:
        same = self._same(incoming, digest, guild)
        if same is None:
            return None
        detail = None if same.id == incoming.stem else f"the same text as {same.id}"
        return Outcome(incoming.name, "unchanged", detail, same.id)

    def _store(self, incoming: Incoming, guild: int | None, reserved: tuple[str, ...]) -> Outcome:
        try:
            article, text = self.prepare(incoming, guild)
        except ArticleError as error:
            return Outcome(incoming.name, "failed", str(error))
        replaces = self._articles.get(article.id) is not None
        findings = self._read(article, text)
        rows, model = self._rows(text), self._encoder.model_id
        copy = self._keeper.keep(article, rows, model, findings, Sketch.of(text), reserved)
        repeats = f"repeats {copy.article} ({copy.share * 100:.0f} % of its text)" if copy else None
        detail = "; ".join(filter(None, [incoming.note, repeats, what_is_missing(findings)])) or None
        return Outcome(incoming.name, "replaced" if replaces else "added", detail, article.id)

    def prepare(self, incoming: Incoming, guild: int | None = None) -> tuple[Article, CleanText]:
        """The article as it would be stored, and its cleaned text; nothing is stored.

        Raises:
            ArticleError: there is no prose in it.
        """
        text = clean(incoming.raw)
        if sum(len(text.words(s.start, s.end).split()) for s in text.sentences) < FEWEST_WORDS:
            raise ArticleError(f"{incoming.name} holds no prose: give the article's own text, not a page's menu.")
        article_id = self._articles.id_for(incoming.stem, incoming.source, guild)
        return article_of(article_id, incoming, guild, text), text

    def embed_again(self, report: Report | None = None) -> int:
        """Embed the articles whose vectors are of another model; the number of them."""
        stale = self._articles.embedded_otherwise(self._encoder.model_id)
        for number, article_id in enumerate(stale):
            if report:
                report(number, len(stale), article_id)
            article = self._articles.get(article_id)
            if article is not None:
                rows = self._rows(clean(article.raw))
                self._articles.replace_passages(article, rows, self._encoder.model_id)
        return len(stale)

    def _same(self, incoming: Incoming, digest: str, guild: int | None) -> Article | None:
        """The article that this would only repeat: the same text from the same outlet, or from nobody named."""
        there = self._articles.with_content(digest, guild)
        outlet = incoming.facts.get("outlet")
        return next((a for a in there if a.source == incoming.source or outlet in (None, a.outlet)), None)

    def _rows(self, text: CleanText) -> Sequence[PassageRow]:
        found = passages(text)
        vectors, tokens = passage_vectors_with_tokens(self._encoder, found)
        return [
            PassageRow(p.kind, p.start, p.end, p.paragraph, vector.tobytes(), own)
            for p, vector, own in zip(found, vectors, tokens, strict=True)
        ]


def what_is_missing(findings: Findings) -> str | None:
    """What an article does not give, in a sentence for whoever adds it; None where it gives all."""
    if findings.problem:
        return f"Searchable, but no statements were read: {findings.problem}."
    if not findings.bears:
        return "Searchable, but off the subject: it bears on no configured issue and gives no positions."
    return None


def article_of(article_id: str, incoming: Incoming, guild: int | None, text: CleanText) -> Article:
    """A text as an article of the record, with what its source states and what the text tells itself."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = dict(incoming.facts)
    if "title" not in values and text.title is not None:
        values["title"] = text.words(*text.title)
    if "language" not in values:
        from embeddings.language import language_of  # its model takes a while to load

        values["language"] = language_of(text)
    return Article(
        id=article_id,
        raw=incoming.raw,
        content_hash=content_hash(incoming.raw),
        ingested_at=now,
        source=incoming.source,
        guild=guild,
        **values,
    )
