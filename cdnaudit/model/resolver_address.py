"""A resolver as a person writes it: an address, perhaps with a port."""

import ipaddress

from cdnaudit.errors import UsageError

DNS_PORT = 53
PORTS = range(1, 65_536)


def resolver_address(text: str) -> tuple[str, int]:
    """Read ``ADDR[:PORT]``, with brackets around an IPv6 address that has a port.

    >>> resolver_address("192.0.2.53"), resolver_address("[2001:db8::1]:5353")
    (('192.0.2.53', 53), ('2001:db8::1', 5353))

    Raises:
        UsageError: no address, or no port.
    """
    address, port = text, str(DNS_PORT)
    if text.startswith("["):
        address, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":") or str(DNS_PORT)
    elif text.count(":") == 1:
        address, _, port = text.partition(":")
    try:
        known = str(ipaddress.ip_address(address))
        number = int(port)
    except ValueError:
        raise UsageError(
            f"resolver {text!r} is no address; write 192.0.2.53 or [2001:db8::1]:53"
        ) from None
    if number not in PORTS:
        raise UsageError(f"resolver {text!r}: port {number} does not exist; use 1 to 65535")
    return known, number


def resolver_text(address: str, port: int) -> str:
    """Write a resolver in the same form; the port where it is not the usual one.

    >>> resolver_text("192.0.2.53", 53), resolver_text("2001:db8::1", 5353)
    ('192.0.2.53', '[2001:db8::1]:5353')
    """
    bracketed = f"[{address}]" if ":" in address else address
    return address if port == DNS_PORT else f"{bracketed}:{port}"
