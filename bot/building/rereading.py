"""Articles read again beside a bot that answers: in a process of its own, which leaves the processor to questions.

The parser would hold the interpreter's lock for a second at a time. ``python -m bot.building.rereading`` takes the
settings as JSON on standard input, calibrates an encoder that has no calibration, reads article by article what is
not read as things stand now, has the judge asked about those that wait for it, and ends.
"""

import os
import subprocess
import sys

import structlog
from filelock import Timeout

from bot.settings import ROOT, Settings

log = structlog.get_logger(__name__)

NICENESS = 15
"""How far its work, and that of taking articles in, stands behind that of others (nice)."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def step_back() -> None:
    """Leave the processor to whoever answers questions; to be called before a model is loaded."""
    os.nice(max(0, NICENESS - os.nice(0)))
    for variable in THREADS:
        os.environ.setdefault(variable, "1")


class Rereading:
    """The process that reads again, as whoever started it sees it."""

    def __init__(self, settings: Settings, lasting: bool = False) -> None:
        """Start it; one that is not ``lasting`` ends with the process that started it."""
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        parent = "0" if lasting else str(os.getpid())
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.building.rereading", parent],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if lasting else None,
            env={**os.environ, "PYTHONPATH": path, **dict.fromkeys(THREADS, "1")},
            start_new_session=True,
        )
        assert self._process.stdin is not None
        with self._process.stdin as pipe:
            pipe.write(settings.model_dump_json().encode())

    def wait(self) -> int:
        """Return its exit status when it has ended."""
        return self._process.wait()

    @property
    def ended(self) -> bool:
        """Whether it has come to its end."""
        return self._process.poll() is not None

    def close(self) -> None:
        """End it; the article in hand stays as it was."""
        self._process.terminate()
        self._process.wait()


def main(parent: int) -> int:
    """Read again; 3 where an article could not be read."""
    from bot.actors.outlets import Outlets
    from bot.actors.registry import Registry
    from bot.building.builder import RecordBuilder
    from bot.calibration import KeptCalibration
    from bot.logs import configure_logging
    from bot.positions.issues import Issues
    from bot.progress import silent
    from bot.record.database import REREADING, open_database

    settings = Settings.model_validate_json(sys.stdin.buffer.read())
    configure_logging(settings.logging)
    registry = Registry.load(settings.config_dir / "actors.toml")
    outlets = Outlets.load(settings.config_dir / "outlets.toml", registry)
    issues = Issues.load(settings.config_dir / "issues.toml")
    database = open_database(settings)
    builder = RecordBuilder(settings, database, silent, registry=registry, outlets=outlets, issues=issues)
    calibration = KeptCalibration(settings.data_dir)
    failed = 0
    try:
        with database.lock(REREADING).acquire(timeout=0):
            try:
                if calibration.wanted(builder.encoder.model_id):
                    calibration.renew(database, builder.encoder)
            except Exception:
                failed += 1
                log.exception("the encoder could not be calibrated")
            stale = builder.stale()
            if stale:
                builder.note()
            for article in stale:
                if parent and os.getppid() != parent:
                    break
                try:
                    builder.read_one(article)
                except Exception:
                    failed += 1
                    log.exception("an article could not be read again", article=article)
    except Timeout:
        log.info("another process reads the articles again")
    # Listings wait for the articles above; for these nobody does, and they take as long as the judge takes.
    try:
        builder.ask(goes_on=lambda: not parent or os.getppid() == parent)
    except Exception as error:
        failed += 1
        log.warning("the judge could not be asked", reason=str(error))
    return 3 if failed else 0


if __name__ == "__main__":
    step_back()
    try:
        sys.exit(main(int(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit(130)
