"""All zones of the lab, and the master file of each, delegations and glue worked out."""

from collections.abc import Iterable

from tests.lab.internet.faults import (
    ANSWER_FAULTS,
    APPLIANCE_FAULTS,
    DELEGATION_FAULTS,
    SERVER_FAULTS,
    WEB_FAULTS,
)
from tests.lab.internet.infrastructure import INFRASTRUCTURE, names
from tests.lab.internet.model import Nameserver, Zone
from tests.lab.internet.operators import GTLD, REGISTRIES, ROOT, every_nameserver
from tests.lab.internet.stories import PROVIDERS

TWO_DAYS = 172800
_ORG = tuple(name for name in names(REGISTRIES) if name.endswith(".org"))
_UK = tuple(name for name in names(REGISTRIES) if name.endswith(".uk"))


def _registry(origin: str, operators: tuple[str, ...], nameservers: tuple[str, ...]) -> Zone:
    return Zone(origin=origin, operators=operators, nameservers=nameservers, ttl=TWO_DAYS)


STORIES = (
    *PROVIDERS,
    *SERVER_FAULTS,
    *APPLIANCE_FAULTS,
    *DELEGATION_FAULTS,
    *ANSWER_FAULTS,
    *WEB_FAULTS,
)
ZONES = (
    _registry("", ("root", "upward"), names(ROOT)),
    _registry("com", ("gtld",), names(GTLD)),
    _registry("net", ("gtld",), names(GTLD)),
    _registry("org", ("registries",), _ORG),
    _registry("uk", ("registries",), _UK),
    _registry("co.uk", ("registries",), _UK),
    *INFRASTRUCTURE,
    *STORIES,
)


def held_by(operator: str, zones: Iterable[Zone] = ZONES) -> tuple[Zone, ...]:
    """Return the zones an operator's servers are configured with."""
    return tuple(zone for zone in zones if operator in (*zone.operators, *zone.lost_by))


def enclosing(name: str) -> Zone:
    """Return the deepest zone of the lab that holds a name."""
    within = (
        zone for zone in ZONES if f".{name}".endswith(f".{zone.origin}" if zone.origin else "")
    )
    return max(within, key=lambda zone: len(zone.origin))


def _parent(zone: Zone) -> Zone:
    return enclosing(zone.origin.partition(".")[2])


def _address_lines(server: Nameserver) -> tuple[str, ...]:
    return tuple(
        f"{server.name}. {'AAAA' if ':' in address else 'A'} {address}"
        for address in server.addresses
    )


def _delegation_lines(child: Zone) -> tuple[str, ...]:
    """Return what a parent publishes for a child: its NS set, and glue where it is needed."""
    top = "." not in child.origin
    glue = (
        line
        for server in (*every_nameserver(), *child.glue)
        if server.name in child.delegation and (top or enclosing(server.name) is child)
        for line in _address_lines(server)
    )
    return (*(f"{child.origin}. NS {name}." for name in child.delegation), *glue)


def master_file(zone: Zone) -> str:
    """Return a zone's text in the format of RFC 1035, section 5."""
    soa = f"{zone.nameservers[0]}. hostmaster.{zone.nameservers[0]}. 1 7200 900 1209600 300"
    known = (*every_nameserver(), *zone.glue)
    own = (server for server in known if enclosing(server.name) is zone)
    children = (child for child in ZONES if child.origin and _parent(child) is zone)
    return "\n".join(
        (
            f"$ORIGIN {zone.origin}.",
            f"$TTL {zone.ttl}",
            f"@ 3600 IN SOA {soa}",
            *(f"@ {max(zone.ttl, 3600)} NS {name}." for name in zone.nameservers),
            *(line for server in own for line in _address_lines(server)),
            *(line for child in children for line in _delegation_lines(child)),
            zone.records,
            "",
        )
    )
