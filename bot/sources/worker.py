"""Reads what others wrote in a process of its own, which is killed where it takes too long or too much memory.

``apart("module:function", data, …)`` calls ``function(data, …)`` there and gives its value back, which JSON must be
able to carry. The process stays for the next call. It knows nothing of the record, and has no secrets to lose.
"""

import atexit
import contextlib
import dataclasses
import importlib
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from typing import Any

from embeddings.errors import ArticleError

SECONDS = 10.0
MEMORY = 1024**3
START_SECONDS = 60.0
"""For starting and importing, which is nobody's fault."""
CALLS = 200
"""After so many a fresh process is started, so that nothing adds up."""
LONGEST_ANSWER = 64 * 1024**2
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""What the process is told of the environment; tokens stay here."""
SLOW = "took too long to read (more than {seconds:g} s): give its text as a plain text file"
HUGE = "needs too much memory to read: give its text as a plain text file"
DAMAGED = "is damaged and cannot be read: save it anew, or give its text as a plain text file"


def apart(target: str, data: bytes, name: str, *more: str | None, seconds: float = SECONDS) -> Any:  # noqa: ANN401
    """What ``module:function`` makes of ``data``, called as ``function(data, name, *more)`` in the worker.

    Dataclasses come back as dictionaries. ``name`` is what the data are called in messages.

    Raises:
        ArticleError: it took too long, needed too much memory, or was refused by the function, in one sentence.
    """
    return _WORKER.call(target, data, name, *more, seconds=seconds)


class Worker:
    """One process, and the socket to it. Safe from many threads, a call at a time."""

    def __init__(self, memory: int = MEMORY) -> None:
        """Start nothing yet; the process may map ``memory`` bytes."""
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._calls = 0

    def call(self, target: str, data: bytes, name: str, *more: str | None, seconds: float = SECONDS) -> Any:  # noqa: ANN401
        """See ``apart``."""
        header = json.dumps({"target": target, "arguments": [name, *more], "seconds": seconds}).encode()
        with self._lock:
            try:
                there = self._started()
                _send(there, header, START_SECONDS)
                _receive(there, START_SECONDS)
                _send(there, data, seconds)
                answer = json.loads(_receive(there, seconds))
            except (OSError, EOFError, ValueError) as error:
                reason = self._end(error)
                raise ArticleError(f"{name} {reason.format(seconds=seconds)}.") from error
            except BaseException:
                self.close()
                raise
        if "failed" in answer:
            raise ArticleError(f"{name} {answer['failed'].format(seconds=seconds)}.")
        if "refused" in answer:
            raise ArticleError(answer["refused"])
        return answer["value"]

    def close(self) -> None:
        """End the process; the next call starts another."""
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._socket = self._process = None

    def _started(self) -> socket.socket:
        self._calls += 1
        if self._process is not None and (self._process.poll() is not None or self._calls > CALLS):
            self.close()
        if self._socket is None:
            self._calls = 1
            self._socket, theirs = socket.socketpair()
            environment = {key: os.environ[key] for key in KEPT if key in os.environ}
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", __name__, str(theirs.fileno()), str(self._memory)],
                    pass_fds=[theirs.fileno()],
                    env={**environment, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
        return self._socket

    def _end(self, error: Exception) -> str:
        """Why a call came to nothing; the process is gone afterwards."""
        process = self._process
        if process is None or isinstance(error, TimeoutError):
            self.close()
            return SLOW
        status = 0
        if not isinstance(error, ValueError):  # the connection is gone, and so is the process in a moment
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = process.wait(timeout=5)
        self.close()
        return SLOW if status == -signal.SIGXCPU else HUGE if status == -signal.SIGKILL else DAMAGED


def _send(there: socket.socket, data: bytes, seconds: float) -> None:
    there.settimeout(seconds)
    there.sendall(struct.pack(">Q", len(data)))
    there.sendall(data)


def _receive(there: socket.socket, seconds: float | None) -> bytes:
    until = None if seconds is None else time.monotonic() + seconds
    (length,) = struct.unpack(">Q", _exactly(there, 8, until))
    if length > LONGEST_ANSWER:
        raise ValueError("too long an answer")
    return _exactly(there, length, until)


def _exactly(there: socket.socket, length: int, until: float | None) -> bytes:
    parts = []
    while length:
        there.settimeout(None if until is None else max(0.001, until - time.monotonic()))
        part = there.recv(min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever the function returns
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(f"{type(value).__name__} cannot be sent")


def _answer(function: Any, data: bytes, arguments: list[str | None]) -> dict[str, Any]:  # noqa: ANN401
    try:
        return {"value": function(data, *arguments)}
    except ArticleError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"failed": HUGE}
    except RecursionError:
        return {"failed": "is nested too deeply to be read: give its text as a plain text file"}
    except Exception:
        return {"failed": DAMAGED}


def serve(there: socket.socket) -> None:
    """Answer calls until the other side is gone."""
    while True:
        try:
            header = json.loads(_receive(there, None))
        except EOFError:
            return
        module, _, name = header["target"].partition(":")
        function = getattr(importlib.import_module(module), name)
        _send(there, b"ready", START_SECONDS)
        data = _receive(there, None)
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + header["seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
        answer = _answer(function, data, header["arguments"])
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        _send(there, json.dumps(answer, default=_plain).encode(), START_SECONDS)


def main() -> None:
    """Be the worker: ``python -m bot.sources.worker SOCKET MEMORY``."""
    memory = int(sys.argv[2])
    # Where the system knows no such limit (macOS) the deadline remains.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=int(sys.argv[1])) as there:
        serve(there)


_WORKER = Worker()
atexit.register(_WORKER.close)

if __name__ == "__main__":
    main()
