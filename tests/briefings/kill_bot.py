"""The real bot with a small record, in a process of its own that tests kill.

``python -m tests.briefings.kill_bot FOLDER [ADDRESS [SHARD COUNT]]``.
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.discord.briefing import transport
from bot.discord.client import make_bot
from bot.discord.services import Services, Stores
from bot.logs import configure_logging
from bot.record.database import Database
from bot.record.shards import ALL, Shards
from bot.run import point_elsewhere
from bot.settings import DiscordSettings, LoggingSettings
from tests.briefings.kills import LEASE, briefings_of
from tests.briefings.records import Records


async def serve(folder: Path, url: str | None = None, shard: str = "0", count: str = "1") -> None:
    database = Database(folder / "record.sqlite3", url=url, lease=LEASE)
    shards = Shards(int(count), (int(shard),))
    settings = DiscordSettings(shard_ids=shards.ids, shard_count=shards.count) if shards != ALL else DiscordSettings()
    briefings = briefings_of(database, Records(database).load(), shards)
    services = Services(answering=None, stores=Stores.open(database), version="test", briefings=briefings)
    async with make_bot(services, settings) as bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    configure_logging(LoggingSettings())
    point_elsewhere(os.environ["DISCORD_API_BASE"])
    # A hanging request is given up soon, so that a test meets many of them.
    transport.SEND_TIMEOUT = transport.LOOK_TIMEOUT = 1.5
    asyncio.run(serve(Path(sys.argv[1]), *sys.argv[2:]))
