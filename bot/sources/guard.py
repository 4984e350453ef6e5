"""Which addresses a fetch may really reach: public ones on the ports of the web, whatever a name or redirect says."""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

PORTS = (80, 443)
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC = [
    ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
]  # fmt: skip
"""Beside what Python calls not global: shared and test networks, and tunnels (6to4, Teredo) that lead elsewhere."""


class Refused(OSError):
    """A connection that must not be made."""


class Guard:
    """Makes the socket of every connection after looking at the address that is really dialled.

    aiohttp calls it (``TCPConnector(socket_factory=…)``) for literals, for what names resolve to and for redirects
    alike, so that nothing can change between the look and the connection.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        """Let through public addresses, and the loopback ones in ``allowed`` (``127.0.0.1:8080``), for tests."""
        self._allowed = frozenset(allowed)
        self.refused: str | None = None

    def __call__(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket for an address as ``getaddrinfo`` gives it.

        Raises:
            Refused: nothing may be fetched from there; ``refused`` then says why.
        """
        family, kind, protocol, _, place = info
        reason = self._reason(str(place[0]), int(place[1]))
        if reason:
            self.refused = reason
            raise Refused(reason)
        return socket.socket(family=family, type=kind, proto=protocol)

    def _reason(self, host: str, port: int) -> str | None:
        try:
            address = unwrapped(ip_address(host.partition("%")[0]))
        except ValueError:
            return f"{host} is no internet address"
        shown = f"[{address}]" if address.version == 6 else str(address)
        if address.is_loopback and f"{shown}:{port}" in self._allowed:
            return None
        if not public(address):
            return f"{address} is no public address"
        return None if port in PORTS else f"port {port} is none of the web's ({PORTS[0]} and {PORTS[1]})"


def unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address that one of the new kind only carries (mapped, or translated by NAT64)."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to somebody on the internet."""
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if address.version == 6 and address not in _UNICAST:
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)
