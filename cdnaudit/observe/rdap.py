"""Who runs a network, by the registry's word. The only module that imports ipwhois."""

import asyncio
import ipaddress
import socket
from collections.abc import Mapping

from cdnaudit.model.facts import Cause, RdapAnswer, RdapQuestion, Unknown
from cdnaudit.observe.failure import system_failure, underlying_errors
from cdnaudit.observe.special_use import Network

SECONDS = 5
"""What one request to a registry may take."""

ROLES = ("registrant", "administrative")
"""Whose organisation names the network, in order."""


class RdapClient:
    """Asks the registries one question at a time, each network once."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._known: dict[Network, RdapAnswer] = {}

    async def ask(self, question: RdapQuestion) -> RdapAnswer | Unknown:
        """Answer from what is known, else from the registry."""
        try:
            address = ipaddress.ip_address(question.ip)
        except ValueError:
            return Unknown(f"{question.ip!r} is no address", Cause.LIMIT)
        async with self._turn:
            for network, answer in self._known.items():
                if address in network:
                    return answer
            response = await asyncio.to_thread(_lookup, question.ip)
            if isinstance(response, Unknown):
                return response
            answer = read(response)
            self._known |= dict.fromkeys(networks(response), answer)
            return answer


def read(response: Mapping[str, object]) -> RdapAnswer:
    """Read the network's name and who holds it from ipwhois' reading of a response.

    >>> read({"network": {"name": "EXAMPLE-NET"}, "objects": {}})
    RdapAnswer(name='EXAMPLE-NET', org=None)
    """
    holders: dict[str, str] = {}
    for entity in map(_mapping, _mapping(response.get("objects")).values()):
        holder = _mapping(entity.get("contact")).get("name")
        if holder:
            holders |= dict.fromkeys(_list(entity.get("roles")), str(holder))
    name = _mapping(response.get("network")).get("name")
    return RdapAnswer(
        name=str(name) if name else None,
        org=next((holders[role] for role in ROLES if role in holders), None),
    )


def networks(response: Mapping[str, object]) -> tuple[Network, ...]:
    """Return the blocks the response speaks for.

    >>> networks({"network": {"cidr": "192.0.2.0/25, 192.0.2.128/26"}})
    (IPv4Network('192.0.2.0/25'), IPv4Network('192.0.2.128/26'))
    """
    cidr = str(_mapping(response.get("network")).get("cidr") or "")
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in cidr.split(",") if part.strip())
    except ValueError:
        return ()


def _lookup(ip: str) -> Mapping[str, object] | Unknown:
    """Ask the registry, found by ARIN's bootstrap service; blocks."""
    import ipwhois
    import ipwhois.exceptions

    try:
        response = ipwhois.IPWhois(ip, timeout=SECONDS).lookup_rdap(
            bootstrap=True,
            depth=0,
            inc_nir=False,
            retry_count=1,
            rate_limit_timeout=1,
            root_ent_check=False,
        )
    except ipwhois.exceptions.IPDefinedError:
        return Unknown("no registry: a special-use address", Cause.LIMIT)
    except Exception as error:  # noqa: BLE001  ipwhois lets parsing and network errors of all kinds through
        return Unknown(f"RDAP: {str(error) or type(error).__name__}", cause_of(error))
    return _mapping(response)


def cause_of(error: BaseException) -> Cause:
    """Tell a registry that could not be reached from one whose answer is none."""
    for underlying in underlying_errors(error):
        match underlying:
            case TimeoutError():
                return Cause.TIMEOUT
            case socket.gaierror():
                return Cause.UNREACHABLE
            case _:
                pass
    known = system_failure(error, "")
    return known.cause if known else Cause.REFUSED


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
