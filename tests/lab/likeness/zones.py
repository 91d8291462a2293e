"""All zones of the likeness, generated from the shapes, and their master files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tests.lab.internet.infrastructure import INFRASTRUCTURE
from tests.lab.internet.model import Nameserver, Zone
from tests.lab.internet.operators import GTLD, REGISTRIES, ROOT
from tests.lab.likeness.operators import (
    APPLIANCES,
    AZURE,
    HOSTER,
    OWN,
    SERVED,
    every_nameserver,
    names,
)
from tests.lab.likeness.shape import FRONT_DOOR, GTM, Shape
from tests.lab.likeness.shapes import SHAPES

TLDS = ("com", "net", "org")
TWO_DAYS = 172800


@dataclass(frozen=True, slots=True)
class Made:
    """One target, the shape it was made from, and its zones."""

    shape: Shape
    number: int
    """Which of its shape, from 0."""
    target: str
    zones: tuple[Zone, ...]
    manners: Mapping[str, str]
    """Zones that appliances serve, and how."""


def made() -> Iterator[Made]:
    """Yield every target, shape by shape."""
    for shape in SHAPES:
        for number in range(shape.count):
            yield _made(shape, number)


def _made(shape: Shape, number: int) -> Made:
    tld, other = TLDS[number % 3], TLDS[(number + 1) % 3]
    origin = f"{shape.key}-{number}.{tld}"
    words = {"origin": origin, "other": f"{shape.key}-{number}.{other}"}
    named = shape.nameservers[number % len(shape.nameservers)]
    zone = _zone(shape, tuple(name.format(**words) for name in named), words)
    zones, manners = [zone], {origin: shape.manner} if shape.manner else {}
    if "{other}" in named[0]:
        mirrored = {"origin": words["other"], "other": origin}
        zones.append(_zone(shape, tuple(name.format(**mirrored) for name in named), mirrored))
    if shape.balanced or shape.refused:
        servers = GTM if shape.balanced else names(HOSTER)
        zones.append(Zone(origin=f"www.{origin}", operators=(), nameservers=servers))
        manners |= {f"www.{origin}": shape.balanced} if shape.balanced else {}
    return Made(shape, number, shape.target.format(**words), tuple(zones), manners)


def _zone(shape: Shape, named: tuple[str, ...], words: Mapping[str, str]) -> Zone:
    glue = tuple(replace(server, name=server.name.format(**words)) for server in shape.glue)
    operators = {*_operators((*named, *shape.above)), *(("own",) if glue else ())}
    if "{other}" in shape.nameservers[0][0]:
        operators = {"ns1"}
    return Zone(
        origin=words["origin"],
        operators=tuple(sorted(operators - {*shape.not_served_by, *shape.lost_by})),
        nameservers=named,
        records=shape.records,
        parent_nameservers=shape.above,
        glue=glue,
        lost_by=shape.lost_by,
    )


def _operators(named: tuple[str, ...]) -> Iterator[str]:
    """Yield the operators that have a nameserver of these names."""
    for operator in SERVED:
        if {server.name for server in operator.nameservers} & set(named):
            yield operator.key


def _registry(origin: str, operator: str, nameservers: tuple[str, ...]) -> Zone:
    return Zone(origin=origin, operators=(operator,), nameservers=nameservers, ttl=TWO_DAYS)


def _at(origin: str, operator: str, nameservers: tuple[str, ...], records: str = "") -> Zone:
    return Zone(origin=origin, operators=(operator,), nameservers=nameservers, records=records)


_ORG = tuple(name for name in names(REGISTRIES) if name.endswith(".org"))
_UK = tuple(name for name in names(REGISTRIES) if name.endswith(".uk"))
SURROUNDINGS = (
    Zone(origin="", operators=("root", "upward"), nameservers=names(ROOT), ttl=TWO_DAYS),
    *(_registry(tld, "gtld", names(GTLD)) for tld in ("com", "net")),
    _registry("org", "registries", _ORG),
    *(_registry(tld, "registries", _UK) for tld in ("uk", "co.uk")),
    *INFRASTRUCTURE,
    _at("selfhosted.org", "selfhosted", ("ns1.selfhosted.org", "ns2.selfhosted.org")),
    _at("azure-dns.com", "azure", names(AZURE)),
    _at("azure-dns.net", "azure", names(AZURE)),
    _at("azurefd.net", "azure", names(AZURE), "acme CNAME star-azurefd-prod.trafficmanager.net."),
    _at(
        "trafficmanager.net",
        "azure",
        names(AZURE),
        "star-azurefd-prod CNAME shed.dual-low.s-part-0017.t-0009.t-msedge.net.",
    ),
    _at("t-msedge.net", "azure", names(AZURE), f"*.s-part-0017.t-0009 A {FRONT_DOOR}"),
    _at("hoster-dns.net", "hoster", names(HOSTER)),
    _at("own-servers.net", "own", names(OWN)),
    _at("balancers.net", "ns1", INFRASTRUCTURE[0].nameservers),
    Zone(origin="denies-aaaa.net", operators=(), nameservers=names(APPLIANCES)),
)
"""Registries, operators and edges."""
SURROUNDING_MANNERS = {"denies-aaaa.net": "aaaa-nxdomain"}


class Atlas:
    """Zones by origin, for the parent and the children of each."""

    def __init__(self, zones: tuple[Zone, ...]) -> None:
        self.zones = {zone.origin: zone for zone in zones}
        self._children: dict[str, list[Zone]] = defaultdict(list)
        self._own: dict[str, list[Nameserver]] = defaultdict(list)
        self._servers = {server.name: server for server in every_nameserver()}
        for zone in zones:
            if zone.origin:
                self._children[self.home(zone.origin.partition(".")[2])].append(zone)
            self._servers |= {server.name: server for server in zone.glue}
        for server in self._servers.values():
            self._own[self.home(server.name)].append(server)

    def home(self, name: str) -> str:
        """Return the origin of the deepest zone that holds a name."""
        while name and name not in self.zones:
            name = name.partition(".")[2]
        return name

    def master_file(self, zone: Zone) -> str:
        """Return a zone's text in the format of RFC 1035, section 5."""
        soa = f"{zone.nameservers[0]}. hostmaster.{zone.nameservers[0]}. 1 7200 900 1209600 300"
        lines = [f"$ORIGIN {zone.origin}.", f"$TTL {zone.ttl}", f"@ 3600 IN SOA {soa}"]
        lines += [f"@ {max(zone.ttl, 3600)} NS {name}." for name in zone.nameservers]
        for server in self._own[zone.origin]:
            lines += _address_lines(server)
        for child in self._children[zone.origin]:
            lines += self._delegation(child)
        return "\n".join([*lines, zone.records, ""])

    def _delegation(self, child: Zone) -> Iterator[str]:
        """Yield what a parent publishes for a child: its NS set, and glue where it is needed."""
        for name in child.delegation:
            yield f"{child.origin}. NS {name}."
            inside = self.home(name) == child.origin or "." not in child.origin
            if inside and name in self._servers:
                yield from _address_lines(self._servers[name])


def _address_lines(server: Nameserver) -> list[str]:
    return [
        f"{server.name}. {'AAAA' if ':' in address else 'A'} {address}"
        for address in server.addresses
    ]
