"""Which network addresses a page may be fetched from.

A URL in an article list, or a redirect, must not make this machine read its own
services or its neighbours' (server-side request forgery). So every host is resolved
here, every address it has is checked, and the connection goes to an address that was
checked: a name that resolves differently a moment later changes nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from tingbao.errors import InputError
from tingbao.sanitizing import clean

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are IPv4
_UNICAST = ipaddress.ip_network("2000::/3")  # all of IPv6 that the registries give away
_ISATAP = frozenset((0x00005EFE, 0x02005EFE))  # RFC 5214: before the 32 bits that are IPv4
_MASK = 0xFFFFFFFF


def is_whole(url: str) -> bool:
    """Tell a whole address of the web: of http or https, with a host, hiding nothing.

    >>> [is_whole(one) for one in ("https://example.org/a", "http:///a", "http://a:99999", "ftp://a")]
    [True, False, False, False]
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")
        _ = parts.port
    except ValueError:  # as for a port of 99999
        return False
    unseen = re.search(r"\s", url) or clean(url) != url
    return parts.scheme in {"http", "https"} and bool(host) and not unseen


def resolve(host: str, port: int, *, allow_private: bool, where: str) -> tuple[str, ...]:
    """Give the addresses of a host, in the system's order.

    Raises:
        InputError: There is none, or one of them is private, loopback, link-local or
            otherwise not of the public internet, and `allow_private` is false.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(
            f"no address for {host}", where=where, hint="check the URL and the network"
        ) from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise InputError(
                f"{host} leads to the private address {address}",
                where=where,
                hint="--allow-private lets it pass",
            )
    return addresses


def is_public(address: str) -> bool:
    """Tell whether an address, in whatever form it carries IPv4, is of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) >> 32 & _MASK in _ISATAP):
            inner = ipaddress.IPv4Address(int(ip) & _MASK)
        if inner is None and ip not in _UNICAST:
            return False
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
