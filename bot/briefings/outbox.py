"""Exactly one message an edition and part: lost none, doubled none, in order, whatever dies when.

The protocol, for each message (``docs/operations.md`` says why, and what remains):

0. take: the channel's next message is leased, so that another process leaves it alone meanwhile;
1. anchor: before the first try, the channel's newest message id is read;
2. claim: the row is committed as "sending", with the anchor, before a byte leaves: from here on it may exist;
3. send, with a nonce that Discord remembers for some minutes;
4. confirm: the message's id is committed; only then is the next part begun.

A row found "sending" (a crash, a time-out, a reset, a 5xx) is looked up first: the channel is read forward from
the anchor for the visible reference. The look-up covers tries older than Discord's memory of nonces, the nonce
covers a request still on its way while the look-up runs; neither alone suffices. No clock enters the protocol: a
lease that runs out too early costs a second look-up, and the claim fails of whoever read the row before.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog

from bot.briefings.steps import inert
from bot.record.damage import RecordAway, RecordUnwritable
from bot.record.deliveries import LONGEST_WAIT, Delivery, DeliveryStore, Picture

log = structlog.get_logger(__name__)

GIVE_UP_AFTER = timedelta(hours=24)
"""An edition that could not be posted for so long after its hour is given up, visibly."""


class Refused(Exception):
    """Nothing of this call was accepted (a 429 on its only request): it may be tried again after a while."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"refused for {retry_after:g} s")
        self.retry_after = retry_after


class TurnedAway(Exception):
    """Discord turned the request away and may take it later (401, a 400 without a code); the text is for people."""


class Gone(TurnedAway):
    """The channel vanished or forbids what a briefing needs (403, 404), or so it seems at this moment."""


class Rejected(Exception):
    """The message itself was found invalid (400): trying again cannot help."""


class Transport(Protocol):
    """How messages reach a channel. Any exception but Refused, TurnedAway and Rejected means: nobody knows."""

    async def newest_message_id(self, channel: int) -> int:
        """The id of the channel's newest message, 0 if it has none."""

    async def find_reference(self, channel: int, anchor: int, reference: str) -> int | None:
        """The id of the bot's own message after ``anchor`` that shows ``reference``; None only if there is none."""

    async def send(self, channel: int, body: str, nonce: str, picture: Picture | None) -> int:
        """Post the message and return its id."""


class Pace:
    """At most so many calls a second, evenly spaced, so that questions keep their share of Discord's rate limit."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self._next = 0.0

    async def __call__(self) -> None:
        """Wait for one's turn."""
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next)
        self._next = turn + 1 / self.per_second
        if turn > now:
            await asyncio.sleep(turn - now)


