"""A command on a pseudo-terminal, as somebody sees it who sits before one."""

import os
import pty
import subprocess
import sys

from bot.settings import ROOT


def on_terminal(*arguments, data, program=("-m", "bot"), **more):
    """Run a command on a pseudo-terminal without a pager; everything that it wrote there, and its status."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COMMUNIQUE_RECORD__DATA": str(data), "TERM": "xterm-256color", "PAGER": "cat"}
    environment |= more
    process = subprocess.Popen(
        [sys.executable, *program, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=ROOT,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    return written.decode(), process.wait()
