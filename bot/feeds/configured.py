"""The feeds of ``config/feeds.toml``, for those who deploy by files."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.faults import Faults, gathered
from bot.record.feeds import Feed
from bot.sources.addresses import checked, normal
from bot.tables import Section, load_table
from embeddings.errors import ArticleError


class ConfiguredFeed(Section):
    """One feed: its address, and the outlet of its articles where the pages do not say it right."""

    url: str
    outlet: Annotated[str, Field(min_length=1, pattern=r"\S")] | None = None


class FeedsFile(Section):
    """The whole of ``feeds.toml``."""

    feed: tuple[ConfiguredFeed, ...] = ()


def load_feeds(path: Path, now: datetime, into: Faults | None = None) -> list[Feed]:
    """The feeds that the file names; none where there is no file.

    Raises:
        ConfigurationError: unknown keys, addresses that are none, or named twice, by name; with ``into`` they are
            added to it instead.

    """
    feeds: dict[str, Feed] = {}
    with gathered(into) as faults:
        table = load_table(path, FeedsFile, faults) if path.exists() else FeedsFile()
        for one in table.feed:
            try:
                url = str(normal(checked(one.url)))
            except ArticleError:
                faults.append(f"{path}: feed {one.url!r}, key url: an http(s) address expected.")
                continue
            if url in feeds:
                faults.append(f"{path}: feed {one.url!r}, key url: {url} is named twice: take one out.")
            feeds[url] = Feed(url, now, now, origin="config", outlet=one.outlet)
    return list(feeds.values())
