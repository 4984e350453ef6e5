"""Two ways of doing the same, measured in turns in one run: ratios outlive the machine they were taken on."""

import contextlib
import ctypes
import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def spent(work: Callable[[], object]) -> Spent:
    """What one call takes; the processor's time is that of all threads of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def spent_by_process(code: str, environment: dict[str, str] | None = None) -> Spent:
    """What a fresh Python process takes from start to end to run ``code``.

    Raises:
        RuntimeError: it failed; with what it wrote.

    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **(environment or {})}, capture_output=True, text=True
    )
    wall = time.perf_counter() - wall
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


@dataclass(slots=True)
class Pairs:
    """Measurements of ours and of the bare way, in turns."""

    ours: list[Spent] = field(default_factory=list)
    bare: list[Spent] = field(default_factory=list)

    def measure(self, ours: Callable[[], Spent], bare: Callable[[], Spent]) -> None:
        """Measure both once, every other time in the other order."""
        if len(self.ours) % 2:
            self.bare.append(bare())
            self.ours.append(ours())
        else:
            self.ours.append(ours())
            self.bare.append(bare())

    def wall(self) -> float:
        """The median of the ratios by the clock."""
        return median(one.wall / other.wall for one, other in zip(self.ours, self.bare, strict=True))

    def cpu(self) -> float:
        """The median of the ratios of processor time."""
        return median(one.cpu / other.cpu for one, other in zip(self.ours, self.bare, strict=True))

    def report(self, what: str, must: str) -> None:
        """Print the ratios with the absolute figures behind them."""
        ours, bare = [1000 * median(s.wall for s in side) for side in (self.ours, self.bare)]
        ours_cpu, bare_cpu = [1000 * median(s.cpu for s in side) for side in (self.ours, self.bare)]
        print(
            f"{what}: {self.wall():.2f} x by the clock ({ours:.1f} of {bare:.1f} ms), {self.cpu():.2f} x processor "
            f"time ({ours_cpu:.1f} ms of {bare_cpu:.1f} ms); medians of {len(self.ours)} pairs; must be {must}"
        )


def resident_megabytes() -> float:
    """The memory this process holds now (Linux; elsewhere the most it has held so far)."""
    try:
        # What was given back by objects that are gone would be used again unseen.
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except (OSError, AttributeError, TypeError):
        return peak_megabytes()


def peak_megabytes() -> float:
    """The most memory this process has held so far.

    On Linux its own: what ``getrusage`` tells of a process starts with what held the one that started it.
    """
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
