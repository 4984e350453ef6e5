"""The bot's eye on the inbox: what is new there is taken in by a process of its own, so that questions go on."""

import asyncio
import json
import os
import sys
from contextlib import suppress

import structlog

from bot.errors import UsageError
from bot.sources.inbox import Inbox, Version, news

log = structlog.get_logger(__name__)

EVERY_SECONDS = 3.0
AGAIN_SECONDS = 60.0
"""How long is waited where taking failed as a whole (a wrong manifest, a full disk)."""
NICE = 10


class InboxWatch:
    """Looks into the inbox every few seconds while the bot runs."""

    def __init__(self, inbox: Inbox, every: float = EVERY_SECONDS) -> None:
        """Watch ``inbox``; nothing runs yet."""
        self._inbox = inbox
        self._every = every
        self._task: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop; an article being taken in is there whole afterwards, or not at all."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def _run(self) -> None:
        before: dict[str, Version] = {}
        told = ""
        while True:
            wait = self._every
            try:
                now = await asyncio.to_thread(self._inbox.look)
                if news(before, now, await asyncio.to_thread(self._inbox.dealt)):
                    wait = self._every if await self._take() else AGAIN_SECONDS
                before, told = now, ""
            except (UsageError, OSError) as error:
                if str(error) != told:
                    told = str(error)
                    log.warning("the inbox cannot be watched", reason=told)
            await asyncio.sleep(wait)

    async def _take(self) -> bool:
        """Let ``communique inbox`` take what is new; whether it came to its end."""
        environment = {key: value for key, value in os.environ.items() if key != "DISCORD_TOKEN"}
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "inbox", "--json"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
        )
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        out, err = await process.communicate()
        for line in out.decode("utf-8", "replace").splitlines():
            with suppress(ValueError):
                outcome = json.loads(line)
                failed = outcome["status"] == "failed"
                tell, what = (log.warning, "refused from the inbox") if failed else (log.info, "taken from the inbox")
                tell(what, file=outcome["file"], status=outcome["status"], detail=outcome["detail"])
        said = [line for line in err.decode("utf-8", "replace").splitlines() if line.strip() and line[-3:] != "..."]
        if process.returncode not in (0, 3) or (process.returncode == 3 and not out):
            log.warning("the inbox could not be taken in", reason=said[-1] if said else "no reason given")
            return False
        for line in said:
            log.warning("while the inbox was taken in", said=line)
        return True
