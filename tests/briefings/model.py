"""A model of Discord's side of posting, on a virtual clock, and the outbox's mutants that a test must catch."""

import json
from datetime import UTC, date, datetime, timedelta

from bot.briefings.outbox import Gone, Outbox, Refused, TurnedAway
from bot.record.deliveries import DeliveryStore, Message
from bot.record.editions import EditionEntry, EditionStore
from bot.record.leases import Leases
from bot.record.schedules import ScheduleStore

WINDOW = 120.0
"""For how many seconds the model remembers a nonce."""


class Died(BaseException):
    """The process is gone at this point; nothing after it runs."""


class Clock:
    """A wall clock that may be set, beside the true time of the model."""

    def __init__(self):
        self.true = 0.0
        self.skew = 0.0

    def now(self):
        return datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=self.true + self.skew)


class Channels:
    """What is posted where, and what is still on its way: a transport whose next answers a test decides."""

    def __init__(self, clock):
        self.clock = clock
        self.posted: dict[int, list[tuple[int, str]]] = {}
        self.flying: list[tuple[float, int, str, str]] = []
        self.nonces: dict[str, tuple[float, int]] = {}
        self.behaviour = "ok"
        self.delay = 0.0
        self.readable = True
        self.next_id = 1000

    def settle(self):
        """Let everything land whose time has come."""
        for item in sorted(self.flying):
            if item[0] <= self.clock.true:
                self.flying.remove(item)
                self._land(*item)

    def _land(self, at, channel, body, nonce):
        known = self.nonces.get(nonce)
        if known is not None and at - known[0] < WINDOW:
            return known[1]
        self.next_id += 1
        self.posted.setdefault(channel, []).append((self.next_id, body))
        self.nonces[nonce] = (at, self.next_id)
        return self.next_id

    def chatter(self, channel):
        self.next_id += 1
        self.posted.setdefault(channel, []).append((self.next_id, "hello"))

    def closed(self):
        """What any request to a channel meets while it seems gone."""
        if self.behaviour == "gone":
            raise Gone("the channel is gone")

    async def newest_message_id(self, channel):
        self.settle()
        self.closed()
        if not self.readable:
            raise TimeoutError
        return self.posted.get(channel, [(0, "")])[-1][0]

    async def find_reference(self, channel, anchor, reference):
        self.settle()
        self.closed()
        if not self.readable:
            raise TimeoutError
        return next((id_ for id_, body in self.posted.get(channel, []) if id_ > anchor and reference in body), None)

    async def send(self, channel, body, nonce, picture):
        self.settle()
        match self.behaviour:
            case "refuse":
                raise Refused(1)
            case "gone" | "gone for sending":
                raise Gone("the channel is gone")
            case "turned away":
                raise TurnedAway("Discord turned the message away (401)")
            case "fail":
                raise TimeoutError
            case "late":
                self.flying.append((self.clock.true + self.delay, channel, body, nonce))
                raise TimeoutError
            case "accept-then-fail":
                self._land(self.clock.true, channel, body, nonce)
                raise TimeoutError
        return self._land(self.clock.true, channel, body, nonce)

    def count(self, channel, reference):
        return sum(reference in body for _, body in self.posted.get(channel, []))


class NoLookup(Outbox):
    """A mutant: resends after a doubt without looking."""

    async def _look(self, delivery, anchor):
        return None


class NoNonce(Outbox):
    """A mutant: every try bears another nonce."""

    def _nonce(self, delivery):
        return f"{delivery.nonce}-{delivery.tries}"


class LateClaim(Outbox):
    """A mutant: notes that a message may exist only after it was sent."""

    async def _post(self, delivery, anchor, picture):
        message = await self.transport.send(delivery.channel, delivery.body, self._nonce(delivery), picture)
        self.step("posted")
        await self.blocking(self.deliveries.claim, delivery, anchor, self.clock())
        self.step("claimed")
        return message


class NoSecondLook(Outbox):
    """A mutant: takes the first refusal for the last word."""

    def _persists(self, refused_for):
        return True


async def inline(function, *arguments, **named):
    """Run a call to the store at once."""
    return function(*arguments, **named)


class World:
    """A store, a model Discord, and an outbox that can die and come back."""

    def __init__(self, database, kind=Outbox):
        self.clock = Clock()
        self.channels = Channels(self.clock)
        self.database = database
        self.deliveries = DeliveryStore(database)
        self.editions = EditionStore(database)
        self.schedules = ScheduleStore(database)
        self.kind = kind
        self.die_at: str | None = None
        self.planned: list[tuple[int, str]] = []

    def outbox(self):
        """That of a process which has just begun: what another one had in hand is another's."""

        def step(name):
            if name == self.die_at:
                raise Died(name)

        return self.kind(
            DeliveryStore(self.database, leases=Leases.of_process()),
            self.channels,
            clock=self.clock.now,
            step=step,
            blocking=inline,
            per_second=1e9,
        )

    def plan(self, schedule, day, parts, channel):
        messages = tuple(
            Message(
                channel, json.dumps(f"part {n} ref {schedule.id}-{day}-{n}."), f"ref {schedule.id}-{day}-{n}.", nonce
            )
            for n in range(1, parts + 1)
            for nonce in [f"{schedule.id}-{day}-{n}"]
        )
        entry = EditionEntry(
            schedule.id, date(2026, 11, 1) + timedelta(days=day), self.clock.now(), self.clock.now(), "planned"
        )
        if self.editions.record([(entry, messages)]):
            self.planned += [(channel, message.reference) for message in messages]

    async def tick(self):
        """One round over all that waits, as after a start of the process; death ends it."""
        outbox = self.outbox()
        try:
            tried = set()
            while True:
                waiting = outbox.deliveries.waiting(self.clock.now())
                fresh = [d for d in waiting if (d.edition, d.part) not in tried]
                if not fresh:
                    return
                for delivery in fresh:
                    tried.add((delivery.edition, delivery.part))
                    await outbox.deliver(outbox.deliveries.take(delivery.channel, self.clock.now()))
        except Died:
            self.die_at = None
