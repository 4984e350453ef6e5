"""Exactly one correction a message and round: lost none, doubled none, whatever dies when.

The outbox's protocol (``bot.briefings.outbox``), for messages that are there already:

1. look: the message is read; where it shows the correction's reference, or is gone, nothing is sent;
2. claim: the row is committed as "sending" before a byte leaves;
3. edit: the whole message as it was read, with the correction in it, so that the same edit twice is one;
4. confirm.

Where Discord refuses the edit, that is committed, and the correction is a reply: anchored, claimed, sent with a
nonce, and looked for by its reference before it is ever sent again, as an edition's messages are.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog

from bot.briefings.outbox import GIVE_UP_AFTER, Pace
from bot.briefings.steps import inert
from bot.record.corrections import Correction, CorrectionStore
from bot.record.deliveries import LONGEST_WAIT

log = structlog.get_logger(__name__)

DELETED = "the message was deleted"
CORRECTIONS_A_SECOND = 5.0
"""Of the 50 requests a second that Discord takes from a bot, all its processes together."""


class Uneditable(Exception):
    """Discord does not let the message be edited so, and nothing of the edit is there."""


class MessageGone(Exception):
    """The message, or its channel, was deleted: there is nothing left to correct."""


class Transport(Protocol):
    """How corrections reach messages. Any exception but Uneditable and MessageGone means: nobody knows."""

    async def shows(self, channel: int, message: int, reference: str) -> bool:
        """Whether the message shows ``reference``."""

    async def edit(self, correction: Correction) -> None:
        """Edit the message so that it shows the correction."""

    async def newest_message_id(self, channel: int) -> int:
        """The id of the channel's newest message, 0 if it has none."""

    async def find_reference(self, channel: int, anchor: int, reference: str) -> int | None:
        """The id of the bot's own message after ``anchor`` that shows ``reference``; None only if there is none."""

    async def reply(self, correction: Correction) -> None:
        """Post the correction as a reply to the message, with its nonce."""


class Corrector:
    """Sends the corrections that the store has waiting; several processes may, each what it has taken in hand."""

    def __init__(
        self,
        corrections: CorrectionStore,
        transport: Transport,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        step: Callable[[str], None] = inert,
        blocking: Callable[..., Awaitable[Any]] = asyncio.to_thread,
        retry: timedelta = timedelta(seconds=15),
        per_second: float = CORRECTIONS_A_SECOND,
    ) -> None:
        """Wire it; the arguments are those of ``bot.briefings.outbox.Outbox``."""
        self.corrections = corrections
        self.transport = transport
        self.clock = clock
        self.step = step
        self.blocking = blocking
        self.retry = retry
        self.pace = Pace(per_second)

    async def round(self) -> int:
        """Try every correction that may be tried now, one after the other; how many are there now."""
        there = 0
        for waiting in await self.blocking(self.corrections.waiting, self.clock()):
            taken = await self.blocking(self.corrections.take, waiting, self.clock())
            there += taken is not None and await self.correct(taken)
        return there

    async def correct(self, correction: Correction) -> bool:
        """Try one correction once, which was taken; True if it is there."""
        if self.clock() - correction.made_at > GIVE_UP_AFTER:
            reason = f"it could not be sent within 24 hours ({correction.reason or 'it was never tried'})"
            await self.blocking(self.corrections.bury, correction, reason)
            return False
        try:
            sent = await (self._edit(correction) if correction.way == "edit" else self._reply(correction))
        except MessageGone:
            await self.blocking(self.corrections.bury, correction, DELETED)
            return False
        except Exception as error:
            wait = min(LONGEST_WAIT, self.retry * 2 ** min(correction.tries, 16))
            reason = f"{type(error).__name__}: {error}"
            log.warning("correction in doubt", correction=correction.id, error=reason, looked_up_in=str(wait))
            await self.blocking(self.corrections.doubt, correction, reason, self.clock(), wait)
            return False
        if sent:
            await self.blocking(self.corrections.confirm, correction)
            self.step("corrected")
        return sent

    async def _edit(self, correction: Correction) -> bool:
        """True if the message shows the correction now; False if the row is no longer to be dealt with."""
        if await self.transport.shows(correction.channel, correction.message, correction.reference):
            return True
        await self.pace()
        claimed = await self.blocking(self.corrections.claim, correction, self.clock())
        if claimed is None:
            return False
        self.step("correction-claimed")
        try:
            await self.transport.edit(claimed)
        except Uneditable as error:
            log.info("a message cannot be edited, so it is replied to", correction=correction.id, reason=str(error))
            instead = await self.blocking(self.corrections.reply_instead, claimed, str(error))
            return False if instead is None else await self._reply(instead)
        self.step("correction-sent")
        return True

    async def _reply(self, correction: Correction) -> bool:
        """True if the reply is there; False if the row is no longer to be dealt with."""
        anchor = correction.anchor
        if correction.state == "sending" and anchor is not None:
            if await self._look(correction, anchor):
                return True
        elif anchor is None:
            anchor = await self.transport.newest_message_id(correction.channel)
        await self.pace()
        claimed = await self.blocking(self.corrections.claim, correction, self.clock(), anchor)
        if claimed is None:
            return False
        self.step("correction-claimed")
        await self.transport.reply(claimed)
        self.step("correction-sent")
        return True

    async def _look(self, correction: Correction, anchor: int) -> bool:
        found = await self.transport.find_reference(correction.channel, anchor, correction.reference)
        return found is not None
