"""Which addresses a stranger's record may make us connect to (SSRF)."""

import ipaddress

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

EVERYWHERE: tuple[Network, ...] = (
    ipaddress.ip_network("0.0.0.0/0"),
    ipaddress.ip_network("::/0"),
)
"""For people who audit inside their own network."""

SPECIAL: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "64:ff9b::/96",  # NAT64: leads to any IPv4 address (RFC 6052)
        "64:ff9b:1::/48",  # NAT64 of the local network (RFC 8215)
        "2002::/16",  # 6to4: likewise (RFC 3056)
        "2001::/32",  # Teredo: likewise (RFC 4380)
        "::/96",  # IPv4-compatible, deprecated (RFC 4291)
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "168.63.129.16/32",  # the host's own service in a public address: Azure WireServer
        "3fff::/20",  # documentation (RFC 9637), younger than Python 3.11
        "5f00::/16",  # segment routing SIDs (RFC 9602), likewise
        "fec0::/10",  # site-local, deprecated (RFC 3879)
    )
)
"""Refused beyond what ``ipaddress`` knows not to be global (private, loopback, CGNAT …)."""


DOCUMENTATION: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",  # RFC 5737
        "2001:db8::/32",  # RFC 3849
        "3fff::/20",  # RFC 9637
    )
)
"""Addresses of examples: in a recording that models a real network they stand for public ones."""


def refusal(ip: str, allow: tuple[Network, ...] = ()) -> str:
    """Say why we do not connect to ``ip``; ``""`` if we may.

    >>> refusal("1.1.1.1"), refusal("::ffff:10.0.0.1")
    ('', 'refused to connect: ::ffff:10.0.0.1 is not a public address')
    """
    try:
        address = _unmapped(ip)
    except ValueError:
        return f"refused to connect: {ip!r} is no address"
    if any(address in network for network in allow) or _is_public(address):
        return ""
    return f"refused to connect: {ip} is not a public address"


def is_private(ip: str) -> bool:
    """Tell whether a host with this address alone is not to be reached from outside.

    >>> is_private("10.0.0.1"), is_private("1.1.1.1"), is_private("192.0.2.1")
    (True, False, False)
    """
    address = _unmapped(ip)
    return not _is_public(address) and not any(address in network for network in DOCUMENTATION)


def _unmapped(ip: str) -> IpAddress:
    address = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address
    return address


def _is_public(address: IpAddress) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return address.is_global and not any(address in network for network in SPECIAL)
