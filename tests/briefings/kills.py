"""Real kills: the bot's process against the simulated Discord, and the count of what was posted afterwards."""

import asyncio
import os
import random
import re
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from simcord.components import walk_components

from bot.briefings.service import Briefings
from bot.briefings.steps import VARIABLE
from bot.briefings.zones import Zones
from bot.demo.wire import Fault, FaultKind, WireServer
from bot.record.database import Database
from bot.record.deliveries import Picture
from bot.record.schedules import Schedule, ScheduleStore
from bot.record.shards import ALL
from bot.settings import BriefingSettings
from tests.briefings.records import FIRST, Records

ROOT = Path(__file__).parents[2]
STEPS = (
    *("due", "composed", "planned", "begun", "anchored", "claimed", "posted", "confirmed"),
    *("in-doubt", "looked"),
)
"""Every named step of planning and posting, in order; the last two only after a doubt."""

MESSAGES = "/channels/*/messages"
REFERENCE = re.compile(r"ref ([0-9a-f]{12})")
LEASE = timedelta(seconds=1.5)
"""What a killed bot had in hand is another's after so long; as long as a bot here waits for an answer."""
STARTS_WITHIN = 120.0
"""Seconds that a bot may take to start, on a machine with many other processes."""
PICTURE = Picture("positions.png", bytes.fromhex("89504e470d0a1a0a") + b"a picture")


def hostile(window):
    """What goes wrong: about a third of the posts, a tenth of the look-ups.

    discord.py repeats a request that was answered 502 by itself, after more than a second: that is left to Discord's
    memory of nonces, and only tried where that is as long as Discord's.
    """
    faults = [
        Fault(FaultKind.HANG, "POST", MESSAGES, times=None, probability=0.05, seconds=2.0),
        Fault(FaultKind.ACCEPT_HANG, "POST", MESSAGES, times=None, probability=0.08, seconds=2.0),
        Fault(FaultKind.ACCEPT_RESET, "POST", MESSAGES, times=None, probability=0.08),
        Fault(FaultKind.RESET, "POST", MESSAGES, times=None, probability=0.04),
        Fault(FaultKind.RATE_LIMIT, "POST", MESSAGES, times=None, probability=0.05, retry_after=0.2),
        Fault(FaultKind.STATUS, "GET", MESSAGES, times=None, probability=0.06, status=500),
        Fault(FaultKind.RESET, "GET", MESSAGES, times=None, probability=0.04),
        *(
            Fault(FaultKind.STATUS, method, MESSAGES, times=None, probability=0.03, status=status)
            for method in ("POST", "GET")
            for status in (400, 401, 403, 404)
        ),
    ]
    if window > 60:
        faults.append(Fault(FaultKind.ACCEPT_STATUS, "POST", MESSAGES, times=None, probability=0.06, status=502))
        faults.append(Fault(FaultKind.STATUS, "POST", MESSAGES, times=None, probability=0.04, status=500))
    return faults


def briefings_of(database, records, shards=ALL):
    settings = BriefingSettings(tick_seconds=0.3, retry_seconds=0.2)
    return Briefings.open(
        database, records.read, settings, zones=Zones(), draw=lambda briefing: PICTURE, shards=shards
    )


