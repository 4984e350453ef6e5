"""The feeds of ``config/feeds.toml``, for those who deploy by files."""

from datetime import datetime
from pathlib import Path

from bot.errors import ConfigurationError
from bot.record.feeds import Feed
from bot.settings import read_toml
from bot.sources.addresses import checked, normal
from embeddings.errors import ArticleError

KEYS = ("url", "outlet")


def load_feeds(path: Path, now: datetime) -> list[Feed]:
    """The feeds that the file names; none where there is no file.

    Raises:
        ConfigurationError: an unknown key, an address that is none, or one named twice, by name.

    """
    if not path.exists():
        return []
    tables = read_toml(path)
    unknown = set(tables) - {"feed"}
    if unknown or not isinstance(tables.get("feed", []), list):
        raise ConfigurationError(f"{path}: key {min(unknown, default='feed')}: only [[feed]] tables are read.")
    feeds: dict[str, Feed] = {}
    for number, table in enumerate(tables.get("feed", []), 1):
        where = f"{path}: feed {number}"
        if not isinstance(table, dict):
            raise ConfigurationError(f"{where}: a table [[feed]] expected, got {table!r}.")
        for key, value in table.items():
            if key not in KEYS:
                raise ConfigurationError(f"{where}: key {key}: there is no such key; url and outlet are read.")
            if not isinstance(value, str) or not value.strip():
                raise ConfigurationError(f"{where}: key {key}: text expected, got {value!r}.")
        try:
            url = str(normal(checked(table.get("url", ""))))
        except ArticleError as error:
            given = table.get("url")
            raise ConfigurationError(f"{where}: key url: an http(s) address expected, got {given!r}.") from error
        if url in feeds:
            raise ConfigurationError(f"{where}: key url: {url} is named twice.")
        feeds[url] = Feed(url, now, now, origin="config", outlet=table.get("outlet"))
    return list(feeds.values())