class Outbox:
    """Posts what the store has waiting. Several processes may post from one store: each takes what it has in hand."""

    def __init__(
        self,
        deliveries: DeliveryStore,
        transport: Transport,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        step: Callable[[str], None] = inert,
        blocking: Callable[..., Awaitable[Any]] = asyncio.to_thread,
        retry: timedelta = timedelta(seconds=15),
        grace: timedelta = timedelta(hours=6),
        per_second: float = 20.0,
        at_once: int = 8,
    ) -> None:
        """Wire the outbox.

        Args:
            deliveries: the rows.
            transport: the way to the channels.
            clock: the present moment, aware.
            step: called with the name of each step as it is done; tests kill the process there.
            blocking: runs a call to the store without holding up the event loop.
            retry: how long a message in doubt waits for its first look-up; doubled with every further try.
            grace: how long a message that is turned away, or whose channel seems gone, is tried all the same.
            per_second: requests that carry a message, at most.
            at_once: channels served at the same time.

        """
        self.deliveries = deliveries
        self.transport = transport
        self.clock = clock
        self.step = step
        self.blocking = blocking
        self.retry = retry
        self.grace = grace
        self.pace = Pace(per_second)
        self._places = asyncio.Semaphore(at_once)
        self._serving: dict[int, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Begin with every channel that has something waiting and is not being served; does not wait for it."""
        for delivery in await self.blocking(self.deliveries.waiting, self.clock()):
            if delivery.channel not in self._serving:
                task = asyncio.create_task(self._serve(delivery.channel), name=f"briefing to {delivery.channel}")
                self._serving[delivery.channel] = task

    async def idle(self) -> None:
        """Wait until nothing is being served."""
        while self._serving:
            await asyncio.wait(list(self._serving.values()))

    async def stop(self) -> None:
        """Give up what is under way; the store knows what is in doubt."""
        tasks = list(self._serving.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, channel: int) -> None:
        """One channel's messages, one after the other, until nothing waits or one fails."""
        try:
            async with self._places:
                while True:
                    delivery = await self.blocking(self.deliveries.take, channel, self.clock())
                    if delivery is None or not await self.deliver(delivery):
                        return
        except (RecordAway, RecordUnwritable) as error:
            log.warning("posting waits for the record", channel=channel, reason=str(error))
        finally:
            del self._serving[channel]

    async def deliver(self, delivery: Delivery) -> bool:
        """Try one message once, which was taken; True if it is posted."""
        if self.clock() - delivery.due_at > GIVE_UP_AFTER:
            reason = "it could not be posted within 24 hours of its hour"
            if delivery.state == "sending":
                reason += "; whether one of the tries arrived is not known"
            await self.blocking(self.deliveries.bury, delivery, reason)
            return False
        try:
            message = await self._attempt(delivery)
        except Refused as refusal:
            wait = timedelta(seconds=refusal.retry_after)
            # Only a first try that was refused is known not to exist.
            keep = self.deliveries.release if delivery.state == "pending" else self.deliveries.doubt
            await self.blocking(keep, delivery, self.clock(), wait)
        except TurnedAway as error:
            await self._turned_away(delivery, error)
        except Rejected as error:
            log.error("message rejected", edition=delivery.edition, part=delivery.part, reason=str(error))
            await self.blocking(self.deliveries.bury, delivery, f"Discord did not accept the message: {error}")
        except Exception as error:
            wait = min(LONGEST_WAIT, self.retry * 2 ** min(delivery.tries, 16))
            log.warning(
                "message in doubt",
                edition=delivery.edition,
                part=delivery.part,
                error=f"{type(error).__name__}: {error}",
                looked_up_in=str(wait),
            )
            await self.blocking(self.deliveries.doubt, delivery, self.clock(), wait)
        else:
            if message is None:
                return False
            await self.blocking(self.deliveries.confirm, delivery, message)
            self.step("confirmed")
            return True
        return False

    async def _turned_away(self, delivery: Delivery, error: TurnedAway) -> None:
        """Look again later; where it stays so, the edition fails, and a schedule whose channel is gone is paused."""
        now = self.clock()
        since = delivery.refused_at or now
        if not self._persists(now - since):
            wait = min(LONGEST_WAIT, max(self.retry, now - since))
            log.warning("message turned away", edition=delivery.edition, part=delivery.part, reason=str(error))
            await self.blocking(self.deliveries.refused, delivery, since, now, wait)
            return
        await self.blocking(self.deliveries.bury, delivery, str(error), pause=isinstance(error, Gone))

    def _persists(self, refused_for: timedelta) -> bool:
        return refused_for >= self.grace

    async def _attempt(self, delivery: Delivery) -> int | None:
        """The posted message's id, found or made now; None if the row is no longer to be posted."""
        anchor = delivery.anchor
        if delivery.state == "sending" and anchor is not None:
            self.step("in-doubt")
            found = await self._look(delivery, anchor)
            self.step("looked")
            if found is not None:
                return found
        if anchor is None:
            self.step("begun")
            anchor = await self.transport.newest_message_id(delivery.channel)
            self.step("anchored")
        picture = await self.blocking(self.deliveries.picture, delivery)
        await self.pace()
        return await self._post(delivery, anchor, picture)

    async def _look(self, delivery: Delivery, anchor: int) -> int | None:
        return await self.transport.find_reference(delivery.channel, anchor, delivery.reference)

    async def _post(self, delivery: Delivery, anchor: int, picture: Picture | None) -> int | None:
        if not await self.blocking(self.deliveries.claim, delivery, anchor, self.clock()):
            return None
        self.step("claimed")
        message = await self.transport.send(delivery.channel, delivery.body, self._nonce(delivery), picture)
        self.step("posted")
        return message

    def _nonce(self, delivery: Delivery) -> str:
        return delivery.nonce