@dataclass
class Tally:
    """What became of one or many trials."""

    kills: int = 0
    kills_at: Counter = field(default_factory=Counter)
    messages: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    bad_stores: int = 0
    faults: Counter = field(default_factory=Counter)

    @property
    def clean(self):
        return not (self.lost or self.doubled or self.out_of_order or self.bad_stores)

    def add(self, other):
        for name in ("kills", "messages", "lost", "doubled", "out_of_order", "bad_stores"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.kills_at += other.kills_at
        self.faults += other.faults


class Trial:
    """Some schedules that are due at once, a hostile Discord, and a bot that keeps being killed.

    With ``others`` so many bots post from the same store beside it, and end with each of its lives. Where Discord's
    memory of nonces is shorter than a lease, there should be none.
    """

    def __init__(self, folder, *, seed, window, schedules=6, url=None, others=0):
        self.folder = Path(folder)
        self.url = url
        self.random = random.Random(seed)
        self.window = window
        self.count = schedules
        self.others = others
        self.tally = Tally()

    async def run(self, deaths):
        """``deaths`` are steps ("claimed", "*:0.1") or seconds; each is one life of the process."""
        async with WireServer(nonce_window=self.window) as server:
            self.server = server
            self._furnish()
            server.faults.add(*hostile(self.window))
            for death in deaths:
                await self._live(death)
            server.faults.clear()
            await self._live(None)
            self._count()
        return self.tally

    def _furnish(self):
        self.database = Database(self.folder / "record.sqlite3", url=self.url)
        Records(self.database).add("one", FIRST)
        guild = self.server.world.create_guild("Desk")
        self.channels = [guild.create_text_channel(f"intel-{number}") for number in range(3)]
        self.alice = guild.add_member(self.server.world.create_user("alice"))
        self.guild = guild
        self._schedule(self.count)

    def _schedule(self, count, channels=None):
        """As many schedules more, each due half an hour ago."""
        channels = channels or self.channels
        now = datetime.now(UTC)
        due = now - timedelta(minutes=30)
        for number in range(count):
            channel = channels[number % len(channels)].id
            start = now - timedelta(hours=2)
            at = due.time().replace(second=0, microsecond=0)
            ScheduleStore(self.database).add(Schedule(self.guild.id, channel, self.alice.id, at, "UTC", start))

    async def _start(self, death, errors, *shard):
        """A bot's process, which dies by itself at a step where ``death`` names one."""
        environment = self.server.environment(os.environ) | {"OMP_NUM_THREADS": "1"}
        if isinstance(death, str):
            environment[VARIABLE] = death
        where = [str(self.folder), *([self.url] if self.url else []), *shard]
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-m", "tests.briefings.kill_bot", *where),
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=errors,
        )

    async def _live(self, death):
        """One life: killed at a step or by a timer, or (None) until everything is posted."""
        with (self.folder / "errors.txt").open("ab") as errors:
            process = await self._start(death, errors)
            others = [await self._start(None, errors) for _ in range(self.others)]
        ended = asyncio.create_task(process.wait())
        try:
            if isinstance(death, float):
                await self.server.until(lambda: self.server.ready or ended.done(), STARTS_WITHIN)
                await asyncio.sleep(death)
                process.send_signal(signal.SIGKILL)
            for _ in range(3000):
                if ended.done() or self._settled():
                    break
                if self.random.random() < 0.05:
                    await self.alice.send(self.channels[0], "chatter")
                await asyncio.sleep(0.04)
            else:
                raise AssertionError(f"not settled: {(self.folder / 'errors.txt').read_text()[-2000:]}")
        finally:
            if not ended.done():
                process.kill()
            status = await ended
            for other in others:
                other.kill()
                await other.wait()
        assert status == -signal.SIGKILL, (self.folder / "errors.txt").read_text()[-2000:]
        if death is not None:
            self.tally.kills += 1
            self.tally.kills_at[death.partition(":")[0] if isinstance(death, str) else "timer"] += 1

    def _settled(self):
        with self.database.connect() as connection:
            states = [row["state"] for row in connection.execute("SELECT state FROM edition")]
        return len(states) == self.count and set(states) <= {"posted", "failed"}

    def _count(self):
        tally = self.tally
        with self.database.connect() as connection:
            tally.bad_stores += bool(self.database.faults())
            rows = connection.execute("SELECT * FROM delivery ORDER BY edition, part").fetchall()
        by_channel = {channel.id: references(self.server.posted(channel.id)) for channel in self.channels}
        tally.messages += len(rows)
        tally.bad_stores += any(row["state"] != "sent" for row in rows)
        known = Counter()
        for row in rows:
            reference = row["reference"].removeprefix("ref ")
            found = by_channel[row["channel"]].count(reference)
            known[row["channel"]] += found
            tally.lost += found == 0
            tally.doubled += max(0, found - 1)
        for channel, found in by_channel.items():
            mine = [row["reference"].removeprefix("ref ") for row in rows if row["channel"] == channel]
            tally.out_of_order += list(dict.fromkeys(found)) != mine
            tally.doubled += max(0, len(found) - known[channel])
        for fault, _, _ in self.server.faults.hits:
            tally.faults[fault.kind.name] += 1


def references(messages):
    """The references shown by messages, in order."""
    found = []
    for message in messages:
        parts = [message.get("content") or ""]
        parts += [part.get("content") or "" for part in walk_components(message.get("components") or [])]
        found += REFERENCE.findall("\n".join(parts))
    return found
