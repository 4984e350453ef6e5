"""What a site's robots.txt lets us fetch."""

from protego import Protego

MOST_BYTES = 500_000
"""Of a longer file the first so many bytes count (RFC 9309 demands that many)."""
KEPT_SECONDS = 3600.0
KEPT_SITES = 50


def permits(data: bytes, _name: str, url: str, agent: str) -> bool:
    """Whether a robots.txt lets ``agent`` fetch ``url``. Runs in the worker: its patterns are others' work."""
    return bool(Protego.parse(data.decode("utf-8", "replace")).can_fetch(url, agent))
