"""What the lab is made of: nameservers, operators, zones, edges and server processes."""

from dataclasses import dataclass, field
from enum import StrEnum


class Daemon(StrEnum):
    """The nameserver software an operator runs."""

    NSD = "nsd"
    KNOT = "knot"
    BIND = "bind"
    APPLIANCE = "appliance"
    """None that exists: it answers as load balancers and odd servers do."""


@dataclass(frozen=True, slots=True)
class Nameserver:
    """A nameserver's name, without a final dot, and its addresses."""

    name: str
    v4: str
    v6: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses it has, IPv4 first."""
        return (self.v4, self.v6) if self.v6 else (self.v4,)


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs nameservers: those given to customers, and those of its own zones."""

    key: str
    daemon: Daemon
    nameservers: tuple[Nameserver, ...]
    own: tuple[Nameserver, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address it answers on, each once."""
        servers = (*self.nameservers, *self.own)
        return tuple(dict.fromkeys(address for server in servers for address in server.addresses))


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One zone: who loads it, what it says of itself, what its parent says, and why it is here."""

    origin: str
    operators: tuple[str, ...]
    nameservers: tuple[str, ...]
    """The NS set inside the zone."""
    records: str = ""
    """Master file lines, relative to the origin."""
    ttl: int = 300
    parent_nameservers: tuple[str, ...] = ()
    """The NS set at the parent; empty means the same as in the zone."""
    glue: tuple[Nameserver, ...] = ()
    """Hosts of the zone's own that the registry knows addresses of."""
    lost_by: tuple[str, ...] = ()
    """Operators that are configured for the zone but have no copy: they answer SERVFAIL."""
    story: str = ""

    @property
    def delegation(self) -> tuple[str, ...]:
        """The NS set the parent publishes."""
        return self.parent_nameservers or self.nameservers


class Shown(StrEnum):
    """The certificate that an edge shows."""

    VALID = "edge"
    EXPIRED = "expired"
    """On 2025-02-01."""
    SELF_SIGNED = "self-signed"
    WRONG_NAME = "wrong-name"
    """Of other.lab alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A web edge: its addresses, its response headers, and the hosts it challenges."""

    key: str
    addresses: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    challenged: tuple[str, ...] = ()
    certificate: Shown = Shown.VALID
    old_tls: bool = False
    """It speaks TLS 1.0 and nothing newer."""
    plain: bool = False
    """HTTP gives the page too; else it redirects to HTTPS."""
    redirect: str = ""
    """Where HTTPS leads instead of to a page."""


@dataclass(frozen=True, slots=True)
class Server:
    """A process to run in the internet namespace, in the foreground."""

    name: str
    argv: tuple[str, ...] = field(default=())
