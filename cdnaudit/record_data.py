"""The data of DNS records, in the one form in which they are compared."""

import ipaddress
from collections.abc import Mapping

from cdnaudit.names import clean

NAMES_IN_DATA: Mapping[str, int] = {
    "AFSDB": 2,
    "CNAME": 1,
    "DNAME": 1,
    "HTTPS": 2,
    "KX": 2,
    "MX": 2,
    "NS": 1,
    "PTR": 1,
    "SOA": 2,
    "SRV": 4,
    "SVCB": 2,
}
"""How many leading words of a type's presentation form are names or numbers."""


def presented(type_: str, data: str) -> str:
    """Return a record's data in the one form in which data are compared.

    Names are as ``clean`` makes them, but a root before further words stays ``.``;
    addresses are in the form of RFC 5952; all else is as it was.

    >>> presented("MX", "10 Mail.example.com."), presented("HTTPS", '1 . alpn="h2"')
    ('10 mail.example.com', '1 . alpn="h2"')
    >>> presented("AAAA", "2001:DB8:0:0::1"), presented("TXT", "As It Is.")
    ('2001:db8::1', 'As It Is.')

    Raises:
        ValueError: the data of an A or AAAA record are no address.
    """
    if type_ in {"A", "AAAA"}:
        return str(ipaddress.ip_address(data))
    count = NAMES_IN_DATA.get(type_, 0)
    if count == 1:
        return clean(data)
    words = data.split(maxsplit=count) if count else [data]
    return " ".join([clean(word) or word for word in words[:count]] + words[count:])
