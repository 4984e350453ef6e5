"""10,000 schedules over 40 zones due within one hour: what planning costs a tick, and how posting is paced.

``python -m benchmarks.briefings_load [--schedules 10000]``. Planning is the real planner with the real pages over a
real store. Posting is the real outbox over a transport that answers at once; questions are asked of the same event
loop meanwhile, and how late they are served is measured.
"""

import argparse
import asyncio
import random
import tempfile
import time
import zoneinfo
from collections import Counter
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from bot.briefings.edition import Window
from bot.briefings.outbox import Outbox
from bot.briefings.planner import Planner
from bot.briefings.service import Briefer
from bot.discord.briefing.desk import POSTS_A_SECOND, render
from bot.record.database import Database
from bot.record.deliveries import DeliveryStore, Picture
from bot.record.editions import EditionStore
from bot.record.schedules import Schedule, ScheduleStore
from tests.briefings.records import FIRST, SECOND, Records

HOUR = datetime(2026, 11, 21, 6, tzinfo=UTC)
TICK = timedelta(seconds=30)
PNG = Picture("positions.png", bytes(60_000), "who stands where")


def zones(rng: random.Random, number: int) -> list[str]:
    """So many zones of the database."""
    return rng.sample(sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone), number)


def schedules(number: int, rng: random.Random, at_once: bool) -> list[Schedule]:
    """Daily schedules whose next hour is within one hour: spread over it, or a third of them at its full hour."""
    found = []
    places = zones(rng, 40)
    for place in range(number):
        zone = places[place % len(places)]
        minute = 0 if at_once and place % 3 == 0 else rng.randrange(60)
        local = (HOUR + timedelta(minutes=minute)).astimezone(zoneinfo.ZoneInfo(zone))
        at = clock(local.hour, local.minute)
        found.append(Schedule(place % 900, place % 3000, 1, at, zone, HOUR - timedelta(hours=1)))
    return found


def plan(folder: Path, number: int, at_once: bool) -> tuple[Database, list[float]]:
    """Computing time of every tick of two days' hours; the second day has news."""
    database = Database(folder / "record.sqlite3")
    records = Records(database)
    for copy in range(40):
        lines = [(actor, who, issue, stance, f"{words[:-1]} ({copy}).") for actor, who, issue, stance, words in FIRST]
        records.add(f"article-{copy}", lines)
    store = ScheduleStore(database)
    for schedule in schedules(number, random.Random(1), at_once):
        store.add(schedule)
    briefer = Briefer(database, records.read, draw=lambda _briefing: PNG)
    planner = Planner(ScheduleStore(database), EditionStore(database), briefer, render, grace=timedelta(hours=6))
    began = time.process_time()
    briefer.refresh()
    briefer.compose(Window(None, HOUR, "UTC"))
    print(f"  once after a start: {time.process_time() - began:.1f} s (libraries, the record)")
    costs = []
    posted = 0
    for day in range(2):
        if day:
            records.add("news", SECOND)
        now = HOUR + timedelta(days=day)
        while now <= HOUR + timedelta(days=day, minutes=65):
            before = time.process_time()
            posted += planner.tick(now).posted
            costs.append(time.process_time() - before)
            now += TICK
    print(f"  {posted} editions planned in {len(costs)} ticks")
    return database, costs


class Instant:
    """A channel that takes everything at once, and notes when."""

    def __init__(self) -> None:
        self.sent: list[float] = []

    async def newest_message_id(self, channel: int) -> int:
        """Answer soon."""
        await asyncio.sleep(0.03)
        return 0

    async def find_reference(self, channel: int, anchor: int, reference: str) -> None:
        """Nothing was posted before."""
        return None

    async def send(self, channel: int, body: str, nonce: str, picture: Picture | None) -> int:
        """Take the message."""
        await asyncio.sleep(0.08)
        self.sent.append(time.monotonic())
        return len(self.sent)


async def post(database: Database, seconds: float) -> None:
    """Post for a while, with a question every 50 ms on the same event loop."""
    transport = Instant()
    outbox = Outbox(
        DeliveryStore(database),
        transport,
        clock=lambda: HOUR + timedelta(hours=2),
        per_second=POSTS_A_SECOND,
    )
    await outbox.start()
    late = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        asked = time.monotonic()
        await asyncio.sleep(0.05)
        late.append(time.monotonic() - asked - 0.05)
    await outbox.stop()
    most = max(Counter(int(moment) for moment in transport.sent).values())
    late.sort()
    print(f"  posting: {len(transport.sent) / seconds:.1f} messages a second, at most {most} within one second")
    print(f"  questions: served {late[len(late) // 2] * 1000:.1f} ms late (median), {late[-1] * 1000:.0f} ms (worst)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    for at_once in (False, True):
        print("a third at the full hour:" if at_once else "spread over the hour:")
        with tempfile.TemporaryDirectory() as folder:
            database, costs = plan(Path(folder), options.schedules, at_once)
            costs.sort()
            print(f"  a tick's computing time: median {costs[len(costs) // 2]:.3f} s, worst {costs[-1]:.3f} s")
            if at_once:
                asyncio.run(post(database, options.seconds))


if __name__ == "__main__":
    main()
