"""One file's way into the record: decoded, cleaned, embedded, stored; then read for statements."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import structlog

from bot.errors import ConfigurationError, UsageError
from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.manifest import Known, read_manifest
from embeddings.clean import clean
from embeddings.decode import SUFFIXES, decode
from embeddings.encoder import Encoder
from embeddings.errors import ArticleError
from embeddings.files import called, kind_of, read_regular
from embeddings.passages import passage_vectors, passages
from embeddings.text import CleanText

log = structlog.get_logger(__name__)

FEWEST_WORDS = 8
"""A text with fewer words of prose is a menu or a stub, not an article."""

Report = Callable[[int, int, str], None]
"""Told how many articles are done, how many there are, and the one in hand."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. ``detail`` says why, or what it is the same as."""

    name: str
    status: Literal["added", "replaced", "unchanged", "failed"]
    detail: str | None = None


class Ingestor:
    """Takes text files into the record. The article, its passages and vectors are stored in one transaction."""

    def __init__(self, articles: ArticleStore, encoder: Encoder, max_bytes: int) -> None:
        """Store into ``articles``, embedding with ``encoder``; files over ``max_bytes`` are refused."""
        self._articles = articles
        self._encoder = encoder
        self._max_bytes = max_bytes

    def ingest(self, paths: Iterable[Path], report: Report | None = None) -> list[Outcome]:
        """Take files, or the text files of folders, into the record; one bad file does not stop the others.

        Raises:
            UsageError: a path that does not exist, a folder without text files.
        """
        files = list(_files(paths))
        outcomes = []
        for number, found in enumerate(files):
            name = called(found.path)
            if report:
                report(number, len(files), name)
            try:
                if found.wrong:
                    raise ArticleError(found.wrong)
                data = read_regular(found.path, self._max_bytes, found.within)
                outcomes.append(self._take(found.path, data, found.known))
            except (ArticleError, OSError) as error:
                reason = (
                    str(error) if isinstance(error, ArticleError) else f"{name} cannot be read ({error.strerror})."
                )
                outcomes.append(Outcome(name, "failed", reason))
        if report:
            report(len(files), len(files), "")
        return outcomes

    def embed_again(self, report: Report | None = None) -> int:
        """Embed the articles whose vectors are of another model; the number of them."""
        stale = self._articles.embedded_otherwise(self._encoder.model_id)
        for number, article_id in enumerate(stale):
            if report:
                report(number, len(stale), article_id)
            article = self._articles.get(article_id)
            if article is not None:
                rows = self._rows(clean(article.raw))
                self._articles.replace_passages(article_id, rows, self._encoder.model_id)
        return len(stale)

    def _take(self, path: Path, data: bytes, known: Known | None) -> Outcome:
        if known and known.sha256 and known.sha256.lower() != hashlib.sha256(data).hexdigest():
            log.warning("the manifest describes another text of this file: check its facts", file=path.name)
        raw = decode(data, path.name)
        digest = content_hash(raw)
        former = self._articles.with_content(digest)
        if former is not None:
            return Outcome(
                path.name, "unchanged", None if former.id == path.stem else f"the same text as {former.id}"
            )
        text = clean(raw)
        if sum(len(text.words(s.start, s.end).split()) for s in text.sentences) < FEWEST_WORDS:
            raise ArticleError(f"{path.name} holds no prose: give the article's own text, not a page's menu.")
        replaces = self._articles.get(path.stem) is not None
        article = _article(path.stem, raw, digest, text, known)
        self._articles.replace(article, self._rows(text), self._encoder.model_id)
        return Outcome(path.name, "replaced" if replaces else "added")

    def _rows(self, text: CleanText) -> Sequence[PassageRow]:
        found = passages(text)
        vectors = passage_vectors(self._encoder, found)
        return [
            PassageRow(p.kind, p.start, p.end, p.paragraph, vector.tobytes())
            for p, vector in zip(found, vectors, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to be taken. ``within``: its links lead no further; ``wrong``: why it is not to be taken."""

    path: Path
    known: Known | None = None
    within: Path | None = None
    wrong: str | None = None


def _files(paths: Iterable[Path]) -> Iterable[_Found]:
    for path in paths:
        kind = kind_of(path)
        if kind == "a folder":
            inside = sorted(f for f in path.iterdir() if f.suffix.lower() in SUFFIXES and kind_of(f) != "a folder")
            if not inside:
                raise UsageError(f"{path} holds no text files ({', '.join(SUFFIXES)}): name the files themselves.")
            yield from _described(path, inside, path)
        elif kind is None:
            yield from _described(path.parent, [path], None)
        elif kind == "missing":
            raise UsageError(f"{path} does not exist: give text files or folders of them.")
        else:
            yield _Found(path)


def _described(folder: Path, files: Sequence[Path], within: Path | None) -> Iterable[_Found]:
    """Files with what the manifest of their folder knows; where it cannot be read, the folder is left alone."""
    try:
        manifest = read_manifest(folder)
    except ConfigurationError as error:
        yield _Found(folder / "manifest.toml", wrong=str(error))
        return
    if within is not None and "" in manifest.wrong:
        yield _Found(folder / "manifest.toml", wrong=manifest.wrong[""])
    for file in files:
        yield _Found(file, manifest.known.get(file.stem), within, manifest.wrong.get(file.stem))


def _article(name: str, raw: str, digest: str, text: CleanText, known: Known | None) -> Article:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = dict(known.values) if known else {}
    if "title" not in values and text.title is not None:
        values["title"] = text.words(*text.title)
    return Article(id=name, raw=raw, content_hash=digest, ingested_at=now, **values)
