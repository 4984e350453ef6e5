"""The bot in a process of its own, connected to a simulated Discord."""

import asyncio
import shutil
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import IO, Self

from bot.demo.wire import WireServer
from bot.errors import CommuniqueError

COMMAND = (sys.executable, "-m", "bot", "run")
DIES_WITH_US = ("setpriv", "--pdeathsig", "TERM")
"""Put before a command on Linux, so that no bot is left alone when the demo or a test is killed."""
PATIENCE_SECONDS = 20.0
"""How long the bot may take to end after SIGTERM."""


class BotProcess:
    """``communique run`` against ``server``; ``async with`` starts and ends it.

    Args:
        server: the simulated Discord, already listening.
        environment: the variables of the process; token and address are added.
        output: where what it prints goes; by default where this process's output goes.

    """

    def __init__(
        self, server: WireServer, environment: Mapping[str, str], output: IO[bytes] | int | None = None
    ) -> None:
        self._server = server
        self._environment = server.environment(environment)
        self._output = output
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        guard = DIES_WITH_US if shutil.which(DIES_WITH_US[0]) else ()
        self._process = await asyncio.create_subprocess_exec(
            *guard,
            *COMMAND,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The process itself, once started."""
        if self._process is None:
            raise CommuniqueError("The bot was not started yet.")
        return self._process

    async def ready(self) -> None:
        """Wait until the bot is connected, however long it takes to build the record.

        Raises:
            CommuniqueError: it ended instead; what it said stands above.

        """
        ended = asyncio.create_task(self.ended())
        try:
            while not (self._server.ready and self._server.world.resting):
                if ended.done():
                    raise CommuniqueError(f"The bot ended with status {ended.result()} before it was connected.")
                await asyncio.sleep(0.05)
        finally:
            ended.cancel()

    async def ended(self) -> int:
        """Wait for the end of the process; returns its exit status."""
        return await self.process.wait()

    async def stop(self) -> int:
        """Ask the bot to end (SIGTERM), kill it where it does not; returns its exit status."""
        if self.process.returncode is None:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.ended(), PATIENCE_SECONDS)
            except TimeoutError:
                self.process.kill()
        return await self.ended()
