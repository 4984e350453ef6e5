"""What goes wrong in parsers, to be called in the worker."""

import ctypes
import os
import signal
import time
from pathlib import Path


def spins(data, name):
    while True:
        pass


def sleeps(data, name):
    time.sleep(60)


def eats(data, name):
    held = []
    while True:
        held.append(bytearray(50_000_000))


def sinks(data, name):
    return sinks(data, name)


def crashes(data, name):
    ctypes.string_at(0)


def is_killed(data, name):
    os.kill(os.getpid(), signal.SIGKILL)


def leaves(data, name):
    os._exit(0)


def talks_on(data, name):
    return "x" * 70_000_000


def gives_nonsense(data, name):
    return object()


def raises(data, name):
    raise KeyError(name)


def echoes(data, name, *more):
    return [len(data), name, *more]


def looks_around(data, name):
    return [sorted(os.environ), "torch" in __import__("sys").modules, Path.cwd().exists()]
