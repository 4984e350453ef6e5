"""What keeps a process from the network, without root and without another program.

``only_loopback`` is for Python's own sockets: an audit hook refuses every address but the loopback's. ``no_socket``
is for every line of native code too: a filter in the kernel (seccomp, which any process may set for itself) ends the
process at the first internet socket that any thread or child of it opens.

``python -m tests.sealed ARGUMENT ...`` runs the command line under that filter.
"""

import contextlib
import ctypes
import importlib
import ipaddress
import platform
import runpy
import socket
import sys

import embeddings  # noqa: F401 - silences what would report to its maker, as any import of the product does

LOCAL_NAMES = {None, "", "localhost", b"localhost"}
SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""What the kernel calls the machine, and its number of the call that opens a socket."""
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
KILLED = -31
"""How a process that the filter ended looks to its parent: SIGSYS."""


class WentOut(RuntimeError):
    """Something was going to leave this machine."""


def is_local(host):
    """Whether an address or name is this machine's own."""
    if host in LOCAL_NAMES:
        return True
    name = host.decode() if isinstance(host, bytes) else host
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        pass
    try:
        # No name but an address in an older spelling ("0x7f.1", "127.1"), which the system asks nobody about. A
        # space ends what it reads, and is in none.
        return " " not in name and ipaddress.ip_address(socket.inet_aton(name)).is_loopback
    except (OSError, ValueError):
        return False


def only_loopback():
    """Refuse every look-up and connection of Python's sockets to elsewhere, for as long as the process lives."""

    def hook(event, arguments):
        if event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0]
        elif event in ("socket.connect", "socket.sendto"):
            one, address = arguments
            if one.family == socket.AF_UNIX:
                return
            host = address[0]
        else:
            return
        if not is_local(host):
            sys.stderr.write(f"WENT OUT: {event} {host!r}\n")
            raise WentOut(f"{event} {host!r}")

    sys.addaudithook(hook)


class _Step(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8), ("k", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step))]


def can_seal():
    """Whether the filter is known for this system and machine."""
    return sys.platform == "linux" and platform.machine() in SOCKET_CALL


def no_socket():
    """End this process, its threads and its children with SIGSYS where one opens a socket but a local (unix) one."""
    machine, call = SOCKET_CALL[platform.machine()]
    steps = [
        _Step(LOAD, 0, 0, 4),  # the machine
        _Step(EQUAL, 0, 4, machine),
        _Step(LOAD, 0, 0, 0),  # the number of the call
        _Step(EQUAL, 0, 3, call),
        _Step(LOAD, 0, 0, 16),  # its first argument: the family
        _Step(EQUAL, 1, 0, socket.AF_UNIX),
        _Step(RETURN, 0, 0, KILL),
        _Step(RETURN, 0, 0, ALLOW),
    ]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")


if __name__ == "__main__":
    # At its import urllib3 tries whether this machine has IPv6, by a socket bound to ::1 that sends nothing.
    with contextlib.suppress(ImportError):
        importlib.import_module("urllib3.util.connection")
    no_socket()
    sys.argv[0] = "communique"
    runpy.run_module("bot", run_name="__main__", alter_sys=False)
