"""SimCord's world on the real clock: builders and actors for a bot that lives behind the wire."""

import asyncio
import datetime as dt
import time
from typing import Any

import discord
import simcord
from simcord.backend.models import ResponseKind

EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
QUIET_SECONDS = 0.2
"""Nothing crossed the wire for this long: whatever an actor started has come to rest."""


class RealClock:
    """Stands in for SimCord's virtual clock: its time is the time of day."""

    _epoch = EPOCH

    @property
    def elapsed(self) -> float:
        """Seconds since the epoch of SimCord's worlds."""
        return (self.now() - EPOCH).total_seconds()

    def now(self) -> dt.datetime:
        """The time of day, UTC."""
        return dt.datetime.now(dt.UTC)

    def advance(self, seconds: float) -> None:
        """Real time is not moved."""


class World(simcord.Env):
    """The guilds, channels and people around a bot that is connected over HTTP and WebSocket.

    SimCord's builders (``create_guild``, ``create_user``, ...) and actors (``slash``, ``click``, ``send``, ...) work
    as they do in-process; an actor's call returns when the wire has been quiet for a moment and every interaction
    has its answer, or after ``settle_timeout`` seconds.
    """

    def __init__(self, settle_timeout: float = 30.0) -> None:
        super().__init__(discord.Client(intents=discord.Intents.none()), settle_timeout=settle_timeout)
        self.backend.clock = RealClock()  # type: ignore[assignment]
        self.in_flight = 0
        self._generation = 1
        self._last_traffic = time.monotonic()

    def open(self) -> None:
        """Let actors and previews act (there is no in-process bot to attach)."""
        self._loop = asyncio.get_running_loop()
        self._started = True

    def touch(self) -> None:
        """Note that something crossed the wire."""
        self._last_traffic = time.monotonic()

    @property
    def resting(self) -> bool:
        """Whether nothing is under way on the wire and no interaction waits for its answer."""
        quiet = time.monotonic() - self._last_traffic > QUIET_SECONDS
        return quiet and not self.in_flight and not any(map(self._awaits_answer, self.backend.interactions.values()))

    def _awaits_answer(self, interaction: Any) -> bool:  # noqa: ANN401 - SimCord's record
        now = self.backend.now_iso()
        if not interaction.responded:
            return bool((interaction.initial_response_deadline or interaction.expires_at or now) > now)
        return interaction.response_kind is ResponseKind.DEFERRED and bool((interaction.expires_at or now) > now)

    async def _settle_internal(self, *, timeout: float | None = None, **_: object) -> None:  # noqa: ASYNC109
        self.touch()
        end = time.monotonic() + (self.settle_timeout if timeout is None else timeout)
        while time.monotonic() < end:
            await asyncio.sleep(0.02)
            if self.resting:
                return
