"""A writer of the record that keeps being killed, and what is left of what it said was done."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bot.settings import ROOT

PEOPLE = ("Rufus Firefly", "Gloria Teasdale", "Vera Marcal", "Bob Roland", "Ada Chicolini", "Leo Pinky")
STORY = """{name} {verb} the plan for observers in Sylvania

{name}, the foreign minister of Freedonia, {verb} the plan to send observers to Sylvania on Tuesday. “We will send {n}
observers in {month},” {name} said.

The opposition in Freedonia refused to support the plan. It {more} a ceasefire before any troops are sent, the party
told reporters in Fredville. Sylvania's ambassador said that no soldiers would be let in without a treaty.
"""


@dataclass
class Tally:
    """What became of one or many lives."""

    kills: int = 0
    accepted: int = 0
    lost: int = 0
    partial: int = 0
    bad_stores: int = 0
    unreadable: int = 0
    differences: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.partial or self.bad_stores or self.unreadable or self.differences)


class Trial:
    """A record in ``folder``, killed over and over; each life goes on with what the last one left."""

    def __init__(self, folder: str | Path, seed: int) -> None:
        self.folder = Path(folder)
        self.random = random.Random(seed)
        self.tally = Tally()
        self.held: dict[str, str] = {}
        self.told: dict[str, Any] = {}
        self.read = 0

    def __enter__(self) -> "Trial":
        furnish(self.folder / "pool")
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
        self.host = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.record.kill_host", str(self.folder)],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.command(life="know") == 0, self.errors()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.host.stdin and self.host.stdout
        self.host.stdin.close()
        self.host.wait()
        self.host.stdout.close()

    def run(self, deaths: Iterable[int | float]) -> Tally:
        """Each death is the step (int) or the second (float) at which a life ends."""
        for death in deaths:
            seed = self.random.randrange(1 << 30)
            if isinstance(death, int):
                ended = self.command(life="write", seed=seed, event=death)
            else:
                ended = self.command(life="write", seed=seed, kill_after=death)
            assert ended in (-signal.SIGKILL, 0), self.errors()
            self.tally.kills += ended == -signal.SIGKILL
            self._look()
        return self.tally

    def command(self, kill_after: float | None = None, **command: object) -> int:
        """One life: how it ended. ``self.told`` is what it said."""
        assert self.host.stdin and self.host.stdout
        self.host.stdin.write(json.dumps(command) + "\n")
        self.host.stdin.flush()
        self.told, child = {}, 0
        while True:
            line = self.host.stdout.readline()
            assert line, "the host has ended"
            event = json.loads(line)
            child = event.get("started", child)
            if event.get("ready") and kill_after is not None:
                kill(child, worked(child) + kill_after)
            if "ended" in event:
                return int(event["ended"])
            self.told |= event

    def errors(self) -> str:
        """Why the last life that failed did so."""
        return (self.folder / "errors").read_text()

    def _look(self) -> None:
        """Compare the record with what the writer noted as done; what it was at may have happened or not."""
        before = dict(self.held)
        pending = None
        for line in (self.folder / "journal").read_text().splitlines()[self.read :]:
            self.read += 1
            state, operation, article, content = json.loads(line)
            pending = (operation, article, content) if state == "try" else None
            if state == "done" and operation == "ingest":
                self.tally.accepted += before.get(article) != content
                before[article] = content
            elif state == "done" and operation == "remove":
                before.pop(article, None)
        after = dict(before)
        if pending and pending[0] == "ingest":
            after[pending[1]] = pending[2]
        elif pending and pending[0] == "remove":
            after.pop(pending[1], None)
        assert self.command(life="look") == 0, self.errors()
        told = self.told
        self.tally.lost += told["held"] not in (before, after)
        self.tally.partial += told["partial"]
        self.tally.bad_stores += not told["whole"]
        self.tally.unreadable += told["unreadable"]
        self.tally.differences += not told["same"]
        self.held = told["held"]


def furnish(pool: Path) -> None:
    """Files in two versions each, ``a`` and ``b``."""
    for number, name in enumerate(PEOPLE):
        for version, verb, more in (("a", "welcomed", "demands"), ("b", "rejected", "no longer demands")):
            file = pool / version / f"{name.split()[1].lower()}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            words = {"name": name, "verb": verb, "more": more, "n": 10 + number, "month": "May"}
            file.write_text(STORY.format(**words), encoding="utf-8")


def kill(process: int, seconds: float) -> None:
    """SIGKILL once it has worked so long (processor seconds: a busy machine makes no difference)."""
    while worked(process) < seconds:
        time.sleep(0.005)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def worked(process: int) -> float:
    """Processor seconds of a process; of one that has ended, more than any."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return float("inf")
    ended = stat[0] == "Z"
    return float("inf") if ended else (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def deaths(number: int, seed: int) -> list[int | float]:
    """Half by the step, few and many, half by the seconds worked."""
    rng = random.Random(seed)
    return [int(10 ** rng.uniform(1.5, 3.4)) if n % 2 else rng.uniform(0.2, 2.5) for n in range(number)]


def summary(tally: Tally) -> str:
    """All figures on one line."""
    return ", ".join(f"{field.name.replace('_', ' ')} {getattr(tally, field.name)}" for field in fields(tally))
