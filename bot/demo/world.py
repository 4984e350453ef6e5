"""SimCord's world on the real clock: builders and actors for a bot that lives behind the wire."""

import asyncio
import datetime as dt
import functools
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

import discord
import simcord
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import ResponseKind
from simcord.results import ResponseMessage

EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
QUIET_SECONDS = 0.2
"""Nothing crossed the wire for this long: whatever an actor started has come to rest."""

TYPING_SECONDS = 10.0
"""For so long Discord shows that somebody types, unless the message comes first."""


class RealClock:
    """Stands in for SimCord's virtual clock: its time is the time of day, once it runs.

    Until then it stands at the epoch, so that what is built first has the same ids in every run.
    """

    running = False

    @property
    def elapsed(self) -> float:
        """Seconds since the epoch of SimCord's worlds."""
        return (self.now() - EPOCH).total_seconds()

    def now(self) -> dt.datetime:
        """The time of day, UTC."""
        return dt.datetime.now(dt.UTC) if self.running else EPOCH

    def advance(self, seconds: float) -> None:
        """Real time is not moved."""


class World(simcord.Env):
    """The guilds, channels and people around a bot that is connected over HTTP and WebSocket.

    SimCord's builders (``create_guild``, ``create_user``, ...) and actors (``slash``, ``click``, ``send``, ...) work
    as they do in-process; an actor's call returns when the wire has been quiet for a moment and every interaction
    has its answer, or after ``settle_timeout`` seconds. ``on_reply`` are told of every reply to an interaction.
    ``files`` is the address under which the bot finds what was uploaded.
    """

    def __init__(self, settle_timeout: float = 30.0) -> None:
        super().__init__(discord.Client(intents=discord.Intents(guilds=True)), settle_timeout=settle_timeout)
        self.clock = RealClock()
        self.backend.clock = self.clock  # type: ignore[assignment]
        self.backend.subscribers.append(self._note)
        self.in_flight = 0
        self.files = CDN_BASE
        self.on_reply: list[Callable[[], None]] = []
        self._typing: dict[str, float] = {}
        self._generation = 1
        self._last_traffic = time.monotonic()

    def open(self) -> None:
        """Start the clock and let actors and previews act (there is no in-process bot to attach)."""
        self.clock.running = True
        self.backend.application_id = self.backend.snowflake()
        self._loop = asyncio.get_running_loop()
        self._started = True

    def name_bot(self, name: str, alias: re.Pattern[str]) -> None:
        """Call the bot ``name``, and make a mention of what people type as plain text when they mean it.

        The preview page has no picker behind "@"; Discord's own client would have made the mention.
        """
        bot, create, users = self.backend.bot_user, self.backend.create_message, self.backend.users
        bot.name = bot.global_name = name

        @functools.wraps(create)
        def create_with_mention(channel: int, author: int, content: str | None = "", **fields: Any) -> Any:  # noqa: ANN401
            if not users[author].bot:
                content = alias.sub(f"<@{bot.id}>", content or "")
            return create(channel, author, content, **fields)

        vars(self.backend)["create_message"] = create_with_mention

    def message(self, channel_id: int, message_id: int) -> ResponseMessage:
        """A message as actors take it: to click, to reply to, to use a message command on."""
        return ResponseMessage(self, self.backend.get_message(channel_id, message_id))

    def note_typing(self, channel: str) -> None:
        """Note that the bot types in a channel: a message is to follow."""
        self._typing[channel] = time.monotonic()

    def _note(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE" and payload["author"]["id"] == str(self.backend.bot_user.id):
            self._typing.pop(payload["channel_id"], None)

    def written(self, payload: object) -> str:
        """What goes over the wire as JSON, with addresses of files that are there."""
        return json.dumps(payload, default=str).replace(CDN_BASE, self.files)

    def file(self, path: str) -> bytes | None:
        """An uploaded file by its path under that address."""
        return self.backend.cdn.get(f"{CDN_BASE}/{path}")

    def note_reply(self) -> None:
        """Tell of what the bot said to an interaction: no event tells of what one reader alone sees."""
        for listener in self.on_reply:
            listener()

    def touch(self) -> None:
        """Note that something crossed the wire."""
        self._last_traffic = time.monotonic()

    @property
    def resting(self) -> bool:
        """Whether nothing is under way on the wire and no interaction waits for its answer."""
        now = time.monotonic()
        if self.in_flight or now - self._last_traffic < QUIET_SECONDS:
            return False
        if any(now - since < TYPING_SECONDS for since in self._typing.values()):
            return False
        return not any(map(self._awaits_answer, self.backend.interactions.values()))

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
