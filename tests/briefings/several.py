"""Two bots on one database: one of them, or the server under them, is killed while they post."""

import asyncio
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.demo.wire import WireServer
from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.damage import RecordAway
from bot.record.database import Database
from tests.briefings.kills import Trial, hostile


@dataclass
class Writer:
    """Articles taken in by the minute beside the bots; what it was told is stored must be there, whole."""

    database: Database
    kept: int = 0
    refused: int = 0

    def run(self, stop):
        number = 0
        while not stop.is_set():
            number += 1
            raw = f"Text {number}."
            article = Article(f"w{number:06}", raw, content_hash(raw), "2026-01-01T00:00:00Z", outlet="Writer")
            row = PassageRow("sentence", 0, len(raw), 1, b"\0\0\x80\x3f" * 2)
            try:
                ArticleStore(self.database).replace(article, [row, row], "w")
            except RecordAway:
                self.refused += 1
            else:
                self.kept = number
                self.accepted.add(article.id)
            time.sleep(0.005)

    def __post_init__(self):
        self.accepted = set()

    def lost(self):
        """Accepted articles that are not there, or not whole."""
        with self.database.connect() as connection:
            rows = connection.execute(
                "SELECT article, count(*) FROM passage WHERE model = 'w' GROUP BY article"
            ).fetchall()
        whole = {row[0] for row in rows if row[1] == 2}
        return len(self.accepted - whole) + sum(row[1] != 2 for row in rows)


class Several(Trial):
    """Rounds of new schedules that are due at once; in each, something is killed while two bots run."""

    def __init__(self, folder, postgres, *, seed, window=120.0, schedules=4):
        super().__init__(folder, seed=seed, window=window, schedules=0, url=postgres.database())
        self.postgres = postgres
        self.each = schedules
        self.slowest = 0.0
        self.restarts = 0
        self.told = lambda _words: None

    async def run_rounds(self, deaths):
        """``deaths`` are steps, or seconds after which a bot is killed; "server" kills PostgreSQL instead."""
        async with WireServer(nonce_window=self.window) as server:
            self.server = server
            self._furnish()
            writer, stop = Writer(self.database), threading.Event()
            thread = threading.Thread(target=writer.run, args=(stop,))
            thread.start()
            try:
                for death in deaths:
                    server.faults.clear()
                    server.faults.add(*hostile(self.window))
                    await self._round(death)
            finally:
                stop.set()
                await asyncio.to_thread(thread.join)
            self._count()
            self.lost_rows = writer.lost()
            self.kept = len(writer.accepted)
        self.database.close()
        return self.tally

    async def run_shards(self):
        """One bot for each of two shards, with a server in each; until everything is posted."""
        async with WireServer(nonce_window=self.window) as server:
            self.server = server
            self._furnish()
            guilds = {}
            while len(guilds) < 2:
                guild = server.world.create_guild("Other desk")
                guilds.setdefault((guild.id >> 22) % 2, guild)
                await asyncio.sleep(0.001)
            self.channels = [guild.create_text_channel("intel") for guild in guilds.values()]
            for guild in guilds.values():
                guild.add_member(self.alice.user)
            self.count = 2
            for guild, channel in zip(guilds.values(), self.channels, strict=True):
                self.guild = guild
                self._schedule(1, [channel])
            with (self.folder / "errors.txt").open("ab") as errors:
                one = await self._start(None, errors, "0", "2")
                try:
                    await self._until(lambda: self._posted() == 1)
                    alone = [len(server.posted(channel.id)) for channel in self.channels]
                    other = await self._start(None, errors, "1", "2")
                    try:
                        await self._until(self._quietly_settled)
                    finally:
                        other.kill()
                        await other.wait()
                finally:
                    one.kill()
                    await one.wait()
            self._count()
        self.database.close()
        return alone, [shard for shard in guilds]

    async def _round(self, death):
        with (self.folder / "errors.txt").open("ab") as errors:
            first = await self._start(death if isinstance(death, str) and death != "server" else None, errors)
            await self._until(lambda: self.server.ready or first.returncode is not None)
            other = await self._start(None, errors)
            processes = [first, other]
            supervisor = asyncio.create_task(self._restart(processes, errors))
            try:
                self.count += self.each
                self._schedule(self.each)
                await self._kill(death, first)
                killed = time.monotonic()
                self.tally.kills += 1
                self.tally.kills_at["timer" if isinstance(death, float) else death] += 1
                posted = self._posted()
                await self._until(lambda: self._posted() > posted or self._quietly_settled())
                self.slowest = max(self.slowest, time.monotonic() - killed)
                self.server.faults.clear()
                await self._until(self._quietly_settled)
                self.told(f"{self.tally.kills} kills, {self._posted()} messages, the last: {death}")
            finally:
                supervisor.cancel()
                for process in processes:
                    with suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()

    async def _restart(self, processes, errors):
        """Start a bot again that has ended by itself, as whoever runs one does: at its start it needs the record."""
        while True:
            for place, process in enumerate(processes):
                if process.returncode not in (None, -signal.SIGKILL):
                    processes[place] = await self._start(None, errors)
                    self.restarts += 1
            await asyncio.sleep(0.2)

    async def _kill(self, death, process):
        if death == "server":
            await asyncio.sleep(self.random.uniform(0.1, 2.0))
            await asyncio.to_thread(self.postgres.kill)
            await asyncio.sleep(self.random.uniform(0.0, 1.0))
            await asyncio.to_thread(self.postgres.start)
        elif isinstance(death, float):
            await asyncio.sleep(death)
            process.send_signal(signal.SIGKILL)
            await process.wait()
        else:
            await self._until(lambda: process.returncode is not None or self._quietly_settled())
            if process.returncode is None:  # the other one had its turn: this one is killed idle
                process.kill()
                await process.wait()

    async def _until(self, condition, seconds=300):
        end = time.monotonic() + seconds
        while not await asyncio.to_thread(condition):
            if time.monotonic() > end:
                said = (self.folder / "errors.txt").read_text()[-2000:]
                raise AssertionError(f"not settled: {await asyncio.to_thread(self._open)}; {said}")
            await asyncio.sleep(0.05)

    def _open(self):
        """What is left to be posted, for whoever looks for the cause."""
        with self.database.connect() as connection:
            columns = "edition, channel, state, tries, not_before, owner, leased_until"
            rows = connection.execute(f"SELECT {columns} FROM delivery WHERE state IN ('pending', 'sending')")
            states = connection.execute("SELECT state, count(*) FROM edition GROUP BY state").fetchall()
        return f"{self.count} wanted, {[tuple(row) for row in (*states, *rows)]} at {datetime.now(UTC)}"

    def _posted(self):
        return sum(len(self.server.posted(channel.id)) for channel in self.channels)

    def _quietly_settled(self):
        try:
            return self._settled()
        except RecordAway:
            return False
