"""Everything that may be named to be taken in (files, folders, addresses), read as what it is."""

import asyncio
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

from bot.errors import UsageError
from bot.record.manifest import Known
from bot.settings import Settings
from bot.sources.addresses import normal, slug, stem
from bot.sources.dates import in_address
from bot.sources.files import Candidate, candidates, content
from bot.sources.formats import TYPES, format_of, most_bytes
from bot.sources.incoming import Incoming, Parsed, Refusal
from embeddings.errors import ArticleError
from embeddings.files import too_large

if TYPE_CHECKING:
    from bot.sources.fetch import Fetched, Fetcher

log = structlog.get_logger(__name__)

Place: TypeAlias = Path | Candidate | str
"""A file or folder, or an address as text."""
Tell = Callable[[str], None]
"""Told in a few words how far one thing is."""
_SAFE = re.compile(r"\w[\w.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Lot:
    """One thing to take in: what it is called, and its articles, which are read when asked for."""

    name: str
    read: Callable[[Tell], Iterator[Incoming | Refusal]]


class Intake:
    """Reads files and pages within the limits of the settings."""

    def __init__(self, settings: Settings) -> None:
        """Read articles up to ``max_article_bytes``, fetch as ``[fetching]`` says."""
        self._most = settings.record.max_article_bytes
        self._fetching = settings.fetching

    @cached_property
    def fetcher(self) -> "Fetcher":
        """What fetches; imported only where something is fetched."""
        from bot.sources.fetch import Fetcher

        return Fetcher(self._fetching)

    def lots(self, places: Iterable[Place]) -> list[Lot]:
        """What the places hold; nothing is read or fetched yet.

        Raises:
            UsageError: a path that does not exist, a folder without articles.
            ConfigurationError: a folder's manifest is wrong.
        """
        found = []
        for place in places:
            if isinstance(place, str):
                found.append(self._page(place))
            elif isinstance(place, Candidate):
                found.append(self._lot(place))
            else:
                found += [self._lot(one) for one in candidates([place])]
        return found

    def document(
        self,
        data: bytes,
        name: str,
        source: str,
        *,
        facts: Known | None = None,
        kind: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Incoming | Refusal]:
        """The articles in some bytes called ``name`` that are known again by ``source``.

        ``facts`` are a manifest's, which outrank the document's own; ``kind`` is a media type that outranks the
        ending of the name.
        """
        try:
            form = format_of(name, data, kind)
            most = form.most or self._most
            if len(data) > most:
                raise ArticleError(too_large(name, most))
            for found in form.read(data, name, charset):
                yield found if isinstance(found, Refusal) else self._incoming(found, name, source, facts)
        except ArticleError as error:
            yield Refusal(name, str(error))

    async def fetch(self, address: str, tell: Tell = lambda _words: None) -> "Fetched":
        """A page as it came.

        Raises:
            ArticleError: it may not be fetched, or cannot be.
        """
        return await self.fetcher.get(address, TYPES, report=lambda count: tell(f"{address} {count // 1000:,} kB"))

    def fetched(self, found: "Fetched") -> Iterator[Incoming | Refusal]:
        """The article of a page that came."""
        url = normal(found.url)
        for article in self.document(found.body, str(url), str(url), kind=found.kind, charset=found.charset):
            if isinstance(article, Refusal):
                yield article
                continue
            facts = {**article.facts, "url": str(url)}
            day = None if "published" in facts else in_address(str(url))
            if day:
                facts |= {
                    "published": day[0],
                    "published_precision": "day",
                    "published_basis": "inferred",
                    "published_evidence": f"the page's address: {day[1]}",
                }
            yield Incoming(article.name, stem(url), article.source, article.raw, facts, article.note)

    def _incoming(self, found: Parsed, name: str, source: str, known: Known | None) -> Incoming | Refusal:
        called = f"{name}#{found.key}" if found.key else name
        if len(found.text.encode()) > self._most:
            return Refusal(called, too_large(called, self._most))
        if found.key is None:
            facts: dict[str, Any] = {**found.facts, **(known.values if known else {})}
            return Incoming(called, Path(name).stem, source, found.text, facts, found.note)
        own = found.key if _SAFE.fullmatch(found.key) else slug(found.key)
        return Incoming(called, own, f"{source}#{found.key}", found.text, found.facts, found.note)

    def _lot(self, one: Candidate | Refusal) -> Lot:
        if isinstance(one, Refusal):
            return Lot(one.name, lambda _tell: iter([one]))
        return Lot(one.path.name, lambda _tell: self._file(one))

    def _file(self, candidate: Candidate) -> Iterator[Incoming | Refusal]:
        name = candidate.path.name
        try:
            data = content(candidate, most_bytes(name, self._most))
        except ArticleError as error:
            yield Refusal(name, str(error))
            return
        known = candidate.known
        if known and known.sha256 and known.sha256.lower() != hashlib.sha256(data).hexdigest():
            log.warning("the manifest describes another text of this file: check its facts", file=name)
        yield from self.document(data, name, f"file:{candidate.path.resolve()}", facts=known)

    def _page(self, address: str) -> Lot:
        def read(tell: Tell) -> Iterator[Incoming | Refusal]:
            try:
                found = asyncio.run(self.fetch(address, tell))
            except ArticleError as error:
                yield Refusal(address, str(error))
                return
            yield from self.fetched(found)

        return Lot(address, read)


def place(argument: str) -> Place:
    """What a person means who writes ``argument``: an address, or a file or folder.

    Raises:
        UsageError: an address that is not fetched.
    """
    if re.match(r"https?:", argument, re.IGNORECASE):
        return argument
    if re.match(r"[a-z][a-z0-9+.-]*://", argument, re.IGNORECASE):
        raise UsageError(f"{argument} is not fetched: only http and https are, and files by their path.")
    return Path(argument)
