"""A feed's bytes read: its title and its items. Runs where it may be killed: a hostile feed takes minutes."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from time import struct_time
from typing import Any

from bot.sources.addresses import checked, normal
from embeddings.errors import ArticleError

MOST_ITEMS = 200
"""The first so many count."""

MAX_BYTES = 5_000_000
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: the normalised address of its page, its title, when the feed says it last changed.

    ``published`` is an ISO date, as precise as a day.
    """

    url: str
    title: str | None
    stamp: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's title and its items, as they stand in it, each address once."""

    title: str | None
    entries: tuple[Entry, ...]


def parse(data: bytes, name: str) -> ParsedFeed:
    """Read RSS or Atom; ``name`` is what the feed is called in messages.

    Raises:
        ArticleError: too large, with a document type or entities of its own, or no feed.

    """
    import feedparser

    if len(data) > MAX_BYTES:
        raise ArticleError(f"{name} is larger than {MAX_BYTES:,} bytes: follow a smaller feed of the same site.")
    if DECLARATION.search(_ascii(data)):
        raise ArticleError(
            f"{name} declares a document type or entities, which no feed needs: follow another of that site."
        )
    try:
        # As a stream: a string that looks like an address would be fetched.
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    except ValueError as error:
        raise ArticleError(f"{name} is damaged and cannot be read as a feed: try again later.") from error
    if not found.get("version"):
        raise ArticleError(f"{name} is no RSS or Atom feed: give the address of the feed itself.")
    entries: dict[str, Entry] = {}
    for raw in found.entries[:MOST_ITEMS]:
        entry = _entry(raw)
        if entry is not None:
            entries.setdefault(entry.url, entry)
    return ParsedFeed(_words(found.feed.get("title")), tuple(entries.values()))


def unpacked(value: Mapping[str, Any]) -> ParsedFeed:
    """A parsed feed as it comes from the worker process."""
    return ParsedFeed(value["title"], tuple(Entry(**entry) for entry in value["entries"]))


def _ascii(data: bytes) -> bytes:
    """The bytes that spell letters in every encoding of Unicode: UTF-16 and UTF-32 pad theirs with zeros."""
    return data.replace(b"\0", b"")


def _entry(raw: dict[str, Any]) -> Entry | None:
    try:
        url = str(normal(checked(str(raw.get("link", "")).strip())))
    except ArticleError:
        return None
    # feedparser's own mapping takes one date for the other, and warns.
    changed = dict.get(raw, "updated") or dict.get(raw, "published")
    return Entry(url, _words(raw.get("title")), _words(changed), _day(raw.get("published_parsed")))


def _words(text: object) -> str | None:
    """Plain words on one line, without tags."""
    if not isinstance(text, str):
        return None
    bare = unescape(TAG.sub(" ", text))
    return " ".join("".join(c if c.isprintable() else " " for c in bare).split())[:LONGEST_TITLE] or None


def _day(moment: struct_time | None) -> str | None:
    if moment is None or not 1000 <= moment.tm_year <= 9999:
        return None
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
